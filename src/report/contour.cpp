// SPDX-License-Identifier: Apache-2.0
#include "report/contour.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <unordered_map>

#include "base/expects.h"
#include "base/parallel.h"

namespace filiform::report {

namespace {

/// A grid with one more ring of corners around it, all far outside, so that every line closes.
class Ringed {
  public:
    Ringed(const PaperGrid& grid, double level) : grid_(grid), level_(level) {}

    [[nodiscard]] int columns() const { return grid_.columns + 2; }
    [[nodiscard]] int rows() const { return grid_.rows + 2; }

    [[nodiscard]] double above(int column, int row) const {
        constexpr double far_outside = 1e30;
        if (column == 0 || row == 0 || column == columns() - 1 || row == rows() - 1)
            return far_outside;
        return grid_.at(column - 1, row - 1) - level_;
    }

    [[nodiscard]] Spot spot(int column, int row) const {
        return grid_.spot(std::clamp(column - 1, 0, grid_.columns - 1),
                          std::clamp(row - 1, 0, grid_.rows - 1));
    }

    /// Edges are numbered: twice the corner at their upper left end, plus one when they go down.
    [[nodiscard]] std::size_t edge(int column, int row, bool is_upright) const {
        return 2 * (static_cast<std::size_t>(row) * static_cast<std::size_t>(columns()) +
                    static_cast<std::size_t>(column)) +
               (is_upright ? 1 : 0);
    }

    [[nodiscard]] Spot crossing(std::size_t edge) const {
        const auto corner = edge / 2;
        const int column = static_cast<int>(corner % static_cast<std::size_t>(columns()));
        const int row = static_cast<int>(corner / static_cast<std::size_t>(columns()));
        const int other_column = column + (edge % 2 == 0 ? 1 : 0);
        const int other_row = row + (edge % 2 == 0 ? 0 : 1);
        const double a = above(column, row);
        const double b = above(other_column, other_row);
        const Spot from = spot(column, row);
        return from + (spot(other_column, other_row) - from) * (a / (a - b));
    }

  private:
    const PaperGrid& grid_;
    double level_;
};

using Links = std::unordered_map<std::size_t, std::size_t>;

/// The pieces of line within one square, from edge to edge, low values on their right.
void link_square(const Ringed& grid, int column, int row, Links& next) {
    const std::array<bool, 4> low{grid.above(column, row) < 0, grid.above(column + 1, row) < 0,
                                  grid.above(column + 1, row + 1) < 0,
                                  grid.above(column, row + 1) < 0};
    // Side i joins corner i and corner i + 1, clockwise on paper.
    const std::array<std::size_t, 4> side{
        grid.edge(column, row, false), grid.edge(column + 1, row, true),
        grid.edge(column, row + 1, false), grid.edge(column, row, true)};
    // A line enters the square where, going clockwise, low begins, and leaves where that same run
    // of low corners ends.
    for (unsigned i = 0; i < 4; ++i) {
        if (low[i] || !low[(i + 1) % 4])
            continue;
        unsigned end = (i + 1) % 4;
        while (low[(end + 1) % 4])
            end = (end + 1) % 4;
        next[side[i]] = side[end];
    }
}

} // namespace

PaperGrid sample_grid(const Area& area, double step_mm,
                      const std::function<double(const Spot&)>& value) {
    base::expects(step_mm > 0, "corners lie apart");
    PaperGrid grid{area,
                   std::max(2, static_cast<int>(std::ceil(area.width / step_mm)) + 1),
                   std::max(2, static_cast<int>(std::ceil(area.height / step_mm)) + 1),
                   {}};
    const auto columns = static_cast<std::size_t>(grid.columns);
    grid.values.resize(columns * static_cast<std::size_t>(grid.rows));
    base::parallel_chunks(
        static_cast<std::size_t>(grid.rows), 8, [&](std::size_t begin, std::size_t end) {
            for (std::size_t row = begin; row < end; ++row)
                for (std::size_t column = 0; column < columns; ++column)
                    grid.values[row * columns + column] = static_cast<float>(
                        value(grid.spot(static_cast<int>(column), static_cast<int>(row))));
        });
    return grid;
}

Outline contour(const PaperGrid& grid, double level) {
    const Ringed ringed(grid, level);
    Links next;
    std::vector<std::size_t> starts;
    for (int row = 0; row + 1 < ringed.rows(); ++row)
        for (int column = 0; column + 1 < ringed.columns(); ++column) {
            const std::size_t before = next.size();
            link_square(ringed, column, row, next);
            if (next.size() == before)
                continue;
            for (const std::size_t edge :
                 {ringed.edge(column, row, false), ringed.edge(column, row, true),
                  ringed.edge(column, row + 1, false), ringed.edge(column + 1, row, true)})
                if (next.contains(edge))
                    starts.push_back(edge);
        }
    Outline outline;
    for (const std::size_t start : starts) {
        Line line{{}, true};
        // Follow the ring until it comes back, taking each link away.
        for (auto link = next.find(start); link != next.end();) {
            line.spots.push_back(ringed.crossing(link->first));
            const std::size_t to = link->second;
            next.erase(link);
            link = next.find(to);
        }
        constexpr std::size_t fewest_corners = 3;
        if (line.spots.size() >= fewest_corners)
            outline.push_back(std::move(line));
    }
    return outline;
}

std::optional<Inside> well_inside(const PaperGrid& grid, double paper_per_value,
                                  const Area& within) {
    Inside best;
    for (int row = 0; row < grid.rows; ++row)
        for (int column = 0; column < grid.columns; ++column) {
            const Spot spot = grid.spot(column, row);
            const double margin =
                std::min({-grid.at(column, row) * paper_per_value, spot.x - within.x,
                          within.right() - spot.x, spot.y - within.y, within.bottom() - spot.y});
            if (margin > best.margin_mm)
                best = {spot, margin};
        }
    if (best.margin_mm <= 0)
        return std::nullopt;
    return best;
}

Area common(const Area& a, const Area& b) {
    const double x = std::max(a.x, b.x);
    const double y = std::max(a.y, b.y);
    return {x, y, std::min(a.right(), b.right()) - x, std::min(a.bottom(), b.bottom()) - y};
}

} // namespace filiform::report
