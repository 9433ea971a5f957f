// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/instant.h"
#include "base/result.h"
#include "fhir/context.h"
#include "fhir/resource.h"

namespace filiform::fhir {

/// A page of what a search found.
struct FoundPage {
    std::vector<Resource> found;
    std::vector<Resource> included;
    std::optional<std::int64_t> total;
    std::string self; ///< the whole address of this page
    std::string next; ///< of the page after; empty on the last
    /// OperationOutcome on parameters that were left out of account; may be empty.
    std::string outcome;
};
/// Bundle of type searchset; `full_url` of an entry is the server's base with type and id.
[[nodiscard]] std::string write_searchset(const FoundPage& page, const Context& context);

/// One version of a resource, as a history tells it.
struct Version {
    Resource resource;
    std::int64_t version = 0;
    base::Instant at{};
    /// Withdrawn from view (entered in error, erased): the entry is told without the resource.
    bool is_gone = false;
};
/// Bundle of type history, in the order given (newest first by FHIR's rule).
[[nodiscard]] std::string write_history(const std::vector<Version>& versions,
                                        const std::string& self, const Context& context);

/// What one entry of a batch or a transaction asks for.
struct Operation {
    enum class Method { Delete, Post, Put, Get };
    Method method = Method::Get;
    std::size_t place = 0; ///< of the entry in the bundle, from 0: answers are in that order
    std::string full_url;  ///< "urn:uuid:…"; may be empty
    std::optional<ResourceType> type;
    std::string id;       ///< of the address; of a POST the id that the caller gives it
    std::string rest;     ///< of the address behind type and id: "_history/2", "?name=a"
    std::string resource; ///< JSON; empty for what carries none
    std::optional<std::int64_t> if_match; ///< a version
    std::string if_none_exist;            ///< a search, without "?"
};
struct Batch {
    bool is_transaction = false; ///< all or nothing
    /// In the order they are carried out: DELETE, POST, PUT, GET.
    std::vector<Operation> operations;
};

/// Reads a Bundle of type batch or transaction: at most 500 entries.
/// Problems: those of read_tree; fhir.bundle, with the FHIRPath of the entry.
[[nodiscard]] base::Checked<Batch> read_batch(std::string_view json, const Context& context);

/// Puts the ids that the operations have by now where "urn:uuid:…" stands in references of a
/// transaction, and the id into each posted resource. In a batch entries cannot speak of each
/// other. An operation that ended on something there is already (`if_none_exist`) has that id.
/// Problems: fhir.reference, for one that no entry of the bundle has.
[[nodiscard]] base::Problems place_references(Batch& batch);

/// The answer to one entry.
struct Answered {
    std::string status;   ///< "201 Created"
    std::string location; ///< "Patient/1/_history/1"; may be empty
    std::optional<std::int64_t> version;
    std::optional<base::Instant> at;
    std::string resource; ///< JSON; may be empty
    std::string outcome;  ///< JSON of an OperationOutcome; may be empty
};
/// Bundle of type batch-response or transaction-response; `answers` in the order of the entries.
[[nodiscard]] std::string write_answers(bool is_transaction, const std::vector<Answered>& answers);

} // namespace filiform::fhir
