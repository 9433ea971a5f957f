// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

#include "anatomy/analytic_body.h"
#include "chart/entry_map.h"
#include "chart/plan.h"

namespace filiform::report::fixtures {

using geometry::Vec3;

/// A block of flesh 120 mm wide, 85 mm thick and 120 mm high whose back is the plane y = -40, with
/// a muscle ball of 15 mm in its middle, an inferred nerve rod up and down beside it (x = 25,
/// radius 4 mm) and a bone ball in front (y = 30). One palpable landmark on the skin.
inline anatomy::Body small_body() {
    anatomy::AnalyticBody body;
    body.name = "block";
    body.lattice = {{61, 51, 61}, {-60, -55, -60}, {2, 2, 2}};
    body.skin_mm = [](const Vec3& p) { return -40 - p.y; };
    const auto ball = [](const Vec3& centre, double radius) {
        return [=](const Vec3& p) { return geometry::distance(p, centre) - radius; };
    };
    body.structures = {{chart::StructureId("piriformis.right"), chart::Kind::Muscle,
                        chart::Role::Target, ball({0, 0, 0}, 15), 0, 0.5},
                       {chart::StructureId("sciatic_nerve.right"), chart::Kind::Nerve,
                        chart::Role::Hazard,
                        [](const Vec3& p) { return std::hypot(p.x - 25, p.y) - 4; }, 6, 0.5},
                       {chart::StructureId("hip.right"), chart::Kind::Bone, chart::Role::Bone,
                        ball({0, 30, 0}, 10), 0, 0.5}};
    body.landmarks = {
        {chart::LandmarkId("psis.right"), {-30, -38, 20}, 2, chart::Origin::Measured, true, ""}};
    anatomy::Body made = anatomy::make_body(body);
    for (anatomy::Structure& structure : made.structures)
        if (structure.kind == chart::Kind::Nerve)
            structure.origin = chart::Origin::Inferred;
    return made;
}

/// Straight in from behind to the middle of the muscle: 40 mm deep, 21 mm from the nerve's skin.
inline chart::PlannedPath straight_path() {
    chart::PlannedPath path;
    path.path = {{0, -40, 0}, {0, 1, 0}, 40, {"0.30x60", 0.30, 60}, chart::StopRule::Depth};
    path.target = chart::StructureId("piriformis.right");
    path.angle_to_skin_rad = std::acos(0.0);
    path.bite_mm = 15;
    path.instruction = "30 mm medial and 20 mm caudal of the right PSIS, straight in, 40 mm.";
    path.stop_rule = "Stop at 40 mm.";
    path.layers = {{chart::StructureId(), chart::Kind::Unknown, chart::Origin::Measured, 0, 25,
                    "soft tissue, not segmented"},
                   {path.target, chart::Kind::Muscle, chart::Origin::Segmented, 25, 40, ""}};
    chart::Clearance clearance;
    clearance.structure = chart::StructureId("sciatic_nerve.right");
    clearance.kind = chart::Kind::Nerve;
    clearance.origin = chart::Origin::Inferred;
    clearance.position_sd_mm = 6;
    clearance.min_mm = 20.9;
    clearance.at_depth_mm = 40;
    clearance.beyond_tip_mm = 20.9;
    clearance.limit_mm = 10;
    path.clearances = {clearance};
    path.risks = {{clearance.structure, {0.004, 0.002, 0.008}}};
    path.reach = {0.93, 0.91, 0.95};
    path.tolerance = {0.12, 6, 4, false, false, false};
    path.backstop = chart::Backstop{chart::StructureId("hip.right"), 60};
    path.judgement = {chart::Verdict::Caution,
                      {{"needle.inferred", clearance.structure, "The nerve is inferred."}}};
    return path;
}

/// Safe within 15 mm of the entry, refused out to 30 mm, out of reach beyond; every 4 mm.
inline chart::EntryMap ringed_map() {
    chart::EntryMap map;
    map.target = {chart::StructureId("piriformis.right"), ""};
    map.spacing_mm = 4;
    for (int i = -12; i <= 12; ++i)
        for (int k = -12; k <= 12; ++k) {
            chart::EntryMapPoint point;
            point.point = {4.0 * i, -40, 4.0 * k};
            point.normal = {0, -1, 0};
            const double away = 4 * std::hypot(i, k);
            point.reaches = away < 30;
            point.verdict = away < 15 ? chart::Verdict::Safe : chart::Verdict::Refused;
            map.points.push_back(point);
        }
    return map;
}

/// One target with a path and one without.
inline chart::Plan small_plan() {
    chart::Plan plan;
    plan.body_name = "block";
    plan.body_origin = chart::Origin::Phantom;
    plan.warnings = {{"body.phantom", "This body is made up."}};
    plan.provenance = {"filiform 0.1.0", "0123456789abcdef", "fedcba9876543210", {}, 7};
    chart::Proposal with;
    with.target = {chart::StructureId("piriformis.right"), ""};
    with.paths = std::vector<chart::PlannedPath>{straight_path()};
    with.sources = {chart::SourceId("DER14")};
    chart::Proposal without;
    without.target = {chart::StructureId("multifidus.left"), "l4"};
    without.paths = chart::NoPath{"blocked",
                                  "No needle reaches it.",
                                  "Another muscle.",
                                  {{chart::StructureId("vertebral_canal"), 0.7}}};
    plan.proposals = {with, without};
    return plan;
}

} // namespace filiform::report::fixtures
