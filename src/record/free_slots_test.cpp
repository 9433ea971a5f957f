// SPDX-License-Identifier: Apache-2.0
#include "record/free_slots.h"

#include <algorithm>

#include <gtest/gtest.h>

#include "base/random.h"
#include "record/booking_rules.h"
#include "record/record_fixture.h"

namespace filiform::record {
namespace {

using fixture::day;
using fixture::moment;

const base::Zone& madrid() {
    static const base::Zone zone = *base::find_zone("Europe/Madrid");
    return zone;
}

/// The week of Monday 9 November 2026; Madrid is an hour ahead of UTC.
SlotQuery that_week() {
    SlotQuery query;
    query.practitioner = EntryId("practitioner-1");
    query.from = moment("2026-11-08T23:00:00Z");
    query.before = moment("2026-11-15T23:00:00Z");
    query.minutes = 60;
    return query;
}

/// Where slots begin, as UTC hours and minutes: "08:00 08:30".
std::string starts(const std::vector<Slot>& slots) {
    std::string text;
    for (const Slot& slot : slots)
        text += (text.empty() ? "" : " ") + base::text(slot.start).substr(11, 5);
    return text;
}

std::string starts(const std::vector<Hours>& hours, const std::vector<Appointment>& bookings = {},
                   const SlotQuery& query = that_week()) {
    return starts(free_slots(hours, bookings, query, madrid()));
}

Hours closed(int from, int to) {
    Hours hours;
    hours.date = day("2026-11-09");
    hours.from_minute = from;
    hours.to_minute = to;
    hours.is_closed = true;
    return hours;
}

TEST(FreeSlots, an_hour_fits_six_times_into_a_morning_of_half_hour_steps) {
    EXPECT_EQ(starts({fixture::hours()}), "08:00 08:30 09:00 09:30 10:00 10:30 11:00");
}

TEST(FreeSlots, what_is_booked_or_proposed_is_not_offered_and_what_touches_it_is) {
    Appointment booking = fixture::appointment(); // 09:00 to 09:30 UTC
    EXPECT_EQ(starts({fixture::hours()}, {booking}), "08:00 09:30 10:00 10:30 11:00");
    booking.status = Appointment::Status::Proposed;
    EXPECT_EQ(starts({fixture::hours()}, {booking}), "08:00 09:30 10:00 10:30 11:00");
    booking.status = Appointment::Status::Cancelled;
    EXPECT_EQ(starts({fixture::hours()}, {booking}), "08:00 08:30 09:00 09:30 10:00 10:30 11:00");
}

TEST(FreeSlots, a_room_that_is_taken_by_somebody_else_is_not_free) {
    Appointment booking = fixture::appointment();
    booking.practitioner = EntryId("practitioner-2");
    EXPECT_EQ(starts({fixture::hours()}, {booking}), "08:00 08:30 09:00 09:30 10:00 10:30 11:00");
    SlotQuery query = that_week();
    query.room = EntryId("room-1");
    EXPECT_EQ(starts({fixture::hours()}, {booking}, query), "08:00 09:30 10:00 10:30 11:00");
}

TEST(FreeSlots, a_closed_hour_takes_away_all_that_it_touches) {
    EXPECT_EQ(starts({fixture::hours(), closed(600, 630)}), "08:00 09:30 10:00 10:30 11:00");
    Hours of_another = closed(600, 630);
    of_another.practitioner = EntryId("practitioner-2");
    EXPECT_EQ(starts({fixture::hours(), of_another}), "08:00 08:30 09:00 09:30 10:00 10:30 11:00");
}

TEST(FreeSlots, a_room_with_hours_of_its_own_is_free_in_them_only) {
    Hours room;
    room.room = EntryId("room-1");
    room.weekday = Weekday::Monday;
    room.from_minute = 660; // 11:00, 10:00 UTC
    room.to_minute = 780;
    SlotQuery query = that_week();
    query.room = EntryId("room-1");
    EXPECT_EQ(starts({fixture::hours(), room}, {}, query), "10:00 10:30 11:00");
    query.room = EntryId("room-2");
    EXPECT_EQ(starts({fixture::hours(), room}, {}, query),
              "08:00 08:30 09:00 09:30 10:00 10:30 11:00");
}

TEST(FreeSlots, hours_in_a_room_offer_that_room) {
    Hours hours = fixture::hours();
    hours.room = EntryId("room-7");
    const auto slots = free_slots({&hours, 1}, {}, that_week(), madrid());
    ASSERT_EQ(slots.size(), 7U);
    EXPECT_EQ(slots[0].room, EntryId("room-7"));
    SlotQuery query = that_week();
    query.room = EntryId("room-8");
    EXPECT_EQ(starts({hours}, {}, query), "");
}

TEST(FreeSlots, hours_for_some_visits_are_not_for_others) {
    Hours hours = fixture::hours();
    hours.visits = {Visit::First};
    SlotQuery query = that_week();
    query.visit = Visit::Needling;
    EXPECT_EQ(starts({hours}, {}, query), "");
    query.visit = Visit::First;
    EXPECT_EQ(starts({hours}, {}, query), "08:00 08:30 09:00 09:30 10:00 10:30 11:00");
}

TEST(FreeSlots, weekly_hours_hold_from_their_first_day_to_their_last) {
    Hours hours = fixture::hours();
    hours.valid_from = day("2026-11-10");
    EXPECT_EQ(starts({hours}), "");
    hours.valid_from = day("2026-11-09");
    hours.valid_until = day("2026-11-09");
    EXPECT_EQ(starts({hours}), "08:00 08:30 09:00 09:30 10:00 10:30 11:00");
}

TEST(FreeSlots, nothing_is_offered_before_or_after_what_was_asked_for) {
    SlotQuery query = that_week();
    query.from = moment("2026-11-09T08:31:00Z");
    query.before = moment("2026-11-09T10:30:00Z");
    EXPECT_EQ(starts({fixture::hours()}, {}, query), "09:00 09:30");
    query = that_week();
    query.most = 2;
    EXPECT_EQ(starts({fixture::hours()}, {}, query), "08:00 08:30");
}

TEST(FreeSlots, none_begins_later_than_was_asked_for) {
    SlotQuery query = that_week();
    query.last_start = moment("2026-11-09T09:00:00Z");
    EXPECT_EQ(starts({fixture::hours()}, {}, query), "08:00 08:30 09:00");
}

TEST(FreeSlots, nine_in_the_morning_stays_nine_when_the_clocks_change) {
    Hours sunday = fixture::hours();
    sunday.weekday = Weekday::Sunday;
    sunday.to_minute = 600;
    SlotQuery query = that_week(); // clocks go back on 25 October 2026
    query.from = moment("2026-10-17T00:00:00Z");
    query.before = moment("2026-10-27T00:00:00Z");
    EXPECT_EQ(starts({sunday}, {}, query), "07:00 08:00");
}

TEST(FreeSlots, are_those_that_a_look_at_every_minute_finds) {
    base::RandomStream random(7, 0);
    const auto below = [&](int most) { return static_cast<int>(random.uniform() * most); };
    for (int round = 0; round < 60; ++round) {
        std::vector<Hours> hours;
        for (int i = 0; i < 3; ++i) {
            Hours open = fixture::hours();
            open.from_minute = 480 + 15 * below(20);
            open.to_minute = *open.from_minute + 15 * (1 + below(20));
            open.step_minutes = 5 * (1 + below(6));
            hours.push_back(open);
        }
        const int shut = 480 + below(400);
        hours.push_back(closed(shut, shut + 1 + below(60)));
        std::vector<Appointment> bookings;
        for (int i = 0; i < 4; ++i) {
            Appointment booking = fixture::appointment();
            booking.start = moment("2026-11-09T07:00:00Z") + std::chrono::minutes(below(500));
            booking.end = *booking.start + std::chrono::minutes(1 + below(60));
            bookings.push_back(booking);
        }
        SlotQuery query = that_week();
        query.minutes = 10 + below(60);
        const auto midnight = moment("2026-11-08T23:00:00Z");
        std::string expected;
        for (int from = 0; from < 1440; ++from) {
            bool is_good = false;
            for (const Hours& one : hours)
                is_good = is_good || (!one.is_closed && from >= *one.from_minute &&
                                      from + query.minutes <= *one.to_minute &&
                                      (from - *one.from_minute) % *one.step_minutes == 0);
            for (int minute = from; is_good && minute < from + query.minutes; ++minute) {
                const auto now = midnight + std::chrono::minutes(minute);
                const Hours& away = hours.back();
                is_good = is_good && !(minute >= away.from_minute && minute < away.to_minute);
                for (const Appointment& one : bookings)
                    is_good = is_good && !(now >= *one.start && now < *one.end);
            }
            const auto start = midnight + std::chrono::minutes(from);
            if (is_good)
                expected += (expected.empty() ? "" : " ") + base::text(start).substr(11, 5);
        }
        EXPECT_EQ(starts(hours, bookings, query), expected) << round;
    }
}

/// A patient who asks on Sunday evening for Monday at ten, and what is changed of it.
struct Asked {
    Appointment booking = fixture::appointment();
    base::Instant now = moment("2026-11-07T18:00:00Z");
    Clinic clinic = fixture::clinic(); // asked 24 hours before, given back 12, 60 days ahead
    std::vector<Hours> hours{fixture::hours()};

