// SPDX-License-Identifier: Apache-2.0
#include "report/table.h"

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

void add_cells(Drawing& drawing, const Table& table, const std::vector<std::string>& cells,
               const TextStyle& style, double y) {
    double x = 0;
    for (std::size_t i = 0; i < table.columns.size(); ++i) {
        const Column& column = table.columns[i];
        const double room = column.width_mm - 2 * pad_mm;
        const std::string text = cut_to(cells[i], style, room);
        const double at = column.align == Align::Left    ? x + pad_mm
                          : column.align == Align::Right ? x + column.width_mm - pad_mm
                                                         : x + column.width_mm / 2;
        const TextSize size = measure(text, style);
        add_text(drawing, {at, y + (row_mm - size.height) / 2}, text, style, column.align);
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
        const double needed = (is_last ? 1 : 2) * row_mm;
        if (y + needed > table.most_height_mm)
            break;
        add_cells(drawing, table, row.cells, cell_style(row), y);
        y += row_mm;
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
