// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>
#include <cmath>

#include "anatomy/bone_landmarks_parts.h"
#include "geometry/shapes.h"

namespace filiform::anatomy {

using geometry::Vec3;

namespace {

constexpr std::array<std::string_view, 6> levels{"t12", "l1", "l2", "l3", "l4", "l5"};

std::optional<Vec3> spinous_tip(const Structure& bone, const BoneFrame& frame,
                                const LandmarkRules& rules) {
    const auto window = [&](const Vec3& p) {
        const Vec3 q = frame.local(p);
        return std::abs(q.x) < rules.spine_half_width_mm && q.y < -rules.spinous_reach_mm;
    };
    return find_extreme(bone.field, -frame.y, window, rules.extreme);
}

std::optional<Vec3> process_tip(const Structure& bone, const BoneFrame& frame, chart::Side side,
                                const LandmarkRules& rules) {
    // Processes spring from behind the body, whose back wall lies near the vertebra's centroid.
    const auto window = [&](const Vec3& p) {
        const Vec3 q = frame.local(p);
        return q.x * sign_of(side) > rules.process_reach_mm && q.y < 0;
    };
    return find_extreme(bone.field, frame.x * sign_of(side), window, rules.extreme);
}

/// Local x of the midplane at local depth y: on the line from the middle of the body to the tip.
double midline_at(const Structure& bone, const BoneFrame& frame, const Vec3& tip, double y) {
    const auto middle =
        find_centroid(bone.field, [&](const Vec3& p) { return frame.local(p).y > 0; });
    const Vec3 from = frame.local(middle.value_or(frame.origin));
    const Vec3 to = frame.local(tip);
    if (to.y >= from.y)
        return from.x;
    return from.x + (to.x - from.x) * (y - from.y) / (to.y - from.y);
}

/// The back of the lamina, half-way up, a little beside the midline.
std::optional<Vec3> lamina_back(const Structure& bone, const BoneFrame& frame, const Vec3& tip,
                                chart::Side side, const LandmarkRules& rules) {
    constexpr double half_slab_mm = 2.5;
    constexpr double behind_mm = 10; // of the centroid: past the canal
    constexpr double lamina_mm = 20; // of the centroid: about where laminae are
    const double lateral =
        midline_at(bone, frame, tip, -lamina_mm) + rules.lamina_lateral_mm * sign_of(side);
    const auto slab = [&](const Vec3& p) {
        const Vec3 q = frame.local(p);
        return std::abs(q.x - lateral) < half_slab_mm && q.y < -behind_mm;
    };
    const auto middle = find_centroid(bone.field, slab);
    if (!middle)
        return std::nullopt;
    // Backwards out of the lamina itself, so that a flaring spinous process is not taken for it.
    constexpr double farthest_mm = 25;
    const geometry::Segment ray{*middle - frame.x * (frame.local(*middle).x - lateral), -frame.y,
                                farthest_mm};
    constexpr double step_mm = 0.25;
    double at = 0;
    while (at < farthest_mm && bone.field.at(ray.point(at)) < 0)
        at += step_mm;
    if (at == 0 || at >= farthest_mm)
        return std::nullopt;
    return on_surface(bone.field, ray.point(at), 1);
}

void find_level(const std::string& level, LandmarkCollector& collector) {
    const std::string bone_id = "vertebra_" + level;
    const std::string spine_id = "spinous_process_" + level;
    const Structure* bone = find_structure(collector.body(), chart::StructureId(bone_id));
    const auto frame = fit_vertebra_frame(collector.body(), level);
    if (bone == nullptr || !frame) {
        collector.miss_bone(spine_id, bone_id);
        for (const chart::Side side : sides)
            for (const std::string stem : {"transverse_process_", "lamina_"})
                collector.miss_bone(stem + level + suffix_of(side), bone_id);
        return;
    }
    const LandmarkRules& rules = collector.rules();
    const auto tip = spinous_tip(*bone, *frame, rules);
    collector.add(spine_id, "spinous_process", *bone, tip,
                  "the vertebra has no spinous process in the scan");
    for (const chart::Side side : sides) {
        collector.add("transverse_process_" + level + suffix_of(side), "transverse_process", *bone,
                      process_tip(*bone, *frame, side, rules),
                      "the vertebra has no transverse process in the scan");
        collector.add("lamina_" + level + suffix_of(side), "lamina", *bone,
                      tip ? lamina_back(*bone, *frame, *tip, side, rules) : std::nullopt,
                      "the vertebra has no lamina in the scan");
    }
}

} // namespace

void find_spine_landmarks(LandmarkCollector& collector) {
    for (const std::string_view level : levels)
        find_level(std::string(level), collector);
    const Structure* bone = find_structure(collector.body(), chart::StructureId("vertebra_s1"));
    const auto frame = fit_vertebra_frame(collector.body(), "s1");
    if (bone == nullptr || !frame) {
        collector.miss_bone("spinous_process_s1", "vertebra_s1");
        return;
    }
    collector.add("spinous_process_s1", "spinous_process", *bone,
                  spinous_tip(*bone, *frame, collector.rules()),
                  "the first sacral segment has no spinous process");
}

} // namespace filiform::anatomy
