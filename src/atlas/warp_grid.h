// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <vector>

#include "geometry/lattice.h"

namespace filiform::atlas {

/// A map of space kept at the points of a coarse lattice, for reading it everywhere at once.
///
/// Between points: trilinear; an affine map is read exactly. Beyond the lattice, the border's cell
///                 goes on.
/// Mirror:         the lattice lies evenly in the box, so a mirrored map in a mirrored box is read
///                 mirrored.
class WarpGrid {
  public:
    using Map = std::function<geometry::Vec3(const geometry::Vec3&)>;

    WarpGrid() = default;
    WarpGrid(const geometry::Box& box, double step_mm, const Map& map);

    [[nodiscard]] geometry::Vec3 at(const geometry::Vec3& p) const;
    /// How much longer a short way becomes, mean of all directions.
    [[nodiscard]] double stretch(const geometry::Vec3& p) const;
    /// A box around all places that are carried into `there`, or within a step of such; empty when
    /// there are none.
    [[nodiscard]] geometry::Box carried_into(const geometry::Box& there) const;

  private:
    geometry::Lattice lattice_;
    std::vector<geometry::Vec3> to_;
};

} // namespace filiform::atlas
