// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <cstdint>
#include <vector>

#include "geometry/distance_field.h"

namespace filiform::needle {

/// How deep a place can lie in a shape at most, from one byte instead of an interpolation: per cell
/// of the shape's lattice the largest depth at its corners, which no point between them exceeds.
///
/// Safe side: never below the depth that the field reads there, give or take the rounding of double
///            numbers, and as far as `deepest_mm`.
/// Range:     from `-farthest_mm` to `deepest_mm`; what lies beyond is not told apart. Beyond its
///            part of the lattice it answers zero: no field is negative beyond its own.
class InsideBound {
  public:
    static constexpr double deepest_mm = 12;
    static constexpr double farthest_mm = 15;

    /// Cost: linear in the voxels within `farthest_mm` of the shape.
    explicit InsideBound(const geometry::DistanceField& field);

    /// Goes along a ray by equal steps, from its start: `next()` is the bound at the place reached.
    class Walk {
      public:
        /// `step`: from one place to the next, mm.
        Walk(const InsideBound& bound, const geometry::Vec3& start, const geometry::Vec3& step);
        [[nodiscard]] double next();
        void skip(int places) { at_ = at_ + step_ * static_cast<double>(places); }

      private:
        const InsideBound* bound_;
        geometry::Vec3 at_; ///< in voxels of the part
        geometry::Vec3 step_;
    };

  private:
    static constexpr double steps_per_mm = 8; ///< rounded up

    geometry::Lattice lattice_; ///< the part of the shape's own near it
    geometry::Vec3 last_;       ///< voxel coordinates of its last point
    geometry::Size3 last_low_;  ///< where the last cell starts
    geometry::Size3 cells_;
    std::vector<std::int8_t> most_; ///< x fastest
};

inline double InsideBound::Walk::next() {
    const geometry::Vec3 v = at_;
    at_ = at_ + step_;
    const geometry::Vec3& last = bound_->last_;
    if (!(v.x >= 0 && v.y >= 0 && v.z >= 0 && v.x <= last.x && v.y <= last.y && v.z <= last.z))
        return 0;
    const geometry::Size3& low = bound_->last_low_;
    const std::size_t cell = bound_->cells_.index(std::min(static_cast<int>(v.x), low.x),
                                                  std::min(static_cast<int>(v.y), low.y),
                                                  std::min(static_cast<int>(v.z), low.z));
    return bound_->most_[cell] * (1 / steps_per_mm);
}

} // namespace filiform::needle
