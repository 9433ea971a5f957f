// SPDX-License-Identifier: Apache-2.0
#include "cli/screening_words.h"

#include <ostream>

#include "chart/citation.h"
#include "cli/console.h"

namespace filiform::cli {

namespace {

void print_note(const chart::ScreeningNote& note, std::ostream& out) {
    out << '\n'
        << note.what << "  [" << note.rule << ", " << note.level << ", needling: " << note.needling
        << "]\n  Found: " << base::joined(note.answers) << "\n  " << note.because
        << (chart::is_verified(note.mark) ? "" : " (" + note.mark + ", unverified)")
        << "\n  Do: " << note.what_to_do << '\n';
    if (!note.decided.empty())
        out << "  Decided by " << note.decided << '\n';
}

} // namespace

void print_screening(const chart::Screening& screening, std::ostream& out) {
    out << "Decision: " << screening.decision << '\n'
        << (screening.may_needle ? "Needling may be planned, held back by what is said below.\n"
                                 : "No needling today.\n");
    if (!screening.unfinished.empty())
        out << screening.unfinished << '\n';
    if (!screening.to_ask.empty()) {
        out << "\nAsk or examine before anybody is needled:\n";
        for (const chart::Screening::Question& question : screening.to_ask)
            out << "  " << question.finding << ": " << question.ask << '\n';
    }
    for (const chart::ScreeningNote& note : screening.notes)
        if (note.is_known)
            print_note(note, out);
    if (!screening.restraint.empty()) {
        out << "\nHow needling is held back:\n";
        for (const chart::Screening::HeldBack& one : screening.restraint)
            out << "  " << one.text << '\n';
    }
    if (!screening.not_asked.empty()) {
        out << "\nNot asked, and worth it:\n";
        for (const chart::Screening::Question& question : screening.not_asked)
            out << "  " << question.finding << ": " << question.ask << '\n';
    }
}

void print_assessment(const chart::Assessment& assessment, std::ostream& out) {
    out << "\nProbably behind it (of 100; several may be at work):\n";
    std::vector<std::vector<std::string>> rows;
    for (const chart::CauseNote& cause : assessment.causes)
        rows.push_back({"  " + fixed(100 * cause.probability, 0),
                        fixed(100 * cause.low, 0) + " to " + fixed(100 * cause.high, 0),
                        cause.name + (cause.may_lead ? "" : " (cannot lead)")});
    out << table(rows) << "\nWhat can be done, the best founded first:\n";
    rows.clear();
    for (const chart::CareNote& care : assessment.care)
        rows.push_back({"  " + care.name, care.standing, "certainty " + care.certainty});
    out << table(rows);
    if (!assessment.targets.empty())
        out << "\nMuscles found:";
    for (const chart::TargetNote& target : assessment.targets)
        out << ' ' << target.target;
    out << '\n';
}

} // namespace filiform::cli
