// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "chart/citation.h"
#include "report/cited_numbers.h"
#include "report/figure_parts.h"
#include "report/flow.h"
#include "report/plain_words.h"
#include "report/plan_pages.h"
#include "report/wording.h"

namespace filiform::report {

namespace {

Table number_table(const std::string& title, const std::vector<CitedNumber>& numbers) {
    Table table;
    table.title = title;
    table.columns = {{"what", 52, Align::Left},
                     {"how much", 80, Align::Left},
                     {"source", 20, Align::Left},
                     {"how far to trust it", 34, Align::Left}};
    for (const CitedNumber& number : numbers)
        table.rows.push_back(
            {{number.what, number.values, number.source.text(), number.mark}, false, false});
    return table;
}

/// Structures that some page says are inferred.
void add_inferred_sources(std::set<chart::SourceId>& keys, const anatomy::Body& body,
                          const chart::PlannedPath& path) {
    const auto add = [&](const chart::StructureId& id) {
        const anatomy::Structure* structure = anatomy::find_structure(body, id);
        if (structure != nullptr && !origin_note(structure->origin).empty())
            keys.insert(structure->sources.begin(), structure->sources.end());
    };
    add(path.target);
    for (const chart::Layer& layer : path.layers)
        add(layer.structure);
    for (const chart::Clearance& near : path.clearances)
        add(near.structure);
}

std::string verified_share(const std::vector<CitedNumber>& limits,
                           const std::vector<CitedNumber>& hand) {
    std::size_t verified = 0;
    for (const auto* numbers : {&limits, &hand})
        for (const CitedNumber& number : *numbers)
            verified += number.is_verified ? 1 : 0;
    const std::size_t all = limits.size() + hand.size();
    return std::to_string(all - verified) + " of " + std::to_string(all) +
           " are unverified: recalled from memory or proposed by this project, until a clinic lead "
           "signs them. They are marked so below.";
}

} // namespace

std::set<chart::SourceId> cited_sources(const chart::Plan& plan, const anatomy::Body& body) {
    std::set<chart::SourceId> keys;
    for (const auto& numbers : {cited_limits(), cited_hand_errors()})
        for (const CitedNumber& number : numbers)
            keys.insert(number.source);
    for (const chart::Proposal& proposal : plan.proposals) {
        keys.insert(proposal.sources.begin(), proposal.sources.end());
        const auto* paths = std::get_if<std::vector<chart::PlannedPath>>(&proposal.paths);
        if (paths == nullptr)
            continue;
        for (const chart::PlannedPath& path : *paths) {
            add_inferred_sources(keys, body, path);
            for (const Action& action : actions_for(proposal.target, path.judgement))
                keys.insert(action.source);
        }
    }
    return keys;
}

std::string citation_text(const chart::SourceId& key) {
    const chart::Citation* found = chart::find_citation(key);
    if (found == nullptr)
        return "not in the register of sources.";
    std::string text = found->reference;
    if (!found->doi.empty())
        text += " doi:" + found->doi;
    if (!found->pmid.empty())
        text += (found->doi.empty() ? " " : ", ") + std::string("PMID ") + found->pmid;
    return text;
}

std::vector<Drawing> draw_annex_pages(const chart::Plan& plan, const anatomy::Body& body) {
    bool is_first = true;
    Flow flow([&] {
        Flow::Sheet sheet{{page_width_mm, page_height_mm, {}}, 0};
        const double y = add_page_head(sheet.page, plan);
        sheet.y = add_text(sheet.page, {page_margin_mm, y}, is_first ? "Annex" : "Annex, continued",
                           title_style())
                      .bottom() +
                  2.5;
        is_first = false;
        return sheet;
    });
    const std::vector<CitedNumber> limits = cited_limits();
    const std::vector<CitedNumber> hand = cited_hand_errors();
    flow.paragraph("The numbers every judgement and risk in this plan was made with. " +
                       verified_share(limits, hand),
                   body_style());
    flow.space(2);
    flow.list(
        "How to read the distances",
        {"From the needle's surface to the structure's, along the shaft and at the tip; "
         "\"past tip\": as far as the needle could be driven; \"needs\": refused below it; "
         "bold where that is not kept. A negative distance lies inside; ≥ is a lower bound.",
         "\"fig.\" says in which figures of the target's page it is named; what has none lies "
         "outside the sections drawn. ± is the standard deviation of its place and border, "
         "per axis."});
    flow.table(number_table("A  Limits", limits));
    flow.table(number_table("A  How a free hand misses", hand));
    Table sources;
    sources.title = "B  Sources";
    sources.columns = {{"key", 24, Align::Left}, {"reference", page_inner_mm - 24, Align::Left}};
    for (const chart::SourceId& key : cited_sources(plan, body))
        sources.rows.push_back({{key.text(), citation_text(key)}, false, false});
    flow.table(sources);
    return std::move(flow).finish();
}

} // namespace filiform::report
