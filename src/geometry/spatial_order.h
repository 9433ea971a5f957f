// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "geometry/vec3.h"

namespace filiform::geometry {

/// The order in which to visit points so that neighbours in the list are neighbours in space:
/// along the Z curve of Morton through cubes of `cube_mm`. Judging segments in the order of their
/// tips is worth a factor of two on a field larger than the cache.
///
/// Returns indices into `points`; points in one cube keep their order.
/// Assumes: finite points, less than two million cubes apart on an axis.
[[nodiscard]] std::vector<std::uint32_t> spatial_order(std::span<const Vec3> points,
                                                       double cube_mm = 4);

} // namespace filiform::geometry
