// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "report/figure_parts.h"
#include "report/plan_pages.h"
#include "report/table.h"
#include "report/wording.h"

namespace filiform::report {

using chart::PlannedPath;

namespace {

constexpr double gap_mm = 4;
constexpr double view_width_mm = 99;
constexpr double view_height_mm = 86;
constexpr double along_width_mm = 106;
constexpr double along_height_mm = 86;

/// The page's own heading: number, target, verdict. Answers the y below.
double add_heading(Drawing& page, const TargetPageInput& input, double y) {
    const std::string name = capitalised(name_of(input.proposal.target));
    TextStyle number = title_style();
    number.colour = palette().quiet;
    const Area mark =
        add_text(page, {page_margin_mm, y}, std::to_string(input.target_number), number);
    const Area title = add_text(page, {mark.right() + 3, y}, name, title_style());
    const double right = page_width_mm - page_margin_mm;
    if (const PlannedPath* path = best_path(input.proposal))
        add_verdict_badge(page, {right, y + 0.6}, path->judgement.verdict, Align::Right, 11);
    else
        add_no_path_badge(page, {right, y + 0.6}, Align::Right, 11);
    return title.bottom() + 1.5;
}

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
            {"Depth", in_mm(path.path.depth_mm)},
            {"Angle to the skin", in_degrees(path.angle_to_skin_rad)},
            {"Length in the target", in_mm(path.bite_mm)},
            {"Tip ends in the target", in_percent(path.reach.probability)},
            {"Bone behind", path.backstop ? "at " + in_mm(path.backstop->at_mm) : "none in reach"},
            {"Entry may be off by", at_least(in_mm(t.entry_mm), t.entry_is_at_least)},
            {"Angle may be off by", at_least(in_degrees(t.angle_rad), t.angle_is_at_least)},
            {"Depth may be off by", at_least(in_mm(t.depth_mm), t.depth_is_at_least)}};
}

double add_key_figures(Drawing& page, const Area& room, const PlannedPath& path) {
    constexpr int columns = 3;
    constexpr double row_mm = 7.8;
    const TextStyle value{8.4, palette().ink, Weight::Bold, false, true};
    const double width = room.width / columns;
    const std::vector<KeyFigure> figures = key_figures(path);
    for (std::size_t i = 0; i < figures.size(); ++i) {
        const double x = room.x + static_cast<double>(i % columns) * width;
        const double y = room.y + static_cast<double>(i / columns) * row_mm;
        const Area name = add_text(page, {x, y}, figures[i].name, quiet_style());
        add_text(page, {x, name.bottom() - 0.2}, figures[i].value, value);
    }
    const auto rows = (figures.size() + columns - 1) / columns;
    return room.y + static_cast<double>(rows) * row_mm;
}

/// What to do, in a panel. Answers the y below.
double add_instruction(Drawing& page, const Area& room, const PlannedPath& path) {
    constexpr double pad = 2.6;
    const double inner = room.width - 2 * pad;
    // Never cut; set smaller rather than pushing the numbers below off their place.
    TextStyle instruction{8.6, palette().ink, Weight::Bold, false, true};
    constexpr double most_mm = 26;
    for (const double smaller : {7.8, 7.0, 6.2})
        if (measure(path.instruction, instruction, inner).height > most_mm)
            instruction.size_pt = smaller;
    const TextStyle stop{7.2, palette().ink, Weight::Regular, false, true};
    // Instructions may end in the stop rule themselves.
    const bool is_repeated = path.instruction.find(path.stop_rule) != std::string::npos;
    const double heading = measure("W", caption_style()).height + 0.8;
    const double first = measure(path.instruction, instruction, inner).height;
    const double second = is_repeated ? 0 : measure(path.stop_rule, stop, inner).height + 1;
    const Area panel{room.x, room.y, room.width, heading + first + second + 2 * pad};
    page.fill(rectangle(panel, 1.5), palette().paper);
    page.stroke(segment({panel.x, panel.y + 1.2}, {panel.x, panel.bottom() - 1.2}),
                {palette().accent, 0.9});
    double y = panel.y + pad;
    add_text(page, {panel.x + pad, y}, "What to do", caption_style());
    y += heading;
    add_paragraph(page, {panel.x + pad, y}, inner, path.instruction, instruction);
    if (second > 0)
        add_paragraph(page, {panel.x + pad, y + first + 1}, inner, path.stop_rule, stop);
    return panel.bottom();
}

