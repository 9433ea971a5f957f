// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <optional>

#include "geometry/distance_field.h"

namespace filiform::anatomy {

/// Which points of a bone come into question.
using Window = std::function<bool(const geometry::Vec3&)>;

struct ExtremeSearch {
    double cap_mm = 2;   ///< the extreme is the middle of all bone within this of the farthest
    double lump_mm = 15; ///< ... that lies within this of that middle
};

/// The point of a shape that lies farthest in the unit vector `direction`, among those in `window`:
/// on the surface, sub-voxel.
///
/// Method:  every lattice point inside the shape carries a ball of its depth, which reaches that
///          far; of the bone within a cap the middle is taken, so that one ragged voxel decides
///          nothing and a mirrored shape gives the mirrored point.
/// Edge cases: nothing when the window holds no bone.
[[nodiscard]] std::optional<geometry::Vec3> find_extreme(const geometry::DistanceField& shape,
                                                         const geometry::Vec3& direction,
                                                         const Window& window,
                                                         const ExtremeSearch& search);

/// Mean of the lattice points inside the shape and the window; nothing when there are none.
[[nodiscard]] std::optional<geometry::Vec3> find_centroid(const geometry::DistanceField& shape,
                                                          const Window& window);

/// Walks along the field to the shape's surface; stays where it is beyond `farthest_mm`.
[[nodiscard]] geometry::Vec3 on_surface(const geometry::DistanceField& shape,
                                        const geometry::Vec3& p, double farthest_mm);

/// Calls `visit` with every lattice point at most `beyond_mm` outside the shape, and its distance.
void for_each_inside(const geometry::DistanceField& shape, double beyond_mm,
                     const std::function<void(const geometry::Vec3&, double)>& visit);

} // namespace filiform::anatomy
