// SPDX-License-Identifier: Apache-2.0
#include "report/patient_sheet.h"

#include <algorithm>
#include <cctype>
#include <cmath>
#include <set>

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

/// "47", "0.6", "8": as few digits as say it.
std::string rate_number(double rate) {
    char text[32];
    std::snprintf(text, sizeof text, rate >= 10 ? "%.0f" : "%.2g", rate);
    return text;
}

/// "47 (47 to 160)"; the range is left out where it says the same.
std::string ranged(const AdviceNote& risk, double scale) {
    std::string words = rate_number(scale * *risk.per_thousand);
    if (risk.low && risk.high && rate_number(scale * *risk.low) != rate_number(scale * *risk.high))
        words +=
            " (" + rate_number(scale * *risk.low) + " to " + rate_number(scale * *risk.high) + ")";
    return words;
}

/// ": 47 of 1,000 treatments (47 to 160)."; the rarest out of a million.
std::string rate_words(const AdviceNote& risk) {
    if (!risk.per_thousand)
        return "";
    constexpr double rare = 0.1;
    if (*risk.per_thousand < rare)
        return ": fewer than 1 of 1,000 " + risk.counted + ", about " + ranged(risk, 1000) +
               " in a million.";
    return ": " + ranged(risk, 1) + " of 1,000 " + risk.counted + ".";
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

/// "the deep muscle beside the spine (right multifidus, L5)".
std::string muscle_words(const chart::TargetNote& target) {
    const std::size_t at = target.target.find('@');
    std::string level;
    for (const char letter : at == std::string::npos ? "" : target.target.substr(at + 1))
        level += static_cast<char>(std::toupper(static_cast<unsigned char>(letter)));
    return target.in_plain_words + " (" + chart::spoken(target.target.substr(0, at)) +
           (level.empty() ? "" : ", " + level) + ")";
}

/// The muscles that were found and that a needle can be led into.
std::vector<const chart::TargetNote*> needled_targets(const chart::Plan& plan) {
    std::vector<const chart::TargetNote*> all;
    for (const chart::TargetNote& target : plan.assessment->targets)
        for (const chart::Proposal& proposal : plan.proposals)
            if (proposal.target.id() == target.target && proposal.has_path())
                all.push_back(&target);
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

Flow::Sheet begin_sheet(bool is_first, const std::string& title) {
    Flow::Sheet sheet{{page_width_mm, page_height_mm, {}}, 0};
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

/// What was found of them that bears on their care: why there is no needle today, among it.
std::vector<std::string> about_you(const chart::Plan& plan) {
    std::vector<std::string> said;
    if (!plan.screening)
        return said;
    for (const chart::ScreeningNote& note : plan.screening->notes)
        if (note.is_known && !note.tell_patient.empty() &&
            std::find(said.begin(), said.end(), note.tell_patient) == said.end())
            said.push_back(note.tell_patient);
    return said;
}

void add_about_you(Flow& flow, const std::vector<std::string>& said) {
    if (said.empty())
        return;
    flow.heading("About you", heading_style());
    for (const std::string& sentence : said)
        flow.paragraph("•  " + sentence, text_style());
    flow.space(1.2);
}

TextStyle alarm_style() {
    TextStyle style = heading_style();
    style.colour = palette().verdicts.at(chart::Verdict::Refused).swatch.line;
    return style;
}

/// Whether somebody else must see them before anything goes on.
bool is_sent_on(const chart::Plan& plan) {
    return plan.screening && (plan.screening->decision == "emergency_today" ||
                              plan.screening->decision == "refer_urgent");
}

/// For a patient who is sent on: what to do, and what was found for whoever sees them.
std::vector<Drawing> draw_referral_sheet(const chart::Plan& plan) {
    const bool is_today = plan.screening->decision == "emergency_today";
    bool is_first = true;
    Flow flow([&] { return begin_sheet(std::exchange(is_first, false), "Your leg pain"); });
    flow.heading(is_today ? "You need to be seen at a hospital today"
                          : "Somebody else needs to look at this soon",
                 alarm_style());
    for (const chart::ScreeningNote& note : plan.screening->notes)
        if (note.is_known && note.level == plan.screening->decision && !note.tell_patient.empty())
            flow.paragraph("!  " + note.tell_patient, text_style());
    flow.space(1.2);
    flow.heading("No needles today", heading_style());
    flow.paragraph("This comes first. We can talk about your other care afterwards.", text_style());
    flow.space(1.2);
    flow.heading("For the person who sees you: what was found", heading_style());
    for (const chart::ScreeningNote& note : plan.screening->notes)
        if (note.is_known && note.level == plan.screening->decision)
            flow.paragraph("•  " + note.what + ". " + note.what_to_do + " [" + note.rule.text() +
                               "]",
                           text_style());
    flow.space(3);
    flow.paragraph("Therapist  __________________________   Telephone  "
                   "__________________________   Date, time  ______________",
                   text_style());
    std::vector<Drawing> pages = std::move(flow).finish();
    for (std::size_t i = 0; i < pages.size(); ++i)
        add_page_foot(pages[i], plan, {i + 1, pages.size()});
    return pages;
}

} // namespace

std::vector<Drawing> draw_patient_sheet(const chart::Plan& plan) {
    if (!plan.assessment)
        return is_sent_on(plan) ? draw_referral_sheet(plan) : std::vector<Drawing>{};
    const Assessment& assessment = *plan.assessment;
    const std::vector<const chart::TargetNote*> needled = needled_targets(plan);
    const bool is_needled = !needled.empty();
    bool is_first = true;
    const std::string title = is_needled ? "Your leg pain, and needling" : "Your leg pain";
    Flow flow([&] { return begin_sheet(std::exchange(is_first, false), title); });
    flow.heading("Go to the emergency department now if", alarm_style());
    for (const AdviceNote* advice : part_of(assessment, "emergency"))
        flow.paragraph("!  " + advice->text, text_style());
    flow.space(1.2);
    if (!assessment.causes.empty() && assessment.causes.front().may_lead) {
        flow.heading("What is probably behind it", heading_style());
        flow.paragraph(assessment.causes.front().in_plain_words +
                           " This is likely, not certain. Other things can be behind it too.",
                       text_style());
        flow.space(1.2);
    }
    add_about_you(flow, about_you(plan));
    add_part(flow, assessment, "course", "How it mostly goes", "•  ");
    flow.heading("What can be done", heading_style());
    for (const CareNote* care : choices(assessment))
        flow.paragraph("•  " + care->in_plain_words, text_style());
    flow.space(1.2);
    if (is_needled) {
        flow.heading("What is proposed: a needle into each of these", heading_style());
        for (const chart::TargetNote* target : needled)
            flow.paragraph("•  " + muscle_words(*target), text_style());
        flow.paragraph("They were found sore, with the pain that you know.", text_style());
        flow.space(1.2);
    }
    add_part(flow, assessment, "expect", "What needling is, and what is known", "•  ");
    if (is_needled)
        flow.heading("What may go wrong", heading_style());
    for (const AdviceNote* risk : part_of(assessment, "risk"))
        flow.paragraph("•  " + risk_line(*risk), text_style());
    flow.space(1.2);
    add_part(flow, assessment, "aftercare", is_needled ? "Afterwards" : "Meanwhile", "•  ");
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
    for (const std::string& sentence : about_you(plan))
        words += sentence + "\n";
    if (!plan.assessment->causes.empty())
        words += plan.assessment->causes.front().in_plain_words + "\n";
    for (const CareNote* care : choices(*plan.assessment))
        words += care->in_plain_words + "\n";
    for (const AdviceNote& advice : plan.assessment->advice)
        words += advice.text + (advice.text.back() == '.' ? "\n" : ".\n");
    return words;
}

std::vector<std::byte> patient_sheet_pdf(const chart::Plan& plan) {
    const std::vector<Drawing> pages = draw_patient_sheet(plan);
    return pages.empty() ? std::vector<std::byte>() : pdf(pages, "For the patient");
}

} // namespace filiform::report
