// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "geometry/vec3.h"

namespace filiform::geometry {

/// From `start`, `length_mm` along the unit vector `direction`.
struct Segment {
    Vec3 start;
    Vec3 direction;
    double length_mm = 0;

    [[nodiscard]] Vec3 point(double at_mm) const { return start + direction * at_mm; }
    [[nodiscard]] Vec3 end() const { return point(length_mm); }
};

/// A thick segment from `a` to `b`.
struct Capsule {
    Vec3 a;
    Vec3 b;
    double radius_mm = 0;
};

struct Sphere {
    Vec3 centre;
    double radius_mm = 0;
};

/// Signed distance from a point to the surface of a capsule.
///
/// Units, frame: millimetres; both arguments in one frame, which the caller chooses.
/// Sign:         negative inside, zero on the surface, positive outside.
/// Edge cases:   a capsule of zero length is a sphere.
[[nodiscard]] double distance_to_capsule(const Vec3& point, const Capsule& capsule);

/// Least distance between two segments (their axes), zero where they cross.
///
/// Edge cases:   parallel segments and segments of zero length are handled.
/// Source:       Eberly, "Robust computation of distance between line segments", 2015. Differs:
///               clamps by case instead of by region.
[[nodiscard]] double distance_between(const Segment& a, const Segment& b);

} // namespace filiform::geometry
