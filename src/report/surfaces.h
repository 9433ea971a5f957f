// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "geometry/distance_field.h"
#include "geometry/mesh.h"
#include "geometry/shapes.h"

namespace filiform::report {

/// The surface of a field on a grid of about `spacing_mm`, for pictures. A shape too thin for that
/// grid is taken at the field's own spacing, so that no nerve is lost.
[[nodiscard]] geometry::Mesh coarse_surface(const geometry::DistanceField& field,
                                            double spacing_mm);

/// A closed cylinder from `a` to `b`, and a sphere, for needles and landmarks.
[[nodiscard]] geometry::Mesh make_cylinder(const geometry::Capsule& shape, int sides = 12);
[[nodiscard]] geometry::Mesh make_ball(const geometry::Sphere& shape, int rings = 8);

} // namespace filiform::report
