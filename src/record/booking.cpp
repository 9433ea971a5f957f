// SPDX-License-Identifier: Apache-2.0
#include "record/booking.h"

#include "record/choice.h"
#include "record/kinds.h"

namespace filiform::record {

std::span<const std::string_view> words(Weekday) {
    static constexpr auto all =
        worded<Weekday::Sunday>("mon", "tue", "wed", "thu", "fri", "sat", "sun");
    return all;
}

std::span<const std::string_view> words(Visit) {
    static constexpr auto all =
        worded<Visit::Other>("first", "needling", "review", "telephone", "other");
    return all;
}

std::span<const std::string_view> words(Appointment::Status) {
    static constexpr auto all = worded<Appointment::Status::NoShow>("proposed", "booked", "arrived",
                                                                    "done", "cancelled", "no_show");
    return all;
}

std::span<const std::string_view> words(Appointment::Booker) {
    static constexpr auto all = worded<Appointment::Booker::Patient>("staff", "patient");
    return all;
}

std::span<const std::string_view> words(WaitingEntry::Status) {
    static constexpr auto all =
        worded<WaitingEntry::Status::GivenUp>("waiting", "offered", "booked", "given_up");
    return all;
}

namespace {

constexpr double day_minutes = 1440;

} // namespace

void describe(Fields& fields, Hours& hours) {
    fields.reference(Field{"practitioner", "Whose hours they are."}.found_by("practitioner"),
                     hours.practitioner, one_of<Kind::Practitioner>);
    fields.reference(Field{"room", "Of which room."}.found_by("room"), hours.room,
                     one_of<Kind::Room>);
    fields.choice({"weekday", "Every week on this day; or give a date."}, hours.weekday);
    fields.date(Field{"date", "On this day only."}.found_by("date"), hours.date);
    fields.date({"validFrom", "Of weekly hours, the first day."}, hours.valid_from);
    fields.date({"validUntil", "Of weekly hours, the last day."}, hours.valid_until);
    fields.integer(Field{"fromMinute", "Minutes after midnight in the clinic's time."}.required(),
                   hours.from_minute, {0, day_minutes});
    fields.integer(
        Field{"toMinute", "Minutes after midnight; this minute is not included."}.required(),
        hours.to_minute, {0, day_minutes});
    fields.flag({"isClosed", "True: nothing can be booked then."}, hours.is_closed);
    fields.choices({"visits", "What can be booked then; anything unless given."}, hours.visits);
    fields.integer({"stepMinutes", "Appointments begin at multiples of it; 15 unless given."},
                   hours.step_minutes, {1, 240});
    fields.text({"note", "Why: \"holiday\"."}, hours.note, line_length);
}

void describe(Fields& fields, Appointment& appointment) {
    fields.reference(Field{"patient", "Who comes."}.required().found_by("patient"),
                     appointment.patient, one_of<Kind::Patient>);
    fields.reference(Field{"practitioner", "Whom they see."}.required().found_by("practitioner"),
                     appointment.practitioner, one_of<Kind::Practitioner>);
    fields.reference(Field{"room", "Where."}.found_by("room"), appointment.room,
                     one_of<Kind::Room>);
    fields.reference(Field{"episode", "What it belongs to."}.found_by("episode"),
                     appointment.episode, one_of<Kind::Episode>);
    fields.instant(Field{"start", "When it begins, on a whole minute."}.required().found_by("date"),
                   appointment.start);
    fields.instant(Field{"end", "When it ends, on a whole minute."}.required().found_by("end"),
                   appointment.end);
    fields.choice(Field{"visit", "What it is for."}.required().found_by("visit"),
                  appointment.visit);
    fields.choice(Field{"status", "How far it has come."}.required().found_by("status"),
                  appointment.status);
    fields.choice({"bookedBy", "Who asked for it."}, appointment.booked_by);
    fields.text(Field{"reason", "In words, for the clinic only."}.identifying(), appointment.reason,
                text_length);
    fields.choice({"cancelledBy", "Who cancelled it."}, appointment.cancelled_by);
    fields.instant({"cancelledAt", "When it was cancelled."}, appointment.cancelled_at);
    fields.text(Field{"cancelledWhy", "Why it was cancelled."}.identifying(),
                appointment.cancelled_why, text_length);
}

void describe(Fields& fields, WaitingEntry& waiting) {
    fields.reference(Field{"patient", "Who waits."}.required().found_by("patient"), waiting.patient,
                     one_of<Kind::Patient>);
    fields.reference(Field{"practitioner", "Whom they want to see; anybody unless given."}.found_by(
                         "practitioner"),
                     waiting.practitioner, one_of<Kind::Practitioner>);
    fields.reference(Field{"appointment", "What was offered or booked."}.found_by("appointment"),
                     waiting.appointment, one_of<Kind::Appointment>);
    fields.choice({"visit", "What for."}, waiting.visit);
    fields.choice(Field{"status", "How far it has come."}.required().found_by("status"),
                  waiting.status);
    fields.instant(Field{"askedAt", "Since when."}.required().found_by("date"), waiting.asked_at);
    fields.date({"earliest", "Not before this day."}, waiting.earliest);
    fields.date({"latest", "Not after this day."}, waiting.latest);
    fields.choices({"weekdays", "On these days; any unless given."}, waiting.weekdays);
    fields.integer({"fromMinute", "Not before, in minutes after midnight."}, waiting.from_minute,
                   {0, day_minutes});
    fields.integer({"toMinute", "Not after, in minutes after midnight."}, waiting.to_minute,
                   {0, day_minutes});
    fields.integer({"minutes", "How long it should be."}, waiting.minutes, {5, 480});
    fields.flag(Field{"isUrgent", "Comes before the others."}.found_by("urgent"),
                waiting.is_urgent);
    fields.text(Field{"note", "Anything else."}.identifying(), waiting.note, text_length);
}

} // namespace filiform::record
