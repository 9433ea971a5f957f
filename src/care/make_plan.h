// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "anatomy/body.h"
#include "base/result.h"
#include "chart/entry_map.h"
#include "chart/plan.h"
#include "knowledge/assess.h"
#include "knowledge/screening_notes.h"
#include "needle/rules.h"

namespace filiform::care {

/// What a plan is asked for, once its body is at hand.
struct PlanOrder {
    std::vector<chart::TargetRequest> targets;
    std::vector<std::string> needles; ///< of the drawer; empty: all of it
    int most_paths = 3;
    std::uint64_t seed = 0;
    std::string program; ///< name and version, for the provenance
    std::string body_digest;
};

/// A patient who was screened: what holds the plan back.
struct Screened {
    const knowledge::Library& library;
    const knowledge::Answers& answers;
    const knowledge::Screening& screening;
};

/// A plan with the maps its pages show, in the order of the targets.
struct PlanWork {
    chart::Plan plan;
    std::vector<chart::EntryMap> maps;
};

/// Told before the work on each target begins; answers whether the work shall go on.
using OnTarget = std::function<bool(const chart::TargetRequest&)>;

/// Makes a plan: for every target the paths, or why there is none, and the safe-entry map.
///
/// Pure:     no disk, clock, network or hidden randomness; the same arguments give the same plan,
///           byte for byte, on any number of threads.
/// Session:  one path of each proposal that can be put in together, within the dose.
/// Carries:  every warning of the body, into the plan.
/// Problems: plan.needle for a needle that the drawer does not hold; plan.target, see
/// check_targets; plan.cancelled when it shall not go on.
///           A muscle that only this body lacks is an answer, not a problem.
[[nodiscard]] base::Checked<PlanWork> make_plan(const anatomy::Body& body,
                                                const needle::Rules& rules, const PlanOrder& order,
                                                const OnTarget& on_target = {});

/// Makes a plan for a patient who was screened.
///
/// Not cleared: the plan says why, and proposes no needle; see stopped_plan.
/// Targets:     those of the order; where it names none, those the examination found. A muscle that
///              the library has criteria for and the examination did not find has no path.
/// Cleared:     what the screening bars has no path, with the rule as the reason; needles that are
///              too thick are left in the drawer; the dose of a visit is kept; the rest of the
///              restraint is a note on every proposal.
/// Otherwise as make_plan.
[[nodiscard]] base::Checked<PlanWork>
make_patient_plan(const anatomy::Body& body, const needle::Rules& rules, const PlanOrder& order,
                  const Screened& screened, const OnTarget& on_target = {});

/// Why a patient must not have that needle in that muscle, wherever it goes in: whom the screening
/// stops; a muscle it bars, or the examination did not find; a needle too thick. Nothing when they
/// may. `body_origin`: of the body it is judged on.
[[nodiscard]] std::optional<base::Problem> barred(const Screened& screened,
                                                  const chart::TargetRequest& target,
                                                  const chart::NeedleProduct& needle,
                                                  chart::Origin body_origin);

/// The plan of a patient who is not needled: the screening, what else may be done where it lets the
/// plan go on, and no proposal. It needs no body.
[[nodiscard]] PlanWork stopped_plan(const PlanOrder& order, const Screened& screened);

/// The plan of a patient who may be needled but of whom no body can be made: all that stopped_plan
/// has, and for every target that there is no path, and `why`.
[[nodiscard]] PlanWork plan_without_body(const PlanOrder& order, const Screened& screened,
                                         const base::Problem& why);

/// The muscles that the examination found, as targets; none for a patient who is not cleared.
[[nodiscard]] std::vector<chart::TargetRequest> found_targets(const Screened& screened);

/// Targets that no body could have, as a slip of the pen makes them: plan.target, with the name
/// that was meant, the missing side, or the muscles there are.
[[nodiscard]] base::Problems check_targets(const needle::Rules& rules,
                                           const std::vector<chart::TargetRequest>& targets);

/// The needles of a drawer as a person reads them: "0.25x25, 0.25x40".
[[nodiscard]] std::string stocked(const needle::Drawer& drawer);

/// Digest of the data files a plan rests on.
[[nodiscard]] std::string knowledge_digest();

} // namespace filiform::care
