// SPDX-License-Identifier: Apache-2.0
#include "knowledge/consultation_json.h"

#include <algorithm>

#include "base/json_writer.h"
#include "chart/write_ids.h"
#include "knowledge/library_json.h"
#include "knowledge/question.h"
#include "knowledge/screening_notes.h"

namespace filiform::knowledge {

namespace {

using base::JsonWriter;
using chart::write_ids;

constexpr int shown_decimals = 4;

std::string_view truth_word(Truth truth) {
    switch (truth) {
    case Truth::No:
        return "no";
    case Truth::NotKnown:
        return "not_known";
    case Truth::Yes:
        return "yes";
    }
    return "";
}

void write_interval(JsonWriter& json, std::string_view key, const Ranged& ranged) {
    json.key(key).begin_object().field("value", ranged.value, shown_decimals);
    json.field("low", ranged.low, shown_decimals).field("high", ranged.high, shown_decimals);
    json.end_object();
}

void write_optional(JsonWriter& json, std::string_view key, std::string_view words) {
    if (!words.empty())
        json.field(key, words);
}

void write_progress(JsonWriter& json, const Progress& progress) {
    write_ids(json, "spared", progress.spared);
    const auto count = [](std::size_t n) { return static_cast<int>(n); };
    json.key("tally").begin_object().field("asked", count(progress.tally.asked));
    json.field("answered", count(progress.tally.answered));
    json.field("spared", count(progress.tally.spared));
    json.field("open", count(progress.tally.open)).end_object();
}

void write_weighed(JsonWriter& json, std::string_view key, const WeighedCause& cause, bool is_for) {
    json.key(key).begin_array();
    for (const Weighed& item : cause.evidence) {
        if (item.is_for != is_for)
            continue;
        json.begin_object().field("what", item.evidence->what).field("holds", item.holds);
        write_interval(json, "ratio", item.ratio);
        json.field("counts", item.counts);
        write_ids(json, "answers", item.answers);
        json.field("source", item.evidence->source.text()).field("mark", item.evidence->mark);
        write_optional(json, "why", item.evidence->why);
        json.end_object();
    }
    json.end_array();
}

void write_cause(JsonWriter& json, const WeighedCause& weighed) {
    const Cause& cause = *weighed.cause;
    json.begin_object().field("id", cause.id).field("name", cause.name);
    json.field("inPlainWords", cause.in_plain_words);
    write_interval(json, "probability", weighed.probability);
    json.field("mayLead", truth_word(weighed.may_lead));
    write_optional(json, "leadsWhy", cause.leads_why);
    json.field("whatNext", cause.what_next);
    write_weighed(json, "for", weighed, true);
    write_weighed(json, "against", weighed, false);
    json.key("notTested").begin_array();
    for (const Untested& open : weighed.not_tested) {
        json.begin_object().field("what", open.evidence->what);
        write_ids(json, "missing", open.missing);
        json.field("expectedChange", open.expected_change, shown_decimals);
        json.field("couldChangeLead", open.could_change_lead).end_object();
    }
    json.end_array();
    write_ids(json, "sources", cause.sources);
    json.field("status", cause.status).end_object();
}

void write_next(JsonWriter& json, const NextStep& step) {
    json.begin_object();
    write_ids(json, "missing", step.missing);
    json.field("what", step.evidence->what).field("cause", step.cause->id);
    json.field("expectedChange", step.expected_change, shown_decimals);
    json.field("couldChangeLead", step.could_change_lead);
    json.field("source", step.evidence->source.text()).field("mark", step.evidence->mark);
    json.end_object();
}

void write_offer(JsonWriter& json, const Offer& offer) {
    const CareOption& option = *offer.option;
    json.begin_object().field("id", option.id).field("name", option.name);
    json.field("inPlainWords", option.in_plain_words);
    json.field("isNeedling", option.is_needling).field("standing", text(offer.standing));
    json.field("suits", truth_word(offer.suits)).field("certainty", text(option.certainty));
    json.field("certaintyWhy", option.certainty_why).field("burden", option.burden);
    json.field("because", option.because).field("whatToDo", option.what_to_do);
    write_positions(json, option.positions);
    write_ids(json, "answers", offer.answers);
    write_ids(json, "missing", offer.missing);
    write_ids(json, "sources", option.sources);
    json.field("mark", option.mark).field("status", option.status).end_object();
}

void write_chosen(JsonWriter& json, const ChosenTarget& chosen) {
    const TargetChoice& choice = *chosen.choice;
    json.begin_object().field("id", choice.id).field("target", chosen.target.id());
    json.field("inPlainWords", choice.in_plain_words);
    json.field("found", truth_word(chosen.is_found)).field("because", choice.because);
    write_ids(json, "answers", chosen.answers);
    write_ids(json, "missing", chosen.missing);
    write_ids(json, "sources", choice.sources);
    json.field("mark", choice.mark).field("status", choice.status).end_object();
}

void write_restraint(JsonWriter& json, const chart::Screening& notes) {
    json.key("restraint").begin_array();
    for (const chart::Screening::HeldBack& one : notes.restraint) {
        json.begin_object().field("text", one.text);
        write_ids(json, "rules", one.rules);
        json.end_object();
    }
    json.end_array();
}

/// What the rules that hold say to the patient, the strictest first. Beside an emergency nothing
/// else is said.
void write_told(JsonWriter& json, const Screening& screening) {
    const bool is_emergency = screening.level == Level::EmergencyToday;
    json.field("isEmergency", is_emergency).key("tell").begin_array();
    for (const ScreeningFinding& finding : screening.findings) {
        const ScreeningRule& rule = *finding.rule;
        const bool is_said = finding.truth == Truth::Yes && !rule.tell_patient.empty() &&
                             (!is_emergency || rule.level == Level::EmergencyToday);
        if (is_said)
            json.begin_object()
                .field("ruleId", rule.id.text())
                .field("text", rule.tell_patient)
                .end_object();
    }
    json.end_array();
}

std::string for_patient(const Library& library, const chart::Consultation& consultation,
                        const Answers& answers, const Screening& screening) {
    std::vector<Question> asked = questions_of(library);
    std::erase_if(asked, [](const Question& one) { return one.finding->ask.empty(); });
    JsonWriter json;
    json.begin_object();
    write_told(json, screening);
    write_progress(json, progress_of(library, asked, consultation, answers));
    json.end_object();
    return std::move(json).finish();
}

std::string for_clinician(const Library& library, const chart::Consultation& consultation,
                          const Answers& answers, const Screening& screening) {
    const chart::Screening notes = notes_of(library, answers, screening);
    const std::vector<WeighedCause> causes = weigh(library.causes, answers);
    const std::vector<ChosenTarget> targets = choose_targets(library.targets, answers);
    JsonWriter json;
    json.begin_object().key("screening").begin_object().field("schema", "filiform.screening/1");
    chart::write_screening(json, notes);
    json.end_object();
    write_progress(json, progress_of(library, questions_of(library), consultation, answers));
    json.key("causes").begin_array();
    for (const WeighedCause& cause : causes)
        write_cause(json, cause);
    json.end_array().key("next").begin_array();
    for (const NextStep& step : next_steps(causes))
        write_next(json, step);
    json.end_array().key("care").begin_array();
    const bool may_needle = screening.cleared &&
                            std::any_of(targets.begin(), targets.end(),
                                        [](const auto& one) { return one.is_found == Truth::Yes; });
    if (screening.level < Level::ReferUrgent)
        for (const Offer& offer : offers(library.care, answers, may_needle))
            write_offer(json, offer);
    json.end_array().key("targets").begin_array();
    for (const ChosenTarget& target : targets)
        write_chosen(json, target);
    json.end_array();
    write_restraint(json, notes);
    json.end_object();
    return std::move(json).finish();
}

} // namespace

std::string write_consultation(const Library& library, const chart::Consultation& consultation,
                               const Answers& answers, const Screening& screening, Reader reader) {
    return reader == Reader::Patient ? for_patient(library, consultation, answers, screening)
                                     : for_clinician(library, consultation, answers, screening);
}

} // namespace filiform::knowledge