std::vector<std::string> reason_sentences(const PlannedPath& path) {
    std::vector<std::string> sentences;
    for (const chart::Reason& reason : path.judgement.reasons)
        sentences.push_back(reason.what);
    return sentences;
}

std::string joined(const std::vector<std::string>& words) {
    std::string text;
    for (const std::string& word : words)
        text += (text.empty() ? "" : ", ") + word;
    return text;
}

Table other_proposals(const std::vector<PlannedPath>& paths, double most_height) {
    Table table;
    table.title = "All proposals";
    table.columns = {
        {"", 4}, {"needle", 19}, {"depth", 11, Align::Right}, {"verdict", 17}, {"better in", 32}};
    table.most_height_mm = most_height;
    for (std::size_t i = 0; i < paths.size(); ++i) {
        const PlannedPath& path = paths[i];
        const VerdictSwatch& verdict = palette().verdicts.at(path.judgement.verdict);
        table.rows.push_back(
            {{std::to_string(i + 1), name_of(path.path.needle), in_mm(path.path.depth_mm),
              verdict.symbol + ' ' + verdict.word, joined(path.strengths)},
             i == 0,
             false});
    }
    return table;
}

Table layer_table(const PlannedPath& path, double width, double most_height) {
    Table table;
    table.title = "What the needle passes";
    table.columns = {{"from", 11, Align::Right},
                     {"to", 11, Align::Right},
                     {"layer", width - 22, Align::Left, true}};
    table.most_height_mm = most_height;
    for (const chart::Layer& layer : path.layers) {
        std::string name = layer.name.empty() ? chart::spoken(layer.structure.text()) : layer.name;
        const std::string note = origin_note(layer.origin);
        if (!note.empty())
            name += " (" + note + ")";
        table.rows.push_back({{in_mm(layer.from_mm), in_mm(layer.to_mm), name},
                              !layer.structure.is_empty() && layer.structure == path.target,
                              layer.structure.is_empty()});
    }
    return table;
}

Table clearance_table(const PlannedPath& path, double width, double most_height) {
    Table table;
    table.title = "How near it comes, and how likely a touch is";
    table.columns = {{"structure", width - 95, Align::Left, true},
                     {"known from", 20},
                     {"nearest", 14, Align::Right},
                     {"at depth", 11, Align::Right},
                     {"past tip", 14, Align::Right},
                     {"needs", 13, Align::Right},
                     {"touch (95 %)", 23, Align::Right}};
    table.left_out = "farther away";
    table.most_height_mm = most_height;
    for (const chart::Clearance& clearance : path.clearances) {
        const auto risk = std::find_if(path.risks.begin(), path.risks.end(), [&](const auto& r) {
            return r.structure == clearance.structure;
        });
        std::string known(chart::text(clearance.origin));
        if (clearance.position_sd_mm > 0)
            known += " ±" + fixed(clearance.position_sd_mm, 1);
        table.rows.push_back({{name_of(clearance.structure), known,
                               at_least(in_mm(clearance.min_mm, clearance.is_at_least ? 0 : 1),
                                        clearance.is_at_least),
                               in_mm(clearance.at_depth_mm), in_mm(clearance.beyond_tip_mm, 1),
                               in_mm(clearance.limit_mm, 1),
                               risk == path.risks.end() ? "–" : in_percent(risk->touch)},
                              clearance.min_mm < clearance.limit_mm,
                              false});
    }
    return table;
}

