// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "needle/scene.h"

namespace filiform::needle {

/// A patch of skin about `skin_cell_mm` wide, as a place to enter.
struct SkinCell {
    geometry::Vec3 point;  ///< on the skin
    geometry::Vec3 normal; ///< unit, out of the body, over a fingertip
};

inline constexpr double skin_cell_mm = 4;

/// Every patch of skin from which the deepest needle of the drawer might reach the target and that
/// the muscle's position offers to the hand.
///
/// Lattice:  one point where the skin crosses a cubic lattice in the direction it faces most, so no
///           skin is farther than about 3.5 mm from a point. The lattice is centred on the target:
///           a body moved or mirrored gives the points moved or mirrored.
/// Order:    that of the lattice, x fastest.
/// Needs:    a scene with a target.
[[nodiscard]] std::vector<SkinCell> find_skin_cells(const Scene& scene);

/// The box of the target's part that may be needled (narrowed to the level asked for).
[[nodiscard]] geometry::Box target_box(const Scene& scene);

/// Directions along and across the body on the skin: `along` towards the head, `across` towards
/// the side of the target, both unit and at right angles to the normal.
struct SkinFrame {
    geometry::Vec3 across;
    geometry::Vec3 along;
};
[[nodiscard]] SkinFrame skin_frame(const geometry::Vec3& normal, chart::Side side);

} // namespace filiform::needle
