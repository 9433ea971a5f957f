// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string>
#include <vector>

#include "base/result.h"
#include "chart/plan.h"

namespace filiform::needle {

/// What a session may hold (data/needle/session.yaml).
struct SessionLimits {
    std::size_t most_needles = 10;
    /// Between two shafts, so that one needle is not driven into the other.
    double shafts_apart_mm = 5;
    /// Between two entries, so that two handles and the fingers between them have room.
    double handles_apart_mm = 15;
};

/// Problems: data.* of DataDocument, data.range, data.mark.
[[nodiscard]] base::Checked<SessionLimits> read_session_limits(std::string_view text,
                                                               std::string name);

/// Whether two needles would be in each other's way: inserted shafts or entries too near.
[[nodiscard]] bool is_conflict(const chart::NeedlePath& a, const chart::NeedlePath& b,
                               const SessionLimits& limits);

/// Chooses one path of each proposal so that no two needles conflict and the dose is kept.
///
/// Order:    proposals earlier in the list go first when the dose runs out; within a proposal the
///           earliest path that lets the most targets be needled.
/// Exact:    the greatest number of targets, by trying all combinations (at most a few paths each;
///           a search with pruning).
/// Left out: targets without a path, beyond the dose, or in conflict whatever is chosen.
[[nodiscard]] chart::Session plan_session(std::span<const chart::Proposal> proposals,
                                          const SessionLimits& limits);

} // namespace filiform::needle
