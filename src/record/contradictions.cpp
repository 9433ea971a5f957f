// SPDX-License-Identifier: Apache-2.0
#include "record/contradictions.h"

#include <algorithm>
#include <set>
#include <tuple>

#include "base/zone.h"
#include "record/choice.h"
#include "record/noun.h"

namespace filiform::record {

void check(Complaints& complaints, const Clinic& clinic) {
    const auto zone = base::find_zone(clinic.time_zone);
    if (!zone)
        complaints.unless(false, "/timeZone", zone.error().what, zone.error().hint);
}

void check(Complaints& complaints, const Patient& patient) {
    complaints.unless(in_order(patient.birth_date, patient.deceased_on), "/deceasedOn",
                      "The day of death lies before the day of birth.");
    std::set<std::pair<std::string, std::string>> seen;
    for (std::size_t i = 0; i < patient.identifiers.size(); ++i)
        complaints.unless(
            seen.emplace(patient.identifiers[i].system, patient.identifiers[i].value).second,
            at("identifiers", i), "This number is there already.");
}

namespace {

/// "M54", "M54.3", "M54.30": a letter, a digit, a digit or letter, then up to four after a point.
bool is_icd10(const std::string& code) {
    constexpr std::size_t whole = 3;
    constexpr std::size_t most = 8;
    const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
    const auto is_either = [&](char c) { return is_digit(c) || (c >= 'A' && c <= 'Z'); };
    if (code.size() < whole || code.size() > most || code[0] < 'A' || code[0] > 'Z' ||
        !is_digit(code[1]) || !is_either(code[2]))
        return false;
    return code.size() == whole || (code[whole] == '.' && code.size() > whole + 1 &&
                                    std::all_of(code.begin() + whole + 1, code.end(), is_either));
}

} // namespace

void check(Complaints& complaints, const Episode& episode) {
    using Status = Episode::Status;
    const bool is_over = episode.status == Status::Finished || episode.status == Status::Cancelled;
    complaints.unless(in_order(episode.began, episode.ended), "/ended",
                      "The episode ends before it begins.");
    complaints.unless(!episode.ended || is_over, "/status",
                      "An episode that has ended is finished or cancelled.");
    complaints.unless(episode.status != Status::Finished || episode.ended, "/ended",
                      "A finished episode has a last day.");
    for (std::size_t i = 0; i < episode.diagnoses.size(); ++i)
        complaints.unless(is_icd10(episode.diagnoses[i].code), at("diagnoses", i, "/code"),
                          "This is not the form of an ICD-10 code.", "Write it like M54.3.");
}

void check(Complaints& complaints, const Consent& consent) {
    const bool is_another = consent.given_by && consent.given_by != Consent::Giver::Patient;
    complaints.unless(!is_another || !consent.giver_name.empty(), "/giverName",
                      "Whoever answers for the patient is named.");
    complaints.unless(consent.answer == Consent::Answer::Refused || consent.refused_why.empty(),
                      "/refusedWhy", "What was given was not refused.");
    std::set<std::string> seen;
    for (std::size_t i = 0; i < consent.points.size(); ++i)
        complaints.unless(seen.insert(consent.points[i].id).second, at("points", i, "/id"),
                          "This sentence is there already.");
}

void check(Complaints& complaints, const AdverseEvent& event) {
    using Course = AdverseEvent::Outcome;
    const auto least = grade_of(event.severity, event.duration, !event.serious.empty());
    complaints.unless(event.grade && *event.grade >= least, "/grade",
                      "By the published definitions this is at least " +
                          std::string(word_of(least)) + ".",
                      "Severity and duration that are not given count as the worst.");
    complaints.unless(in_order(event.began, event.noticed), "/noticed",
                      "It was noticed before it began.");
    complaints.unless(in_order(event.began, event.resolved_at), "/resolvedAt",
                      "It was over before it began.");
    complaints.unless(event.resolved_at.has_value() == (event.outcome == Course::Resolved),
                      "/resolvedAt",
                      "When it was over is said of what is resolved, and only then.");
    const bool is_death = std::find(event.serious.begin(), event.serious.end(),
                                    AdverseEvent::Serious::Death) != event.serious.end();
    complaints.unless(is_death == (event.outcome == Course::Death), "/outcome",
                      "A death is both the outcome and what makes it serious.");
    complaints.unless(!event.needle || !event.session.is_empty(), "/session",
                      "A needle belongs to a session.");
}

void check(Complaints& complaints, const Task& task) {
    const bool is_done = task.status == Task::Status::Done;
    complaints.unless(is_done == task.done_at.has_value(), "/doneAt",
                      "When it was done is said of what is done, and only then.");
    complaints.unless(is_done || task.done_by.is_empty(), "/doneBy", "It is not done yet.");
    complaints.unless((task.what == Task::What::FillInForm) == !task.instrument.is_empty(),
                      "/instrument", "A form to be filled in is named, and only then.");
}

void check(Complaints& complaints, const Hours& hours) {
    const bool is_closed = hours.is_closed.value_or(false);
    complaints.unless(hours.weekday.has_value() != hours.date.has_value(), "/weekday",
                      "Hours are of a day of the week or of one date.");
    complaints.unless(hours.from_minute < hours.to_minute, "/toMinute",
                      "The hours end before they begin.");
    complaints.unless(in_order(hours.valid_from, hours.valid_until), "/validUntil",
                      "The last day lies before the first.");
    complaints.unless(!hours.date || (!hours.valid_from && !hours.valid_until), "/validFrom",
                      "Hours of one date are valid on that date.");
    complaints.unless(is_closed || !hours.practitioner.is_empty() || !hours.room.is_empty(),
                      "/practitioner", "Open hours are of a practitioner or of a room.");
    complaints.unless(!is_closed || hours.visits.empty(), "/visits",
                      "Nothing is booked while it is closed.");
}

void check(Complaints& complaints, const Appointment& booking) {
    using Status = Appointment::Status;
    constexpr auto longest = std::chrono::hours(24);
    const auto is_whole = [](const Moment& moment) {
        return !moment ||
               moment->time_since_epoch() % std::chrono::minutes(1) == std::chrono::milliseconds(0);
    };
    complaints.unless(is_whole(booking.start), "/start", "A booking begins on a whole minute.");
    complaints.unless(is_whole(booking.end), "/end", "A booking ends on a whole minute.");
    complaints.unless(booking.start && booking.end && *booking.start < *booking.end, "/end",
                      "The booking ends before it begins.");
    complaints.unless(booking.start && booking.end && *booking.end - *booking.start <= longest,
                      "/end", "A booking lasts no longer than a day.");
    const bool is_cancelled = booking.status == Status::Cancelled;
    complaints.unless(is_cancelled == booking.cancelled_at.has_value(), "/cancelledAt",
                      "When it was cancelled is said of what is cancelled, and only then.");
    complaints.unless(is_cancelled || (!booking.cancelled_by && booking.cancelled_why.empty()),
                      "/cancelledBy", "It is not cancelled.");
}

void check(Complaints& complaints, const WaitingEntry& waiting) {
    complaints.unless(in_order(waiting.earliest, waiting.latest), "/latest",
                      "The last day lies before the first.");
    complaints.unless(!waiting.from_minute || !waiting.to_minute ||
                          *waiting.from_minute < *waiting.to_minute,
                      "/toMinute", "The hours end before they begin.");
    complaints.unless(waiting.status != WaitingEntry::Status::Booked ||
                          !waiting.appointment.is_empty(),
                      "/appointment", "What was booked is named.");
}

void check(Complaints& complaints, const Message& message) {
    complaints.unless(in_order(message.sent_at, message.read_at), "/readAt",
                      "It was read before it was written.");
    complaints.unless(message.from != message.to || message.from.is_empty(), "/to",
                      "Nobody writes to themselves.");
}

void check(Complaints& complaints, const Letter& letter) {
    complaints.unless(!letter.way || letter.sent_at, "/way", "It has not left yet.");
}

void check(Complaints& complaints, const RuleReview& review) {
    const bool is_stricter = review.verdict == RuleReview::Verdict::Stricter;
    complaints.unless(is_stricter == (review.level || review.needling), "/verdict",
                      "A level, or what becomes of needling, is named by a stricter word, and only "
                      "by that.",
                      "Say stricter and how, or take level and needling away.");
}

void check(Complaints& complaints, const Stock& stock) {
    complaints.unless(stock.count_used <= stock.count_in, "/countUsed",
                      "More needles were used than came.");
    complaints.unless(in_order(stock.received, stock.expiry), "/expiry",
                      "They had expired when they came.");
}

base::Problems contradictions(const Noun& noun) {
    Complaints complaints;
    std::visit(
        [&](const auto& one) {
            if constexpr (requires { check(complaints, one); })
                check(complaints, one);
        },
        noun);
    return complaints.take();
}

} // namespace filiform::record
