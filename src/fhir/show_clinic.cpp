// SPDX-License-Identifier: Apache-2.0
#include "fhir/addresses.h"
#include "fhir/maps.h"
#include "fhir/shelf.h"
#include "record/choice.h"

namespace filiform::fhir {

void show(Shelf& shelf, const record::Clinic& clinic) {
    record::Clinic copy = clinic;
    json::object made;
    ElementWriter writer(made, shelf.context());
    map_identifiers(writer, "identifier", copy.identifiers);
    made["active"] = true;
    writer.text("name", copy.name);
    map_telecom(writer, copy.phone, copy.email);
    writer.text("telecom[system=url].value", copy.website);
    writer.part("address[]", copy.address, map_address);
    shelf.put(ResourceType::Organization, "", std::move(made));
}

void show(Shelf& shelf, const record::Room& room) {
    json::object made;
    made["status"] = room.is_active.value_or(true) ? "active" : "inactive";
    set_text(made, "name", room.name);
    set_text(made, "description", room.place);
    made["mode"] = "instance";
    set_reference(made, "managingOrganization", ResourceType::Organization, shelf.context().clinic);
    shelf.put(ResourceType::Location, "", std::move(made));
}

void show(Shelf& shelf, const record::Hours& hours) {
    json::object made;
    made["active"] = !hours.is_closed.value_or(false);
    json::array actors;
    if (!hours.practitioner.is_empty())
        actors.push_back(reference_to(ResourceType::Practitioner, hours.practitioner));
    if (!hours.room.is_empty())
        actors.push_back(reference_to(ResourceType::Location, hours.room));
    if (actors.empty()) // FHIR knows no schedule of an organization
        actors.push_back(json::object{{"display", "the clinic"}});
    made["actor"] = std::move(actors);
    json::object horizon;
    if (hours.date) {
        horizon["start"] = base::text(*hours.date);
        horizon["end"] = base::text(*hours.date);
    }
    if (hours.valid_from)
        horizon["start"] = base::text(*hours.valid_from);
    if (hours.valid_until)
        horizon["end"] = base::text(*hours.valid_until);
    if (!horizon.empty())
        made["planningHorizon"] = std::move(horizon);
    set_text(made, "comment", hours.note);
    record::Hours copy = hours;
    made["extension"] = extensions_of(
        "hours", [&](record::Fields& fields) { describe(fields, copy); },
        {{"practitioner", "actor"}, {"room", "actor"}, {"note", "comment"}}, shelf.context());
    if (made["extension"].as_array().empty())
        made.erase("extension");
    shelf.put(ResourceType::Schedule, "", std::move(made));
}

void show_role(Shelf& shelf, const record::Practitioner& practitioner) {
    json::object made;
    made["active"] = practitioner.is_active.value_or(true);
    set_reference(made, "practitioner", ResourceType::Practitioner, shelf.entry().id);
    set_reference(made, "organization", ResourceType::Organization, shelf.context().clinic);
    if (practitioner.profession)
        made["code"] =
            json::array{concept_of("profession", record::word_of(*practitioner.profession))};
    shelf.put(ResourceType::PractitionerRole, "", std::move(made));
}

namespace {

json::object diagnosis_of(const Shelf& shelf, const record::Episode& episode,
                          const record::Episode::Diagnosis& diagnosis) {
    json::object made;
    const bool is_over = episode.status == record::Episode::Status::Finished;
    if (shelf.entry().state != record::State::Mistaken) // FHIR's con-5
        made["clinicalStatus"] = concept_with_text(
            coding(hl7_system("condition-clinical"), is_over ? "inactive" : "active"), "");
    const bool is_certain = diagnosis.is_certain.value_or(false);
    std::string_view certainty = is_certain ? "confirmed" : "provisional";
    if (shelf.entry().state == record::State::Mistaken)
        certainty = "entered-in-error";
    made["verificationStatus"] =
        concept_with_text(coding(hl7_system("condition-ver-status"), certainty), "");
    made["code"] = concept_with_text(
        coding("http://hl7.org/fhir/sid/icd-10", write_token(diagnosis.code), diagnosis.words),
        diagnosis.words);
    if (diagnosis.side)
        made["bodySite"] = json::array{concept_of("side", record::word_of(*diagnosis.side))};
    set_reference(made, "subject", ResourceType::Patient, episode.patient);
    if (episode.began)
        made["recordedDate"] = base::text(*episode.began);
    return made;
}

} // namespace

void show_diagnoses(Shelf& shelf, const record::Episode& episode) {
    if (!shelf.wants(ResourceType::Condition))
        return;
    int number = 0;
    for (const record::Episode::Diagnosis& one : episode.diagnoses)
        shelf.put(ResourceType::Condition, "d" + std::to_string(++number),
                  diagnosis_of(shelf, episode, one));
}

} // namespace filiform::fhir
