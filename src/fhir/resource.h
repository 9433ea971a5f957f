// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.h"
#include "fhir/context.h"
#include "fhir/resource_type.h"
#include "record/noun.h"

namespace filiform::fhir {

/// A resource, ready to be served.
struct Resource {
    ResourceType type = ResourceType::Patient;
    std::string id;
    std::string json; ///< without anything empty; on one line
};

/// Every resource an entry is shown as, with `meta.versionId` and `meta.lastUpdated` of the entry;
/// of one type only when `only` says so.
///
/// entry:   its `body` is not looked at; `noun` is what it says.
/// Tags:    `meta.tag` has the entry's state unless it is open ("…/CodeSystem/state"), and
///          "invented" ("…/CodeSystem/mark") for patients of a demonstration.
/// Edge cases: a part whose id would pass FHIR's 64 characters is left out; ids that the store
///          makes are far shorter. Messages and waiting entries are shown as nothing.
/// Cost:    linear in the entry; some microseconds for each resource.
[[nodiscard]] std::vector<Resource> resources_of(const record::Entry& entry,
                                                 const record::Noun& noun, const Context& context,
                                                 std::optional<ResourceType> only = std::nullopt);

/// Bytes that came inside a resource, to be kept beside the record before it is written.
struct ReceivedBlob {
    std::string digest; ///< SHA-256, by which the noun names them
    std::string media_type;
    std::string bytes;
};

/// A resource that somebody sent, as what the record keeps of it.
struct Received {
    ResourceType type = ResourceType::Patient;
    std::string id;                      ///< that it was sent with; may be empty
    std::optional<std::int64_t> version; ///< meta.versionId, when it was sent
    record::Noun noun;
    record::State state = record::State::Open; ///< that it asks for
    std::vector<ReceivedBlob> blobs;
    /// Fields of the noun and the elements they were read from: {"birthDate", "birthDate"}.
    std::vector<std::pair<std::string, std::string>> places{};
};
/// Where in the resource stands what a problem says of its noun: "#/birthDate" is
/// "Patient.birthDate". A field that has no element is named by its extension.
[[nodiscard]] std::string path_in(const Received& received, std::string_view where);

/// Reads a resource of a type that can be written (TypeFacts::written_as).
///
/// Whole or not at all: an element that the record has no place for is a problem, never dropped.
/// Exceptions, which follow from the rest: a narrative that says it is generated, labels of codes,
/// `meta.versionId` and `meta.lastUpdated`. What FHIR has no element for is taken from, and written
/// to, extensions of our own ("…/StructureDefinition/patient-gender").
/// `where` of a problem is the FHIRPath: "Patient.name[0].family".
///
/// Problems: those of read_tree; fhir.unknown_type, fhir.read_only_type, fhir.type, fhir.value,
///           fhir.code, fhir.reference, fhir.missing, fhir.unholdable, fhir.disagrees,
///           fhir.repeated; record.* of read_noun.
[[nodiscard]] base::Checked<Received> read_resource(std::string_view json, const Context& context);

} // namespace filiform::fhir
