// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "anatomy/body.h"
#include "base/result.h"
#include "needle/rules.h"
#include "workshop/said_needle.h"

namespace filiform::cli {

/// A needle as the command line describes it: in words, or as a proposal of a plan. Empty: not
/// said.
struct NeedleWords {
    workshop::SaidNeedle said;
    std::string plan;                    ///< a plan.json; then only `target` and `proposal` beside
    std::optional<std::size_t> proposal; ///< counted from 1
    std::optional<std::uint64_t> seed;   ///< the plan's own unless another was said
};

/// Whether the words go together: either a plan, or entry, needle and an end, said once.
/// Problems: usage.needle, usage.plan, usage.depth, usage.target.
[[nodiscard]] base::Result<void> check_words(const NeedleWords& words, const needle::Rules& rules);

/// Finds the needle that checked words mean in that body. An acupuncture point among them is added
/// to it (needle::add_points), so that entry and stop may name it.
///
/// Entry:    a point that is not on the skin is moved to the skin when it is near, else refused.
/// Plan:     the path with the plan's own numbers, so that its verdict is the plan's. A plan of
///           another body is refused.
/// Problems: those of find_entry, find_direction, read_stop and read_plan_needle, each with the
///           option it belongs to; file.*; usage.entry, usage.direction, usage.depth, usage.body.
[[nodiscard]] base::Result<workshop::AskedNeedle>
find_needle(const NeedleWords& words, anatomy::Body& body, const needle::Rules& rules);

} // namespace filiform::cli
