// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "report/figure_parts.h"
#include "report/plain_words.h"
#include "report/plan_pages.h"
#include "report/target_tables.h"
#include "report/wording.h"

namespace filiform::report {

namespace {

constexpr double gap_mm = 3;

/// Why, and what would help, in large type. Answers the y below.
double add_answer(Drawing& page, const Area& room, const chart::NoPath& none) {
    const TextStyle large{9.5, palette().ink, Weight::Bold, false, true};
    double y = add_paragraph(page, {room.x, room.y}, room.width, none.because, large).bottom() + 2;
    if (none.would_help.empty())
        return y;
    y = add_text(page, {room.x, y}, "What would help", caption_style()).bottom() + 0.5;
    return add_paragraph(page, {room.x, y}, room.width, none.would_help, body_style()).bottom() + 3;
}

} // namespace

NoPathPage draw_no_path_page(const TargetPageInput& input) {
    NoPathPage made{{page_width_mm, page_height_mm, {}}, true};
    Drawing& page = made.page;
    const auto& none = std::get<chart::NoPath>(input.proposal.paths);
    const TargetFigures& figures = input.figures;
    const std::string details = "on page " + std::to_string(input.page + 1);
    double y = add_target_heading(page, input, "");
    page.place(figures.skin, {page_margin_mm, y});
    const double side = page_margin_mm + figures.skin.width_mm + gap_mm;
    const double side_width = page_width_mm - page_margin_mm - side;
    double beside = add_answer(page, {side, y, side_width, 0}, none);
    const double legend_y = y + figures.skin.height_mm - figures.legend.height_mm;
    if (!none.blockers.empty()) {
        Table blockers = blocker_table(none, figures.seen_in, side_width);
        blockers.most_height_mm = legend_y - beside - 2;
        blockers.left_out = details;
        const Drawing table = draw_table(blockers);
        made.is_whole = whole_height(heights_of(blockers)) <= blockers.most_height_mm;
        page.place(table, {side, beside});
        beside += table.height_mm + 3;
    }
    page.place(figures.legend, {side, std::max(beside, legend_y)});
    y += figures.skin.height_mm + 3;
    page.place(figures.along, {page_margin_mm, y});
    y += figures.along.height_mm + 4;
    const double width = (page_inner_mm - gap_mm) / 2;
    const auto add = [&](double x, const std::string& heading,
                         const std::vector<std::string>& items) {
        const ListEnd end = add_list(page, {x, y, width, page_floor_mm - y}, heading, items,
                                     ListRest::Counted, details);
        made.is_whole = made.is_whole && end.shown == items.size();
    };
    add(page_margin_mm, "What to check", short_notes(input.body, input.proposal));
    add(page_margin_mm + width + gap_mm, "Warnings that concern this target; in full on page 1",
        warnings_for(input.plan, input.proposal));
    return made;
}

} // namespace filiform::report
