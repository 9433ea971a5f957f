// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "server/examined.h"
#include "server/json_parts.h"
#include "server/read_notes.h"

/// What the routes that take a needle share; no other room includes this.
namespace filiform::server {

/// Whose needle it is: by an assessment, or by a plan.
struct Whose {
    record::EntryId assessment, plan;
};

/// Reads entry, direction, depthMm, stop and needle. What is wrong is told to `members`.
void read_needle(Members& members, NeedleWanted& wanted);
/// Reads assessment, plan, target and seed besides. The seed, when it is said.
struct NeedleAsked {
    Whose whose;
    NeedleWanted wanted;
    std::optional<std::uint64_t> seed;
};
[[nodiscard]] NeedleAsked read_whole_needle(Members& members);

/// Finds whose needle it is, for somebody who may see them, and notes it, once a minute; puts the
/// person and the seed into `asked.wanted`.
/// Problems: those of find_seen.
[[nodiscard]] base::Result<void> find_whose(const Desk& desk, const Call& call, ReadNotes& notes,
                                            NeedleAsked& asked);

/// The seed that a plan was made with; 1 where it does not say.
[[nodiscard]] std::uint64_t seed_of(const record::Plan::Provenance& provenance);

/// A refusal of the workshop: 409 when the body is not at hand, else 422.
[[nodiscard]] Answer workshop_refusal(const Request& request, const base::Problems& problems);

/// The properties, without braces, of the schema of a needle (read_needle) and of whose it is and
/// what for (read_whole_needle has both).
[[nodiscard]] std::string needle_members();
[[nodiscard]] std::string whose_members();

} // namespace filiform::server
