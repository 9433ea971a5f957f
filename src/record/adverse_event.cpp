// SPDX-License-Identifier: Apache-2.0
#include "record/adverse_event.h"

#include "record/choice.h"
#include "record/kinds.h"

namespace filiform::record {

using Event = AdverseEvent;

std::span<const std::string_view> words(Event::Type) {
    static constexpr auto all = worded<Event::Type::Other>(
        "soreness", "bleeding", "bruise", "haematoma", "pain_during", "pain_after",
        "symptoms_worse", "drowsiness", "headache", "nausea", "fainting", "seizure",
        "nerve_irritation", "nerve_injury", "pneumothorax", "local_infection", "severe_infection",
        "spinal_haematoma", "organ_injury", "vessel_injury", "allergic_reaction", "burn",
        "stuck_needle", "bent_needle", "broken_needle", "needle_left_in", "patient_forgotten",
        "needlestick", "other");
    return all;
}

std::span<const std::string_view> words(Event::Severity) {
    static constexpr auto all = worded<Event::Severity::Severe>("mild", "moderate", "severe");
    return all;
}

std::span<const std::string_view> words(Event::Duration) {
    static constexpr auto all = worded<Event::Duration::Weeks>("hours", "days", "weeks");
    return all;
}

std::span<const std::string_view> words(Event::Serious) {
    static constexpr auto all =
        worded<Event::Serious::Death>("hospital", "disability", "life_threatening", "death");
    return all;
}

std::span<const std::string_view> words(Event::Grade) {
    static constexpr auto all =
        worded<Event::Grade::Serious>("mild_or_none", "moderate", "major", "serious");
    return all;
}

std::span<const std::string_view> words(Event::Done) {
    static constexpr auto all = worded<Event::Done::EmergencyCall>(
        "nothing", "stopped", "needles_removed", "laid_flat", "compressed", "cooled", "observed",
        "first_aid", "referred", "emergency_call");
    return all;
}

std::span<const std::string_view> words(Event::Outcome) {
    static constexpr auto all = worded<Event::Outcome::Unknown>("resolved", "resolving", "ongoing",
                                                                "lasting", "death", "unknown");
    return all;
}

std::span<const std::string_view> words(Event::Cause) {
    static constexpr auto all =
        worded<Event::Cause::Certain>("unrelated", "unlikely", "possible", "probable", "certain");
    return all;
}

void describe(Fields& fields, Event::Report& report) {
    fields.text(Field{"to", "Who was told."}.required(), report.to, line_length);
    fields.date(Field{"on", "When."}.required(), report.on);
    fields.text(Field{"number", "That they gave it."}.identifying(), report.number, line_length);
}

namespace {

void describe_what_happened(Fields& fields, Event& event) {
    fields.integer({"needle", "Its place among the session's needles, from 0."}, event.needle,
                   {0, 59});
    fields.choice(Field{"type", "What happened."}.required().found_by("type"), event.type);
    fields.text(Field{"what", "The same in words."}.identifying(), event.what, text_length);
    fields.instant(Field{"began", "When it began."}.required().found_by("date"), event.began);
    fields.instant({"noticed", "When the clinic came to know of it."}, event.noticed);
    fields.choice({"severity", "How bad it is or was."}, event.severity);
    fields.choice({"duration", "How long it lasted, or has lasted by now."}, event.duration);
    fields.choices({"serious", "What makes it serious."}, event.serious);
    fields.choice(Field{"grade", "By the published definitions; open cases are graded up."}
                      .required()
                      .found_by("grade"),
                  event.grade);
    fields.choice({"cause", "How it hangs together with the needling."}, event.cause);
}

void describe_what_followed(Fields& fields, Event& event) {
    fields.choices({"done", "What was done about it."}, event.done);
    fields.text(Field{"course", "How it went on."}.identifying(), event.course, letter_length);
    fields.choice(Field{"outcome", "What became of it."}.required().found_by("outcome"),
                  event.outcome);
    fields.instant({"resolvedAt", "When it was over."}, event.resolved_at);
    fields.flag(
        Field{"mustBeReported", "By the law of the clinic's country."}.found_by("must_be_reported"),
        event.must_be_reported);
    fields.objects({"reports", "Who was told, and when."}, event.reports, 20);
}

/// The definitions as a table: a row for each duration, a column for each severity.
constexpr std::array<std::array<Event::Grade, 3>, 3> grades{{
    {Event::Grade::MildOrNone, Event::Grade::Moderate, Event::Grade::Major},
    {Event::Grade::Moderate, Event::Grade::Moderate, Event::Grade::Major},
    {Event::Grade::Moderate, Event::Grade::Major, Event::Grade::Major},
}};

} // namespace

void describe(Fields& fields, Event& event) {
    fields.reference(Field{"patient", "Whose it is."}.required().found_by("patient"), event.patient,
                     one_of<Kind::Patient>);
    fields.reference(Field{"session", "After which needling."}.found_by("session"), event.session,
                     one_of<Kind::Session>);
    fields.reference(Field{"practitioner", "Who writes this."}.found_by("practitioner"),
                     event.practitioner, one_of<Kind::Practitioner>);
    describe_what_happened(fields, event);
    describe_what_followed(fields, event);
}

Event::Grade grade_of(std::optional<Event::Severity> severity,
                      std::optional<Event::Duration> duration, bool is_serious) {
    if (is_serious)
        return Event::Grade::Serious;
    const auto row = static_cast<std::size_t>(duration.value_or(Event::Duration::Weeks));
    const auto column = static_cast<std::size_t>(severity.value_or(Event::Severity::Severe));
    return grades.at(row).at(column);
}

} // namespace filiform::record
