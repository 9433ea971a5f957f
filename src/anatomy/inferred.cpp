// SPDX-License-Identifier: Apache-2.0
#include "anatomy/inferred.h"

#include <array>
#include <cmath>
#include <utility>

#include "anatomy/inferred_scene.h"

namespace filiform::anatomy {

using geometry::Vec3;

void infer_tensor_fasciae_latae(InferenceScene& scene, chart::Side side) {
    const std::string suffix = suffix_of(side);
    const std::string id = "tensor_fasciae_latae" + suffix;
    if (scene.find(id) != nullptr)
        return;
    const Anchors anchors(scene.body(), {"asis" + suffix, "greater_trochanter" + suffix});
    if (!anchors.are_complete()) {
        scene.miss(id, "the scan lacks " + anchors.missing());
        return;
    }
    const InferenceRule& rule = inference_rule("tensor_fasciae_latae");
    const Vec3 origin = anchors[0] + scene.towards(side, rule.number("origin_lateral_mm"),
                                                   -rule.number("origin_posterior_mm"), 0);
    const Vec3 aim =
        anchors[1] + scene.towards(side, rule.number("aim_lateral_mm"),
                                   rule.number("aim_anterior_mm"), -rule.number("aim_caudal_mm"));
    const Vec3 along = geometry::normalized(aim - origin);
    const Vec3 outward = scene.towards(side, 1, 0, 0);
    const Vec3 flat = geometry::normalized(geometry::cross(along, outward));
    std::vector<Station> tube;
    constexpr int stations = 16;
    for (int i = 0; i < stations; ++i) {
        const double at = rule.number("length_mm") * i / (stations - 1);
        // Narrow where it springs from the crest, full from a fifth of its length on.
        const double fullness = std::min(1.0, 0.5 + 2.5 * i / (stations - 1));
        tube.push_back({origin + along * at, flat, fullness * rule.number("half_width_mm"),
                        fullness * rule.number("half_thickness_mm")});
    }
    std::vector<Obstacle> obstacles = scene.bones(0);
    for (const char* muscle : {"gluteus_medius", "gluteus_minimus"})
        if (const auto* field = scene.field(muscle + suffix))
            obstacles.push_back({field, 0});
    bend_around(tube, obstacles);
    Proposal proposal;
    proposal.id = id;
    proposal.position_sd_mm = std::hypot(rule.number("sd_mm"), anchors.sd_mm());
    const Tube belly(std::move(tube));
    proposal.box = belly.box();
    proposal.distance_mm = [belly, &skin = scene.body().skin,
                            cover = rule.number("below_skin_mm")](const Vec3& p) {
        return std::max(belly.distance_to(p), skin.at(p) + cover);
    };
    scene.add(proposal, rule);
}

Inferred infer_structures(const Body& body) {
    InferenceScene scene(body);
    for (const chart::Side side : {chart::Side::Right, chart::Side::Left}) {
        infer_back_muscles(scene, side);
        infer_quadratus_lumborum(scene, side);
        infer_piriformis(scene, side);
        infer_tensor_fasciae_latae(scene, side);
        infer_sciatic_nerve(scene, side);
        infer_superior_gluteal_bundle(scene, side);
        infer_inferior_gluteal_bundle(scene, side);
        infer_pudendal_bundle(scene, side);
        infer_posterior_femoral_cutaneous_nerve(scene, side);
        infer_lumbar_roots(scene, side);
    }
    Inferred inferred = scene.take();
    if (!inferred.structures.empty())
        inferred.warnings.push_back(
            {"inferred.not_seen",
             "Structures marked inferred were placed by published rules and not seen in this "
             "patient."});
    return inferred;
}

} // namespace filiform::anatomy
