// SPDX-License-Identifier: Apache-2.0
#include <cmath>
#include <set>

#include "report/figure_parts.h"
#include "report/flow.h"
#include "report/plan_pages.h"

namespace filiform::report {

namespace {

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
    return mark == "seen" || mark == "calc" ? "" : ", " + mark + ", unverified";
}

template <class Id>
std::string joined(const std::vector<Id>& ids) {
    std::string text;
    for (const Id& id : ids)
        text += (text.empty() ? "" : ", ") + id.text();
    return text;
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
        {"cause", 98}, {"of 100", 16, Align::Right}, {"95 %", 24, Align::Right}, {"may lead", 48}};
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

void add_cause(Flow& flow, const CauseNote& cause) {
    TextStyle name = body_style();
    name.weight = Weight::Bold;
    flow.paragraph(cause.name + "  ·  " + percent(cause.probability) + " of 100", name);
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

void add_target(Flow& flow, const TargetNote& target) {
    TextStyle name = body_style();
    name.weight = Weight::Bold;
    flow.paragraph(target.target, name);
    flow.paragraph("Because: " + target.because + " Found: " + joined(target.answers) + ".",
                   body_style());
    std::string how;
    for (const auto& [what, words] : target.technique)
        how += (how.empty() ? "" : "  ") + (what == "end_feel" ? "end feel" : what) + ": " + words;
    flow.paragraph(how + " [" + joined(target.sources) + unverified(target.mark) + "; " +
                       target.id + "]",
                   body_style());
    flow.space(1);
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
    for (const AdviceNote& advice : assessment.advice)
        take(advice.sources);
    std::vector<std::string> all;
    for (const chart::SourceId& key : keys)
        all.push_back(key.text() + ": " + citation_text(key));
    return all;
}

} // namespace

std::vector<Drawing> draw_assessment_pages(const chart::Plan& plan) {
    if (!plan.assessment)
        return {};
    const chart::Assessment& assessment = *plan.assessment;
    bool is_first = true;
    Flow flow([&] {
        Flow::Sheet sheet{{page_width_mm, page_height_mm, {}}, 0};
        const double y = add_page_head(sheet.page, plan);
        sheet.y =
            add_text(sheet.page, {page_margin_mm, y},
                     is_first ? "Causes and care" : "Causes and care, continued", title_style())
                .bottom() +
            2.5;
        is_first = false;
        return sheet;
    });
    flow.table(causes_table(assessment.causes));
    for (std::size_t i = 0; i < assessment.causes.size() && i < causes_in_full; ++i)
        add_cause(flow, assessment.causes[i]);
    flow.table(care_table(assessment.care));
    flow.list("What each guideline says", position_lines(assessment.care));
    flow.list("How sure the evidence is", certainty_lines(assessment.care));
    for (const TargetNote& target : assessment.targets)
        add_target(flow, target);
    std::vector<std::string> open;
    if (!assessment.not_examined.empty())
        open.push_back(joined(assessment.not_examined));
    flow.list("Not examined: further muscles may be sore", open);
    flow.list("Dose and review", advice_lines(assessment.advice, "follow_up"));
    flow.list("Sources", citations(assessment));
    return std::move(flow).finish();
}

} // namespace filiform::report
