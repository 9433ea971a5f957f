// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "fhir/resource.h"
#include "server/fhir_desk.h"
#include "store/store.h"

/// How a resource that was sent is written; shared by single writes and transactions.
namespace filiform::server {

/// A resource that was read, judged, and is ready for the store.
struct JudgedResource {
    fhir::Received received; ///< as it was sent, without its bytes
    store::Write write;
    std::vector<store::Blob> blobs;
    std::string action; ///< for the audit: "create", "sign", …
};
/// What the store says against it, with the FHIRPath instead of the entry's id and field.
[[nodiscard]] base::Problem in_resource(base::Problem problem, const JudgedResource& judged);

/// The entry that a resource is to become, or the next version of.
struct ResourceWanted {
    fhir::ResourceType type = fhir::ResourceType::Patient; ///< of the address
    std::string id;                                        ///< empty: a new one is chosen
    std::int64_t follows = 0;
};

/// Reads a resource and judges it as the JSON API judges an entry (record_writes.h).
/// Problems: those of fhir::read_resource and judged_write, with the FHIRPath in `where`.
[[nodiscard]] base::Checked<JudgedResource> judged_resource(FhirDesk& at, std::string_view json,
                                                            const ResourceWanted& wanted);

/// What If-None-Exist finds among what the caller may see.
/// Problems: fhir.search_parameter, fhir.search_value; fhir.many, when it is more than one.
[[nodiscard]] base::Checked<std::optional<Seen>>
find_existing(FhirDesk& at, fhir::ResourceType type, std::string_view search);

/// Held from looking whether something exists until it is made, so that two requests with the same
/// If-None-Exist make one. Between several servers on one PostgreSQL it does not hold.
[[nodiscard]] std::unique_lock<std::mutex> conditional_creation();

} // namespace filiform::server
