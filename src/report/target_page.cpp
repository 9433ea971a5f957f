// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "report/figure_parts.h"
#include "report/plain_words.h"
#include "report/plan_pages.h"
#include "report/target_tables.h"
#include "report/wording.h"

namespace filiform::report {

using chart::PlannedPath;

namespace {

constexpr double gap_mm = 3;

struct KeyFigure {
    std::string name;
    std::string value;
};

std::string at_least(const std::string& text, bool is_at_least) {
    return is_at_least ? "≥ " + text : text;
}

std::vector<KeyFigure> key_figures(const PlannedPath& path) {
    const chart::Tolerance& t = path.tolerance;
    return {{"Needle", name_of(path.path.needle)},
            {"Depth", chart::depth_in_words(path.path.depth_mm)},
            {"Angle to the skin", in_degrees(path.angle_to_skin_rad)},
            {"Length in the target", in_mm(path.bite_mm)},
            {"Tip ends in the target", in_percent(path.reach.probability)},
            {"Bone behind", path.backstop ? "at " + in_mm(path.backstop->at_mm) : "none in reach"},
            {"Entry may be off by", at_least(in_mm(t.entry_mm), t.entry_is_at_least)},
            {"Angle may be off by", at_least(in_degrees(t.angle_rad), t.angle_is_at_least)},
            {"Depth may be off by", at_least(in_mm(t.depth_mm), t.depth_is_at_least)}};
}

constexpr double key_figures_mm = 24;

double add_key_figures(Drawing& page, const Area& room, const PlannedPath& path) {
    constexpr int columns = 3;
    const std::vector<KeyFigure> figures = key_figures(path);
    const auto rows = (figures.size() + columns - 1) / columns;
    const double row_mm = key_figures_mm / static_cast<double>(rows);
    const TextStyle value{8.4, palette().ink, Weight::Bold, false, true};
    const double width = room.width / columns;
    for (std::size_t i = 0; i < figures.size(); ++i) {
        const std::size_t row = i / columns;
        const double x = room.x + static_cast<double>(i % columns) * width;
        const double y = room.y + static_cast<double>(row) * row_mm;
        const Area name = add_text(page, {x, y}, figures[i].name, quiet_style());
        add_text(page, {x, name.bottom() - 0.3}, figures[i].value, value);
    }
    return room.y + key_figures_mm;
}

/// What to do, in a panel, always whole. Answers the y below.
double add_instruction(Drawing& page, const Area& room, const PlannedPath& path) {
    constexpr double pad = 2.4;
    const double inner = room.width - 2 * pad;
    TextStyle instruction{8.6, palette().ink, Weight::Bold, false, true};
    constexpr double most_mm = 26;
    for (const double smaller : {7.8, least_type_pt})
        if (measure(path.instruction, instruction, inner).height > most_mm)
            instruction.size_pt = smaller;
    // Instructions may end in the stop rule themselves.
    const bool is_repeated = path.instruction.find(path.stop_rule) != std::string::npos;
    const double heading = measure("W", caption_style()).height + 0.8;
    const double first = measure(path.instruction, instruction, inner).height;
    const double second = is_repeated ? 0 : measure(path.stop_rule, list_style(), inner).height + 1;
    const Area panel{room.x, room.y, room.width, heading + first + second + 2 * pad};
    page.fill(rectangle(panel, 1.5), palette().paper);
    page.stroke(segment({panel.x, panel.y + 1.2}, {panel.x, panel.bottom() - 1.2}),
                {palette().accent, 0.9});
    double y = panel.y + pad;
    add_text(page, {panel.x + pad, y}, "What to do", caption_style());
    y += heading;
    add_paragraph(page, {panel.x + pad, y}, inner, path.instruction, instruction);
    if (second > 0)
        add_paragraph(page, {panel.x + pad, y + first + 1}, inner, path.stop_rule, list_style());
    return panel.bottom();
}

/// Why it is no plain "safe", in words, and what a source says can be done.
std::vector<std::string> reasons_and_actions(const TargetPageInput& input,
                                             const PlannedPath& path) {
    std::vector<std::string> said;
    for (const PlainReason& reason : plain_reasons(path.judgement))
        said.push_back(sentence_of(reason));
    for (const Action& action : actions_for(input.proposal.target, path.judgement))
        said.push_back(sentence_of(action));
    return said;
}

std::string why_heading(const PlannedPath& path) {
    switch (path.judgement.verdict) {
    case chart::Verdict::Safe:
        return "Why this verdict";
    case chart::Verdict::Caution:
        return "Why it is a caution";
    case chart::Verdict::Unknown:
        return "Why it is unknown";
    case chart::Verdict::Refused:
        return "Why it is refused";
    }
    return "";
}

/// The right-hand column beside the view from behind. What finds no room stands in the details.
void add_side_column(Drawing& page, const TargetPageInput& input, const Area& room) {
    const PlannedPath& path = *best_path(input.proposal);
    const auto& paths = std::get<std::vector<PlannedPath>>(input.proposal.paths);
    const std::string details = "on page " + std::to_string(input.page + 1);
    double y = add_instruction(page, room, path) + 1.5;
    // Why comes before how much: the numbers and the other proposals take what is left below.
    const double others_mm = paths.size() > 1 ? 4 : 0;
    const double figures_mm =
        y + key_figures_mm + 8 < room.bottom() ? key_figures_mm + 1.5 + others_mm : 0;
    y = add_list(page, {room.x, y, room.width, room.bottom() - y - figures_mm}, why_heading(path),
                 reasons_and_actions(input, path), ListRest::Counted, details)
            .y +
        1.5;
    if (figures_mm > 0)
        y = add_key_figures(page, {room.x, y, room.width, 0}, path) + 0.5;
    if (paths.size() < 2)
        return;
    Table others = short_proposals(paths, room.width);
    others.title += "; in full " + details;
    const Drawing table = draw_table(others);
    if (y + table.height_mm <= room.bottom())
        page.place(table, {room.x, y});
    else if (y + others_mm <= room.bottom())
        add_text(page, {room.x, y},
                 std::to_string(paths.size()) + " proposals in all, compared " + details,
                 quiet_style());
}

void add_bottom_lists(Drawing& page, const TargetPageInput& input, double y) {
    const double width = (page_inner_mm - gap_mm) / 2;
    const double height = page_floor_mm - y;
    const std::string details = "on page " + std::to_string(input.page + 1);
    add_list(page, {page_margin_mm, y, width, height}, "What is inferred, what to check",
             short_notes(input.body, input.proposal), ListRest::Counted, details);
    add_list(page, {page_margin_mm + width + gap_mm, y, width, height},
             "Warnings that concern this target; in full on page 1",
             warnings_for(input.plan, input.proposal), ListRest::Counted, details);
}

} // namespace

double add_target_heading(Drawing& page, const TargetPageInput& input, const std::string& what) {
    const double y = add_page_head(page, input.plan);
    TextStyle number = title_style();
    number.colour = palette().quiet;
    const Area mark =
        add_text(page, {page_margin_mm, y}, std::to_string(input.target_number), number);
    const Area title = add_text(page, {mark.right() + 3, y},
                                capitalised(name_of(input.proposal.target)) + what, title_style());
    const double right = page_width_mm - page_margin_mm;
    if (const PlannedPath* path = best_path(input.proposal))
        add_verdict_badge(page, {right, y + 0.6}, path->judgement.verdict, Align::Right, 11);
    else
        add_no_path_badge(page, {right, y + 0.6}, Align::Right, 11);
    return title.bottom() + 1.5;
}

Drawing draw_path_page(const TargetPageInput& input) {
    Drawing page{page_width_mm, page_height_mm, {}};
    const PlannedPath& path = *best_path(input.proposal);
    const TargetFigures& figures = input.figures;
    double y = add_target_heading(page, input, "");

    page.place(figures.skin, {page_margin_mm, y});
    const double side = page_margin_mm + figures.skin.width_mm + gap_mm;
    add_side_column(page, input,
                    {side, y, page_width_mm - page_margin_mm - side, figures.skin.height_mm});
    y += figures.skin.height_mm + 1.5;

    page.place(figures.along, {page_margin_mm, y});
    const double beside = page_width_mm - page_margin_mm - figures.across.width_mm;
    page.place(figures.across, {beside, y});
    page.place(figures.legend, {beside, y + figures.across.height_mm + 1});
    y += figures.along.height_mm + 1.5;

    constexpr double layers_mm = 46;
    const std::string details = "on page " + std::to_string(input.page + 1);
    Table layers = layer_table(path, layers_mm);
    Table clearances = clearance_table(most_telling(path), path, figures.seen_in,
                                       page_inner_mm - layers_mm - gap_mm);
    for (Table* table : {&layers, &clearances}) {
        table->left_out = details;
        table->most_height_mm = page_tables_mm;
    }
    page.place(draw_table(layers), {page_margin_mm, y});
    page.place(draw_table(clearances), {page_margin_mm + layers_mm + gap_mm, y});
    add_bottom_lists(page, input, y + page_tables_mm + 1.5);
    return page;
}

} // namespace filiform::report
