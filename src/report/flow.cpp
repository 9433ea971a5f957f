// SPDX-License-Identifier: Apache-2.0
#include "report/flow.h"

#include <algorithm>
#include <utility>

#include "report/figure_parts.h"

namespace filiform::report {

Flow::Flow(std::function<Sheet()> begin) : begin_(std::move(begin)), sheet_(begin_()) {
    top_ = sheet_.y;
}

void Flow::turn() {
    pages_.push_back(std::move(sheet_.page));
    sheet_ = begin_();
    top_ = sheet_.y;
}

void Flow::need(double mm) {
    if (mm > room() && sheet_.y > top_)
        turn();
}

void Flow::paragraph(const std::string& text, const TextStyle& style) {
    need(measure(text, style, page_inner_mm).height);
    sheet_.y = add_paragraph(sheet_.page, {page_margin_mm, sheet_.y}, page_inner_mm, text, style)
                   .bottom() +
               1;
}

void Flow::heading(const std::string& text, const TextStyle& style) {
    constexpr double some_lines_mm = 10;
    need(measure(text, style, page_inner_mm).height + some_lines_mm);
    paragraph(text, style);
}

void Flow::list(const std::string& heading, const std::vector<std::string>& items) {
    std::string title = heading;
    std::size_t done = 0;
    while (done < items.size()) {
        const double first = measure(items[done], list_style(), page_inner_mm - 3).height;
        need(measure(title, caption_style()).height + first + 2);
        const std::vector<std::string> rest(items.begin() + static_cast<std::ptrdiff_t>(done),
                                            items.end());
        const ListEnd end = add_list(sheet_.page, {page_margin_mm, sheet_.y, page_inner_mm, room()},
                                     title, rest, ListRest::Silent);
        done += std::max<std::size_t>(end.shown, 1);
        sheet_.y = end.y + 2;
        title = heading + " (continued)";
        if (done < items.size())
            turn();
    }
}

void Flow::table(const Table& table, int columns) {
    constexpr double gap_mm = 4;
    double width = 0;
    for (const Column& column : table.columns)
        width += column.width_mm;
    const TableHeights heights = heights_of(table);
    const std::string title = table.title;
    std::size_t done = 0;
    while (done < table.rows.size()) {
        need(heights.head_mm + heights.rows_mm[done] + 2);
        const std::size_t left = table.rows.size() - done;
        const auto share =
            (left + static_cast<std::size_t>(columns) - 1) / static_cast<std::size_t>(columns);
        double lowest = sheet_.y;
        for (int column = 0; column < columns && done < table.rows.size(); ++column) {
            Table part = table;
            part.title = column > 0 ? "" : title;
            part.rows.clear();
            double height = heights.head_mm;
            while (done < table.rows.size() && part.rows.size() < share &&
                   (part.rows.empty() || height + heights.rows_mm[done] <= room())) {
                height += heights.rows_mm[done];
                part.rows.push_back(table.rows[done++]);
            }
            const double below_title = heights.head_mm - heights_of(part).head_mm;
            sheet_.page.place(draw_table(part),
                              {page_margin_mm + column * (width + gap_mm), sheet_.y + below_title});
            lowest = std::max(lowest, sheet_.y + height);
        }
        sheet_.y = lowest + 2.2;
        if (done < table.rows.size())
            turn();
    }
}

std::vector<Drawing> Flow::finish() && {
    pages_.push_back(std::move(sheet_.page));
    return std::move(pages_);
}

} // namespace filiform::report
