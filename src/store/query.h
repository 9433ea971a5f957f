// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/instant.h"
#include "record/entry.h"

namespace filiform::store {

/// What to find.
struct Query {
    /// A term that has one of these values, or one that lies in [from, before).
    struct Condition {
        enum class Match { Exactly, Beginning, Between };
        std::string term;
        Match match = Match::Exactly;
        std::vector<std::string> values; ///< any of them
        std::string from, before;        ///< of Between; "" is open
        bool is_absent = false;          ///< the entry must have no such term
    };
    record::Kind kind = record::Kind::Patient;
    std::vector<Condition> all{};       ///< every one must hold
    std::vector<record::EntryId> ids{}; ///< one of these; empty: any
    std::optional<record::EntryId> patient{};
    std::vector<record::State> states{}; ///< empty: any but Mistaken and Erased
    /// Of what is Open only what this account wrote last; nothing: whoever wrote it.
    std::optional<std::string> open_by{};
    std::optional<base::Instant> changed_from{}, changed_before{};
    /// A term; "": when it was last written. Of several values the first that the conditions allow
    /// counts; what has no such term comes last.
    std::string order_by{};
    bool is_descending = false;
    std::size_t most = 50;   ///< 1 to 1000
    std::string after{};     ///< `next` of the page before
    bool with_total = false; ///< counting costs
};

/// Everything of one patient, and of the doubles that were merged into them, of several kinds at
/// once, the last written first.
struct OfPatients {
    std::vector<record::EntryId> patients; ///< 1 to 1000
    std::vector<record::Kind> kinds;       ///< none: nothing is found
    std::vector<record::State> states;     ///< none: any but Mistaken and Erased
    std::size_t most = 50;                 ///< 1 to 1000
    std::string after{};                   ///< `next` of the page before
};

struct Page {
    std::vector<record::Entry> entries;
    std::string next; ///< empty on the last page
    std::optional<std::int64_t> total;
};

} // namespace filiform::store
