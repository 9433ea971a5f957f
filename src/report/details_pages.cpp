// SPDX-License-Identifier: Apache-2.0
#include "report/figure_parts.h"
#include "report/flow.h"
#include "report/plain_words.h"
#include "report/plan_pages.h"
#include "report/target_tables.h"
#include "report/wording.h"

namespace filiform::report {

using chart::PlannedPath;

namespace {

/// Every reason of every proposal, with what a source says can be done.
std::vector<std::string> reasons_of(const chart::Proposal& proposal,
                                    const std::vector<PlannedPath>& paths) {
    std::vector<std::string> said;
    std::string kept;
    for (std::size_t i = 0; i < paths.size(); ++i) {
        const std::string number = "Proposal " + std::to_string(i + 1) + ": ";
        for (const PlainReason& reason : plain_reasons(paths[i].judgement))
            said.push_back(number + sentence_of(reason));
        if (paths[i].judgement.reasons.empty())
            kept += (kept.empty() ? "" : ", ") + std::to_string(i + 1);
    }
    if (!kept.empty())
        said.push_back("Proposal " + kept + ": every limit of annex A is kept.");
    for (const Action& action : actions_for(proposal.target, paths.front().judgement))
        said.push_back(sentence_of(action));
    return said;
}

std::vector<std::string> hand_of(const PlannedPath& path) {
    const chart::HandSpread& hand = path.hand;
    if (hand.entry_mm <= 0)
        return {};
    std::string words = "Standard deviations for this needle: entry " + in_mm(hand.entry_mm, 1) +
                        " each way, finding the landmark and measuring from it included; angle " +
                        in_degrees(hand.angle_rad, 1) + " each way, bending included; depth " +
                        in_mm(hand.depth_mm, 1) + ".";
    if (hand.level_slip > 0)
        words += " A finger starts one vertebra too high or too low in " +
                 in_percent(hand.level_slip) + ", " + in_mm(hand.level_mm) + " off.";
    return {words + " Touch and \"ends in the target\" were estimated with these."};
}

void add_clearances(Flow& flow, const TargetPageInput& input, const PlannedPath& path) {
    const ByDistance apart = by_distance(path);
    Table near = clearance_table(apart.near, path, input.figures.seen_in, page_inner_mm);
    near.title = "Proposal 1: every structure it must keep away from";
    flow.table(near);
    constexpr int columns = 3;
    constexpr double gap_mm = 4;
    flow.table(far_table(apart.far, (page_inner_mm - (columns - 1) * gap_mm) / columns), columns);
}

} // namespace

std::vector<Drawing> draw_details_pages(const TargetPageInput& input) {
    bool is_first = true;
    Flow flow([&] {
        Flow::Sheet sheet{{page_width_mm, page_height_mm, {}}, 0};
        sheet.y =
            add_target_heading(sheet.page, input, is_first ? ": details" : ": details, continued") +
            1;
        is_first = false;
        return sheet;
    });
    if (const auto* paths = std::get_if<std::vector<PlannedPath>>(&input.proposal.paths)) {
        flow.table(all_proposals(*paths));
        flow.list("Why each verdict", reasons_of(input.proposal, *paths));
        flow.list("How far a free hand misses", hand_of(paths->front()));
        // Layers stand on the target's page unless there are too many.
        if (const Table layers = layer_table(paths->front(), page_inner_mm / 2);
            whole_height(heights_of(layers)) > page_tables_mm)
            flow.table(layers);
        add_clearances(flow, input, paths->front());
    } else {
        flow.table(blocker_table(std::get<chart::NoPath>(input.proposal.paths),
                                 input.figures.seen_in, page_inner_mm));
    }
    flow.list("What is inferred, what to check", full_notes(input.body, input.proposal));
    const std::vector<std::string> warnings = warnings_for(input.plan, input.proposal);
    constexpr std::size_t fit_there = 8;
    if (warnings.size() > fit_there)
        flow.list("Warnings of the body that concern this target", warnings);
    return std::move(flow).finish();
}

} // namespace filiform::report
