// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "report/back_view.h"
#include "report/figure_parts.h"
#include "report/flow.h"
#include "report/plan_pages.h"
#include "report/wording.h"

namespace filiform::report {

using chart::PlannedPath;

namespace {

std::string nearest_words(const PlannedPath& path) {
    const chart::Clearance* named = chart::nearest_hazard(path);
    if (named == nullptr)
        return "none in reach";
    return short_name(named->structure, path.target.text()) +
           (origin_note(named->origin).empty() ? "" : " †") + ", " +
           (named->is_at_least ? "≥ " + in_mm(named->min_mm) : in_mm(named->min_mm, 1));
}

std::string likeliest_touch(const PlannedPath& path) {
    if (path.risks.empty())
        return "–";
    return short_name(path.risks.front().structure, path.target.text()) + ", " +
           in_percent(path.risks.front().touch.probability);
}

Row row_of(const chart::Proposal& proposal, std::size_t number, std::size_t page) {
    Row row;
    row.cells = {std::to_string(number), capitalised(name_of(proposal.target))};
    const PlannedPath* path = best_path(proposal);
    const auto add = [&](std::string cell) { row.cells.push_back(std::move(cell)); };
    if (path == nullptr) {
        const auto* none = std::get_if<chart::NoPath>(&proposal.paths);
        add("✕ No path");
        add("–");
        add("–");
        add("–");
        add(none != nullptr ? none->because : "");
        add("–");
    } else {
        const VerdictSwatch& verdict = palette().verdicts.at(path->judgement.verdict);
        add(verdict.symbol + ' ' + verdict.word);
        add(name_of(path->path.needle));
        add(chart::depth_in_words(path->path.depth_mm));
        add(in_percent(path->reach.probability));
        add(nearest_words(*path));
        add(likeliest_touch(*path));
    }
    add(std::to_string(page));
    return row;
}

Table target_table(const SummaryPageInput& input) {
    Table table;
    table.columns = {{"", 5, Align::Left},
                     {"target", 32, Align::Left},
                     {"verdict", 14.5, Align::Left},
                     {"needle", 19, Align::Left},
                     {"depth", 10, Align::Right},
                     {"ends in it", 13, Align::Right},
                     {"nearest hazard († never seen)", 45, Align::Left},
                     {"likeliest touch", 40, Align::Left},
                     {"page", 7.5, Align::Right}};
    for (std::size_t i = 0; i < input.plan.proposals.size(); ++i)
        table.rows.push_back(row_of(input.plan.proposals[i], i + 1, input.target_pages[i]));
    return table;
}

std::vector<NumberedEntry> entries_of(const chart::Plan& plan) {
    std::vector<NumberedEntry> entries;
    for (std::size_t i = 0; i < plan.proposals.size(); ++i)
        if (const PlannedPath* path = best_path(plan.proposals[i]))
            entries.push_back({std::to_string(i + 1), path->path.entry, path->judgement.verdict});
    return entries;
}

/// "Put in together at one session, at most 10 needles: 1, 2, 3 (its proposal 2). Left out: 4
/// (why)."
std::string session_sentence(const chart::Plan& plan) {
    const chart::Session& session = plan.session;
    std::string text = "Put in together at one session, at most " +
                       std::to_string(session.most_needles) + " needles: ";
    for (const chart::Session::Pick& pick : session.picks) {
        text += (&pick == session.picks.data() ? "" : ", ") + std::to_string(pick.proposal + 1);
        if (pick.path > 0)
            text += " (its proposal " + std::to_string(pick.path + 1) + ')';
    }
    text += session.picks.empty() ? "none." : ".";
    std::vector<std::pair<std::string, std::string>> reasons; // why, and which
    for (const chart::Session::LeftOut& one : session.left_out) {
        const auto at =
            std::find_if(plan.proposals.begin(), plan.proposals.end(),
                         [&](const chart::Proposal& p) { return p.target == one.target; });
        const std::string number = std::to_string(at - plan.proposals.begin() + 1);
        const auto same = std::find_if(reasons.begin(), reasons.end(), [&](const auto& reason) {
            return reason.first == one.because;
        });
        if (same == reasons.end()) {
            reasons.emplace_back(one.because, number);
        } else {
            same->second += ", " + number;
        }
    }
    for (const auto& [because, numbers] : reasons)
        text += " Left out: " + numbers + ". " + because;
    return text;
}

/// What a plan on a population model is worth, where nobody has a scan.
std::vector<std::string> what_a_reference_body_is() {
    return {
        "The likeliest body of a person with these measures, drawn from published measurements; "
        "this patient's differs.",
        "The ± of each structure says by how much, and every distance and risk here counts it.",
        "Landmarks lie where they usually do: feel them, and measure from where they are found.",
        "A girth, or one depth seen with ultrasound, makes it more this patient's."};
}

/// What stays unknown however good the needle looks.
std::vector<std::string> not_looked_at(const chart::Plan& plan, const anatomy::Body& body) {
    std::vector<std::string> sentences{
        plan.screening
            ? "What has changed since the screening, and consent: ask both again before the needle."
            : "Whether needling suits this patient: questions, red flags, medicines and consent "
              "are "
              "no part of this plan.",
        "Anything the scan or its segmentation does not show; what has no label is passed as soft "
        "tissue and named so."};
    for (const anatomy::Missing& missing : body.missing)
        sentences.push_back(missing.what);
    return sentences;
}

std::vector<std::string> warnings_of(const chart::Plan& plan) {
    std::vector<std::string> sentences;
    for (const chart::Warning& warning : plan.warnings)
        sentences.push_back(warning.what);
    if (sentences.empty())
        sentences.emplace_back("None: nothing doubtful was found when the body was made.");
    return sentences;
}

double add_verdict_key(Drawing& page, const Area& room) {
    double y = add_text(page, {room.x, room.y}, "What the verdicts mean", caption_style()).bottom();
    y += 1.2;
    for (const auto& [verdict, swatch] : palette().verdicts) {
        const Area badge = add_verdict_badge(page, {room.x, y}, verdict, Align::Left, 7);
        const Area words = add_paragraph(page, {room.x + 23, y + 0.6}, room.width - 23, swatch.says,
                                         quiet_style());
        y = std::max(badge.bottom(), words.bottom()) + 1.2;
    }
    return y;
}

std::vector<std::string> how_to_read(const SummaryPageInput& input) {
    return {
        // NOLINTNEXTLINE(bugprone-suspicious-missing-comma): each sentence goes over its line
        "Each target has a page for use beside the patient, and its details on the next: every "
        "proposal, every distance, every note.",
        "Letters at the edges of a picture: L R the patient's left and right, P A back and "
        "front, H F towards head and feet. Two letters: between both, nearer to the first.",
        "The outer band or circle (dash and dot) holds 95 % of needles of a hand that must find "
        "the landmark; the inner one, thin, of a hand given a mark on the skin.",
        "Dashed outlines were never seen in this patient; the dotted band around them is one "
        "standard deviation of their place.",
        "Limits, hand errors and sources, with what is unverified: annex, page " +
            std::to_string(input.annex_page) + "."};
}

constexpr double sign_mm = 23;

/// Where a clinician takes over.
void add_signature(Drawing& page) {
    const Area box{page_margin_mm, page_floor_mm - sign_mm, page_inner_mm, sign_mm};
    page.fill(rectangle(box, 1.5), palette().paper);
    page.stroke(rectangle(box, 1.5), {palette().quiet, 0.25});
    const double left = box.x + 3;
    add_text(page, {left, box.y + 1.8}, "DRAFT until signed by a licensed clinician",
             caption_style());
    const struct {
        const char* words;
        double x;
        double width;
    } lines[] = {{"Patient", 0, 52},
                 {"Clinician, name and licence", 56, 58},
                 {"Signature", 118, 34},
                 {"Date", 156, 24}};
    const double y = box.bottom() - 6;
    for (const auto& line : lines) {
        page.stroke(segment({left + line.x, y}, {left + line.x + line.width, y}),
                    {palette().ink, 0.2});
        add_text(page, {left + line.x, y + 0.8}, line.words, quiet_style());
    }
}

/// The picture of all entries with what the signs mean beside it. Answers what nobody looked at and
/// had no room.
std::vector<std::string> add_overview(Drawing& page, const SummaryPageInput& input,
                                      const Area& room) {
    const double picture_mm = std::min(122.0, room.height * 1.08);
    page.place(draw_all_entries(input.body, input.panorama, entries_of(input.plan), picture_mm,
                                room.height),
               {room.x, room.y});
    const double side = room.x + picture_mm + 4;
    const double width = room.right() - side;
    const double below = add_verdict_key(page, {side, room.y, width, room.height}) + 1.5;
    const double read = add_list(page, {side, below, width, room.bottom() - below},
                                 "How to read the pages", how_to_read(input), ListRest::Silent)
                            .y +
                        1.5;
    const std::vector<std::string> unknowns = not_looked_at(input.plan, input.body);
    const ListEnd end = add_list(page, {side, read, width, room.bottom() - read},
                                 "What nobody looked at", unknowns, ListRest::Counted, "on page 2");
    return {unknowns.begin() + static_cast<std::ptrdiff_t>(end.shown), unknowns.end()};
}

/// What page 1 has no room for.
struct Rest {
    bool is_table_cut = false;
    std::vector<std::string> warnings;
    std::vector<std::string> unknowns;
    std::vector<std::string> reference; ///< of what a reference body is
    [[nodiscard]] bool is_empty() const {
        return !is_table_cut && warnings.empty() && unknowns.empty() && reference.empty();
    }
};

/// Adds as much of a list as has room; what has none comes on page 2.
double add_part(Drawing& page, const Area& room, const char* title,
                const std::vector<std::string>& all, std::vector<std::string>& rest) {
    const ListEnd end = add_list(page, room, title, all, ListRest::Counted, "on page 2");
    rest.assign(all.begin() + static_cast<std::ptrdiff_t>(end.shown), all.end());
    return end.y;
}

constexpr const char* reference_title = "What a reference body is";
constexpr const char* warnings_title = "Warnings of this body";

Drawing draw_first_page(const SummaryPageInput& input, Rest& rest) {
    Drawing page{page_width_mm, page_height_mm, {}};
    const double left = page_margin_mm;
    double y = add_page_head(page, input.plan);
    y = add_text(page, {left, y}, "Needling plan", title_style()).bottom() + 0.5;
    y = add_paragraph(page, {left, y}, page_inner_mm,
                      "A proposal for each muscle asked for, worked out on this body. It drafts; a "
                      "licensed clinician examines the patient, decides and signs.",
                      body_style())
            .bottom() +
        2.5;
    Table table = target_table(input);
    table.most_height_mm = 100;
    table.left_out = "on page 2";
    const Drawing targets = draw_table(table);
    rest.is_table_cut = whole_height(heights_of(table)) > table.most_height_mm;
    page.place(targets, {left, y});
    y += targets.height_mm + 1.5;
    if (input.plan.session.most_needles > 0) // a plan of one needle has no session
        y = add_paragraph(page, {left, y}, page_inner_mm, session_sentence(input.plan),
                          body_style())
                .bottom();
    y += 2.5;

    constexpr double lists_mm = 50;
    constexpr double most_picture_mm = 113;
    const double floor = page_floor_mm - sign_mm - 2;
    const double height = std::clamp(floor - y - lists_mm, 78.0, most_picture_mm);
    rest.unknowns = add_overview(page, input, {left, y, page_inner_mm, height});
    y += height + 3;
    if (input.plan.body_origin == chart::Origin::Reference)
        y = add_part(page, {left, y, page_inner_mm, floor - y}, reference_title,
                     what_a_reference_body_is(), rest.reference) +
            1.5;
    add_part(page, {left, y, page_inner_mm, floor - y}, warnings_title, warnings_of(input.plan),
             rest.warnings);
    add_signature(page);
    return page;
}

} // namespace

std::vector<Drawing> draw_summary_pages(const SummaryPageInput& input) {
    Rest rest;
    std::vector<Drawing> pages{draw_first_page(input, rest)};
    if (rest.is_empty())
        return pages;
    Flow flow([&] {
        Flow::Sheet sheet{{page_width_mm, page_height_mm, {}}, 0};
        const double y = add_page_head(sheet.page, input.plan);
        sheet.y =
            add_text(sheet.page, {page_margin_mm, y}, "Needling plan, continued", title_style())
                .bottom() +
            2.5;
        return sheet;
    });
    if (rest.is_table_cut) {
        Table table = target_table(input);
        table.title = "All targets";
        flow.table(table);
    }
    flow.list(reference_title, rest.reference);
    flow.list(warnings_title, rest.warnings);
    flow.list("What nobody looked at", rest.unknowns);
    for (Drawing& page : std::move(flow).finish())
        pages.push_back(std::move(page));
    return pages;
}

} // namespace filiform::report
