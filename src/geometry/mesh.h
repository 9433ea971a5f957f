// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <optional>
#include <vector>

#include "geometry/distance_field.h"
#include "geometry/shapes.h"

namespace filiform::geometry {

/// A triangle surface. Normals point out of the shape: triangles turn counter-clockwise seen from
/// outside. Millimetres.
struct Mesh {
    std::vector<Vec3> vertices;
    std::vector<Vec3> normals; ///< unit, one per vertex
    std::vector<std::array<std::uint32_t, 3>> triangles;
};

/// The zero surface of a field as a closed mesh: one vertex per lattice cell the surface crosses,
/// placed where the edge crossings average, normals from the field's gradient.
///
/// Edge cases:  a shape that reaches the border of the lattice is closed there.
/// Order:       vertices and triangles follow the lattice, so equal fields give equal meshes; a
///              mirrored field gives the mirrored mesh, but for quads with equal diagonals.
/// Cost:        linear in the voxels of the field's bounds, about 2 ns each, and 1 µs for each
/// vertex. Source:      Gibson, "Constrained elastic surface nets", 1998 (the unrelaxed net).
[[nodiscard]] Mesh make_surface(const DistanceField& field);

} // namespace filiform::geometry
