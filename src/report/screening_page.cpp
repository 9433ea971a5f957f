// SPDX-License-Identifier: Apache-2.0
#include <map>
#include <set>

#include "chart/citation.h"
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

std::string level_words(const chart::ScreeningNote& note) {
    const std::string needling = note.needling == "stop"     ? ", no needling"
                                 : note.needling == "clear"  ? ", needling only when cleared"
                                 : note.needling == "modify" ? ", needling held back"
                                                             : "";
    return decision_words(note.level) + needling;
}

std::string sources_of(const chart::ScreeningNote& note) {
    return " [" + base::joined(note.sources) +
           (chart::is_verified(note.mark) ? "" : "; " + note.mark + ", unverified") + "; rule " +
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
        flow.paragraph("Answered: " + base::joined(note.answers) + "." + sources_of(note),
                       quiet_style());
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

std::vector<std::string> held_back_lines(const std::vector<chart::Screening::HeldBack>& restraint) {
    std::vector<std::string> lines;
    for (const chart::Screening::HeldBack& one : restraint) {
        lines.push_back(one.text + " [" + base::joined(one.rules) + "]");
    }
    return lines;
}

std::vector<std::string> asked(const std::vector<chart::Screening::Question>& questions) {
    std::vector<std::string> all;
    for (const chart::Screening::Question& question : questions)
        all.push_back(question.ask + " (" + question.finding.text() + ")");
    return all;
}

std::string with_spaces(std::string id) {
    for (char& letter : id)
        if (letter == '_' || letter == '.')
            letter = ' ';
    return id;
}

using Answered = chart::Screening::Answered;

/// Both sides as one where they were answered alike: "slr_pain" for the two of them.
std::vector<Answered> sides_joined(const std::vector<Answered>& all) {
    std::vector<Answered> joined;
    for (const Answered& one : all) {
        const std::string shared = chart::without_side(one.finding.text());
        const bool is_left = chart::side_of(one.finding.text()) == chart::Side::Left;
        if (is_left && !joined.empty() && joined.back().finding.text() == shared + ".right" &&
            joined.back().answer == one.answer)
            joined.back().finding = chart::FindingId(shared);
        else
            joined.push_back(one);
    }
    return joined;
}

/// One line for each group: what was affirmed, what was measured or chosen, what was denied.
std::vector<std::string> answers_by_group(const std::vector<Answered>& all) {
    struct Said {
        std::string yes, other, no;
    };
    std::map<std::string, Said> groups;
    for (const Answered& one : sides_joined(all)) {
        Said& said = groups[one.group];
        const bool is_yes = one.answer == "yes";
        std::string& list = one.is_no ? said.no : is_yes ? said.yes : said.other;
        list += (list.empty() ? "" : ", ") + with_spaces(one.finding.text());
        if (!one.is_no && !is_yes)
            list += ": " + one.answer;
    }
    std::vector<std::string> lines;
    for (const auto& [group, said] : groups)
        lines.push_back(with_spaces(group) + ".  " +
                        (said.yes.empty() ? "" : "Yes: " + said.yes + ".  ") +
                        (said.other.empty() ? "" : said.other + ".  ") +
                        (said.no.empty() ? "" : "No, or none: " + said.no + "."));
    return lines;
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
    flow.list("How needling is held back", held_back_lines(screening.restraint));
    flow.list("Not asked, and worth it", asked(screening.not_asked));
    flow.list("What was answered, of both sides where none is named; all else is not known",
              answers_by_group(screening.answered));
    flow.list("Sources", citations(screening.notes));
    return std::move(flow).finish();
}

} // namespace filiform::report
