// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "report/drawing.h"

namespace filiform::report {

struct Column {
    std::string heading;
    double width_mm = 0;
    Align align = Align::Left;
    bool is_wrapped = false;
};

struct Row {
    std::vector<std::string> cells; ///< one per column
    bool is_strong = false;
    bool is_quiet = false;
};

/// A table without vertical lines: heading, a rule, rows. Cells that do not fit are cut with "…",
/// or broken into lines where their column says so.
/// Rows beyond `most_height_mm` are left out and counted in a last line: "and 4 more, farther
/// away".
struct Table {
    std::string title;
    std::vector<Column> columns;
    std::vector<Row> rows;
    std::string left_out; ///< what the rows left out are: "farther away"
    double most_height_mm = 1e9;
};

[[nodiscard]] Drawing draw_table(const Table& table);

/// `text` cut to fit a width, with "…" where something was cut.
[[nodiscard]] std::string cut_to(const std::string& text, const TextStyle& style, double width_mm);

} // namespace filiform::report
