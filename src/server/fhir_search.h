// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "fhir/search.h"
#include "server/fhir_desk.h"
#include "store/store.h"

namespace filiform::server {

/// Resources that a search found.
struct FoundResources {
    std::vector<fhir::Resource> resources;
    std::string next;            ///< where the page after begins; empty on the last
    bool withholds_some = false; ///< of restricted patients, left out
    bool is_cut_short = false;   ///< there is more, which this request does not look at
};

/// What of a walk through the store is wanted.
struct Walk {
    std::vector<store::Query> queries; ///< narrowed to what the caller may see
    std::optional<fhir::ResourceType> only;
    std::function<bool(const fhir::Resource&)> matches;
    std::size_t count = 50;
    std::string after; ///< `next` of the page before
};
/// Walks query by query, in the store's order. At most 20,000 entries are looked at; then the page
/// is shorter than asked for, and `next` goes on.
/// Problems: fhir.search_value for an `after` that is none; those of the store.
[[nodiscard]] base::Result<FoundResources> walk(FhirDesk& at, const Walk& walk);

/// The store's queries for a search, kind by kind, as far as the caller may search them.
/// Problems: request.forbidden, when they may search none.
struct Narrowed {
    std::vector<store::Query> queries;
    bool is_exact = true;
    bool is_ordered = true;
};
[[nodiscard]] base::Result<Narrowed> narrowed(const FhirDesk& at, const fhir::Search& search);

/// A page of what is searched for, in the order asked for.
/// Problems: those of `walk` and `narrowed`; fhir.too_costly for more than 20,000 entries that the
/// store cannot sort.
[[nodiscard]] base::Result<FoundResources> find_resources(FhirDesk& at, const fhir::Search& asked);
/// The page of all that was found, which is sorted here: `next` is how many come before the page.
/// Problems: fhir.search_value for an `after` that is none.
[[nodiscard]] base::Result<FoundResources> sorted_page(std::vector<fhir::Resource> all,
                                                       const fhir::Search& search);
/// The search with, for a patient that it names, every entry that was merged with theirs: what was
/// written of a double is found as the other's, and the other way round.
/// Problems: those of the store.
[[nodiscard]] base::Result<fhir::Search> with_doubles(const FhirDesk& at, fhir::Search search);
/// How many there are; nothing when counting would look at more than 20,000 entries.
[[nodiscard]] base::Result<std::optional<std::int64_t>> count_resources(FhirDesk& at,
                                                                        const fhir::Search& asked);

} // namespace filiform::server
