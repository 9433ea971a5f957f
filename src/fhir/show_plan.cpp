// SPDX-License-Identifier: Apache-2.0
#include <limits>

#include "fhir/addresses.h"
#include "fhir/shelf.h"
#include "record/choice.h"

namespace filiform::fhir {

namespace {

using record::Plan;
using record::PlannedTarget;
using record::State;

/// The words of FHIR's request-status for what became of a plan.
std::string_view request_status(State state) {
    switch (state) {
    case State::Open:
        return "draft";
    case State::Signed:
        return "active";
    case State::Mistaken:
        return "entered-in-error";
    case State::Superseded:
    case State::Withdrawn:
    case State::Erased:
        break;
    }
    return "revoked";
}

json::object care_plan_of(const Shelf& shelf, const Plan& plan) {
    json::object made;
    set_references(made, "replaces", ResourceType::CarePlan, plan.replaces);
    made["status"] = request_status(shelf.entry().state);
    made["intent"] = "plan";
    set_reference(made, "subject", ResourceType::Patient, plan.patient);
    set_reference(made, "encounter", ResourceType::Encounter, plan.assessment);
    set_moment(made, "created", plan.made_at);
    set_reference(made, "author", ResourceType::Practitioner, plan.practitioner);
    json::array activities;
    for (std::size_t i = 1; i <= plan.targets.size(); ++i)
        activities.push_back(json::object{
            {"reference",
             reference_to(ResourceType::ServiceRequest,
                          record::EntryId(shelf.entry().id.text() + ".t" + std::to_string(i)))}});
    if (!activities.empty())
        made["activity"] = std::move(activities);
    set_note(made, plan.note);
    Plan copy = plan;
    made["extension"] = extensions_of(
        "plan", [&](record::Fields& fields) { describe(fields, copy); },
        {{"patient", "subject"},
         {"assessment", "encounter"},
         {"practitioner", "author"},
         {"replaces", "replaces"},
         {"madeAt", "created"},
         {"targets", "activity"},
         {"documents", "DocumentReference"},
         {"note", "note"}},
        shelf.context());
    if (made["extension"].as_array().empty())
        made.erase("extension");
    return made;
}

json::object request_of(const Shelf& shelf, const Plan& plan, const PlannedTarget& target) {
    json::object made;
    made["basedOn"] = json::array{reference_to(ResourceType::CarePlan, shelf.entry().id)};
    made["status"] = request_status(shelf.entry().state);
    made["intent"] = "plan";
    if (!target.path) // the planner found no way, and says why
        made["doNotPerform"] = true;
    made["code"] = concept_of("procedure", "needling");
    set_reference(made, "subject", ResourceType::Patient, plan.patient);
    set_reference(made, "encounter", ResourceType::Encounter, plan.assessment);
    set_moment(made, "authoredOn", plan.made_at);
    set_reference(made, "requester", ResourceType::Practitioner, plan.practitioner);
    if (!target.because.empty())
        made["reasonCode"] = json::array{json::object{{"text", target.because}}};
    made["bodySite"] = json::array{body_site(target.target, target.level)};
    set_note(made, target.path ? target.path->instruction : target.no_path);
    PlannedTarget copy = target;
    made["extension"] = extensions_of(
        "target", [&](record::Fields& fields) { describe(fields, copy); },
        {{"because", "reasonCode"}, {"noPath", "note"}}, shelf.context());
    if (made["extension"].as_array().empty())
        made.erase("extension");
    return made;
}

json::object page_of(const Shelf& shelf, const Plan& plan, const record::Document& document) {
    json::object made;
    made["status"] = shelf.entry().state == State::Mistaken     ? "entered-in-error"
                     : shelf.entry().state == State::Superseded ? "superseded"
                                                                : "current";
    made["docStatus"] = shelf.entry().state == State::Open ? "preliminary" : "final";
    made["type"] = concept_of("letter-type", "plan_page");
    set_reference(made, "subject", ResourceType::Patient, plan.patient);
    set_moment(made, "date", plan.made_at);
    set_references(made, "author", ResourceType::Practitioner, plan.practitioner);
    set_text(made, "description", document.name);
    json::object attachment;
    set_text(attachment, "contentType", write_token(document.media_type));
    if (!document.blob.empty())
        attachment["url"] = "Binary/" + document.blob;
    if (document.bytes && *document.bytes <= std::numeric_limits<std::int32_t>::max())
        attachment["size"] = *document.bytes;
    set_text(attachment, "title", document.name);
    made["content"] = json::array{json::object{{"attachment", std::move(attachment)}}};
    made["context"] = json::object{
        {"related", json::array{reference_to(ResourceType::CarePlan, shelf.entry().id)}}};
    return made;
}

} // namespace

void show(Shelf& shelf, const Plan& plan) {
    if (shelf.wants(ResourceType::CarePlan))
        shelf.put(ResourceType::CarePlan, "", care_plan_of(shelf, plan));
    int number = 0;
    if (shelf.wants(ResourceType::ServiceRequest))
        for (const PlannedTarget& target : plan.targets)
            shelf.put(ResourceType::ServiceRequest, "t" + std::to_string(++number),
                      request_of(shelf, plan, target));
    number = 0;
    if (shelf.wants(ResourceType::DocumentReference))
        for (const record::Document& document : plan.documents)
            shelf.put(ResourceType::DocumentReference, "f" + std::to_string(++number),
                      page_of(shelf, plan, document));
}

} // namespace filiform::fhir
