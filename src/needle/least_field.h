// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <vector>

#include "geometry/distance_field.h"

namespace filiform::needle {

/// Several distance fields as one: at each point of a part of the body's lattice the least of
/// (distance - offset) over the shapes added, and whose it is.
///
/// Safe side:  between lattice points never above the least of the shapes' own fields, and below it
///             by no more than `most_below_spacings` spacings (where two shapes meet in a voxel).
/// Range:      values above `most_mm` are not told apart.
class LeastField {
  public:
    static constexpr double most_below_spacings = 2.5;
    static constexpr int nobody = 255;

    /// The part of `whole` that covers `box`.
    LeastField(const geometry::Lattice& whole, const geometry::Box& box, double most_mm);

    /// `index`: 0 to 254. Cost: linear in the voxels near the shape; a shape sampled on the body's
    /// lattice is copied, any other is interpolated.
    void add(const geometry::DistanceField& field, double offset_mm, int index);

    [[nodiscard]] bool holds(const geometry::Vec3& p) const {
        return lattice_.bounds().contains(p);
    }
    /// `p` must lie in the part covered.
    [[nodiscard]] double at(const geometry::Vec3& p) const;
    /// Whose value is least at the lattice point nearest to `p`, or `nobody`.
    [[nodiscard]] int whose(const geometry::Vec3& p) const;
    /// Whether a shape with that offset could come within range here at all.
    [[nodiscard]] bool is_near(const geometry::DistanceField& field, double offset_mm) const;
    [[nodiscard]] double spacing_mm() const { return lattice_.spacing.x; }

  private:
    void lower(std::size_t at, float room, std::uint8_t index);

    geometry::Lattice lattice_;
    double most_mm_;
    std::vector<float> least_;
    std::vector<std::uint8_t> whose_;
};

} // namespace filiform::needle
