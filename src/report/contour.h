// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <vector>

#include "report/drawing.h"

namespace filiform::report {

/// Values at the corners of a grid of squares that covers an area of paper. Row by row from the
/// top, x fastest; at least 2 × 2 corners.
struct PaperGrid {
    Area area;
    int columns = 0; ///< corners across
    int rows = 0;    ///< corners down
    std::vector<float> values;

    [[nodiscard]] float at(int column, int row) const {
        return values[static_cast<std::size_t>(row) * static_cast<std::size_t>(columns) +
                      static_cast<std::size_t>(column)];
    }
    [[nodiscard]] Spot spot(int column, int row) const {
        return {area.x + area.width * column / (columns - 1),
                area.y + area.height * row / (rows - 1)};
    }
};

/// Corners about `step_mm` apart, each with the value of its spot. Runs on all threads.
[[nodiscard]] PaperGrid sample_grid(const Area& area, double step_mm,
                                    const std::function<double(const Spot&)>& value);

/// The borders of everything below `level`, closed; what reaches the edge of the grid is closed
/// along it. The line crosses an edge of a square where the values, taken as straight, do.
///
/// Source: Lorensen and Cline, "Marching cubes", 1987, in two dimensions; a square whose corners
///         alternate is cut so that the low corners stay apart.
[[nodiscard]] Outline contour(const PaperGrid& grid, double level = 0);

/// A spot well inside what lies below zero and inside `within`: where the lesser of the distances
/// to both borders is greatest. Nothing when they do not meet.
struct Inside {
    Spot spot;
    double margin_mm = 0; ///< that distance, on paper
};
[[nodiscard]] std::optional<Inside> well_inside(const PaperGrid& grid, double paper_per_value,
                                                const Area& within);

/// The part of `a` that lies in `b`; empty width or height when they do not meet.
[[nodiscard]] Area common(const Area& a, const Area& b);

} // namespace filiform::report
