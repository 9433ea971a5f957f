// SPDX-License-Identifier: Apache-2.0
#include <memory>
#include <ostream>
#include <string>

#include <CLI/CLI.hpp>

#include "base/file.h"
#include "cli/console.h"
#include "cli/evidence_commands.h"
#include "evidence/living.h"
#include "knowledge/library.h"
#include "workshop/evidence_links.h"

namespace filiform::cli {

namespace {

using evidence::LivingEvidence;
using evidence::Question;

constexpr std::size_t most_evidence_bytes = 64U << 20U;

/// The evidence of a folder; without one, what the program carries.
base::Checked<LivingEvidence> evidence_of(const std::string& folder) {
    if (folder.empty())
        return evidence::living_evidence();
    const std::string trials = folder + "/trials.csv";
    const std::string questions = folder + "/questions.yaml";
    const auto rows = base::load_file(trials, most_evidence_bytes);
    const auto asked = base::load_file(questions, most_evidence_bytes);
    base::Problems problems;
    if (!rows)
        problems.push_back(rows.error());
    if (!asked)
        problems.push_back(asked.error());
    if (!problems.empty())
        return tl::unexpected(problems);
    return evidence::read_living_evidence(*rows, trials, *asked, questions);
}

Exit list_questions(const std::string& folder, const Streams& streams) {
    const auto all = evidence_of(folder);
    if (!all)
        return refuse(streams, all.error());
    for (const Question& question : all->questions) {
        const auto now = answer(question, all->trials);
        if (!now)
            return refuse(streams, now.error());
        streams.out << question.asks << "\n  " << question.id
                    << "\n  Result: " << answer_words(question, *now)
                    << "\n  Certainty: " << evidence::certainty_words(question.certainty) << " ["
                    << question.mark << "]. " << question.certainty_why << "\n  Bears on:";
        for (const std::string& statement : question.informs)
            streams.out << ' ' << statement;
        streams.out << "\n\n";
    }
    return Exit::Done;
}

/// Where these questions and the library that the program carries do not name each other. A folder
/// is answerable for what it informs, and not for what our library rests on.
base::Problems link_faults(const LivingEvidence& evidence, const std::string& folder) {
    const auto& library = knowledge::library();
    if (!library)
        return library.error();
    base::Problems problems = workshop::evidence_links(*library, evidence);
    if (!folder.empty())
        std::erase_if(problems,
                      [](const base::Problem& one) { return one.code == "knowledge.evidence"; });
    return problems;
}

Exit check_evidence(const std::string& folder, const Streams& streams) {
    const auto all = evidence_of(folder);
    if (!all)
        return refuse(streams, all.error());
    if (const base::Problems problems = link_faults(*all, folder); !problems.empty())
        return refuse(streams, problems);
    std::size_t pooled = 0;
    for (const Question& question : all->questions)
        pooled += question.pooled ? 1 : 0;
    streams.out << table({{"trial rows", std::to_string(all->trials.rows.size())},
                          {"questions", std::to_string(all->questions.size())},
                          {"with a result", std::to_string(pooled)}});
    return Exit::Done;
}

struct NewTrialOptions {
    std::string rows;
    std::string folder;
};

Exit show_addition(const NewTrialOptions& options, const Streams& streams) {
    const auto all = evidence_of(options.folder);
    if (!all)
        return refuse(streams, all.error());
    const auto text = base::load_file(options.rows, most_evidence_bytes);
    if (!text)
        return refuse(streams, text.error());
    const auto added = evidence::add_trials(*all, *text, options.rows);
    if (!added)
        return refuse(streams, added.error());
    for (const evidence::Change& change : (*added)->changes) {
        const Question& question = *change.question;
        streams.out << question.asks << "\n  before: " << answer_words(question, change.before)
                    << "\n  after:  " << answer_words(question, change.after) << '\n';
        for (const evidence::LeftOut& out : change.after.selection.left_out)
            streams.out << "  left out: " << out.label << ", " << out.why << ".\n";
        for (const std::string& warning : change.after.warnings)
            streams.out << "  take care: " << warning << '\n';
        streams.out << "  certainty: " << evidence::certainty_words(question.certainty)
                    << " was put down for what is before. The clinic lead looks at it again and "
                       "signs, in questions.yaml.\n  It bears on:";
        for (const std::string& statement : question.informs)
            streams.out << ' ' << statement;
        streams.out << '\n';
    }
    streams.out << "Nothing was written.\n";
    return Exit::Done;
}

} // namespace

void add_living_evidence(CLI::App& parent, Chosen& chosen) {
    const auto folder = std::make_shared<std::string>();
    parent.add_option("--data", *folder,
                      "Folder of trials.csv and questions.yaml (else what the program carries)");
    CLI::App* checking = parent.add_subcommand(
        "check", "Check the trials and questions, and that every signed result still holds");
    checking->fallthrough();
    checking->callback([&chosen, folder] {
        chosen = [folder](const Streams& streams) { return check_evidence(*folder, streams); };
    });
    CLI::App* adding =
        parent.add_subcommand("add", "Show what new trials change; nothing is written");
    adding->fallthrough();
    const auto options = std::make_shared<NewTrialOptions>();
    adding
        ->add_option("ROWS.csv", options->rows,
                     "Rows as in trials.csv, with a column `question` besides")
        ->required();
    adding->callback([&chosen, options, folder] {
        options->folder = *folder;
        chosen = [options](const Streams& streams) { return show_addition(*options, streams); };
    });
    parent.callback([&parent, &chosen, folder] {
        if (parent.get_subcommands().empty())
            chosen = [folder](const Streams& streams) { return list_questions(*folder, streams); };
    });
}

} // namespace filiform::cli
