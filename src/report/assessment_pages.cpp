// SPDX-License-Identifier: Apache-2.0
#include <array>
#include <cmath>
#include <set>

#include "chart/citation.h"
#include "report/figure_parts.h"
#include "report/flow.h"
#include "report/plan_pages.h"

namespace filiform::report {

namespace {

using base::joined;
using chart::AdviceNote;
using chart::CareNote;
using chart::CauseNote;
using chart::TargetNote;

constexpr std::size_t causes_in_full = 4;

std::string percent(double share) {
    return std::to_string(std::lround(100 * share));
}

/// "2.3": a ratio to two digits.
std::string ratio_words(double ratio) {
    char text[32];
    std::snprintf(text, sizeof text, "%.2g", ratio);
    return text;
}

std::string unverified(const std::string& mark) {
    return chart::is_verified(mark) ? "" : ", " + mark + ", unverified";
}

std::string standing_words(const std::string& standing) {
    if (standing == "supported")
        return "recommended";
    if (standing == "allowed")
        return "may be used";
    if (standing == "divided")
        return "they disagree";
    if (standing == "advised_against")
        return "advised against";
    return "none speaks of it";
}

std::string certainty_words(const std::string& certainty) {
    if (certainty == "very_low")
        return "very low";
    return certainty == "not_known" ? "not known" : certainty;
}

Table causes_table(const std::vector<CauseNote>& causes) {
    Table table;
    table.title =
        "What is probably behind it. Several may be at work, so they do not add up to 100";
    table.columns = {
        {"cause", 84}, {"of 100", 14, Align::Right}, {"95 %", 20, Align::Right}, {"may lead", 68}};
    for (const CauseNote& cause : causes)
        table.rows.push_back({{cause.name, percent(cause.probability),
                               percent(cause.low) + " to " + percent(cause.high),
                               cause.may_lead ? "yes" : "no: " + cause.leads_why},
                              false,
                              !cause.may_lead});
    return table;
}

std::vector<std::string> evidence_lines(const std::vector<CauseNote::Item>& items) {
    std::vector<std::string> lines;
    for (const CauseNote::Item& item : items)
        lines.push_back((item.holds ? "" : "not so: ") + item.what + ": odds x " +
                        ratio_words(item.ratio) + " (" + ratio_words(item.low) + " to " +
                        ratio_words(item.high) + ")" +
                        (item.counts ? "" : ", not counted: says the same over again") +
                        (item.why.empty() ? "" : ". " + item.why) + " [" + item.source.text() +
                        unverified(item.mark) + "]");
    return lines;
}

std::vector<std::string> open_lines(const std::vector<CauseNote::Open>& open) {
    constexpr std::size_t most = 6;
    std::vector<std::string> lines;
    for (const CauseNote::Open& one : open) {
        if (lines.size() == most) {
            lines.push_back("and " + std::to_string(open.size() - most) + " more, in plan.json");
            break;
        }
        lines.push_back(one.what + " (" + joined(one.missing) + ")" +
                        (one.could_change_lead ? ": could change which cause comes first" : ""));
    }
    return lines;
}

/// What would move nothing to speak of is left out.
std::vector<std::string> next_lines(const std::vector<chart::NextStepNote>& all) {
    constexpr std::size_t most = 5;
    std::vector<std::string> lines;
    for (const chart::NextStepNote& next : all) {
        if (lines.size() == most)
            break;
        if (!next.could_change_lead && percent(next.expected_change) == "0")
            continue;
        lines.push_back(
            next.what + " (" + joined(next.missing) + "), for " + next.cause +
            ": moves the figures by about " + percent(next.expected_change) + " of 100" +
            (next.could_change_lead ? " and could change which cause comes first" : "") + " [" +
            next.source.text() + unverified(next.mark) + "]");
    }
    return lines;
}

void add_cause(Flow& flow, const CauseNote& cause) {
    TextStyle name = body_style();
    name.weight = Weight::Bold;
    flow.heading(cause.name + "  ·  " + percent(cause.probability) + " of 100", name);
    flow.list("Speaks for it", evidence_lines(cause.speaks_for));
    flow.list("Speaks against it", evidence_lines(cause.speaks_against));
    flow.list("Not tested, what would tell most first", open_lines(cause.not_tested));
    flow.paragraph("Next: " + cause.what_next + " [" + joined(cause.sources) + "]", body_style());
    flow.space(1.5);
}

Table care_table(const std::vector<CareNote>& care) {
    Table table;
    table.title = "What can be done, the best founded first";
    table.columns = {
        {"care", 52}, {"guidelines on sciatica", 30}, {"certainty", 18}, {"why, and how", 86}};
    for (const CareNote& one : care)
        table.rows.push_back(
            {{one.name, standing_words(one.standing), certainty_words(one.certainty),
              one.because + " " + one.what_to_do +
                  (one.missing.empty() ? "" : " Suits only by: " + joined(one.missing) + ".") +
                  " [" + joined(one.sources) + unverified(one.mark) + "; " + one.id + "]"},
             one.is_needling,
             one.standing == "advised_against"});
    return table;
}

std::vector<std::string> position_lines(const std::vector<CareNote>& care) {
    std::vector<std::string> lines;
    for (const CareNote& one : care)
        for (const CareNote::Position& position : one.positions)
            lines.push_back(one.name + ". " + position.body + " (" + position.dated +
                            "), written for " + position.about + ": " + position.says +
                            (position.is_on_sciatica ? "" : " Not on sciatica, not counted.") +
                            " [" + position.source.text() + unverified(position.mark) + "]");
    return lines;
}

std::vector<std::string> certainty_lines(const std::vector<CareNote>& care) {
    std::vector<std::string> lines;
    for (const CareNote& one : care)
        lines.push_back(one.name + ": " + certainty_words(one.certainty) + ". " +
                        one.certainty_why);
    return lines;
}

/// Why a muscle is needled and how, with the sources of both, and that it is not where no needle
/// can be led into it.
std::vector<std::string> target_lines(const chart::Plan& plan, const TargetNote& target) {
    std::vector<std::string> lines{"found: " + joined(target.answers) + ". " + target.because};
    for (const chart::Proposal& proposal : plan.proposals)
        if (const auto* none = std::get_if<chart::NoPath>(&proposal.paths);
            none != nullptr && proposal.target.id() == target.target)
            lines.push_back("NO PATH: " + none->because + " What would help: " + none->would_help);
    for (const auto& [what, words] : target.technique)
        lines.push_back((what == "end_feel" ? "end feel" : what) + ": " + words);
    lines.back() +=
        " [" + joined(target.sources) + unverified(target.mark) + "; " + target.id + "]";
    return lines;
}

std::vector<std::string> advice_lines(const std::vector<AdviceNote>& advice,
                                      const std::string& part) {
    std::vector<std::string> lines;
    for (const AdviceNote& one : advice)
        if (one.part == part)
            lines.push_back(one.text + " [" + joined(one.sources) + unverified(one.mark) + "; " +
                            one.id + "]");
    return lines;
}

std::vector<std::string> citations(const chart::Assessment& assessment) {
    std::set<chart::SourceId> keys;
    const auto take = [&](const std::vector<chart::SourceId>& sources) {
        keys.insert(sources.begin(), sources.end());
    };
    for (std::size_t i = 0; i < assessment.causes.size(); ++i) {
        const CauseNote& cause = assessment.causes[i];
        take(cause.sources);
        for (const auto* items : {&cause.speaks_for, &cause.speaks_against})
            for (const CauseNote::Item& item : *items)
                keys.insert(item.source);
    }
    for (const CareNote& care : assessment.care) {
        take(care.sources);
        for (const CareNote::Position& position : care.positions)
            keys.insert(position.source);
    }
    for (const TargetNote& target : assessment.targets)
        take(target.sources);
    for (const auto* advice : {&assessment.advice, &assessment.visit})
        for (const AdviceNote& one : *advice)
            take(one.sources);
    std::vector<std::string> all;
    for (const chart::SourceId& key : keys)
        all.push_back(key.text() + ": " + citation_text(key));
    return all;
}

/// A sheet is begun with the page's head and a title; later ones say that it goes on.
Flow titled(const chart::Plan& plan, const std::string& title) {
    return Flow([&plan, title, is_first = true]() mutable {
        Flow::Sheet sheet{{page_width_mm, page_height_mm, {}}, 0};
        const double y = add_page_head(sheet.page, plan);
        sheet.y = add_text(sheet.page, {page_margin_mm, y},
                           is_first ? title : title + ", continued", title_style())
                      .bottom() +
                  2.5;
        is_first = false;
        return sheet;
    });
}

/// Boxes to tick, and what to do when something happens; nothing where nobody is needled.
std::vector<Drawing> draw_checklist(const chart::Plan& plan) {
    constexpr std::array<std::pair<const char*, const char*>, 5> parts{
        {{"before", "Before"},
         {"skin", "Hands, skin, needle"},
         {"during", "While needles are in"},
         {"after", "Afterwards"},
         {"event", "If it happens"}}};
    TextStyle part_style = body_style();
    part_style.weight = Weight::Bold;
    Flow flow = titled(plan, "At every visit");
    bool is_empty = true;
    for (const auto& [part, heading] : parts) {
        flow.heading(heading, part_style);
        for (const AdviceNote& one : plan.assessment->visit)
            if (one.part == part) {
                is_empty = false;
                flow.paragraph((one.asked.empty() ? "[  ]  " : "•  " + one.asked + ": ") +
                                   one.text + " [" + joined(one.sources) + unverified(one.mark) +
                                   "; " + one.id + "]",
                               body_style());
            }
        flow.space(2);
    }
    return is_empty ? std::vector<Drawing>{} : std::move(flow).finish();
}

} // namespace

std::vector<Drawing> draw_assessment_pages(const chart::Plan& plan) {
    if (!plan.assessment)
        return {};
    const chart::Assessment& assessment = *plan.assessment;
    Flow flow = titled(plan, "Causes and care");
    flow.table(causes_table(assessment.causes));
    flow.list("What to ask or examine next: it would tell most", next_lines(assessment.next));
    for (std::size_t i = 0; i < assessment.causes.size() && i < causes_in_full; ++i)
        add_cause(flow, assessment.causes[i]);
    flow.table(care_table(assessment.care));
    flow.list("What each guideline says", position_lines(assessment.care));
    flow.list("How sure the evidence is", certainty_lines(assessment.care));
    for (const TargetNote& target : assessment.targets)
        flow.list(target.target, target_lines(plan, target));
    std::vector<std::string> open;
    if (!assessment.not_examined.empty())
        open.push_back(joined(assessment.not_examined));
    flow.list("Not examined: further muscles may be sore", open);
    flow.list("Dose, course, when to stop", advice_lines(assessment.visit, "dose"));
    flow.list("What the patient is told of it", advice_lines(assessment.advice, "follow_up"));
    flow.list("Sources", citations(assessment));
    std::vector<Drawing> pages = std::move(flow).finish();
    for (Drawing& page : draw_checklist(plan))
        pages.push_back(std::move(page));
    return pages;
}

} // namespace filiform::report
