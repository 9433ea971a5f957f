// SPDX-License-Identifier: Apache-2.0
#include <cmath>

#include "anatomy/bone_extreme.h"
#include "anatomy/inferred_scene.h"

namespace filiform::anatomy {

using geometry::Vec3;

namespace {

/// The value at `share` of a profile given at rising shares.
double profile(const InferenceRule& rule, const std::string& name, double share) {
    const std::vector<double>& at = rule.values("share");
    const std::vector<double>& values = rule.values(name);
    std::size_t i = 1;
    while (i + 1 < at.size() && at[i] < share)
        ++i;
    const double t = (share - at[i - 1]) / (at[i] - at[i - 1]);
    return values[i - 1] + (values[i] - values[i - 1]) * t;
}

std::vector<Station> make_belly(const InferenceRule& rule, const Vec3& origin,
                                const Vec3& insertion, const Vec3& down) {
    constexpr int stations = 21;
    std::vector<Station> belly;
    const Vec3 along = geometry::normalized(insertion - origin);
    // The flat of the muscle: as near to the sacrum's edge as the section of the muscle allows.
    const Vec3 flat = geometry::normalized(down - along * geometry::dot(down, along));
    for (int i = 0; i < stations; ++i) {
        const double share = static_cast<double>(i) / (stations - 1);
        belly.push_back({geometry::lerp(origin, insertion, share), flat,
                         profile(rule, "half_height_mm", share),
                         profile(rule, "half_thickness_mm", share)});
    }
    return belly;
}

} // namespace

void infer_piriformis(InferenceScene& scene, chart::Side side) {
    const std::string suffix = suffix_of(side);
    const std::string id = "piriformis" + suffix;
    if (scene.find(id) != nullptr)
        return;
    const Anchors anchors(scene.body(), {"sacral_edge_s3" + suffix, "sacral_edge_s4" + suffix,
                                         "greater_trochanter" + suffix});
    if (!anchors.are_complete()) {
        scene.miss(id, "the scan lacks " + anchors.missing());
        return;
    }
    const InferenceRule& rule = inference_rule("piriformis");
    const Vec3 edge = geometry::lerp(anchors[0], anchors[1], 0.5);
    const Vec3 origin = edge + scene.towards(side, -rule.number("origin_medial_mm"),
                                             rule.number("origin_anterior_mm"), 0);
    const Vec3 insertion =
        anchors[2] + scene.towards(side, -rule.number("insertion_medial_mm"), 0, 0);
    std::vector<Station> belly = make_belly(rule, origin, insertion, anchors[1] - anchors[0]);
    std::vector<Obstacle> obstacles = scene.bones(0);
    if (const auto* maximus = scene.field("gluteus_maximus" + suffix))
        obstacles.push_back({maximus, 0});
    bend_around(belly, obstacles);
    Proposal proposal;
    proposal.id = id;
    proposal.position_sd_mm = std::hypot(rule.number("sd_mm"), anchors.sd_mm());
    scene.add_tube(proposal, thinned(belly, 2), rule);
}

std::optional<Vec3> lower_border_exit(const InferenceScene& scene, chart::Side side) {
    const std::string suffix = suffix_of(side);
    const auto trochanter = scene.landmark("greater_trochanter" + suffix);
    const auto* muscle = scene.field("piriformis" + suffix);
    if (!trochanter || muscle == nullptr)
        return std::nullopt;
    const InferenceRule& rule = inference_rule("sciatic_nerve");
    const double away = rule.number("edge_to_trochanter_mm") + rule.number("half_width_mm");
    constexpr double band_mm = 5;
    const auto border =
        find_extreme(*muscle, -scene.pelvis().z,
                     [&](const Vec3& p) {
                         return std::abs(geometry::distance(p, *trochanter) - away) < band_mm;
                     },
                     {2, 15});
    if (!border)
        return std::nullopt;
    return *border - scene.pelvis().z * rule.number("below_muscle_mm");
}

} // namespace filiform::anatomy
