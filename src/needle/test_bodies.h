// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <cmath>
#include <functional>
#include <numbers>
#include <utility>
#include <vector>

#include "anatomy/analytic_body.h"
#include "base/random.h"
#include "chart/plan.h"
#include "geometry/shapes.h"
#include "needle/rules.h"

/// Tiny bodies and rules for this room's tests, solvable on paper. Header only: no test body is
/// part of the program.
namespace filiform::needle::test {

using anatomy::AnalyticBody;
using anatomy::AnalyticStructure;
using chart::Kind;
using chart::StructureId;
using geometry::Vec3;

/// A block of tissue whose back is flat: the skin is the plane y = 0, the body is y > 0, and
/// needles go in along +y. 2 mm lattice, 160 x 130 x 160 mm, symmetric about x = 0 and z = 0.
inline AnalyticBody flat_skin() {
    AnalyticBody body;
    body.name = "flat skin";
    body.lattice = {{81, 66, 81}, {-80, -20, -80}, {2, 2, 2}};
    body.skin_mm = [](const Vec3& p) { return -p.y; };
    return body;
}

inline AnalyticStructure slab(const char* id, Kind kind, double from_y, double to_y) {
    AnalyticStructure structure;
    structure.id = StructureId(id);
    structure.kind = kind;
    structure.distance_mm = [=](const Vec3& p) { return std::max(from_y - p.y, p.y - to_y); };
    return structure;
}

inline AnalyticStructure capsule(const char* id, Kind kind, const geometry::Capsule& shape) {
    AnalyticStructure structure;
    structure.id = StructureId(id);
    structure.kind = kind;
    structure.distance_mm = [=](const Vec3& p) { return geometry::distance_to_capsule(p, shape); };
    return structure;
}

inline AnalyticStructure ball(const char* id, Kind kind, const Vec3& centre, double radius_mm) {
    return capsule(id, kind, {centre, centre, radius_mm});
}

/// Muscle from 10 to 60 mm deep, and an artery of 3 mm radius along z, 35 mm deep at x = 20.
inline AnalyticBody thigh_with_one_artery() {
    AnalyticBody body = flat_skin();
    body.name = "thigh with one artery";
    body.structures.push_back(slab("gluteus_maximus.right", Kind::Muscle, 10, 60));
    body.structures.push_back(capsule("artery", Kind::Vessel, {{20, 35, -200}, {20, 35, 200}, 3}));
    return body;
}

/// Plain rules: vessels 5 mm hard and 10 mm soft, nothing added for uncertainty or the hand; one
/// muscle, entered from behind within 30 degrees of straight in; an unfailing hand.
inline Rules plain_rules() {
    Rules rules;
    rules.drawer.usable_share = 0.75;
    for (const double length : {25.0, 40.0, 50.0, 60.0, 75.0, 100.0})
        rules.drawer.needles.push_back(
            {"0.30x" + std::to_string(static_cast<int>(length)), 0.30, length});
    rules.limits.block_sd_cap_mm = 100;
    rules.limits.overrun_mm = 5;
    rules.limits.touch_warn = 0.05;
    rules.limits.skin_tolerance_mm = 2;
    rules.limits.bone_tolerance_mm = 0.75;
    rules.limits.kinds = {{Kind::Vessel, 5, 10, HubRule::Ignore, false, {}},
                          {Kind::Nerve, 5, 10, HubRule::Warn, false, {}},
                          {Kind::Canal, 5, 10, HubRule::Block, false, {}},
                          {Kind::Unknown, 0, 5, HubRule::Ignore, true, {}}};
    rules.limits.backstop_close_behind_mm = 3;
    rules.hand.palpations.push_back({});
    rules.hand.measuring_alike_mm = 8;
    rules.hand.levels_apart_mm = 35;
    rules.hand.straight_in_rad = 3 * 0.017453292519943295;
    rules.planning = load_rules().value().planning;
    TargetRule rule;
    rule.muscle = "gluteus_maximus";
    rule.position = "prone";
    rule.faces = {{Axis::Posterior, 60 * 0.017453292519943295}};
    rule.max_tilt_rad = 30 * 0.017453292519943295;
    rule.min_bite_mm = 5;
    rule.far_border_margin_mm = 5;
    rules.targets.push_back(rule);
    return rules;
}

inline chart::TargetRequest maximus() {
    return {StructureId("gluteus_maximus.right"), ""};
}

/// Straight in at (x, z), so deep, with the shortest needle of `rules` that may go there.
inline chart::NeedlePath straight_in(const Rules& rules, double x, double z, double depth_mm) {
    chart::NeedlePath path;
    path.entry = {x, 0, z};
    path.direction = {0, 1, 0};
    path.depth_mm = depth_mm;
    const auto* needle = rules.drawer.shortest_for(depth_mm);
    path.needle = needle != nullptr ? *needle : rules.drawer.needles.back();
    return path;
}

/// Anywhere within 30 mm, 20 to 70 mm deep, leaning by up to half a radian.
inline chart::NeedlePath random_path(base::RandomStream& random, const Rules& rules) {
    const double tilt = 0.5 * random.uniform();
    const double around = 2 * std::numbers::pi * random.uniform();
    chart::NeedlePath path = straight_in(rules, 60 * random.uniform() - 30,
                                         60 * random.uniform() - 30, 20 + 50 * random.uniform());
    path.direction = {std::sin(tilt) * std::cos(around), std::cos(tilt),
                      std::sin(tilt) * std::sin(around)};
    return path;
}

/// The clearance from one structure, which must be among them.
inline chart::Clearance clearance_of(const chart::PlannedPath& planned, const char* id) {
    return *std::find_if(planned.clearances.begin(), planned.clearances.end(),
                         [&](const auto& c) { return c.structure.text() == id; });
}

} // namespace filiform::needle::test
