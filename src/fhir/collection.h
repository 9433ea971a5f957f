// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/instant.h"
#include "base/result.h"
#include "fhir/context.h"
#include "fhir/resource.h"

/// A record, or one patient's, as one Bundle, which is written and read piece by piece.
namespace filiform::fhir {

/// The Bundle up to its first entry, one entry of it ("fullUrl" below the context's base; a comma
/// before every one but the first), and its end.
[[nodiscard]] std::string begin_collection(base::Instant now);
[[nodiscard]] std::string collection_entry(std::string_view type, std::string_view id,
                                           std::string_view json, const Context& context);
[[nodiscard]] std::string end_collection();

/// An entry whole, for the kinds that no resource is read as (assessments, plans, sessions, hours,
/// messages, …): a Basic whose code is the kind and whose extension holds the noun as JSON.
[[nodiscard]] std::string write_whole(const record::Entry& entry, const Context& context);
struct Whole {
    record::Kind kind = record::Kind::Assessment;
    std::string id;
    record::State state = record::State::Open;
    record::Noun noun;
};
/// Whether a resource is such a one: of type Basic, with a code of ours.
[[nodiscard]] bool is_whole(std::string_view json);
/// Problems: fhir.code, fhir.missing, fhir.unholdable (anything else in it), record.* of read_noun.
[[nodiscard]] base::Checked<Whole> read_whole(std::string_view json);

/// Bytes that entries speak of, as a Binary whose id is their SHA-256.
[[nodiscard]] std::string write_binary(const ReceivedBlob& blob);
/// Problems: fhir.value (not base64, or another digest than its id says), fhir.unholdable.
[[nodiscard]] base::Checked<ReceivedBlob> read_binary(std::string_view json);

/// One entry of a Bundle that somebody sent.
struct BundleEntry {
    std::size_t place = 0; ///< from 0
    std::string full_url;  ///< may be empty
    std::string type;      ///< "Patient", known here or not
    std::string id;        ///< may be empty
    std::string resource;  ///< its JSON
};
/// The entries of a Bundle of type collection, transaction, batch or searchset, or of documents
/// that carry no more than that. What a transaction asks for beside creating (PUT is taken as
/// writing that resource) is refused.
///
/// Memory:   the text, and a copy of one entry after the other: a bundle may be as large as memory.
/// Limits:   8 MiB and 32 levels in an entry.
/// Problems: fhir.syntax, fhir.bundle and those of read_tree, with "Bundle.entry[3]" in `where`.
[[nodiscard]] base::Checked<std::vector<BundleEntry>> read_entries(std::string_view bundle);

/// What a reference is to be instead; nothing leaves it as it is.
using Renaming = std::function<std::optional<std::string>(const std::string&)>;
/// A resource under another id, with its references changed.
[[nodiscard]] std::string rename_references(std::string_view json, const std::string& id,
                                            const Renaming& renamed);
/// Whether two resources are the same but for their `meta` (version, moment, tags).
[[nodiscard]] bool is_same_but_meta(std::string_view one, std::string_view other);

} // namespace filiform::fhir
