// SPDX-License-Identifier: Apache-2.0
#include "report/table.h"

#include <algorithm>
#include <numeric>

#include "base/expects.h"
#include "report/figure_parts.h"
#include "report/page_parts.h"

namespace filiform::report {

namespace {

constexpr double row_mm = 3.9;
constexpr double pad_mm = 0.6;

TextStyle cell_style(const Row& row) {
    TextStyle style = list_style();
    if (row.is_strong)
        style.weight = Weight::Bold;
    if (row.is_quiet)
        style.colour = palette().quiet;
    return style;
}

Row heading_row(const Table& table) {
    Row row;
    for (const Column& column : table.columns)
        row.cells.push_back(column.heading);
    row.is_quiet = true;
    return row;
}

/// Numbers end where the words of the next column begin: those keep a little farther off.
double left_pad(const Table& table, std::size_t column) {
    const bool follows_numbers = column > 0 && table.columns[column - 1].align == Align::Right &&
                                 table.columns[column].align == Align::Left;
    return follows_numbers ? 4 * pad_mm : pad_mm;
}

double room_of(const Table& table, std::size_t column) {
    return table.columns[column].width_mm - left_pad(table, column) - pad_mm;
}

/// As high as its tallest broken cell.
double height_of(const Table& table, const Row& row) {
    base::expects(row.cells.size() == table.columns.size(), "one cell per column");
    const TextStyle style = cell_style(row);
    double tallest = 0;
    for (std::size_t i = 0; i < table.columns.size(); ++i)
        tallest = std::max(tallest, measure(row.cells[i], style, room_of(table, i)).height);
    const double one = measure("x", style).height;
    return row_mm + std::max(0.0, tallest - one);
}

double title_height(const Table& table) {
    return table.title.empty() ? 0 : measure(table.title, caption_style()).height + 0.8;
}

void add_cells(Drawing& drawing, const Table& table, const Row& row, double y) {
    const TextStyle style = cell_style(row);
    const double top = y + (row_mm - measure("x", style).height) / 2;
    double x = 0;
    for (std::size_t i = 0; i < table.columns.size(); ++i) {
        const Column& column = table.columns[i];
        const double room = room_of(table, i);
        const double left = x + left_pad(table, i);
        const double at = column.align == Align::Left    ? left
                          : column.align == Align::Right ? x + column.width_mm - pad_mm
                                                         : x + column.width_mm / 2;
        if (measure(row.cells[i], style).width <= room) {
            add_text(drawing, {at, top}, row.cells[i], style, column.align);
        } else {
            const double height = measure(row.cells[i], style, room).height;
            drawing.marks.emplace_back(
                TextMark{{left, top, room, height}, row.cells[i], style, column.align, true, 0});
        }
        x += column.width_mm;
    }
}

} // namespace

TableHeights heights_of(const Table& table) {
    TableHeights heights;
    heights.head_mm = title_height(table) + height_of(table, heading_row(table));
    for (const Row& row : table.rows)
        heights.rows_mm.push_back(height_of(table, row));
    return heights;
}

double whole_height(const TableHeights& heights) {
    return std::accumulate(heights.rows_mm.begin(), heights.rows_mm.end(), heights.head_mm);
}

Drawing draw_table(const Table& table) {
    Drawing drawing;
    for (const Column& column : table.columns)
        drawing.width_mm += column.width_mm;
    const TableHeights heights = heights_of(table);
    if (!table.title.empty())
        add_text(drawing, {0, 0}, table.title, caption_style());
    add_cells(drawing, table, heading_row(table), title_height(table));
    double y = heights.head_mm;
    drawing.stroke(segment({0, y}, {drawing.width_mm, y}), {palette().quiet, 0.25});
    std::size_t shown = 0;
    for (const Row& row : table.rows) {
        const bool is_last = shown + 1 == table.rows.size();
        const double height = heights.rows_mm[shown];
        if (y + height + (is_last ? 0 : row_mm) > table.most_height_mm)
            break;
        add_cells(drawing, table, row, y);
        y += height;
        drawing.stroke(segment({0, y}, {drawing.width_mm, y}), {palette().rule, 0.12});
        ++shown;
    }
    if (shown < table.rows.size()) {
        const std::string more = "and " + std::to_string(table.rows.size() - shown) + " more" +
                                 (table.left_out.empty() ? "" : ", " + table.left_out);
        add_text(drawing, {pad_mm, y + 0.4}, more, quiet_style());
        y += row_mm;
    }
    drawing.height_mm = y;
    return drawing;
}

} // namespace filiform::report
