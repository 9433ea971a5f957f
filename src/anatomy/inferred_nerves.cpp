// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>

#include "anatomy/bone_extreme.h"
#include "anatomy/inferred_scene.h"

namespace filiform::anatomy {

using geometry::Vec3;

namespace {

/// In front of the piriformis, where the nerve lies before it leaves the pelvis.
std::optional<Vec3> pelvic_start(const InferenceScene& scene, chart::Side side,
                                 const InferenceRule& rule) {
    const std::string suffix = suffix_of(side);
    const auto trochanter = scene.landmark("greater_trochanter" + suffix);
    const auto* muscle = scene.field("piriformis" + suffix);
    if (!trochanter || muscle == nullptr)
        return std::nullopt;
    const double away = rule.number("edge_to_trochanter_mm") + rule.number("half_width_mm") +
                        rule.number("pelvic_part_mm");
    constexpr double band_mm = 5;
    const auto middle = find_centroid(*muscle, [&](const Vec3& p) {
        return std::abs(geometry::distance(p, *trochanter) - away) < band_mm;
    });
    if (!middle)
        return std::nullopt;
    constexpr double farthest_mm = 30;
    const double free_mm = rule.number("half_thickness_mm") + 1;
    double forward = 0;
    while (forward < farthest_mm && muscle->at(*middle + scene.pelvis().y * forward) < free_mm)
        forward += 0.5;
    return *middle + scene.pelvis().y * forward;
}

/// Down from `from`, beside the midline, to below the lattice.
Vec3 below_field(const InferenceScene& scene, const Vec3& from) {
    const double depth = from.z - scene.body().lattice.bounds().low.z;
    const Vec3& down = scene.pelvis().z;
    constexpr double past_mm = 5;
    return from - down * (std::max(0.0, depth) / std::max(0.5, down.z) + past_mm);
}

/// Lateral of the ischial spine by half the nerve at least, where the nerve passes its height.
Vec3 beside_spine(const InferenceScene& scene, chart::Side side, const Vec3& exit, const Vec3& next,
                  const InferenceRule& rule) {
    const auto spine = scene.landmark("ischial_spine" + std::string(suffix_of(side)));
    const BoneFrame& pelvis = scene.pelvis();
    const Vec3 a = pelvis.local(exit);
    const Vec3 b = pelvis.local(next);
    if (!spine)
        return geometry::lerp(exit, next, 0.5);
    const Vec3 s = pelvis.local(*spine);
    const double t = a.z > b.z ? std::clamp((a.z - s.z) / (a.z - b.z), 0.2, 0.8) : 0.5;
    Vec3 q = geometry::lerp(a, b, t);
    const double least = sign_of(side) * s.x + rule.number("spine_lateral_mm");
    q.x = sign_of(side) * std::max(sign_of(side) * q.x, least);
    return pelvis.world(q);
}

/// A flat nerve lies with its flat side on the muscle or bone it passes, not with its edge in it.
void lie_flat_on(std::vector<Station>& tube, const std::vector<Obstacle>& beds) {
    for (Station& station : tube) {
        const auto nearest =
            std::min_element(beds.begin(), beds.end(), [&](const auto& a, const auto& b) {
                return a.field->at(station.centre) < b.field->at(station.centre);
            });
        if (nearest == beds.end())
            return;
        // Turned gradually as it comes near.
        const double away_mm = nearest->field->at(station.centre);
        const double share =
            std::clamp((2 * station.half_width_mm - away_mm) / station.half_width_mm, 0.0, 1.0);
        const Vec3 out = nearest->field->gradient(station.centre);
        const Vec3 flat = station.flat - out * (share * geometry::dot(station.flat, out));
        if (geometry::length(flat) > 0)
            station.flat = geometry::normalized(flat);
    }
}

} // namespace

Proposal nerve_proposal(const std::string& id, double sd_mm) {
    Proposal proposal;
    proposal.id = id;
    proposal.kind = chart::Kind::Nerve;
    proposal.role = chart::Role::Hazard;
    proposal.position_sd_mm = sd_mm;
    return proposal;
}

std::vector<Station> nerve_tube(const InferenceScene& scene, const std::vector<Vec3>& line,
                                const Station& section, const geometry::DistanceField* muscle) {
    std::vector<Station> tube;
    constexpr int stations = 40;
    for (const Vec3& p : resample(line, stations)) {
        tube.push_back(section);
        tube.back().centre = p;
    }
    std::vector<Obstacle> obstacles = scene.bones(1);
    if (muscle != nullptr)
        obstacles.push_back({muscle, 0.5});
    tube.front().centre = pushed_clear(tube.front(), obstacles);
    bend_around(tube, obstacles);
    lie_flat_on(tube, obstacles);
    return thinned(tube, 3);
}

std::optional<Tuberosity> tuberosity_of(const InferenceScene& scene, chart::Side side) {
    const std::string suffix = suffix_of(side);
    if (const auto seen = scene.landmark("ischial_tuberosity" + suffix))
        return Tuberosity{*seen, false};
    const auto psis = scene.landmark("psis" + suffix);
    if (!psis)
        return std::nullopt;
    const InferenceRule& rule = inference_rule("sciatic_nerve");
    Vec3 q = scene.pelvis().local(*psis);
    q.z -= rule.number("tuberosity_caudal_of_psis_mm");
    q.y += rule.number("tuberosity_anterior_of_psis_mm");
    // The midline between the two PSIS, where both are there; else the frame's.
    const auto other = scene.landmark(
        "psis" +
        std::string(suffix_of(side == chart::Side::Left ? chart::Side::Right : chart::Side::Left)));
    const double midline = other ? (q.x + scene.pelvis().local(*other).x) / 2 : 0;
    q.x = midline + sign_of(side) * rule.number("tuberosity_lateral_mm");
    return Tuberosity{scene.pelvis().world(q), true};
}

Vec3 deep_to_maximus(const InferenceScene& scene, chart::Side side, const Vec3& p,
                     double in_front_mm) {
    const auto* maximus = scene.field("gluteus_maximus" + std::string(suffix_of(side)));
    if (maximus == nullptr)
        return p;
    constexpr double behind_mm = 80;
    constexpr double ahead_mm = 60;
    constexpr double step_mm = 0.5;
    std::optional<double> face;
    for (double at = -behind_mm; at <= ahead_mm; at += step_mm)
        if (maximus->at(p + scene.pelvis().y * at) < 0)
            face = at;
    return face ? p + scene.pelvis().y * (*face + in_front_mm) : p;
}

void infer_sciatic_nerve(InferenceScene& scene, chart::Side side) {
    const std::string suffix = suffix_of(side);
    const std::string id = "sciatic_nerve" + suffix;
    if (scene.find(id) != nullptr)
        return;
    const Anchors anchors(scene.body(), {"greater_trochanter" + suffix});
    const auto exit = lower_border_exit(scene, side);
    const auto seat = tuberosity_of(scene, side);
    if (!anchors.are_complete() || !exit || !seat) {
        scene.miss(id, anchors.are_complete()
                           ? "the scan lacks a piriformis or the PSIS to place it by"
                           : "the scan lacks " + anchors.missing());
        return;
    }
    const InferenceRule& rule = inference_rule("sciatic_nerve");
    const double behind = rule.number("behind_maximus_mm");
    const Vec3 crossing =
        geometry::lerp(seat->point, anchors[0], rule.number("share_tuberosity_trochanter"));
    const Vec3 low = deep_to_maximus(scene, side, crossing, behind);
    SciaticLine line;
    line.start = pelvic_start(scene, side, rule);
    line.exit = *exit;
    line.below = {deep_to_maximus(scene, side, beside_spine(scene, side, *exit, low, rule), behind),
                  low, deep_to_maximus(scene, side, below_field(scene, low), behind)};
    line.sd_mm = std::hypot(rule.number(seat->is_estimated ? "sd_without_tuberosity_mm" : "sd_mm"),
                            anchors.sd_mm());
    const std::vector<Proposal> others = other_sciatic_courses(scene, side, line);
    Proposal proposal = nerve_proposal(id, line.sd_mm);
    if (!others.empty())
        proposal.variant = "sciatic_type=a";
    for (const Proposal& other : others)
        proposal.share -= other.share;
    if (seat->is_estimated)
        proposal.note = "The ischial tuberosity is outside the scan; its place was estimated from "
                        "the PSIS.";
    std::vector<Vec3> points;
    if (line.start)
        points.push_back(*line.start);
    points.push_back(line.exit);
    points.insert(points.end(), line.below.begin(), line.below.end());
    const Station section{
        {}, scene.pelvis().x, rule.number("half_width_mm"), rule.number("half_thickness_mm")};
    scene.add_tube(proposal, nerve_tube(scene, points, section, scene.field("piriformis" + suffix)),
                   rule);
    for (const Proposal& other : others)
        scene.add(other, inference_rule(chart::without_side(other.id)));
}

void infer_posterior_femoral_cutaneous_nerve(InferenceScene& scene, chart::Side side) {
    const std::string suffix = suffix_of(side);
    const std::string id = "posterior_femoral_cutaneous_nerve" + suffix;
    if (scene.find(id) != nullptr)
        return;
    const auto exit = lower_border_exit(scene, side);
    const auto seat = tuberosity_of(scene, side);
    if (!exit || !seat) {
        scene.miss(id, "the scan lacks a piriformis, the greater trochanter or the PSIS");
        return;
    }
    const InferenceRule& rule = inference_rule("posterior_femoral_cutaneous_nerve");
    const double behind = rule.number("behind_maximus_mm");
    const Vec3 start = *exit + scene.towards(side, -rule.number("medial_mm"), 0, 0);
    const Vec3 low = deep_to_maximus(
        scene, side,
        seat->point + scene.towards(side, rule.number("lateral_of_tuberosity_mm"), 0, 0), behind);
    const std::vector<Vec3> points{
        start, deep_to_maximus(scene, side, geometry::lerp(start, low, 0.5), behind), low,
        deep_to_maximus(scene, side, below_field(scene, low), behind)};
    constexpr int stations = 30;
    std::vector<Station> tube = round_tube(resample(points, stations), rule.number("radius_mm"));
    bend_around(tube, scene.bones(1));
    scene.add_tube(nerve_proposal(id, rule.number("sd_mm")), thinned(tube, 3), rule);
}

void infer_pudendal_bundle(InferenceScene& scene, chart::Side side) {
    const std::string suffix = suffix_of(side);
    const std::string id = "pudendal_bundle" + suffix;
    if (scene.find(id) != nullptr)
        return;
    const Anchors anchors(scene.body(), {"ischial_spine" + suffix});
    if (!anchors.are_complete()) {
        scene.miss(id, "the scan lacks " + anchors.missing());
        return;
    }
    const InferenceRule& rule = inference_rule("pudendal_bundle");
    const double medial = rule.number("medial_of_spine_mm");
    const double radius = rule.number("radius_mm");
    const Vec3 turn = anchors[0] + scene.towards(side, -medial, -rule.number("behind_spine_mm"), 0);
    const Vec3 start = turn + scene.towards(side, 0, 0, rule.number("above_spine_mm"));
    const Vec3 end = turn + scene.towards(side, 0, rule.number("below_anterior_mm"),
                                          -rule.number("below_spine_mm"));
    constexpr int stations = 24;
    std::vector<Station> tube = round_tube(resample({start, turn, end}, stations), radius);
    // It lies against the spine: bone is kept off by the bundle's own thickness alone.
    const std::vector<Obstacle> bones = scene.bones(0);
    tube.front().centre = pushed_clear(tube.front(), bones);
    tube.back().centre = pushed_clear(tube.back(), bones);
    bend_around(tube, bones);
    scene.add_tube(nerve_proposal(id, std::hypot(rule.number("sd_mm"), anchors.sd_mm())),
                   thinned(tube, 3), rule);
}

} // namespace filiform::anatomy
