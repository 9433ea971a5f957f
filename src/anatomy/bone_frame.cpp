// SPDX-License-Identifier: Apache-2.0
#include "anatomy/bone_frame.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <string>

#include "anatomy/bone_extreme.h"
#include "anatomy/bone_rules.h"

namespace filiform::anatomy {

using geometry::Vec3;

namespace {

constexpr std::array<std::string_view, 8> column{"s1", "l5", "l4", "l3", "l2", "l1", "t12", "t11"};

bool everywhere(const Vec3&) {
    return true;
}

std::optional<Vec3> centroid(const Body& body, const std::string& id) {
    const Structure* bone = find_structure(body, chart::StructureId(id));
    if (bone == nullptr)
        return std::nullopt;
    return find_centroid(bone->field, everywhere);
}

std::optional<Vec3> centroid_of_level(const Body& body, std::string_view level) {
    return centroid(body, "vertebra_" + std::string(level));
}

/// From the lowest to the highest lumbar vertebra there is.
std::optional<Vec3> lumbar_chord(const Body& body) {
    std::optional<Vec3> lowest;
    std::optional<Vec3> highest;
    for (const std::string_view level : {"l5", "l4", "l3", "l2", "l1"}) {
        const auto here = centroid_of_level(body, level);
        if (!here)
            continue;
        if (!lowest)
            lowest = here;
        highest = here;
    }
    if (!lowest)
        return std::nullopt;
    return *highest - *lowest;
}

} // namespace

BoneFrame make_frame(const Vec3& origin, const Vec3& right, const Vec3& up) {
    BoneFrame frame;
    frame.origin = origin;
    frame.z = geometry::normalized(up);
    frame.y = geometry::normalized(geometry::cross(frame.z, right));
    frame.x = geometry::cross(frame.y, frame.z);
    return frame;
}

BoneFrame fit_pelvic_frame(const Body& body, double axis_least_mm) {
    const auto right = centroid(body, "hip.right");
    const auto left = centroid(body, "hip.left");
    Vec3 up{0, 0, 1};
    const auto chord = lumbar_chord(body);
    if (chord && geometry::length(*chord) >= axis_least_mm)
        up = *chord;
    if (right && left)
        return make_frame(geometry::lerp(*right, *left, 0.5), *right - *left, up);
    const auto sacrum = centroid(body, "sacrum");
    const Vec3 one = right ? *right : left.value_or(sacrum.value_or(Vec3{}));
    return make_frame(sacrum ? Vec3{sacrum->x, one.y, one.z} : one, {1, 0, 0}, up);
}

std::optional<BoneFrame> fit_vertebra_frame(const Body& body, std::string_view level) {
    const Structure* bone =
        find_structure(body, chart::StructureId("vertebra_" + std::string(level)));
    if (bone == nullptr)
        return std::nullopt;
    const auto middle = find_centroid(bone->field, everywhere);
    if (!middle)
        return std::nullopt;
    const auto at = std::find(column.begin(), column.end(), level);
    Vec3 below = *middle;
    Vec3 above = *middle;
    if (at != column.end()) {
        if (at != column.begin())
            if (const auto next = centroid_of_level(body, *(at - 1)))
                below = *next;
        if (at + 1 != column.end())
            if (const auto next = centroid_of_level(body, *(at + 1)))
                above = *next;
    }
    const Vec3 up = geometry::distance(above, below) > 0 ? above - below : Vec3{0, 0, 1};
    BoneFrame frame = make_frame(*middle, {1, 0, 0}, up);
    const auto farthest = [&](double sign) {
        return find_extreme(bone->field, frame.x * sign, everywhere, landmark_rules().extreme);
    };
    const auto right = farthest(1);
    const auto left = farthest(-1);
    // A turn of more than this is not a turned vertebra but one without transverse processes.
    constexpr double largest_turn_cosine = 0.94; // 20 degrees
    if (right && left) {
        const BoneFrame turned = make_frame(*middle, *right - *left, up);
        if (geometry::dot(turned.x, frame.x) > largest_turn_cosine)
            frame = turned;
    }
    return frame;
}

} // namespace filiform::anatomy
