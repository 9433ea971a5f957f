// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <vector>

#include "geometry/vec3.h"

namespace filiform::atlas {

/// One point and where it goes.
struct Carried {
    geometry::Vec3 from;
    geometry::Vec3 to;
};

/// A smooth map of space that carries each given point exactly to its place: an affine map and the
/// biharmonic spline of what that leaves over.
///
/// Edge cases: no point gives the identity; points that do not span space (fewer than four, or in
///             a plane) are carried by a shift and the spline alone. Two equal `from` are refused
///             as a broken contract.
/// Cost:       n³ to make, n to use.
/// Source:     Duchon, "Splines minimizing rotation-invariant semi-norms in Sobolev spaces", 1977
///             (in space the kernel is the distance itself).
class Warp {
  public:
    explicit Warp(std::span<const Carried> points);
    [[nodiscard]] geometry::Vec3 operator()(const geometry::Vec3& p) const;

  private:
    std::vector<geometry::Vec3> centres_;
    std::vector<geometry::Vec3> weights_;    ///< of the centres' kernels
    std::vector<geometry::Vec3> polynomial_; ///< 1, x, y, z; or 1 alone
};

} // namespace filiform::atlas
