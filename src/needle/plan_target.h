// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>

#include "chart/entry_map.h"
#include "chart/plan.h"
#include "needle/perturbation.h"
#include "needle/rules.h"

namespace filiform::needle {

/// How much work a plan is worth.
struct PlanSettings {
    std::size_t most_paths = 4;      ///< proposals per target
    std::size_t risk_samples = 4096; ///< of the risk that is shown
    std::size_t draft_samples = 512; ///< of the risk that candidates are compared by, at most
                                     ///< risk_samples
    std::size_t most_drafts = 120;   ///< candidates compared by risk
    std::size_t map_samples = 128;   ///< of the risk of each point of a map
};

/// Needle paths for one target in one body, or why there is none.
///
/// Paths:   genuinely different ones, each better in something (`strengths`), complete with risk,
///          tolerance and instruction; the best verdict first, then the likeliest to end in
///          the muscle: within a verdict all keep the same limits, and a needle that misses its
///          muscle is a risk for nothing. Every one has passed the plain second check (`recheck`).
/// No path: target_missing, target_out_of_scan, too_deep, blocked, unknown. Unknown: the only paths
///          would enter territory nobody has seen, or a hazard is not known in this body.
/// Determinism: a function of the arguments; the same for any number of threads.
/// Cost:    some 0.2 s for a buttock at 1.5 mm on two threads.
[[nodiscard]] chart::Proposal plan_target(const anatomy::Body& body, const Rules& rules,
                                          const chart::TargetRequest& request, std::uint64_t seed,
                                          const PlanSettings& settings = {});

/// The same with a table of errors made before: `PerturbationTable(seed, risk_samples, body,
/// rules.limits)`, worth sharing between the targets of a plan.
[[nodiscard]] chart::Proposal plan_target(const anatomy::Body& body, const Rules& rules,
                                          const chart::TargetRequest& request,
                                          const PerturbationTable& table,
                                          const PlanSettings& settings = {});

/// Both answers of one search: the paths of `plan_target` and the map of `make_entry_map`, with the
/// table's first `map_samples` for its risks.
struct TargetPlan {
    chart::Proposal proposal;
    chart::EntryMap map;
};
[[nodiscard]] TargetPlan plan_target_with_map(const anatomy::Body& body, const Rules& rules,
                                              const chart::TargetRequest& request,
                                              const PerturbationTable& table,
                                              const PlanSettings& settings = {});

/// Judges one needle completely: layers, clearances, risk, tolerance, instruction, verdict.
///
/// `request`: the target, if any. A target that cannot be judged (no rule, not in the body) is left
///            out and said among the reasons (needle.no_target); such a needle is never called
///            safe.
/// Cost:      a few milliseconds with a table of 2048 samples.
[[nodiscard]] chart::PlannedPath judge_needle(const anatomy::Body& body, const Rules& rules,
                                              const chart::NeedlePath& path,
                                              const std::optional<chart::TargetRequest>& request,
                                              const PerturbationTable& table);

/// The best needle from every point of the skin that the position offers.
///
/// Points:  those of find_skin_cells; `reaches` says whether any needle of the drawer gets to the
///          target at an allowed angle from there.
/// Empty:   when the target cannot be looked at (see plan_target for the reasons).
[[nodiscard]] chart::EntryMap make_entry_map(const anatomy::Body& body, const Rules& rules,
                                             const chart::TargetRequest& request,
                                             std::uint64_t seed, const PlanSettings& settings = {});

} // namespace filiform::needle