    Asked() {
        booking.status = Appointment::Status::Proposed;
        booking.booked_by = Appointment::Booker::Patient;
    }
    [[nodiscard]] std::string said() const {
        return fixture::places(
            forbidden_booking({nullptr, &booking, now}, clinic, hours, madrid()));
    }
};

TEST(BookingRules, a_patient_asks_for_a_time_that_is_open_and_far_enough_ahead) {
    EXPECT_EQ(Asked().said(), "");
    Asked late;
    late.now = moment("2026-11-08T09:00:00Z"); // 24 hours before, to the minute
    EXPECT_EQ(late.said(), "");
    late.now += std::chrono::milliseconds(1);
    EXPECT_EQ(late.said(), "#/start\n");
    Asked early;
    early.now = moment("2026-09-10T08:59:00Z"); // 60 days and a minute
    EXPECT_EQ(early.said(), "#/start\n");
}

TEST(BookingRules, a_patient_proposes_and_does_not_book) {
    Asked booked;
    booked.booking.status = Appointment::Status::Booked;
    EXPECT_EQ(booked.said(), "#/status\n");
}

TEST(BookingRules, a_patient_asks_within_working_hours) {
    Asked outside;
    outside.booking.end = moment("2026-11-09T12:30:00Z"); // 13:30, half an hour after the end
    EXPECT_EQ(outside.said(), "#/start\n");
    Asked shut;
    shut.hours.push_back(closed(600, 630));
    EXPECT_EQ(shut.said(), "#/start\n");
}

TEST(BookingRules, a_clinic_without_rules_takes_whatever_is_to_come) {
    Asked asked;
    asked.clinic.booking.reset();
    asked.now = moment("2026-11-09T08:59:00Z");
    EXPECT_EQ(asked.said(), "");
    asked.now = moment("2026-11-09T09:00:00Z");
    EXPECT_EQ(asked.said(), "#/start\n");
}

std::string cancelling(const char* now, Appointment before = fixture::appointment()) {
    Appointment after = before;
    after.status = Appointment::Status::Cancelled;
    after.cancelled_by = Appointment::Booker::Patient;
    after.cancelled_at = moment(now);
    after.cancelled_why = "away";
    return fixture::places(
        forbidden_booking({&before, &after, moment(now)}, fixture::clinic(), {}, madrid()));
}

TEST(BookingRules, a_patient_gives_a_booking_back_in_time) {
    EXPECT_EQ(cancelling("2026-11-08T21:00:00Z"), ""); // 12 hours before
    EXPECT_EQ(cancelling("2026-11-08T21:00:01Z"), "#/start\n");
    Appointment proposed = fixture::appointment();
    proposed.status = Appointment::Status::Proposed;
    EXPECT_EQ(cancelling("2026-11-09T08:00:00Z", proposed), ""); // nothing was promised yet
}

TEST(BookingRules, a_patient_moves_nothing) {
    const Appointment before = fixture::appointment();
    Appointment after = before;
    after.start = moment("2026-11-09T10:00:00Z");
    after.end = moment("2026-11-09T10:30:00Z");
    const auto problems = forbidden_booking({&before, &after, moment("2026-11-02T10:00:00Z")},
                                            fixture::clinic(), {}, madrid());
    ASSERT_FALSE(problems.empty());
    EXPECT_EQ(problems[0].where, "#/status");
}

/// What is said of a booking of the clinic's own people.
std::string staff_books(const Appointment& after, const std::vector<Hours>& hours,
                        const Appointment* before = nullptr) {
    return fixture::places(off_hours({before, &after, {}}, hours, madrid()));
}

TEST(BookingRules, staff_say_why_they_book_outside_the_hours) {
    Appointment booking = fixture::appointment(); // ten to half past ten in Madrid
    EXPECT_EQ(staff_books(booking, {fixture::hours()}), "");
    EXPECT_EQ(staff_books(booking, {fixture::hours(), closed(600, 630)}), "#/start\n");
    booking.start = moment("2026-11-09T11:45:00Z"); // a quarter to one; one is the end
    booking.end = moment("2026-11-09T12:15:00Z");
    EXPECT_EQ(staff_books(booking, {fixture::hours()}), "#/start\n");
    booking.status = Appointment::Status::Cancelled;
    EXPECT_EQ(staff_books(booking, {fixture::hours()}), "");
}

TEST(BookingRules, where_no_hours_were_written_only_what_is_closed_counts) {
    const Appointment booking = fixture::appointment();
    Hours of_another = fixture::hours();
    of_another.practitioner = EntryId("practitioner-2");
    EXPECT_EQ(staff_books(booking, {of_another}), "");
    EXPECT_EQ(staff_books(booking, {of_another, closed(600, 630)}), "#/start\n");
}

TEST(BookingRules, a_booking_that_stays_where_it_is_is_asked_about_once) {
    Appointment before = fixture::appointment();
    before.start = moment("2026-11-09T18:00:00Z");
    before.end = moment("2026-11-09T18:30:00Z");
    Appointment after = before;
    after.status = Appointment::Status::Arrived;
    EXPECT_EQ(staff_books(after, {fixture::hours()}, &before), "");
    after.end = moment("2026-11-09T19:00:00Z");
    EXPECT_EQ(staff_books(after, {fixture::hours()}, &before), "#/start\n");
}

} // namespace
} // namespace filiform::record
