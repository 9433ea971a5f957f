// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string_view>

#include "anatomy/body.h"

namespace filiform::anatomy {

/// A frame fitted to bones: x to the patient's right, y to the front, z to the head; unit axes in
/// the body frame.
struct BoneFrame {
    geometry::Vec3 origin;
    geometry::Vec3 x{1, 0, 0};
    geometry::Vec3 y{0, 1, 0};
    geometry::Vec3 z{0, 0, 1};

    [[nodiscard]] geometry::Vec3 local(const geometry::Vec3& p) const {
        const geometry::Vec3 d = p - origin;
        return {geometry::dot(d, x), geometry::dot(d, y), geometry::dot(d, z)};
    }
    [[nodiscard]] geometry::Vec3 turned(const geometry::Vec3& v) const {
        return x * v.x + y * v.y + z * v.z;
    }
    [[nodiscard]] geometry::Vec3 world(const geometry::Vec3& p) const { return origin + turned(p); }
};

/// A right-handed frame with these axes, made square: z is kept, x straightened.
[[nodiscard]] BoneFrame make_frame(const geometry::Vec3& origin, const geometry::Vec3& right,
                                   const geometry::Vec3& up);

/// The frame of the pelvis: x through both hip bones, z along the lumbar column where enough of it
/// is there (else the body's), origin between the hip bones.
/// Edge cases: with a hip bone missing x is the body's, and the sacrum gives the midline.
[[nodiscard]] BoneFrame fit_pelvic_frame(const Body& body, double axis_least_mm);

/// The frame of one vertebra: z from the vertebra below to the one above, x between the farthest
/// points to its sides, origin at its centroid. Nothing without the vertebra.
[[nodiscard]] std::optional<BoneFrame> fit_vertebra_frame(const Body& body, std::string_view level);

/// Right is +1, left -1: the sign of x on that side.
[[nodiscard]] inline double sign_of(chart::Side side) {
    return side == chart::Side::Left ? -1 : 1;
}
[[nodiscard]] inline const char* suffix_of(chart::Side side) {
    return side == chart::Side::Left ? ".left" : ".right";
}

} // namespace filiform::anatomy
