// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "base/result.h"
#include "chart/needle_path.h"
#include "chart/plan.h"

namespace filiform::chart {

/// Longest plan.json that is read at all.
inline constexpr std::size_t most_plan_bytes = 64U << 20U;

/// Whether a text is a plan.json, of whatever version.
[[nodiscard]] bool is_plan(std::string_view text);

/// One needle of a plan, and what it was judged with.
struct PlanNeedle {
    TargetRequest target;
    NeedlePath path;
    std::string body_digest;
    std::uint64_t seed = 0;
};

/// Reads one proposal back from a plan.json (schema "filiform.plan/1"): lengths are those written,
/// to 0.001 mm. `name` is what problems call the file.
///
/// target:   as in the plan, "multifidus.left@l4"; may be "" when the plan has one target only.
/// proposal: counted from 1, in the plan's order.
/// Problems: plan.syntax, plan.schema, plan.target (with those there are), plan.no_path (with why
///           there is none), plan.proposal, plan.value.
[[nodiscard]] base::Result<PlanNeedle> read_plan_needle(std::string_view text,
                                                        std::string_view name,
                                                        std::string_view target,
                                                        std::size_t proposal);

} // namespace filiform::chart
