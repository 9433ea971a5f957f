// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "record/kind.h"

namespace filiform::fhir {

/// The resources of FHIR R4 (4.0.1) that the record is shown as.
enum class ResourceType {
    Patient,
    Practitioner,
    PractitionerRole,
    Organization,
    Location,
    EpisodeOfCare,
    Encounter,
    Condition,
    Observation,
    Questionnaire,
    QuestionnaireResponse,
    RiskAssessment,
    Consent,
    CarePlan,
    ServiceRequest,
    Procedure,
    AdverseEvent,
    Device,
    Appointment,
    Schedule,
    Slot,
    Task,
    DocumentReference,
    Provenance,
    AuditEvent,
    Measure,
    MeasureReport,
    Binary,
};

/// What the record does with one type of resource.
struct TypeFacts {
    ResourceType type = ResourceType::Patient;
    std::string_view name;
    /// The kinds of entries it is made from; none: from the history, the audit, free
    /// hours, the clinic's figures or kept bytes.
    std::span<const record::Kind> kinds;
    /// The kind that a resource sent to us becomes; none: it can only be read.
    std::optional<record::Kind> written_as{};
    std::string_view about{}; ///< one sentence, for the CapabilityStatement
};

[[nodiscard]] std::span<const TypeFacts> every_type();
[[nodiscard]] const TypeFacts& facts(ResourceType type);
[[nodiscard]] std::string_view text(ResourceType type);
[[nodiscard]] std::optional<ResourceType> find_type(std::string_view name);

/// The type that a reference to an entry of that kind names; none when that depends on the entry
/// (an outcome), or it is not shown in FHIR (a message, somebody who waits).
[[nodiscard]] std::optional<ResourceType> type_of_kind(record::Kind kind);

/// Where a resource comes from: a whole entry, or a part of it. An entry that is shown as several
/// resources of a type gives each the entry's id, a point and the part: "01hx.n2" is the second
/// needle of session "01hx".
struct Origin {
    record::EntryId entry;
    std::string part; ///< "n2"; empty for the whole
    friend bool operator==(const Origin&, const Origin&) = default;
};

/// The entries that a resource's id can mean, the likeliest first. The first that exists, and whose
/// `resources_of` has that id, is it.
/// Edge cases: nothing for what is no id (1 to 64 letters, digits, "-" or ".").
[[nodiscard]] std::vector<Origin> origins_of(std::string_view resource_id);
[[nodiscard]] std::string resource_id(const Origin& origin);
[[nodiscard]] bool is_id(std::string_view text);

} // namespace filiform::fhir