FigureInput figure_input(const TargetPageInput& input) {
    FigureInput figure;
    figure.body = &input.body;
    figure.target = input.proposal.target.structure;
    figure.map = input.map;
    figure.hand_error = input.hand_error;
    if (const auto* paths = std::get_if<std::vector<PlannedPath>>(&input.proposal.paths))
        for (const PlannedPath& path : *paths) {
            if (figure.path == nullptr)
                figure.path = &path;
            else
                figure.others.push_back(&path);
        }
    return figure;
}

std::vector<std::string> warning_sentences(const chart::Plan& plan) {
    std::vector<std::string> sentences;
    for (const chart::Warning& warning : plan.warnings)
        sentences.push_back(warning.what);
    return sentences;
}

/// Whether a note already says that this structure is inferred.
bool is_said(const std::vector<std::string>& notes, const std::string& name) {
    return std::any_of(notes.begin(), notes.end(), [&](const std::string& note) {
        return note.find(name) != std::string::npos && note.find("inferred") != std::string::npos;
    });
}

std::vector<std::string> notes_of(const TargetPageInput& input) {
    std::vector<std::string> notes = input.proposal.notes;
    if (const PlannedPath* path = best_path(input.proposal))
        for (const InferredNote& note : inferred_notes(input.body, *path))
            if (!is_said(input.proposal.notes, note.name))
                notes.push_back(note.sentence);
    std::vector<std::string> sources;
    for (const chart::SourceId& source : input.proposal.sources)
        sources.push_back(source.text());
    if (!sources.empty())
        notes.push_back("Sources: " + joined(sources) + ".");
    return notes;
}

/// The right-hand column beside the view from behind.
void add_side_column(Drawing& page, const TargetPageInput& input, const Area& room) {
    const PlannedPath& path = *best_path(input.proposal);
    const auto& paths = std::get<std::vector<PlannedPath>>(input.proposal.paths);
    Drawing others;
    if (paths.size() > 1)
        others = draw_table(other_proposals(paths, room.height / 3));
    constexpr double figures_mm = 25.5;
    constexpr double one_reason_mm = 11;
    double y = add_instruction(page, room, path) + 2;
    // Why comes before how much: the numbers and the other proposals take what they need below.
    const double reasons_mm =
        std::max(one_reason_mm, room.bottom() - y - figures_mm - others.height_mm);
    y = add_list(page, {room.x, y, room.width, reasons_mm}, "Why this verdict",
                 reason_sentences(path)) +
        1.5;
    y = add_key_figures(page, {room.x, y, room.width, 0}, path) + 0.5;
    if (y + others.height_mm > room.bottom() && paths.size() > 1)
        others = draw_table(other_proposals(paths, room.bottom() - y));
    if (others.height_mm > 0 && y + others.height_mm <= room.bottom())
        page.place(others, {room.x, y});
}

void add_bottom_lists(Drawing& page, const TargetPageInput& input, double y) {
    const double width = (page_inner_mm - gap_mm) / 2;
    const double height = page_floor_mm - y;
    add_list(page, {page_margin_mm, y, width, height}, "What is inferred, what to check",
             notes_of(input));
    add_list(page, {page_margin_mm + width + gap_mm, y, width, height}, "Warnings of this body",
             warning_sentences(input.plan), "on page 1");
}

} // namespace

std::vector<InferredNote> inferred_notes(const anatomy::Body& body, const PlannedPath& path) {
    std::vector<InferredNote> notes;
    const auto add = [&](const chart::StructureId& id) {
        const anatomy::Structure* structure = anatomy::find_structure(body, id);
        if (structure == nullptr || origin_note(structure->origin).empty())
            return;
        const std::string name = name_of(id);
        const bool is_known = std::any_of(notes.begin(), notes.end(),
                                          [&](const auto& note) { return note.name == name; });
        if (is_known)
            return;
        std::string sentence = capitalised(name) + ": " + origin_note(structure->origin) +
                               ", not seen; its place is known to ±" +
                               in_mm(structure->position_sd_mm, 1) + " (SD per axis).";
        if (!structure->note.empty())
            sentence += ' ' + capitalised(structure->note);
        notes.push_back({name, std::move(sentence)});
    };
    add(path.target);
    for (const chart::Layer& layer : path.layers)
        add(layer.structure);
    constexpr std::size_t nearest_few = 6;
    for (std::size_t i = 0; i < std::min(nearest_few, path.clearances.size()); ++i)
        add(path.clearances[i].structure);
    return notes;
}

