// SPDX-License-Identifier: Apache-2.0
#include <set>

#include "report/figure_parts.h"
#include "report/flow.h"
#include "report/plan_pages.h"

namespace filiform::report {

namespace {

std::string decision_words(const std::string& decision) {
    if (decision == "emergency_today")
        return "Emergency: to be seen today";
    if (decision == "refer_urgent")
        return "Urgent referral";
    if (decision == "refer_routine")
        return "Referral, or other care than needling";
    if (decision == "ask")
        return "Not decided: questions are open";
    if (decision == "caution")
        return "Caution";
    return "Nothing found against needling";
}

std::string ids_of(const std::vector<chart::FindingId>& ids) {
    std::string text;
    for (const chart::FindingId& id : ids)
        text += (text.empty() ? "" : ", ") + id.text();
    return text;
}

std::string level_words(const chart::ScreeningNote& note) {
    const std::string needling = note.needling == "stop"     ? ", no needling"
                                 : note.needling == "clear"  ? ", needling only when cleared"
                                 : note.needling == "modify" ? ", needling held back"
                                                             : "";
    return decision_words(note.level) + needling;
}

std::string sources_of(const chart::ScreeningNote& note) {
    std::string text;
    for (const chart::SourceId& source : note.sources)
        text += (text.empty() ? "" : ", ") + source.text();
    const bool is_sure = note.mark == "seen" || note.mark == "calc";
    return " [" + text + (is_sure ? "" : "; " + note.mark + ", unverified") + "; rule " +
           note.rule.text() + "]";
}

/// What was found, each with its reason and what to do.
void add_found(Flow& flow, const std::vector<chart::ScreeningNote>& notes) {
    TextStyle name = body_style();
    name.weight = Weight::Bold;
    for (const chart::ScreeningNote& note : notes) {
        if (!note.is_known)
            continue;
        flow.paragraph(note.what + "  ·  " + level_words(note), name);
        flow.paragraph("Because: " + note.because, body_style());
        flow.paragraph("Do: " + note.what_to_do, body_style());
        if (!note.decided.empty())
            flow.paragraph("Decided by " + note.decided, body_style());
        flow.paragraph("Answered: " + ids_of(note.answers) + "." + sources_of(note), quiet_style());
        flow.space(1.5);
    }
}

std::vector<std::string> to_tell(const std::vector<chart::ScreeningNote>& notes) {
    std::vector<std::string> all;
    for (const chart::ScreeningNote& note : notes)
        if (note.is_known && !note.tell_patient.empty())
            all.push_back(note.tell_patient);
    return all;
}

std::vector<std::string> citations(const std::vector<chart::ScreeningNote>& notes) {
    std::set<chart::SourceId> keys;
    for (const chart::ScreeningNote& note : notes)
        if (note.is_known)
            keys.insert(note.sources.begin(), note.sources.end());
    std::vector<std::string> all;
    for (const chart::SourceId& key : keys)
        all.push_back(key.text() + ": " + citation_text(key));
    return all;
}

std::vector<std::string> asked(const std::vector<chart::Screening::Question>& questions) {
    std::vector<std::string> all;
    for (const chart::Screening::Question& question : questions)
        all.push_back(question.ask + " (" + question.finding.text() + ")");
    return all;
}

} // namespace

std::vector<Drawing> draw_screening_pages(const chart::Plan& plan) {
    if (!plan.screening)
        return {};
    const chart::Screening& screening = *plan.screening;
    bool is_first = true;
    Flow flow([&] {
        Flow::Sheet sheet{{page_width_mm, page_height_mm, {}}, 0};
        const double y = add_page_head(sheet.page, plan);
        sheet.y = add_text(sheet.page, {page_margin_mm, y},
                           is_first ? "Screening" : "Screening, continued", title_style())
                      .bottom() +
                  2.5;
        is_first = false;
        return sheet;
    });
    const TextStyle large{11, palette().ink, Weight::Bold, false, true};
    flow.paragraph(decision_words(screening.decision) + ".", large);
    flow.paragraph(screening.may_needle
                       ? "Needling may be planned, held back by what is said below. Ask again at "
                         "every visit: that nothing was found today clears nobody for good."
                       : "No needling today. What follows says why, and what to do.",
                   body_style());
    if (!screening.unfinished.empty())
        flow.paragraph(screening.unfinished, body_style());
    flow.space(2);
    flow.list("Ask or examine before anybody is needled", asked(screening.to_ask));
    add_found(flow, screening.notes);
    flow.list("What to tell the patient", to_tell(screening.notes));
    flow.list("How needling is held back", screening.restraint);
    flow.list("Not asked, and worth it", asked(screening.not_asked));
    flow.list("Sources", citations(screening.notes));
    return std::move(flow).finish();
}

} // namespace filiform::report
