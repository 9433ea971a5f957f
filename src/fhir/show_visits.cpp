// SPDX-License-Identifier: Apache-2.0
#include "fhir/addresses.h"
#include "fhir/shelf.h"
#include "record/choice.h"

namespace filiform::fhir {

namespace {

using record::Assessment;
using record::Needle;
using record::Session;
using record::State;

/// What the visits have in common.
struct Visited {
    record::EntryId patient, episode, practitioner, room, appointment;
    std::string began, ended;
    std::string_view what; ///< a word of "visit-type"
};

json::object encounter_of(const Shelf& shelf, const Visited& visit) {
    json::object made;
    const State state = shelf.entry().state;
    made["status"] = state == State::Mistaken ? "entered-in-error"
                     : state == State::Open   ? "in-progress"
                                              : "finished";
    made["class"] = coding(hl7_system("v3-ActCode"), "AMB", "ambulatory");
    made["type"] = json::array{concept_of("visit-type", visit.what)};
    set_reference(made, "subject", ResourceType::Patient, visit.patient);
    set_references(made, "episodeOfCare", ResourceType::EpisodeOfCare, visit.episode);
    if (!visit.practitioner.is_empty())
        made["participant"] = json::array{json::object{
            {"individual", reference_to(ResourceType::Practitioner, visit.practitioner)}}};
    set_references(made, "appointment", ResourceType::Appointment, visit.appointment);
    json::object period;
    set_text(period, "start", visit.began);
    set_text(period, "end", visit.ended);
    if (!period.empty())
        made["period"] = std::move(period);
    if (!visit.room.is_empty())
        made["location"] = json::array{
            json::object{{"location", reference_to(ResourceType::Location, visit.room)}}};
    set_reference(made, "serviceProvider", ResourceType::Organization, shelf.context().clinic);
    return made;
}

/// A cause as it was weighed: never more than one of several that are possible.
json::object cause_of(const Shelf& shelf, const Assessment& assessment,
                      const Assessment::Cause& cause) {
    json::object made;
    const bool is_error = shelf.entry().state == State::Mistaken;
    if (!is_error)
        made["clinicalStatus"] =
            concept_with_text(coding(hl7_system("condition-clinical"), "active"), "");
    made["verificationStatus"] = concept_with_text(
        coding(hl7_system("condition-ver-status"), is_error ? "entered-in-error" : "differential"),
        "");
    made["code"] = concept_of("cause", cause.id);
    set_reference(made, "subject", ResourceType::Patient, assessment.patient);
    set_reference(made, "encounter", ResourceType::Encounter, shelf.entry().id);
    if (assessment.on)
        made["recordedDate"] = base::text(*assessment.on);
    Assessment::Cause copy = cause;
    made["extension"] = extensions_of(
        "cause", [&](record::Fields& fields) { describe(fields, copy); }, {{"id", "code"}},
        shelf.context());
    if (made["extension"].as_array().empty())
        made.erase("extension");
    return made;
}

std::string_view needle_status(const Shelf& shelf, const Needle& needle) {
    if (shelf.entry().state == State::Mistaken)
        return "entered-in-error";
    if (!needle.time_in)
        return shelf.entry().state == State::Open ? "preparation" : "not-done";
    return needle.time_out ? "completed" : "in-progress";
}

void set_needle_details(const Shelf& shelf, const Needle& needle, json::object& made) {
    json::array complications;
    for (const Needle::Complication one : needle.complications)
        complications.push_back(concept_of("needle-complication", record::word_of(one)));
    if (!complications.empty())
        made["complication"] = std::move(complications);
    set_note(made, needle.note);
    set_references(made, "usedReference", ResourceType::Device, needle.stock);
    Needle copy = needle;
    made["extension"] = extensions_of(
        "needle", [&](record::Fields& fields) { describe(fields, copy); },
        {{"timeIn", "performedPeriod.start"},
         {"timeOut", "performedPeriod.end"},
         {"stock", "usedReference"},
         {"note", "note"},
         {"complications", "complication"}},
        shelf.context());
    if (made["extension"].as_array().empty())
        made.erase("extension");
}

json::object procedure_of(const Shelf& shelf, const Session& session, const Needle& needle) {
    json::object made;
    if (needle.planned_target && !session.plan.is_empty())
        made["basedOn"] =
            json::array{reference_to(ResourceType::ServiceRequest,
                                     record::EntryId(session.plan.text() + ".t" +
                                                     std::to_string(*needle.planned_target + 1)))};
    made["status"] = needle_status(shelf, needle);
    made["code"] = concept_of("procedure", "needling");
    set_reference(made, "subject", ResourceType::Patient, session.patient);
    set_reference(made, "encounter", ResourceType::Encounter, shelf.entry().id);
    json::object period;
    set_moment(period, "start", needle.time_in);
    if (needle.time_in && (!needle.time_out || *needle.time_out >= *needle.time_in))
        set_moment(period, "end", needle.time_out);
    if (!period.empty())
        made["performedPeriod"] = std::move(period);
    if (!session.practitioner.is_empty())
        made["performer"] = json::array{json::object{
            {"actor", reference_to(ResourceType::Practitioner, session.practitioner)}}};
    made["bodySite"] = json::array{body_site(needle.target, needle.level)};
    set_needle_details(shelf, needle, made);
    return made;
}

json::object prediction_of(const record::ScreeningResult::Rule& rule) {
    json::object made;
    made["outcome"] = concept_with_text(coding(own_system("rule"), write_token(rule.id)), "");
    if (!rule.level.empty())
        made["qualitativeRisk"] =
            concept_with_text(coding(own_system("level"), write_token(rule.level)), "");
    std::string words = rule.is_known.value_or(true) ? "It holds." : "It is not known yet.";
    if (!rule.needling.empty())
        words += " Needling: " + rule.needling + ".";
    made["rationale"] = words;
    return made;
}

} // namespace

void show_screening(Shelf& shelf, const record::ScreeningResult& screening,
                    const record::EntryId& patient) {
    if (!shelf.wants(ResourceType::RiskAssessment))
        return;
    json::object made;
    made["status"] = shelf.entry().state == State::Mistaken ? "entered-in-error"
                     : shelf.entry().state == State::Open   ? "preliminary"
                                                            : "final";
    if (screening.decision)
        made["code"] = concept_of("decision", record::word_of(*screening.decision));
    set_reference(made, "subject", ResourceType::Patient, patient);
    set_reference(made, "encounter", ResourceType::Encounter, shelf.entry().id);
    set_moment(made, "occurrenceDateTime", screening.at);
    json::array predictions;
    for (const record::ScreeningResult::Rule& rule : screening.rules)
        predictions.push_back(prediction_of(rule));
    if (!predictions.empty())
        made["prediction"] = std::move(predictions);
    std::string mitigation;
    for (const std::string& one : screening.restraint)
        mitigation += (mitigation.empty() ? "" : "\n") + one;
    set_text(made, "mitigation", mitigation);
    record::ScreeningResult copy = screening;
    made["extension"] = extensions_of(
        "screening", [&](record::Fields& fields) { describe(fields, copy); },
        {{"at", "occurrenceDateTime"}, {"rules", "prediction"}, {"restraint", "mitigation"}},
        shelf.context());
    if (made["extension"].as_array().empty())
        made.erase("extension");
    shelf.put(ResourceType::RiskAssessment, "screening", std::move(made));
}

void show(Shelf& shelf, const Assessment& assessment) {
    const std::string day = assessment.on ? base::text(*assessment.on) : "";
    if (shelf.wants(ResourceType::Encounter))
        shelf.put(ResourceType::Encounter, "",
                  encounter_of(shelf, {assessment.patient,
                                       assessment.episode,
                                       assessment.practitioner,
                                       {},
                                       {},
                                       day,
                                       day,
                                       "assessment"}));
    if (shelf.wants(ResourceType::Observation)) {
        const Measured measured{assessment.patient, day, ""};
        if (assessment.height_cm)
            show_number(shelf, measured, "height", "height", *assessment.height_cm, "cm");
        if (assessment.weight_kg)
            show_number(shelf, measured, "weight", "weight", *assessment.weight_kg, "kg");
        if (assessment.pain)
            show_pain(shelf, measured, *assessment.pain);
        show_neurology(shelf, measured, assessment.neurology);
    }
    if (assessment.screening)
        show_screening(shelf, *assessment.screening, assessment.patient);
    int number = 0;
    for (const Assessment::Cause& cause : assessment.causes)
        shelf.put(ResourceType::Condition, "c" + std::to_string(++number),
                  cause_of(shelf, assessment, cause));
}

void show(Shelf& shelf, const Session& session) {
    const std::string began = session.began ? base::text(*session.began) : "";
    const std::string ended = session.ended ? base::text(*session.ended) : "";
    if (shelf.wants(ResourceType::Encounter))
        shelf.put(
            ResourceType::Encounter, "",
            encounter_of(shelf, {session.patient, session.episode, session.practitioner,
                                 session.room, session.appointment, began, ended, "session"}));
    if (shelf.wants(ResourceType::Observation)) {
        const Measured before{session.patient, began, "before"};
        const Measured after{session.patient, ended.empty() ? began : ended, "after"};
        if (session.pain_before)
            show_pain(shelf, before, *session.pain_before);
        if (session.pain_after)
            show_pain(shelf, after, *session.pain_after);
        show_neurology(shelf, before, session.neurology_before);
        show_neurology(shelf, after, session.neurology_after);
        if (session.counted_in)
            show_number(shelf, {session.patient, began, ""}, "needles-in", "needles_in",
                        static_cast<double>(*session.counted_in), "1");
        if (session.counted_out)
            show_number(shelf, {session.patient, began, ""}, "needles-out", "needles_out",
                        static_cast<double>(*session.counted_out), "1");
    }
    if (session.screening)
        show_screening(shelf, *session.screening, session.patient);
    int number = 0;
    if (shelf.wants(ResourceType::Procedure))
        for (const Needle& needle : session.needles)
            shelf.put(ResourceType::Procedure, "n" + std::to_string(++number),
                      procedure_of(shelf, session, needle));
}

} // namespace filiform::fhir
