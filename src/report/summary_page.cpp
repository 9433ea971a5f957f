// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "report/figure_parts.h"
#include "report/plan_pages.h"
#include "report/table.h"
#include "report/wording.h"

namespace filiform::report {

using chart::PlannedPath;

namespace {

/// The edge of the scan is a limit of what is known, not a thing to hit: named last.
std::string nearest_hazard(const PlannedPath& path) {
    const auto named = std::find_if(
        path.clearances.begin(), path.clearances.end(),
        [](const chart::Clearance& clearance) { return clearance.kind != chart::Kind::Unknown; });
    if (named == path.clearances.end())
        return "none in reach";
    const std::string note = origin_note(named->origin);
    return name_of(named->structure) + (note.empty() ? "" : " (" + note + ")") + ", " +
           (named->is_at_least ? "≥ " + in_mm(named->min_mm) : in_mm(named->min_mm, 1));
}

std::string likeliest_touch(const PlannedPath& path) {
    if (path.risks.empty())
        return "–";
    return in_percent(path.risks.front().touch.probability);
}

Row row_of(const chart::Proposal& proposal, std::size_t number) {
    Row row;
    row.cells = {std::to_string(number), capitalised(name_of(proposal.target))};
    const PlannedPath* path = best_path(proposal);
    const auto add = [&](std::string cell) { row.cells.push_back(std::move(cell)); };
    if (path == nullptr) {
        const auto* none = std::get_if<chart::NoPath>(&proposal.paths);
        add("✕ No path");
        add("–");
        add("–");
        add(none != nullptr ? none->because : "");
        add("–");
    } else {
        const VerdictSwatch& verdict = palette().verdicts.at(path->judgement.verdict);
        add(verdict.symbol + ' ' + verdict.word);
        add(name_of(path->path.needle));
        add(in_mm(path->path.depth_mm));
        add(nearest_hazard(*path));
        add(likeliest_touch(*path));
    }
    add(std::to_string(number + 1));
    return row;
}

Drawing target_table(const chart::Plan& plan, double most_height) {
    Table table;
    table.columns = {{"", 6},
                     {"target", 40},
                     {"verdict", 18},
                     {"needle", 20},
                     {"depth", 12, Align::Right},
                     {"nearest hazard, distance from the needle", 58, Align::Left, true},
                     {"likeliest touch", 18, Align::Right},
                     {"page", 14, Align::Right}};
    table.left_out = "on the pages that follow";
    table.most_height_mm = most_height;
    for (std::size_t i = 0; i < plan.proposals.size(); ++i)
        table.rows.push_back(row_of(plan.proposals[i], i + 1));
    return draw_table(table);
}

std::vector<NumberedEntry> entries_of(const chart::Plan& plan) {
    std::vector<NumberedEntry> entries;
    for (std::size_t i = 0; i < plan.proposals.size(); ++i)
        if (const PlannedPath* path = best_path(plan.proposals[i]))
            entries.push_back({std::to_string(i + 1), path->path.entry, path->judgement.verdict});
    return entries;
}

std::vector<std::string> missing_sentences(const anatomy::Body& body) {
    std::vector<std::string> sentences;
    for (const anatomy::Missing& missing : body.missing)
        sentences.push_back(missing.what);
    return sentences;
}

double add_verdict_key(Drawing& page, const Area& room) {
    double y = add_text(page, {room.x, room.y}, "What the verdicts mean", caption_style()).bottom();
    y += 1.5;
    for (const auto& [verdict, swatch] : palette().verdicts) {
        const Area badge = add_verdict_badge(page, {room.x, y}, verdict, Align::Left, 7);
        add_paragraph(page, {room.x + 23, y + 0.6}, room.width - 23, swatch.says, quiet_style());
        y = badge.bottom() + 1.6;
    }
    return y;
}

} // namespace

Drawing draw_summary_page(const SummaryPageInput& input) {
    Drawing page{page_width_mm, page_height_mm, {}};
    const double left = page_margin_mm;
    double y = add_page_head(page, input.plan);
    y = add_text(page, {left, y}, "Needling plan", title_style()).bottom() + 0.5;
    y = add_paragraph(page, {left, y}, page_inner_mm,
                      "A proposal for each muscle asked for, worked out on this body. It drafts; a "
                      "licensed clinician examines the patient, decides and signs.",
                      body_style())
            .bottom() +
        3;
    constexpr double most_table_mm = 92;
    const Drawing targets = target_table(input.plan, most_table_mm);
    page.place(targets, {left, y});
    y += targets.height_mm + 5;

    constexpr double picture_mm = 116;
    constexpr double lists_mm = 62;
    const double height = std::clamp(page_floor_mm - y - lists_mm, 60.0, picture_mm * 0.95);
    const Drawing entries =
        draw_all_entries(input.body, input.panorama, entries_of(input.plan), picture_mm, height);
    page.place(entries, {left, y});
    const double side = left + picture_mm + 5;
    const double side_width = page_width_mm - page_margin_mm - side;
    const double below_key = add_verdict_key(page, {side, y, side_width, height}) + 2;
    add_list(page, {side, below_key, side_width, y + height - below_key},
             "No data of these, so never counted as clearance", missing_sentences(input.body));
    y += height + 4;
    std::vector<std::string> warnings;
    for (const chart::Warning& warning : input.plan.warnings)
        warnings.push_back(warning.what);
    add_list(page, {left, y, page_inner_mm, page_floor_mm - y}, "Warnings of this body", warnings);
    add_page_foot(page, input.plan, input.page);
    return page;
}

} // namespace filiform::report
