// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>

#include "base/instant.h"
#include "record/kind.h"

namespace filiform::record {

/// One version of one entry, as the store keeps it.
///
/// `body` is the noun as JSON (record/noun.h), which the store never looks into: what it must know
/// of it (search terms, references, the time it claims) is handed over beside it.
struct Entry {
    EntryId id;
    Kind kind = Kind::Patient;
    std::int64_t version = 0; ///< 1, 2, …; 0 is not stored yet
    State state = State::Open;
    EntryId patient;    ///< whose it is; empty for what belongs to the clinic
    base::Instant at{}; ///< when this version was written; never before an earlier write
    std::string by;     ///< who wrote it: an account's id, or "system"
    std::string reason; ///< why this version: an amendment, a withdrawal; may be empty
    std::string body;

    friend bool operator==(const Entry&, const Entry&) = default;
};

} // namespace filiform::record
