// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string>
#include <vector>

#include "report/drawing.h"

namespace filiform::report {

struct Column {
    std::string heading;
    double width_mm = 0;
    Align align = Align::Left;
};

struct Row {
    std::vector<std::string> cells; ///< one per column
    bool is_strong = false;
    bool is_quiet = false;
};

/// A table without vertical lines: heading, a rule, rows. What does not fit on one line is broken
/// into lines, never cut.
/// Rows beyond `most_height_mm` are left out and counted in a last line that says where they are:
/// "and 4 more, on page 5".
struct Table {
    std::string title;
    std::vector<Column> columns;
    std::vector<Row> rows;
    std::string left_out; ///< where the rows left out are: "on page 5"
    double most_height_mm = 1e9;
};

[[nodiscard]] Drawing draw_table(const Table& table);

/// The heights that `draw_table` gives: of title and headings, and of every row.
struct TableHeights {
    double head_mm = 0;
    std::vector<double> rows_mm;
};
[[nodiscard]] TableHeights heights_of(const Table& table);
[[nodiscard]] double whole_height(const TableHeights& heights);

} // namespace filiform::report
