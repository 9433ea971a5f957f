// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>

#include "geometry/vec3.h"

namespace filiform::geometry {

/// p ↦ M p + t. Named to-from: `world_from_voxel * voxel` is a world point.
struct Affine {
    /// The images of the unit vectors: columns[0] is M (1,0,0).
    std::array<Vec3, 3> columns{Vec3{1, 0, 0}, Vec3{0, 1, 0}, Vec3{0, 0, 1}};
    Vec3 translation;

    friend bool operator==(const Affine&, const Affine&) = default;
};

[[nodiscard]] inline Vec3 turn(const Affine& a, const Vec3& v) {
    return a.columns[0] * v.x + a.columns[1] * v.y + a.columns[2] * v.z;
}
[[nodiscard]] inline Vec3 operator*(const Affine& a, const Vec3& p) {
    return turn(a, p) + a.translation;
}
[[nodiscard]] inline Affine operator*(const Affine& a, const Affine& b) {
    return {{turn(a, b.columns[0]), turn(a, b.columns[1]), turn(a, b.columns[2])},
            a * b.translation};
}
[[nodiscard]] inline double determinant(const Affine& a) {
    return dot(a.columns[0], cross(a.columns[1], a.columns[2]));
}

/// The transform that undoes `a`; its determinant must not be zero.
[[nodiscard]] inline Affine inverse(const Affine& a) {
    const double d = determinant(a);
    const Vec3 r0 = cross(a.columns[1], a.columns[2]) / d;
    const Vec3 r1 = cross(a.columns[2], a.columns[0]) / d;
    const Vec3 r2 = cross(a.columns[0], a.columns[1]) / d;
    Affine result{{Vec3{r0.x, r1.x, r2.x}, Vec3{r0.y, r1.y, r2.y}, Vec3{r0.z, r1.z, r2.z}}, {}};
    result.translation = -turn(result, a.translation);
    return result;
}

} // namespace filiform::geometry
