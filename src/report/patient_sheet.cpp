// SPDX-License-Identifier: Apache-2.0
#include "report/patient_sheet.h"

#include <cmath>
#include <set>

#include "base/file.h"
#include "report/figure_parts.h"
#include "report/flow.h"
#include "report/plan_pages.h"
#include "report/render.h"

namespace filiform::report {

namespace {

using chart::AdviceNote;
using chart::Assessment;
using chart::CareNote;

constexpr double sheet_text_pt = 10;
constexpr std::size_t most_care = 6;

TextStyle text_style() {
    return {sheet_text_pt, palette().ink};
}
TextStyle heading_style() {
    return {11.5, palette().ink, Weight::Bold};
}

std::vector<const AdviceNote*> part_of(const Assessment& assessment, const std::string& part) {
    std::vector<const AdviceNote*> all;
    for (const AdviceNote& advice : assessment.advice)
        if (advice.part == part)
            all.push_back(&advice);
    return all;
}

void add_part(Flow& flow, const Assessment& assessment, const std::string& part,
              const std::string& heading, const std::string& sign) {
    const auto all = part_of(assessment, part);
    if (all.empty())
        return;
    flow.heading(heading, heading_style());
    for (const AdviceNote* advice : all)
        flow.paragraph(sign + (advice->asked.empty() ? "" : advice->asked + "  ") + advice->text,
                       text_style());
    flow.space(1.2);
}

/// "47", "0.6", "0.008": as few digits as say it.
std::string rate_number(double per_thousand) {
    char text[32];
    std::snprintf(text, sizeof text, per_thousand >= 10 ? "%.0f" : "%.2g", per_thousand);
    return text;
}

/// "47 of 1,000 treatments (47 to 160)"; the rarest also out of a million.
std::string rate_words(const AdviceNote& risk) {
    if (!risk.per_thousand)
        return "";
    constexpr double rare = 0.1;
    std::string words = ": " + rate_number(*risk.per_thousand) + " of 1,000 " + risk.counted;
    if (risk.low && risk.high && rate_number(*risk.low) != rate_number(*risk.high))
        words += " (" + rate_number(*risk.low) + " to " + rate_number(*risk.high) + ")";
    if (*risk.per_thousand < rare)
        words += ", or " + rate_number(1000 * *risk.per_thousand) + " in a million";
    return words + ".";
}

/// The name of a risk, its number, and what else is said of it.
std::string risk_line(const AdviceNote& risk) {
    const std::size_t end = risk.text.find(". ");
    if (!risk.per_thousand)
        return risk.text;
    if (end == std::string::npos)
        return risk.text + rate_words(risk);
    return risk.text.substr(0, end) + rate_words(risk) + risk.text.substr(end + 1);
}

/// What they may choose from: in plain words, what is advised against left out.
std::vector<const CareNote*> choices(const Assessment& assessment) {
    std::vector<const CareNote*> all;
    for (const CareNote& care : assessment.care)
        if (care.standing != "advised_against" && !care.is_needling && all.size() < most_care)
            all.push_back(&care);
    return all;
}

std::string muscles_words(const Assessment& assessment) {
    std::string all;
    for (const chart::TargetNote& target : assessment.targets) {
        std::string name = target.target;
        for (char& letter : name)
            if (letter == '_' || letter == '.')
                letter = ' ';
        all += (all.empty() ? "" : ", ") + name;
    }
    return all;
}

std::string sources_line(const Assessment& assessment) {
    std::set<std::string> keys;
    for (const AdviceNote& advice : assessment.advice)
        for (const chart::SourceId& source : advice.sources)
            keys.insert(source.text());
    std::string line = "Where this comes from; your therapist has the list in full: ";
    bool is_first = true;
    for (const std::string& key : keys) {
        line += (is_first ? "" : ", ") + key;
        is_first = false;
    }
    return line + ". Not all of it has been checked yet: the list says what has.";
}

void add_lines_to_sign(Flow& flow) {
    flow.space(3);
    flow.paragraph("Name  ______________________________   Signature  "
                   "______________________________   Date  ______________",
                   text_style());
    flow.space(3);
    flow.paragraph("Therapist  __________________________   Signature  "
                   "______________________________   Date  ______________",
                   text_style());
}

Flow::Sheet begin_sheet(bool is_first, bool is_needled) {
    Flow::Sheet sheet{{page_width_mm, page_height_mm, {}}, 0};
    const std::string title = is_needled ? "Your leg pain, and needling" : "Your leg pain";
    sheet.y = add_text(sheet.page, {page_margin_mm, 9}, is_first ? title : title + ", second page",
                       title_style())
                  .bottom() +
              1;
    sheet.y = add_text(sheet.page, {page_margin_mm, sheet.y},
                       "A draft, for you and the person who treats you. Ask whatever you want to "
                       "know.",
                       quiet_style())
                  .bottom() +
              3;
    return sheet;
}

} // namespace

std::vector<Drawing> draw_patient_sheet(const chart::Plan& plan) {
    if (!plan.assessment)
        return {};
    const Assessment& assessment = *plan.assessment;
    const bool is_needled = !assessment.targets.empty();
    bool is_first = true;
    Flow flow([&] { return begin_sheet(std::exchange(is_first, false), is_needled); });
    const auto emergencies = part_of(assessment, "emergency");
    TextStyle alarm = heading_style();
    alarm.colour = palette().verdicts.at(chart::Verdict::Refused).swatch.line;
    flow.heading("Go to the emergency department now if", alarm);
    for (const AdviceNote* advice : emergencies)
        flow.paragraph("!  " + advice->text, text_style());
    flow.space(1.2);
    if (!assessment.causes.empty() && assessment.causes.front().may_lead) {
        flow.heading("What is probably behind it", heading_style());
        flow.paragraph(assessment.causes.front().in_plain_words +
                           " This is likely, not certain. Other things can be behind it too.",
                       text_style());
        flow.space(1.2);
    }
    add_part(flow, assessment, "course", "How it mostly goes", "•  ");
    flow.heading("What can be done", heading_style());
    for (const CareNote* care : choices(assessment))
        flow.paragraph("•  " + care->in_plain_words, text_style());
    flow.space(1.2);
    if (is_needled) {
        flow.heading("What is proposed", heading_style());
        flow.paragraph("Needling of: " + muscles_words(assessment) +
                           ". These muscles were found sore, with the pain that you know.",
                       text_style());
    }
    add_part(flow, assessment, "expect", "What needling is, and what is known", "•  ");
    if (is_needled)
        flow.heading("What may go wrong", heading_style());
    for (const AdviceNote* risk : part_of(assessment, "risk"))
        flow.paragraph("•  " + risk_line(*risk), text_style());
    flow.space(1.2);
    add_part(flow, assessment, "aftercare", "Afterwards", "•  ");
    add_part(flow, assessment, "call", "When to call", "•  ");
    add_part(flow, assessment, "follow_up", "How we go on", "•  ");
    add_part(flow, assessment, "question", "What people ask", "•  ");
    add_part(flow, assessment, "consent", "Before you agree, please tick", "[  ]  ");
    if (is_needled)
        add_lines_to_sign(flow);
    flow.space(2);
    flow.paragraph(sources_line(assessment), quiet_style());
    std::vector<Drawing> pages = std::move(flow).finish();
    for (std::size_t i = 0; i < pages.size(); ++i)
        add_page_foot(pages[i], plan, {i + 1, pages.size()});
    return pages;
}

std::string words_of_patient_sheet(const chart::Plan& plan) {
    std::string words;
    if (!plan.assessment)
        return words;
    if (!plan.assessment->causes.empty())
        words += plan.assessment->causes.front().in_plain_words + "\n";
    for (const CareNote* care : choices(*plan.assessment))
        words += care->in_plain_words + "\n";
    for (const AdviceNote& advice : plan.assessment->advice)
        words += advice.text + (advice.text.back() == '.' ? "\n" : ".\n");
    return words;
}

base::Result<void> save_patient_sheet(const std::filesystem::path& path, const chart::Plan& plan) {
    if (!plan.assessment)
        return {};
    return base::save_file(path, pdf(draw_patient_sheet(plan), "For the patient"));
}

} // namespace filiform::report
