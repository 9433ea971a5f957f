// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <variant>
#include <vector>

#include "geometry/lattice.h"
#include "geometry/shapes.h"

namespace filiform::anatomy {

/// A thick segment whose radius changes evenly from one end to the other.
struct Cone {
    geometry::Vec3 a;
    geometry::Vec3 b;
    double radius_a_mm = 0;
    double radius_b_mm = 0;
};

/// An upright box with rounded edges; `half` is its outer half size.
struct RoundedBox {
    geometry::Vec3 centre;
    geometry::Vec3 half;
    double rounding_mm = 0;
};

/// A thick triangle: every point within `half_thickness_mm` of it.
struct Plate {
    geometry::Vec3 a;
    geometry::Vec3 b;
    geometry::Vec3 c;
    double half_thickness_mm = 0;
};

using Shape = std::variant<Cone, RoundedBox, Plate>;

/// Signed distance from a point to the surface of a shape (negative inside), mm, exact.
///
/// Edge cases:  a cone with a ball inside the other is that other ball; a plate with its corners
///              in a row is a rod.
/// Source:      Quilez, "3D SDF functions", iquilezles.org: round cone, rounded box, triangle.
[[nodiscard]] double distance_to(const geometry::Vec3& p, const Shape& shape);

/// A box around the shape, not always tight.
[[nodiscard]] geometry::Box box_around(const Shape& shape);

} // namespace filiform::anatomy
