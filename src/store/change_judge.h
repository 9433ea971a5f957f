// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "store/store.h"
#include "store/turn.h"

/// Whether a change may be written; no other room includes this.
namespace filiform::store {

/// Where an entry stands before it is written.
struct Standing {
    record::Kind kind = record::Kind::Patient;
    std::int64_t version = 0;
    record::State state = record::State::Open;
    record::EntryId patient;
    std::int64_t place = 0;
};
using Standings = std::map<std::string, Standing>;

/// Looks up what the writes follow and refer to.
[[nodiscard]] Standings standings_of(Connection& connection, const std::vector<Write>& writes);

/// Refuses unless every write follows the version it says, and leaves entry, kind and patient
/// what they are.
void judge_versions(const Standings& standings, const std::vector<Write>& writes);
/// Refuses a change of what is final.
void judge_states(Connection& connection, const Standings& standings,
                  const std::vector<Write>& writes);
/// Refuses references to what is neither there nor written by the same change.
void judge_references(const Standings& standings, const std::vector<Write>& writes);
/// Refuses overlapping claims, with others and among the writes themselves.
void judge_claims(Connection& connection, const std::vector<Write>& writes);

/// Only what is open or signed takes anybody's time.
[[nodiscard]] inline bool claims_time(record::State state) {
    return state == record::State::Open || state == record::State::Signed;
}

} // namespace filiform::store
