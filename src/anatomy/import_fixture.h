// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cmath>
#include <cstdlib>
#include <map>
#include <string>
#include <string_view>

#include "anatomy/import.h"
#include "anatomy/label_scheme.h"

/// For tests only: a trunk of boxes, cylinders and balls, labelled and scanned as a real one would
/// be. Right and left are mirror images but for the organs that have one side.
namespace filiform::anatomy::fixture {

inline constexpr double voxel_mm = 4;
inline constexpr geometry::Size3 grid{90, 60, 110};

inline geometry::Affine world_from_voxel() {
    geometry::Affine affine;
    affine.columns = {geometry::Vec3{voxel_mm, 0, 0}, geometry::Vec3{0, voxel_mm, 0},
                      geometry::Vec3{0, 0, voxel_mm}};
    affine.translation = {-178, -118, 2};
    return affine;
}

inline bool in_box(const geometry::Vec3& p, const geometry::Vec3& low, const geometry::Vec3& high) {
    return geometry::Box{low, high}.contains(p);
}
inline bool in_ball(const geometry::Vec3& p, const geometry::Vec3& c, const geometry::Vec3& r) {
    const geometry::Vec3 d{(p.x - c.x) / r.x, (p.y - c.y) / r.y, (p.z - c.z) / r.z};
    return dot(d, d) <= 1;
}
inline double from_axis(const geometry::Vec3& p, double x, double y) {
    return std::hypot(p.x - x, p.y - y);
}

inline constexpr std::array<std::string_view, 7> spine{"L5", "L4", "L3", "L2", "L1", "T12", "T11"};
inline double level_height(std::size_t n) {
    return 190 + 36 * static_cast<double>(n);
}

inline bool in_vertebra(const geometry::Vec3& p, double z) {
    const bool body = std::abs(p.z - z) < 13 && in_ball({p.x, p.y, 0}, {0, -20, 0}, {22, 17, 1});
    const double ring = from_axis(p, 0, -48);
    const bool arch = std::abs(p.z - z) < 9 && ring > 9 && ring < 17;
    const bool spinous = std::abs(p.z - z) < 9 && in_box(p, {-4, -85, z - 9}, {4, -60, z + 9});
    return body || arch || spinous;
}

/// The class that a sided organ would have at p, seen as on the right.
inline std::string paired_class(const geometry::Vec3& p) {
    const geometry::Vec3 q{std::abs(p.x), p.y, p.z};
    if (in_box(q, {60, -60, 60}, {100, 20, 200}))
        return "hip";
    if (in_box(q, {95, -30, 0}, {125, 10, 58}))
        return "femur";
    if (in_box(q, {35, -85, 40}, {85, -62, 180}))
        return "gluteus_maximus";
    if (in_box(q, {102, -40, 110}, {128, 10, 210}))
        return "gluteus_medius";
    if (in_box(q, {20, -80, 175}, {55, -45, 430}))
        return "autochthon";
    if (in_box(q, {25, -30, 120}, {50, 0, 330}))
        return "iliopsoas";
    if (in_ball(q, {75, -25, 310}, {24, 20, 50}))
        return "kidney";
    if (in_ball(q, {70, -20, 446}, {45, 50, 40}))
        return "lung_lower_lobe";
    const geometry::Vec3 rib{58, -75, 352};
    if (q.x > 56 && q.x < 110 && std::abs(q.y - rib.y + 0.4 * (rib.x - q.x)) < 5 &&
        std::abs(q.z - rib.z + 0.3 * (q.x - rib.x)) < 5)
        return "rib_12";
    return "";
}

/// The TotalSegmentator class at a point, empty outside all.
inline std::string class_at(const geometry::Vec3& p) {
    for (std::size_t n = 0; n < spine.size(); ++n)
        if (in_vertebra(p, level_height(n)))
            return "vertebrae_" + std::string(spine[n]);
    const bool in_sacral_canal = from_axis(p, 0, -60) < 8;
    if (in_box(p, {-45, -75, 90}, {45, -40, 172}))
        return in_sacral_canal && p.z > 120 ? "" : "sacrum";
    if (from_axis(p, 0, -48) < 6 && p.z > 290)
        return "spinal_cord";
    if (from_axis(p, -12, 6) < 9 && p.z > 230)
        return "aorta";
    if (from_axis(p, 14, 6) < 9 && p.z > 230)
        return "inferior_vena_cava";
    const std::string paired = paired_class(p);
    if (!paired.empty()) {
        const std::string side = p.x > 0 ? "right" : "left";
        return paired == "rib_12" ? "rib_" + side + "_12" : paired + "_" + side;
    }
    if (in_ball(p, {75, 25, 370}, {60, 55, 55}))
        return "liver";
    if (in_ball(p, {-100, -20, 375}, {28, 30, 40}))
        return "spleen";
    if (in_ball(p, {-50, 45, 365}, {35, 30, 35}))
        return "stomach";
    if (in_ball(p, {0, 30, 90}, {35, 30, 30}))
        return "urinary_bladder";
    if (in_ball(p, {-95, 20, 260}, {22, 22, 50}))
        return "colon";
    if (in_ball(p, {0, 50, 240}, {60, 30, 50}))
        return "small_bowel";
    return "";
}

inline bool in_body(const geometry::Vec3& p) {
    return in_ball({p.x, p.y, 0}, {0, 0, 0}, {160, 104, 1});
}

inline float value_at(const geometry::Vec3& p, const LabelClass* one, std::size_t n) {
    // Noise of ±20 that depends on the voxel alone: real values never repeat exactly.
    const auto noise = static_cast<float>(static_cast<double>(n * 2654435761U % 4001U) / 100 - 20);
    if (one == nullptr)
        return noise + (in_body(p) ? -100.0F : -1000.0F);
    switch (one->kind) {
    case chart::Kind::Bone:
        return noise + 400;
    case chart::Kind::Lung:
        return noise - 800;
    default:
        return noise + 45;
    }
}

inline std::int32_t number_of(std::string_view name, const char* scheme = "totalsegmentator-v2") {
    const LabelClass* found = find_class(**find_scheme(scheme), name);
    return found == nullptr ? 0 : found->number;
}

inline ImportRequest make_trunk() {
    ImportRequest request;
    request.name = "trunk";
    request.spacing_mm = 5;
    LabelInput labels{"labels.nii", "totalsegmentator-v2", {}};
    labels.map.image = {grid, world_from_voxel(), std::vector<std::int32_t>(grid.voxels())};
    ScanInput scan{"ct.nii", {}};
    scan.scan.image = {grid, world_from_voxel(), std::vector<float>(grid.voxels())};
    const LabelScheme& scheme = **find_scheme(labels.scheme);
    std::size_t n = 0;
    for (int k = 0; k < grid.z; ++k)
        for (int j = 0; j < grid.y; ++j)
            for (int i = 0; i < grid.x; ++i, ++n) {
                const geometry::Vec3 p =
                    world_from_voxel() * geometry::Vec3{static_cast<double>(i),
                                                        static_cast<double>(j),
                                                        static_cast<double>(k)};
                const LabelClass* one = find_class(scheme, class_at(p));
                labels.map.image.voxels[n] = one == nullptr ? 0 : one->number;
                scan.scan.image.voxels[n] = value_at(p, one, n);
            }
    request.labels.push_back(std::move(labels));
    request.scan = std::move(scan);
    return request;
}

/// Labels and CT of the trunk, as an import would be given them.
inline ImportRequest trunk() {
    static const ImportRequest made = make_trunk();
    return made;
}

/// The voxels in reverse along one axis; the affine stays, as a careless tool leaves it.
template <class T>
void reverse(geometry::Image<T>& image, int axis) {
    const geometry::Image<T> before = image;
    for (int k = 0; k < image.size.z; ++k)
        for (int j = 0; j < image.size.y; ++j)
            for (int i = 0; i < image.size.x; ++i)
                image.at(i, j, k) = before.at(axis == 0 ? image.size.x - 1 - i : i,
                                              axis == 1 ? image.size.y - 1 - j : j,
                                              axis == 2 ? image.size.z - 1 - k : k);
}

inline void reverse(ImportRequest& request, int axis) {
    for (LabelInput& input : request.labels)
        reverse(input.map.image, axis);
    if (request.scan)
        reverse(request.scan->scan.image, axis);
}

/// Gives numbers other numbers; those not named stay.
inline void renumber(ImportRequest& request, const std::map<std::int32_t, std::int32_t>& to) {
    for (std::int32_t& value : request.labels.front().map.image.voxels)
        if (const auto found = to.find(value); found != to.end())
            value = found->second;
}

/// Exchanges the numbers of right and left.
inline void swap_sides(ImportRequest& request) {
    const LabelScheme& scheme = **find_scheme(request.labels.front().scheme);
    std::map<std::int32_t, std::int32_t> other;
    for (const LabelClass& a : scheme.classes)
        for (const LabelClass& b : scheme.classes) {
            std::string name = a.name;
            const std::size_t left = name.find("left");
            if (left == std::string::npos || name.replace(left, 4, "right") != b.name)
                continue;
            other[a.number] = b.number;
            other[b.number] = a.number;
        }
    renumber(request, other);
}

} // namespace filiform::anatomy::fixture
