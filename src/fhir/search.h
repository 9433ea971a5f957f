// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/instant.h"
#include "base/result.h"
#include "fhir/resource.h"

namespace filiform::fhir {

/// One search parameter of a type of resource.
struct SearchFacts {
    enum class Kind { Token, Reference, Date, Text, Uri };
    std::string_view name;
    Kind kind = Kind::Token;
    /// Where its values stand in the resource, parted by "|": "name.family|name.text".
    std::string_view paths;
    /// The record's search term for it, for each kind of entry: "outcome=date|session=date~"; "~"
    /// says that the resource can lie up to a day after the term, and that one without an end is
    /// taken as over by then; "@" is the entry's own id. Empty: only `matches` can tell.
    std::string_view terms{};
    /// FHIR's codes by the record's words, where they differ: "onhold=on_hold|…".
    std::string_view words{};
    std::string_view about{};
};
/// Those of one type, beside the ones that every type has (_id, _lastUpdated, _tag).
[[nodiscard]] std::span<const SearchFacts> search_parameters(ResourceType type);
[[nodiscard]] const SearchFacts* find_parameter(ResourceType type, std::string_view name);

/// One condition of a search: any of the values will do.
struct SearchCondition {
    enum class Modifier { None, Exact, Contains, Missing, Not };
    const SearchFacts* parameter = nullptr;
    Modifier modifier = Modifier::None;
    std::vector<std::string> values; ///< as written; a date keeps its prefix
};

struct Include {
    ResourceType from = ResourceType::Patient;
    std::string parameter;
    std::optional<ResourceType> target;
};

/// A search as it was asked for.
struct Search {
    ResourceType type = ResourceType::Patient;
    std::vector<std::string> ids;
    std::vector<SearchCondition> conditions;               ///< every one must hold
    std::size_t count = 50;                                ///< 0: only how many there are
    std::vector<std::pair<const SearchFacts*, bool>> sort; ///< true: descending
    std::vector<Include> includes;                         ///< what found resources name
    std::vector<Include> reverse_includes;                 ///< what names found resources
    std::string after; ///< "_after": where the page before ended
    bool wants_total = false;
    bool counts_only = false; ///< _summary=count
    base::Problems ignored;   ///< parameters that were left out of account
    /// The parameters that were understood, as they were written: for the self link.
    std::vector<std::pair<std::string, std::string>> understood;
};

/// What is done with a parameter that is not known ("Prefer: handling=strict").
enum class Handling { Strict, Lenient };

/// Reads the parameters of a search, decoded already, in their order.
///
/// Known beside the type's own: _id, _lastUpdated, _tag, _count, _sort (by one or more parameters
/// that are dates or texts, "-" before one descends), _include, _revinclude, _total, _summary
/// (count, false), _after; _format and _pretty are nothing to the search.
/// Prefixes of dates: eq, ne, gt, lt, ge, le, sa, eb. Modifiers: ":exact", ":contains" of texts,
/// ":not" of tokens, ":missing" of all, ":Type" of references.
/// Problems: fhir.search_parameter (strict only; lenient puts it into `ignored`),
///           fhir.search_value: always.
[[nodiscard]] base::Checked<Search>
read_search(ResourceType type, std::span<const std::pair<std::string, std::string>> parameters,
            Handling handling);

/// Whether a resource is what a search asks for. `_after` and `_count` are nothing to it.
[[nodiscard]] bool matches(const Resource& resource, const Search& search);

/// The time that a search leaves by one of its date parameters: every condition on it that has one
/// value, as far as a stretch can say it. What it leaves open is not set.
struct AskedTime {
    std::optional<base::Instant> from, before;
};
[[nodiscard]] AskedTime time_asked(const Search& search, std::string_view parameter);
/// What a search names by a reference parameter, any of which will do; nothing when it does not ask
/// by it. A type is missing where the value was an id alone.
[[nodiscard]] std::optional<std::vector<std::pair<std::optional<ResourceType>, std::string>>>
named_in(const Search& search, std::string_view parameter);

/// What a store can look for, of one kind of entry, so that as little as possible has to be held
/// against `matches`. Terms and values are those of record::Index.
struct EntryQuery {
    struct Condition {
        std::string term;
        bool is_beginning = false;       ///< of one of the values; otherwise the whole
        std::vector<std::string> values; ///< any of them; empty: between
        std::string from, before;        ///< [from, before); "" is open
    };
    record::Kind kind = record::Kind::Patient;
    std::vector<Condition> all;
    std::vector<record::EntryId> ids; ///< one of these; empty: any
    std::optional<base::Instant> changed_from, changed_before;
    std::string order_by; ///< a term; "": when it was last written
    bool is_descending = false;
    /// Every entry found answers the search with exactly one resource, so that counting entries
    /// counts answers.
    bool is_exact = false;
    /// The order asked for is one that the store can give.
    bool is_ordered = true;
};
/// One query for each kind of entry that the type is made from; their answers together, held
/// against `matches`, are the answer.
[[nodiscard]] std::vector<EntryQuery> entry_queries(const Search& search);

/// What resources name by a parameter: for `_include`. Each once, in the order met.
[[nodiscard]] std::vector<std::pair<ResourceType, std::string>> named_by(const Resource& resource,
                                                                         const Include& include);

/// The value a resource is sorted by: dates as texts that sort, texts folded. Empty where there is
/// none.
[[nodiscard]] std::string sort_key(const Resource& resource, const SearchFacts& parameter);

} // namespace filiform::fhir
