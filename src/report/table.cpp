// SPDX-License-Identifier: Apache-2.0
#include "report/table.h"

#include <algorithm>

#include "base/expects.h"
#include "report/figure_parts.h"

namespace filiform::report {

namespace {

constexpr double row_mm = 3.75;
constexpr double pad_mm = 0.6;

TextStyle cell_style(const Row& row) {
    TextStyle style{6.8, palette().ink, Weight::Regular, false, true};
    if (row.is_strong)
        style.weight = Weight::Bold;
    if (row.is_quiet)
        style.colour = palette().quiet;
    return style;
}

TextStyle heading_style() {
    return {6.2, palette().quiet, Weight::Regular, false, true};
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
    const TextStyle style = cell_style(row);
    double lines = 0;
    for (std::size_t i = 0; i < table.columns.size(); ++i)
        if (table.columns[i].is_wrapped)
            lines = std::max(lines, measure(row.cells[i], style, room_of(table, i)).height);
    const double one = measure("x", style).height;
    return row_mm + std::max(0.0, lines - one);
}

void add_cells(Drawing& drawing, const Table& table, const std::vector<std::string>& cells,
               const TextStyle& style, double y) {
    double x = 0;
    for (std::size_t i = 0; i < table.columns.size(); ++i) {
        const Column& column = table.columns[i];
        const double top = y + (row_mm - measure("x", style).height) / 2;
        const double at = column.align == Align::Left    ? x + left_pad(table, i)
                          : column.align == Align::Right ? x + column.width_mm - pad_mm
                                                         : x + column.width_mm / 2;
        if (column.is_wrapped)
            add_paragraph(drawing, {x + left_pad(table, i), top}, room_of(table, i), cells[i],
                          style);
        else
            add_text(drawing, {at, top}, cut_to(cells[i], style, room_of(table, i)), style,
                     column.align);
        x += column.width_mm;
    }
}

} // namespace

std::string cut_to(const std::string& text, const TextStyle& style, double width_mm) {
    if (measure(text, style).width <= width_mm)
        return text;
    std::string kept = text;
    while (!kept.empty()) {
        // Whole UTF-8 characters only.
        while (!kept.empty() && (static_cast<unsigned char>(kept.back()) & 0xC0U) == 0x80U)
            kept.pop_back();
        if (!kept.empty())
            kept.pop_back();
        while (!kept.empty() && kept.back() == ' ')
            kept.pop_back();
        if (measure(kept + "…", style).width <= width_mm)
            return kept + "…";
    }
    return "…";
}

Drawing draw_table(const Table& table) {
    Drawing drawing;
    for (const Column& column : table.columns)
        drawing.width_mm += column.width_mm;
    double y = 0;
    if (!table.title.empty())
        y = add_text(drawing, {0, 0}, table.title, caption_style()).height + 0.8;
    std::vector<std::string> headings;
    for (const Column& column : table.columns)
        headings.push_back(column.heading);
    add_cells(drawing, table, headings, heading_style(), y);
    y += row_mm;
    drawing.stroke(segment({0, y}, {drawing.width_mm, y}), {palette().quiet, 0.25});
    std::size_t shown = 0;
    for (const Row& row : table.rows) {
        base::expects(row.cells.size() == table.columns.size(), "one cell per column");
        const bool is_last = shown + 1 == table.rows.size();
        const double height = height_of(table, row);
        if (y + height + (is_last ? 0 : row_mm) > table.most_height_mm)
            break;
        add_cells(drawing, table, row.cells, cell_style(row), y);
        y += height;
        drawing.stroke(segment({0, y}, {drawing.width_mm, y}), {palette().rule, 0.12});
        ++shown;
    }
    if (shown < table.rows.size()) {
        const std::string more = "and " + std::to_string(table.rows.size() - shown) + " more" +
                                 (table.left_out.empty() ? "" : ", " + table.left_out);
        add_text(drawing, {pad_mm, y + 0.4}, more, heading_style());
        y += row_mm;
    }
    drawing.height_mm = y;
    return drawing;
}

} // namespace filiform::report
