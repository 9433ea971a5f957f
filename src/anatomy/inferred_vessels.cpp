// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>

#include "anatomy/bone_extreme.h"
#include "anatomy/inferred_scene.h"
#include "geometry/clearance.h"

namespace filiform::anatomy {

using geometry::Vec3;

namespace {

Proposal bundle(const std::string& id, double sd_mm) {
    Proposal proposal;
    proposal.id = id;
    proposal.kind = chart::Kind::Vessel;
    proposal.role = chart::Role::Hazard;
    proposal.position_sd_mm = sd_mm;
    return proposal;
}

/// Top of the greater sciatic notch: where the hind border of the hip bone, between PIIS and
/// ischial spine, reaches farthest forward.
std::optional<Vec3> notch_apex(const InferenceScene& scene, chart::Side side, const Vec3& piis,
                               const Vec3& spine, double least_mm) {
    const auto* hip = scene.field("hip" + std::string(suffix_of(side)));
    if (hip == nullptr)
        return std::nullopt;
    const BoneFrame& pelvis = scene.pelvis();
    constexpr double step_mm = 3;
    const double from = pelvis.local(piis).z - least_mm;
    const double to = pelvis.local(spine).z + least_mm;
    std::optional<Vec3> apex;
    for (double z = from; z >= to; z -= step_mm) {
        const auto border = find_extreme(
            *hip, -pelvis.y,
            [&](const Vec3& p) { return std::abs(pelvis.local(p).z - z) < step_mm / 2; },
            {1.5, 15});
        if (border && (!apex || pelvis.local(*border).y > pelvis.local(*apex).y))
            apex = border;
    }
    return apex;
}

/// The outer face of the gluteus minimus behind `p`, looking in from behind and outside; of the
/// bone and as much soft tissue as usual where that muscle is not drawn.
Vec3 outside_minimus(const InferenceScene& scene, chart::Side side, const Vec3& p,
                     const InferenceRule& rule) {
    const std::string suffix = suffix_of(side);
    const Vec3 inward = geometry::normalized(scene.towards(side, -0.8, 0.6, 0));
    constexpr double away_mm = 90;
    const geometry::Segment ray{p - inward * away_mm, inward, 2 * away_mm};
    if (const auto* minimus = scene.field("gluteus_minimus" + suffix)) {
        const double at = geometry::first_below(*minimus, ray, 0);
        if (at >= 0)
            return ray.point(at - rule.number("outside_minimus_mm"));
    }
    if (const auto* hip = scene.field("hip" + suffix)) {
        const double at = geometry::first_below(*hip, ray, 0);
        if (at >= 0)
            return ray.point(at - rule.number("outside_bone_mm"));
    }
    return p;
}

/// A tube of several arms that share their first point.
void add_branches(InferenceScene& scene, Proposal proposal,
                  const std::vector<std::vector<Vec3>>& arms, double radius_mm,
                  const InferenceRule& rule) {
    std::vector<Tube> tubes;
    for (const std::vector<Vec3>& arm : arms) {
        constexpr int stations = 16;
        std::vector<Station> tube = round_tube(resample(arm, stations), radius_mm);
        bend_around(tube, scene.bones(1));
        tubes.emplace_back(thinned(tube, 2));
        proposal.box.add(tubes.back().box().low);
        proposal.box.add(tubes.back().box().high);
    }
    proposal.distance_mm = [tubes](const Vec3& p) {
        double best = 1e300;
        for (const Tube& tube : tubes)
            best = std::min(best, tube.distance_to(p));
        return best;
    };
    scene.add(proposal, rule);
}

} // namespace

void infer_superior_gluteal_bundle(InferenceScene& scene, chart::Side side) {
    const std::string suffix = suffix_of(side);
    const std::string id = "superior_gluteal_bundle" + suffix;
    if (scene.find(id) != nullptr)
        return;
    const Anchors anchors(scene.body(), {"piis" + suffix, "asis" + suffix, "ischial_spine" + suffix,
                                         "greater_trochanter" + suffix});
    if (!anchors.are_complete()) {
        scene.miss(id, "the scan lacks " + anchors.missing());
        return;
    }
    const InferenceRule& rule = inference_rule("superior_gluteal_bundle");
    const auto apex =
        notch_apex(scene, side, anchors[0], anchors[2], rule.number("notch_least_mm"));
    if (!apex) {
        scene.miss(id, "the greater sciatic notch was not found");
        return;
    }
    const double radius = rule.number("radius_mm");
    const Vec3 leaves = *apex + scene.towards(side, 0, -(radius + 1), 0);
    const Vec3 inside = leaves + scene.towards(side, -15, 15, 0);
    const Vec3 along = geometry::normalized(anchors[1] - anchors[0]);
    const Vec3 on_line = anchors[0] + along * rule.number("branch_from_piis_mm");
    const auto beside_line = [&](double up_mm) {
        return outside_minimus(scene, side, on_line + scene.towards(side, 0, 0, up_mm), rule);
    };
    const Vec3 upper = beside_line(rule.number("upper_branch_above_mm"));
    const Vec3 lower = beside_line(-rule.number("lower_branch_below_mm"));
    const Vec3 lowest = outside_minimus(
        scene, side,
        anchors[3] + scene.towards(side, 0, 0, rule.number("lowest_above_trochanter_mm")), rule);
    const Vec3 outside = outside_minimus(scene, side, leaves, rule);
    // The stem turns round the bone's border; half-way to the plane between the two muscles.
    const Vec3 stem = geometry::lerp(leaves, outside, 0.5);
    add_branches(scene, bundle(id, std::hypot(rule.number("sd_mm"), anchors.sd_mm())),
                 {{inside, leaves, stem, upper}, {stem, lower, lowest}}, radius, rule);
}

void infer_inferior_gluteal_bundle(InferenceScene& scene, chart::Side side) {
    const std::string suffix = suffix_of(side);
    const std::string id = "inferior_gluteal_bundle" + suffix;
    if (scene.find(id) != nullptr)
        return;
    const Anchors anchors(scene.body(), {"ischial_spine" + suffix, "greater_trochanter" + suffix});
    const auto exit = lower_border_exit(scene, side);
    if (!anchors.are_complete() || !exit) {
        scene.miss(id, anchors.are_complete() ? "the scan lacks a piriformis to place it by"
                                              : "the scan lacks " + anchors.missing());
        return;
    }
    const InferenceRule& rule = inference_rule("inferior_gluteal_bundle");
    // Between the ischial spine and the nerve, at the height where the nerve comes out.
    const BoneFrame& pelvis = scene.pelvis();
    const Vec3 nerve = pelvis.local(*exit);
    const Vec3 spine = pelvis.local(anchors[0]);
    const double share = rule.number("share_spine_nerve");
    const Vec3 leaves = pelvis.world(
        {spine.x + (nerve.x - spine.x) * share, spine.y + (nerve.y - spine.y) * share, nerve.z});
    const Vec3 down = deep_to_maximus(
        scene, side, leaves + scene.towards(side, 0, 0, -rule.number("caudal_mm")), 0);
    const Vec3 toward = geometry::normalized(leaves - anchors[1]);
    const Vec3 out =
        deep_to_maximus(scene, side, anchors[1] + toward * rule.number("from_trochanter_mm"), 0);
    const Vec3 inside = leaves + scene.towards(side, -8, 14, 12);
    add_branches(scene, bundle(id, std::hypot(rule.number("sd_mm"), anchors.sd_mm())),
                 {{inside, leaves, down}, {leaves, out}}, rule.number("radius_mm"), rule);
}

} // namespace filiform::anatomy
