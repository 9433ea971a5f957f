// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/instant.h"
#include "record/kind.h"

namespace filiform::record {

/// What an entry can be found by: ("family", "garcia"), ("date", "2026-11-29T14:00:00.000Z").
///
/// Values of texts are folded (record/folding.h): lower case, without accents, one blank between
/// words; and of several words each later part is a term as well, so that "de la Cruz" is found by
/// its beginning, by "la cruz" and by "cruz". Ids, words of lists, "true" and "false" stand as they
/// are; so do the SHA-256 of bytes that it speaks of, as "document"; moments and dates in UTC as
/// base::text has them, so that they compare as texts.
struct Term {
    std::string name;
    std::string value;
    friend bool operator==(const Term&, const Term&) = default;
};

/// An entry that this one speaks of: it must be there, and of one of these kinds.
struct Reference {
    std::string field; ///< JSON pointer into the body, for the refusal: "/needles/0/stock"
    EntryId id;
    std::vector<Kind> kinds;
};

/// Time that an entry takes of somebody or something that can be had only once: from `from` up to,
/// not including, `to`; whole minutes, at most a day.
struct Claim {
    EntryId of;
    base::Instant from{};
    base::Instant to{};
};

/// All that a store must know of a body.
struct Index {
    std::vector<Term> terms;
    std::vector<Reference> references;
    std::vector<Claim> claims;
    std::vector<std::string> blobs; ///< SHA-256 of bytes it speaks of, which must be kept with it
};

/// What a kind can be found by.
struct SearchParameter {
    enum class Type { Text, Word, Date, Instant, Reference };
    std::string name;
    Type type = Type::Text;
    std::string about;
};
/// Of one kind, in the order of its fields, each name once.
[[nodiscard]] std::vector<SearchParameter> search_parameters(Kind kind);

} // namespace filiform::record
