// SPDX-License-Identifier: Apache-2.0
#include "fhir/resource_type.h"

#include <algorithm>
#include <cctype>

namespace filiform::fhir {

std::span<const TypeFacts> every_type() {
    using record::Kind;
    using Type = ResourceType;
    static const std::vector<TypeFacts> all{
        {Type::Patient, "Patient", {Kind::Patient}, Kind::Patient, "Who is treated."},
        {Type::Practitioner,
         "Practitioner",
         {Kind::Practitioner},
         Kind::Practitioner,
         "Who treats patients here."},
        {Type::PractitionerRole,
         "PractitionerRole",
         {Kind::Practitioner},
         {},
         "What a practitioner is to the clinic; follows from the Practitioner."},
        {Type::Organization, "Organization", {Kind::Clinic}, {}, "The clinic."},
        {Type::Location, "Location", {Kind::Room}, {}, "A room of the clinic."},
        {Type::EpisodeOfCare,
         "EpisodeOfCare",
         {Kind::Episode},
         Kind::Episode,
         "What a patient is treated for, from the first visit to the last."},
        {Type::Encounter,
         "Encounter",
         {Kind::Assessment, Kind::Session},
         {},
         "A visit: an assessment or a needling session."},
        {Type::Condition,
         "Condition",
         {Kind::Episode, Kind::Assessment},
         {},
         "A diagnosis of an episode, or a cause that an assessment weighed."},
        {Type::Observation,
         "Observation",
         {Kind::Outcome, Kind::Assessment, Kind::Session},
         Kind::Outcome,
         "A score; or pain, measures, neurological signs and needle counts of a visit. Only scores "
         "can be written."},
        {Type::Questionnaire,
         "Questionnaire",
         {Kind::Instrument},
         Kind::Instrument,
         "An instrument that the clinic uses."},
        {Type::QuestionnaireResponse,
         "QuestionnaireResponse",
         {Kind::Outcome},
         Kind::Outcome,
         "An instrument as it was filled in once."},
        {Type::RiskAssessment,
         "RiskAssessment",
         {Kind::Assessment, Kind::Session},
         {},
         "What the screening decided, with the rules that spoke."},
        {Type::Consent, "Consent", {Kind::Consent}, Kind::Consent, "Consent to a plan."},
        {Type::CarePlan, "CarePlan", {Kind::Plan}, {}, "A plan, drafted or signed."},
        {Type::ServiceRequest,
         "ServiceRequest",
         {Kind::Plan},
         {},
         "A muscle that a plan wants needled, or says why not."},
        {Type::Procedure, "Procedure", {Kind::Session}, {}, "One needle of a session."},
        {Type::AdverseEvent,
         "AdverseEvent",
         {Kind::AdverseEvent},
         Kind::AdverseEvent,
         "An ill effect of needling."},
        {Type::Device, "Device", {Kind::Stock}, Kind::Stock, "Needles of one lot."},
        {Type::Appointment,
         "Appointment",
         {Kind::Appointment},
         Kind::Appointment,
         "A booking, or a wish for one."},
        {Type::Schedule, "Schedule", {Kind::Hours}, {}, "Hours that can be booked."},
        {Type::Slot, "Slot", {}, {}, "Time within a Schedule that is free."},
        {Type::Task, "Task", {Kind::Task}, Kind::Task, "Something to be done until a time."},
        {Type::DocumentReference,
         "DocumentReference",
         {Kind::Letter, Kind::Plan},
         Kind::Letter,
         "A letter, or the pages of a plan. Only letters can be written."},
        {Type::Provenance, "Provenance", {}, {}, "Who wrote a version, when and why."},
        {Type::AuditEvent, "AuditEvent", {}, {}, "Who saw or did what."},
    };
    return all;
}

const TypeFacts& facts(ResourceType type) {
    return every_type()[static_cast<std::size_t>(type)];
}

std::string_view text(ResourceType type) {
    return facts(type).name;
}

std::optional<ResourceType> find_type(std::string_view name) {
    for (const TypeFacts& one : every_type())
        if (one.name == name)
            return one.type;
    return std::nullopt;
}

std::optional<ResourceType> type_of_kind(record::Kind kind) {
    using record::Kind;
    switch (kind) {
    case Kind::Assessment:
    case Kind::Session:
        return ResourceType::Encounter;
    case Kind::Plan:
        return ResourceType::CarePlan;
    case Kind::Outcome:
    case Kind::WaitingEntry:
    case Kind::Message:
        return std::nullopt;
    case Kind::Letter:
        return ResourceType::DocumentReference;
    case Kind::Clinic:
    case Kind::Practitioner:
    case Kind::Patient:
    case Kind::Episode:
    case Kind::Consent:
    case Kind::AdverseEvent:
    case Kind::Instrument:
    case Kind::Task:
    case Kind::Room:
    case Kind::Hours:
    case Kind::Appointment:
    case Kind::Stock:
        break;
    }
    const auto all = every_type();
    const auto found = std::find_if(all.begin(), all.end(), [kind](const TypeFacts& one) {
        return one.kinds.size() == 1 && one.kinds.front() == kind;
    });
    return found == all.end() ? std::nullopt : std::optional(found->type);
}

bool is_id(std::string_view text) {
    return !text.empty() && text.size() <= 64 &&
           std::all_of(text.begin(), text.end(), [](char one) {
               return std::isalnum(static_cast<unsigned char>(one)) != 0 || one == '-' ||
                      one == '.';
           });
}

std::vector<Origin> origins_of(std::string_view resource_id) {
    if (!is_id(resource_id))
        return {};
    std::vector<Origin> origins{{record::EntryId(std::string(resource_id)), ""}};
    const std::size_t point = resource_id.rfind('.');
    if (point != std::string_view::npos && point > 0 && point + 1 < resource_id.size())
        origins.push_back({record::EntryId(std::string(resource_id.substr(0, point))),
                           std::string(resource_id.substr(point + 1))});
    return origins;
}

std::string resource_id(const Origin& origin) {
    return origin.entry.text() + (origin.part.empty() ? "" : "." + origin.part);
}

} // namespace filiform::fhir
