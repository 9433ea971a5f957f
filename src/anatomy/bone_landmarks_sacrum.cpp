// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>
#include <cmath>
#include <vector>

#include "anatomy/bone_landmarks_parts.h"
#include "geometry/clearance.h"

namespace filiform::anatomy {

using geometry::Vec3;

namespace {

/// The sacrum's own axis: from the middle of its upper plate to where it stops being broad.
struct SacralAxis {
    BoneFrame frame; ///< origin at the upper plate, z from the apex to it
    double length_mm = 0;
};

/// Least and greatest x of the bone, slice by slice of pelvic height.
struct Widths {
    double low_z = 0;
    double step_mm = 1;
    std::vector<double> left;
    std::vector<double> right;

    [[nodiscard]] double width(std::size_t i) const { return std::max(0.0, right[i] - left[i]); }
};

Widths widths_of(const Structure& sacrum, const BoneFrame& pelvis) {
    Widths widths;
    widths.step_mm = sacrum.field.lattice().spacing.z;
    double low = 1e300;
    double high = -1e300;
    for_each_inside(sacrum.field, 0, [&](const Vec3& p, double) {
        const double z = pelvis.local(p).z;
        low = std::min(low, z);
        high = std::max(high, z);
    });
    widths.low_z = low;
    const auto slices = static_cast<std::size_t>(std::max(0.0, high - low) / widths.step_mm) + 1;
    widths.left.assign(slices, 1e300);
    widths.right.assign(slices, -1e300);
    for_each_inside(sacrum.field, 0, [&](const Vec3& p, double depth) {
        const Vec3 q = pelvis.local(p);
        const auto i = std::min(slices - 1, static_cast<std::size_t>((q.z - low) / widths.step_mm));
        widths.left[i] = std::min(widths.left[i], q.x + depth);
        widths.right[i] = std::max(widths.right[i], q.x - depth);
    });
    return widths;
}

/// Pelvic height of the sacrum's apex: the lowest slice that is still broad.
double apex_height(const Widths& widths, double share) {
    double broadest = 0;
    for (std::size_t i = 0; i < widths.left.size(); ++i)
        broadest = std::max(broadest, widths.width(i));
    std::size_t i = 0;
    while (i + 1 < widths.left.size() && widths.width(i) < share * broadest)
        ++i;
    return widths.low_z + widths.step_mm * static_cast<double>(i);
}

std::optional<SacralAxis> fit_axis(const Structure& sacrum, const Structure* first,
                                   const BoneFrame& pelvis, double apex_z,
                                   const LandmarkRules& rules) {
    const Structure& top_bone = first != nullptr ? *first : sacrum;
    const auto middle = find_centroid(sacrum.field, [](const Vec3&) { return true; });
    if (!middle)
        return std::nullopt;
    const double midline = pelvis.local(*middle).x;
    const auto near_midline = [&](const Vec3& p) {
        return std::abs(pelvis.local(p).x - midline) < rules.spine_half_width_mm;
    };
    const auto front = find_extreme(top_bone.field, pelvis.y, near_midline, rules.extreme);
    if (!front)
        return std::nullopt;
    // The upper plate slopes back and up from the promontory; its hind edge is the highest point.
    constexpr double plate_depth_mm = 45;
    const double front_y = pelvis.local(*front).y;
    const auto top = find_extreme(
        top_bone.field, pelvis.z,
        [&](const Vec3& p) {
            return near_midline(p) && pelvis.local(p).y > front_y - plate_depth_mm;
        },
        rules.extreme);
    constexpr double half_slab_mm = 3;
    const auto apex = find_centroid(sacrum.field, [&](const Vec3& p) {
        return std::abs(pelvis.local(p).z - apex_z) < half_slab_mm;
    });
    if (!top || !apex)
        return std::nullopt;
    SacralAxis axis;
    const Vec3 plate = geometry::lerp(*front, *top, 0.5);
    const Vec3 up = plate - *apex;
    axis.frame = make_frame(plate, pelvis.x, up);
    // Plate and apex are picked apart; the midline is their common one.
    axis.length_mm = geometry::length(up);
    return axis;
}

void add_edges(const Structure& sacrum, const SacralAxis& axis, LandmarkCollector& collector) {
    constexpr double half_slab_mm = 3;
    for (const auto& [stem, share] : collector.rules().sacral_level_share) {
        const double z = -share * axis.length_mm;
        const auto slab = [&](const Vec3& p) {
            return std::abs(axis.frame.local(p).z - z) < half_slab_mm;
        };
        for (const chart::Side side : sides)
            collector.add(stem + suffix_of(side), stem, sacrum,
                          find_extreme(sacrum.field, axis.frame.x * sign_of(side), slab,
                                       collector.rules().extreme),
                          "the sacrum ends above it", "level by share of the sacrum's length");
    }
}

std::optional<Vec3> find_hiatus(const Structure& sacrum, const BoneFrame& pelvis, double apex_z) {
    // The canal opens on the back, between the horns, at the height where the sacrum narrows.
    constexpr double half_slab_mm = 4;
    const auto slab = find_centroid(sacrum.field, [&](const Vec3& p) {
        return std::abs(pelvis.local(p).z - apex_z) < half_slab_mm;
    });
    if (!slab)
        return std::nullopt;
    constexpr double far_mm = 60;
    const geometry::Segment ray{*slab - pelvis.y * far_mm, pelvis.y, far_mm};
    const double at = geometry::first_below(sacrum.field, ray, 0);
    if (at < 0)
        return std::nullopt;
    return ray.point(at);
}

void add_coccyx(const Structure& sacrum, const BoneFrame& pelvis, double apex_z,
                LandmarkCollector& collector) {
    const Structure* own = find_structure(collector.body(), chart::StructureId("coccyx"));
    const Structure& bone = own != nullptr ? *own : sacrum;
    auto tip = find_extreme(
        bone.field, -pelvis.z, [](const Vec3&) { return true; }, collector.rules().extreme);
    if (own == nullptr && tip && pelvis.local(*tip).z > apex_z - collector.rules().coccyx_least_mm)
        tip.reset();
    collector.add("coccyx_tip", "coccyx_tip", bone, tip,
                  "no coccyx is labelled below the sacrum's apex");
}

} // namespace

void find_sacrum_landmarks(const BoneFrame& pelvis, LandmarkCollector& collector) {
    const Structure* sacrum = find_structure(collector.body(), chart::StructureId("sacrum"));
    if (sacrum == nullptr || sacrum->field.is_empty()) {
        for (const auto& [stem, share] : collector.rules().sacral_level_share)
            for (const chart::Side side : sides)
                collector.miss_bone(stem + suffix_of(side), "sacrum");
        collector.miss_bone("sacral_hiatus", "sacrum");
        collector.miss_bone("coccyx_tip", "sacrum");
        return;
    }
    const LandmarkRules& rules = collector.rules();
    const Structure* first = find_structure(collector.body(), chart::StructureId("vertebra_s1"));
    const double apex_z = apex_height(widths_of(*sacrum, pelvis), rules.apex_share);
    if (const auto axis = fit_axis(*sacrum, first, pelvis, apex_z, rules))
        add_edges(*sacrum, *axis, collector);
    collector.add("sacral_hiatus", "sacral_hiatus", *sacrum, find_hiatus(*sacrum, pelvis, apex_z),
                  "the sacrum has no apex in the scan");
    add_coccyx(*sacrum, pelvis, apex_z, collector);
}

} // namespace filiform::anatomy
