// SPDX-License-Identifier: Apache-2.0
#include "fhir/resource_type.h"

#include <algorithm>
#include <array>
#include <cctype>

#include "record/kinds.h"

namespace filiform::fhir {

namespace {

using Type = ResourceType;

constexpr std::array all_types{
    TypeFacts{Type::Patient, "Patient", record::one_of<record::Kind::Patient>,
              record::Kind::Patient, "Who is treated."},
    TypeFacts{Type::Practitioner, "Practitioner", record::one_of<record::Kind::Practitioner>,
              record::Kind::Practitioner, "Who treats patients here."},
    TypeFacts{Type::PractitionerRole, "PractitionerRole",
              record::one_of<record::Kind::Practitioner>, std::nullopt,
              "What a practitioner is to the clinic; follows from the Practitioner."},
    TypeFacts{Type::Organization, "Organization", record::one_of<record::Kind::Clinic>,
              std::nullopt, "The clinic."},
    TypeFacts{Type::Location, "Location", record::one_of<record::Kind::Room>, std::nullopt,
              "A room of the clinic."},
    TypeFacts{Type::EpisodeOfCare, "EpisodeOfCare", record::one_of<record::Kind::Episode>,
              record::Kind::Episode,
              "What a patient is treated for, from the first visit to the last."},
    TypeFacts{Type::Encounter, "Encounter",
              record::one_of<record::Kind::Assessment, record::Kind::Session>, std::nullopt,
              "A visit: an assessment or a needling session."},
    TypeFacts{Type::Condition, "Condition",
              record::one_of<record::Kind::Episode, record::Kind::Assessment>, std::nullopt,
              "A diagnosis of an episode, or a cause that an assessment weighed."},
    TypeFacts{
        Type::Observation, "Observation",
        record::one_of<record::Kind::Outcome, record::Kind::Assessment, record::Kind::Session>,
        record::Kind::Outcome,
        "A score; or pain, measures, neurological signs and needle counts of a visit. Only scores "
        "can be written."},
    TypeFacts{Type::Questionnaire, "Questionnaire", record::one_of<record::Kind::Instrument>,
              record::Kind::Instrument, "An instrument that the clinic uses."},
    TypeFacts{Type::QuestionnaireResponse, "QuestionnaireResponse",
              record::one_of<record::Kind::Outcome>, record::Kind::Outcome,
              "An instrument as it was filled in once."},
    TypeFacts{Type::RiskAssessment, "RiskAssessment",
              record::one_of<record::Kind::Assessment, record::Kind::Session,
                             record::Kind::ProgressReview>,
              std::nullopt,
              "What the screening decided, with the rules that spoke; or what a review of the "
              "progress found, with how likely a change that matters, a worse pain and the goal "
              "are."},
    TypeFacts{Type::Consent, "Consent", record::one_of<record::Kind::Consent>,
              record::Kind::Consent, "Consent to a plan."},
    TypeFacts{Type::CarePlan, "CarePlan", record::one_of<record::Kind::Plan>, std::nullopt,
              "A plan, drafted or signed."},
    TypeFacts{Type::ServiceRequest, "ServiceRequest", record::one_of<record::Kind::Plan>,
              std::nullopt, "A muscle that a plan wants needled, or says why not."},
    TypeFacts{Type::Procedure, "Procedure", record::one_of<record::Kind::Session>, std::nullopt,
              "One needle of a session."},
    TypeFacts{Type::AdverseEvent, "AdverseEvent", record::one_of<record::Kind::AdverseEvent>,
              record::Kind::AdverseEvent, "An ill effect of needling."},
    TypeFacts{Type::Device, "Device", record::one_of<record::Kind::Stock>, record::Kind::Stock,
              "Needles of one lot."},
    TypeFacts{Type::Appointment, "Appointment", record::one_of<record::Kind::Appointment>,
              record::Kind::Appointment, "A booking, or a wish for one."},
    TypeFacts{Type::Schedule, "Schedule", record::one_of<record::Kind::Hours>, std::nullopt,
              "Hours that can be booked."},
    TypeFacts{Type::Slot, "Slot", record::one_of<>, std::nullopt,
              "A step of a Schedule's time, free or busy; of the next 14 days unless start says "
              "otherwise, and "
              "of at most 100."},
    TypeFacts{Type::Task, "Task", record::one_of<record::Kind::Task>, record::Kind::Task,
              "Something to be done until a time."},
    TypeFacts{Type::DocumentReference, "DocumentReference",
              record::one_of<record::Kind::Letter, record::Kind::Plan>, record::Kind::Letter,
              "A letter, or the pages of a plan. Only letters can be written."},
    TypeFacts{Type::Provenance, "Provenance", record::one_of<>, std::nullopt,
              "Who wrote a version, when, why and with which program; found by target or patient."},
    TypeFacts{Type::AuditEvent, "AuditEvent", record::one_of<>, std::nullopt,
              "Who saw or did what; for the clinic's lead."},
    TypeFacts{Type::Measure, "Measure", record::one_of<>, std::nullopt,
              "What the clinic counts of itself; for its lead."},
    TypeFacts{Type::MeasureReport, "MeasureReport", record::one_of<>, std::nullopt,
              "What that came to in a period, of a year until today unless period says otherwise; "
              "for the clinic's lead, or a token with system/MeasureReport.rs."},
    TypeFacts{Type::Binary, "Binary", record::one_of<>, std::nullopt,
              "Bytes that a DocumentReference names, by their SHA-256."}};

} // namespace

std::span<const TypeFacts> every_type() {
    return all_types;
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
    switch (kind) {
    case record::Kind::Assessment:
    case record::Kind::Session:
        return ResourceType::Encounter;
    case record::Kind::Plan:
        return ResourceType::CarePlan;
    case record::Kind::Outcome:
    case record::Kind::WaitingEntry:
    case record::Kind::Message:
    case record::Kind::RuleReview:
    case record::Kind::TrialAddition:
        return std::nullopt;
    case record::Kind::Letter:
        return ResourceType::DocumentReference;
    case record::Kind::ProgressReview:
        return ResourceType::RiskAssessment;
    case record::Kind::Clinic:
    case record::Kind::Practitioner:
    case record::Kind::Patient:
    case record::Kind::Episode:
    case record::Kind::Consent:
    case record::Kind::AdverseEvent:
    case record::Kind::Instrument:
    case record::Kind::Task:
    case record::Kind::Room:
    case record::Kind::Hours:
    case record::Kind::Appointment:
    case record::Kind::Stock:
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