Drawing draw_path_page(const TargetPageInput& input) {
    Drawing page{page_width_mm, page_height_mm, {}};
    FigureInput figure = figure_input(input);
    const PlannedPath& path = *figure.path;
    double y = add_heading(page, input, add_page_head(page, input.plan));

    figure.width_mm = view_width_mm;
    figure.height_mm = view_height_mm;
    page.place(draw_back_view(figure, input.panorama), {page_margin_mm, y});
    const double side = page_margin_mm + view_width_mm + gap_mm;
    add_side_column(page, input, {side, y, page_width_mm - page_margin_mm - side, view_height_mm});
    y += view_height_mm + 2;

    figure.width_mm = along_width_mm;
    figure.height_mm = along_height_mm;
    page.place(draw_slice_along(figure), {page_margin_mm, y});
    const double across_x = page_margin_mm + along_width_mm + gap_mm;
    figure.width_mm = page_width_mm - page_margin_mm - across_x;
    constexpr double across_height_mm = 55;
    figure.height_mm = across_height_mm;
    page.place(draw_slice_across(figure), {across_x, y});
    page.place(draw_legend(figure, figure.width_mm), {across_x, y + across_height_mm + 2});
    y += along_height_mm + 2;

    constexpr double tables_mm = 46;
    constexpr double layers_mm = 56;
    page.place(draw_table(layer_table(path, layers_mm, tables_mm)), {page_margin_mm, y});
    const double clearances_mm = page_inner_mm - layers_mm - gap_mm;
    page.place(draw_table(clearance_table(path, clearances_mm, tables_mm)),
               {page_margin_mm + layers_mm + gap_mm, y});
    y += tables_mm + 1.5;
    add_bottom_lists(page, input, y);
    add_page_foot(page, input.plan, input.page);
    return page;
}

Drawing draw_no_path_page(const TargetPageInput& input) {
    Drawing page{page_width_mm, page_height_mm, {}};
    const auto& none = std::get<chart::NoPath>(input.proposal.paths);
    double y = add_heading(page, input, add_page_head(page, input.plan));
    const double left = page_margin_mm;
    const TextStyle large{10.5, palette().ink, Weight::Bold, false, true};
    y = add_paragraph(page, {left, y + 1}, page_inner_mm, none.because, large).bottom() + 2;
    if (!none.would_help.empty()) {
        const Area word = add_text(page, {left, y}, "What would help", caption_style());
        y = add_paragraph(page, {left, word.bottom() + 0.5}, page_inner_mm, none.would_help,
                          body_style())
                .bottom() +
            3;
    }
    FigureInput figure = figure_input(input);
    figure.width_mm = 118;
    figure.height_mm = 118;
    page.place(draw_back_view(figure, input.panorama), {left, y});
    const double side = left + figure.width_mm + gap_mm;
    const double side_width = page_width_mm - page_margin_mm - side;
    Table blockers;
    blockers.title = "What stands in the way";
    blockers.columns = {{"structure", side_width - 22}, {"of needles tried", 22, Align::Right}};
    for (const chart::NoPath::Blocker& blocker : none.blockers)
        blockers.rows.push_back(
            {{capitalised(name_of(blocker.structure)), in_percent(blocker.share)}, false, false});
    double beside = y;
    if (!blockers.rows.empty()) {
        const Drawing table = draw_table(blockers);
        page.place(table, {side, y});
        beside += table.height_mm + 4;
    }
    page.place(draw_legend(figure, side_width), {side, beside});
    add_bottom_lists(page, input, y + figure.height_mm + 6);
    add_page_foot(page, input.plan, input.page);
    return page;
}

} // namespace filiform::report
