// SPDX-License-Identifier: Apache-2.0
#include "record/booking_rules.h"

#include <tuple>

#include "record/complaints.h"
#include "record/free_slots.h"

namespace filiform::record {

namespace {

using Status = Appointment::Status;
using Booker = Appointment::Booker;
using std::chrono::hours;

std::string ahead(std::int64_t number, const char* unit) {
    return std::to_string(number) + " " + unit + (number == 1 ? "" : "s");
}

void check_new(Complaints& complaints, const Appointment& wanted, base::Instant now,
               const BookingRules& rules) {
    complaints.unless(wanted.status == Status::Proposed, "/status",
                      "Patients propose a time, and the clinic agrees to it.");
    complaints.unless(wanted.booked_by == Booker::Patient, "/bookedBy",
                      "It is the patient who asks.");
    if (!wanted.start)
        return;
    const std::int64_t least = rules.book_until_hours.value_or(0);
    complaints.unless(*wanted.start > now && *wanted.start - now >= hours(least), "/start",
                      "A time is asked for at least " + ahead(least, "hour") + " before it begins.",
                      "Telephone the clinic.");
    if (const auto most = rules.book_ahead_days)
        complaints.unless(*wanted.start - now <= std::chrono::days(*most), "/start",
                          "Times are given no further than " + ahead(*most, "day") + " ahead.");
}

void check_cancelled(Complaints& complaints, const BookingStep& step, const BookingRules& rules) {
    const Appointment& before = *step.before;
    Appointment expected = before;
    expected.status = Status::Cancelled;
    expected.cancelled_by = Booker::Patient;
    expected.cancelled_at = step.after->cancelled_at;
    expected.cancelled_why = step.after->cancelled_why;
    complaints.unless(*step.after == expected, "/status",
                      "Patients cancel a booking, and change nothing else in it.",
                      "To move it, cancel it and ask for another time.");
    complaints.unless(before.status == Status::Proposed || before.status == Status::Booked,
                      "/status", "This cannot be cancelled any more.");
    complaints.unless(step.after->cancelled_at == step.now, "/cancelledAt",
                      "It is cancelled now, not at another time.");
    const std::int64_t least = rules.cancel_until_hours.value_or(0);
    complaints.unless(
        before.start && *before.start > step.now &&
            (before.status == Status::Proposed || *before.start - step.now >= hours(least)),
        "/start", "A booking is cancelled at least " + ahead(least, "hour") + " before it begins.",
        "Telephone the clinic.");
}

} // namespace

base::Problems forbidden_booking(const BookingStep& step, const Clinic& clinic,
                                 std::span<const Hours> hours, const base::Zone& zone) {
    Complaints complaints;
    const BookingRules rules = clinic.booking.value_or(BookingRules());
    if (step.before != nullptr) {
        check_cancelled(complaints, step, rules);
        return complaints.take();
    }
    check_new(complaints, *step.after, step.now, rules);
    complaints.unless(is_open(hours, *step.after, zone), "/start",
                      "The practitioner is not there at that time.",
                      "Choose one of the free times.");
    return complaints.take();
}

bool takes_time(const Appointment& booking) {
    return booking.status == Status::Proposed || booking.status == Status::Booked ||
           booking.status == Status::Arrived;
}

base::Problems off_hours(const BookingStep& step, std::span<const Hours> hours,
                         const base::Zone& zone) {
    const auto place_of = [](const Appointment& one) {
        return std::tie(one.start, one.end, one.practitioner, one.room, one.visit);
    };
    const bool is_as_before = step.before != nullptr && takes_time(*step.before) &&
                              place_of(*step.before) == place_of(*step.after);
    if (!takes_time(*step.after) || is_as_before)
        return {};
    const Openness found = openness(hours, *step.after, zone);
    Complaints complaints;
    complaints.unless(found != Openness::Closed, "/start", "It is closed at that time.",
                      "Choose one of the free times, or say why it is booked all the same.");
    complaints.unless(found != Openness::Outside, "/start",
                      "The practitioner does not work there at that time.",
                      "Choose one of the free times, or say why it is booked all the same.");
    return complaints.take();
}

} // namespace filiform::record
