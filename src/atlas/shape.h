// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <string>
#include <variant>
#include <vector>

#include "chart/structure.h"
#include "geometry/mesh.h"
#include "geometry/vec3.h"

namespace filiform::atlas {

/// What bodies are drawn with. Millimetres, body frame, the right side (x > 0).

/// One cross-section of a loft: the superellipse |a/wide|^n + |b/thick|^n = 1 in the plane of
/// `wide` and `thick`, which are half axes and need not be at right angles.
struct Station {
    geometry::Vec3 centre;
    geometry::Vec3 wide;
    geometry::Vec3 thick;
    double exponent = 2; ///< 2 is an ellipse, more is boxier
};

/// A body through cross-sections, smooth (Catmull and Rom) from one to the next, with round ends:
/// half ellipsoids as high as the thinner half axis there. Two equal circles make a capsule.
struct Loft {
    std::vector<Station> stations; ///< two at least
    bool has_flat_ends = false;
};

/// A point with the radius of what lies around it.
struct Knot {
    geometry::Vec3 point;
    double radius_mm = 0;
};

/// A round cord through points: a loft of circles that does not twist.
struct Tube {
    std::vector<Knot> knots; ///< two at least
};

struct Ball {
    geometry::Vec3 centre;
    /// Half axes; at right angles and equal for a sphere.
    geometry::Vec3 a;
    geometry::Vec3 b;
    geometry::Vec3 c;
};

/// A curved plate: a smooth surface through rows of points, as thick on both sides as each knot
/// says, with a round rim.
struct Sheet {
    int columns = 0;         ///< knots in a row; two at least
    std::vector<Knot> knots; ///< rows one after the other; two rows at least
};

/// A body through closed outlines of equally many points, smooth around and along; the ends are
/// closed flat.
struct Hull {
    int points = 0; ///< in an outline; four at least
    std::vector<geometry::Vec3> outlines;
};

using Shape = std::variant<Loft, Tube, Ball, Sheet, Hull>;

/// The shape after every point went through `map`: half axes follow the map's slope, thicknesses
/// and radii its mean stretch there.
[[nodiscard]] Shape moved(const Shape& shape,
                          const std::function<geometry::Vec3(const geometry::Vec3&)>& map);

/// A closed surface, triangles counter-clockwise seen from outside; no normals.
///
/// Accuracy: chords stay within about 0.1 mm of the curve (0.2 mm for wide ones).
/// Edge cases: a shape bent tighter than it is thick folds into itself; what it winds around is
///           inside (see mesh_levels.h).
[[nodiscard]] geometry::Mesh surface_of(const Shape& shape);

} // namespace filiform::atlas
