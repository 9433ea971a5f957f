// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include <tl/expected.hpp>

#include "anatomy/body.h"
#include "anatomy/skin_walk.h"
#include "chart/needle_path.h"
#include "chart/plan.h"
#include "needle/rules.h"

namespace filiform::needle {

/// A structure that must not be touched, with the room it asks for in this body.
struct Hazard {
    const anatomy::Structure* structure = nullptr;
    KindLimit limit;
    double sd_mm = 0;         ///< of its place and surface together
    double block_need_mm = 0; ///< hard limit before the hand's cone is added
    double warn_need_mm = 0;
    bool is_guessed = false; ///< inferred or from the population: never seen in this patient
    chart::StructureId name; ///< under which its courses are counted: see anatomy::name_of
    double share = 1;        ///< probability that this course is the patient's
    Binding binding = Binding::Kept;
};

/// A vertebra as a level to needle at.
struct Level {
    std::string name; ///< "l4"
    double low_mm = 0;
    double high_mm = 0;
    [[nodiscard]] double middle_mm() const { return (low_mm + high_mm) / 2; }
};

/// A body seen from one target: what must be kept clear, what may stop a needle. Points into the
/// body and the rules, which must outlive it.
struct Scene {
    const anatomy::Body* body = nullptr;
    const Rules* rules = nullptr;
    chart::TargetRequest request;
    const TargetRule* rule = nullptr;           ///< null when a needle is judged without a target
    const anatomy::Structure* target = nullptr; ///< likewise
    chart::Side side = chart::Side::None;
    double lowest_tip_mm = -1e300; ///< z of the level asked for
    double highest_tip_mm = 1e300;
    std::vector<Hazard> hazards; ///< without the target itself
    std::vector<const anatomy::Structure*> bones;
    std::vector<Level> levels;           ///< from head to foot
    std::vector<chart::Reason> unknowns; ///< why nothing here may be called safe
};

/// Looks at a body from one target.
///
/// Answer "no": target_missing, target_out_of_scan (the structure, its rule or its level is not
///              there), too_deep (the drawer cannot reach).
/// Unknown hazards: a required hazard that is missing because it lies outside the scan needs no
///              data of its own: it cannot be nearer than the scan's edge, which is a hazard
///              itself.
[[nodiscard]] tl::expected<Scene, chart::NoPath>
make_scene(const anatomy::Body& body, const Rules& rules, const chart::TargetRequest& request);

/// A scene without a target, for judging any needle. All hazards of the body count.
[[nodiscard]] Scene make_scene(const anatomy::Body& body, const Rules& rules);

/// The vertebra nearest in height, or "" when the body has none.
[[nodiscard]] std::string level_at(const Scene& scene, double z_mm);

} // namespace filiform::needle
