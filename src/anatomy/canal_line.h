// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <vector>

#include "anatomy/mask.h"

namespace filiform::anatomy {

/// A point of one slice of the working grid, mm of the body frame.
struct SlicePoint {
    double x = 0;
    double y = 0;
};

/// The labels the canal is read from, on the working grid.
struct SpineMasks {
    Mask bone; ///< vertebrae and sacrum
    Mask cord;
    geometry::Box box; ///< around both
};

/// Columns and rows of the grid around the spine, two voxels wider.
struct SpineWindow {
    int x0 = 0;
    int x1 = 0;
    int y0 = 0;
    int y1 = 0;
};
[[nodiscard]] SpineWindow window_of(const SpineMasks& spine);

/// The middle of the vertebral canal, one point for every slice from `low` to `high`.
struct CanalLine {
    int low = 0;
    int high = -1;
    std::vector<std::optional<SlicePoint>> centres; ///< by slice of the grid

    [[nodiscard]] const SlicePoint& at(int k) const {
        return *centres[static_cast<std::size_t>(k)];
    }
};

/// Follows the canal from the head down: the middle of the cord's label, below it of the hole in
/// the bone nearest to the one above; slices without either lie between their neighbours.
/// Edge cases: nothing when no slice shows cord or hole.
[[nodiscard]] std::optional<CanalLine> find_canal_line(const SpineMasks& spine);

} // namespace filiform::anatomy
