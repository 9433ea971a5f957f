// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <functional>
#include <memory>
#include <ostream>

#include <CLI/CLI.hpp>

#include "base/spelling.h"
#include "chart/citation.h"
#include "cli/commands.h"
#include "cli/console.h"
#include "evidence/living.h"
#include "knowledge/library.h"
#include "knowledge/library_pages.h"
#include "workshop/evidence_links.h"

namespace filiform::cli {

namespace {

using knowledge::Library;

/// The library of a folder; without one, what the program carries.
base::Checked<Library> library_of(const std::string& folder) {
    return folder.empty() ? knowledge::library()
                          : knowledge::load_library(folder, knowledge::known_sources());
}

std::size_t claims_of(const Library& library) {
    std::size_t all = 0;
    for (const knowledge::CoverageSection& section : library.coverage)
        all += section.claims.size();
    return all;
}

/// Where the library and the trials that the program carries do not name each other. A folder is
/// answerable for what it names, and not for what a question of ours informs.
base::Problems link_faults(const Library& library, const std::string& folder) {
    const auto& evidence = evidence::living_evidence();
    if (!evidence)
        return evidence.error();
    base::Problems problems = workshop::evidence_links(library, *evidence);
    if (!folder.empty())
        std::erase_if(problems,
                      [](const base::Problem& one) { return one.code == "evidence.informs"; });
    return problems;
}

Exit check(const std::string& folder, const Streams& streams) {
    const auto library = library_of(folder);
    if (!library)
        return refuse(streams, library.error());
    if (const base::Problems problems = link_faults(*library, folder); !problems.empty())
        return refuse(streams, problems);
    const auto signed_in = [](const auto& statements) {
        return std::count_if(statements.begin(), statements.end(),
                             [](const auto& one) { return one.status == "signed"; });
    };
    streams.out << table(
        {{"findings", std::to_string(library->findings.size())},
         {"screening rules", std::to_string(library->screening.size())},
         {"causes", std::to_string(library->causes.size())},
         {"care", std::to_string(library->care.size())},
         {"targets", std::to_string(library->targets.size())},
         {"advice", std::to_string(library->advice.size())},
         {"coverage rows", std::to_string(claims_of(*library))},
         {"signed", std::to_string(signed_in(library->screening) + signed_in(library->causes) +
                                   signed_in(library->care) + signed_in(library->targets) +
                                   signed_in(library->advice))}});
    return Exit::Done;
}

Exit print_page(std::string (*page)(const Library&), const std::string& folder,
                const Streams& streams) {
    const auto library = library_of(folder);
    if (!library)
        return refuse(streams, library.error());
    streams.out << page(*library);
    return Exit::Done;
}

void print_sources(const std::vector<chart::SourceId>& sources, std::ostream& out) {
    for (const chart::SourceId& source : sources)
        if (const chart::Citation* citation = chart::find_citation(source))
            out << "  [" << source.text() << "] " << citation->reference
                << (citation->doi.empty() ? "" : " doi " + citation->doi)
                << (citation->pmid.empty() ? "" : " PMID " + citation->pmid) << '\n';
}

void print_rule(const knowledge::ScreeningRule& rule, std::ostream& out) {
    out << rule.id.text() << ": " << rule.what << '\n'
        << "Decision: " << text(rule.level) << "; needling: " << text(rule.needling)
        << (rule.cleared_by.empty() ? "" : ", by " + rule.cleared_by) << '\n'
        << "Because: " << rule.because << '\n'
        << "Do: " << rule.what_to_do << '\n';
    for (const knowledge::BodyClass& body : rule.classes)
        out << "  " << body.body << ": " << body.class_words << " [" << body.source.text() << "]\n";
    out << "Mark: " << rule.mark << "; " << rule.status << "\nSources:\n";
    print_sources(rule.sources, out);
}

void print_cause(const knowledge::Cause& cause, std::ostream& out) {
    out << cause.id << ": " << cause.name << '\n'
        << "To begin with: " << cause.start.value << " (" << cause.start.low << " to "
        << cause.start.high << ") [" << cause.start_source.text() << ", " << cause.start_mark
        << "] " << cause.start_why << '\n';
    for (const knowledge::EvidenceGroup& group : cause.groups) {
        out << group.what << ", the strongest of:\n";
        for (const knowledge::Evidence& item : group.items) {
            out << "  " << item.what << ": x " << item.if_so.value << " (" << item.if_so.low
                << " to " << item.if_so.high << ")";
            if (item.otherwise)
                out << ", else x " << item.otherwise->value << " (" << item.otherwise->low << " to "
                    << item.otherwise->high << ")";
            out << " [" << item.source.text() << ", " << item.mark << "] " << item.why << '\n';
        }
    }
    if (!cause.leads_why.empty())
        out << "Leads only: " << cause.leads_why << '\n';
    out << "Next: " << cause.what_next << "\nSources:\n";
    print_sources(cause.sources, out);
}

void print_care(const knowledge::CareOption& option, std::ostream& out) {
    out << option.id << ": " << option.name << '\n'
        << "Guidelines on sciatica, together: " << text(standing_of(option)) << '\n'
        << "Certainty of the evidence: " << text(option.certainty) << ". " << option.certainty_why
        << '\n'
        << "Because: " << option.because << "\nDo: " << option.what_to_do << '\n';
    for (const knowledge::Position& position : option.positions)
        out << "  " << position.body << " (" << position.dated << "; " << position.about
            << "): " << text(position.stance) << ". " << position.says << " ["
            << position.source.text() << ", " << position.mark << "]\n";
    out << "Mark: " << option.mark << "; " << option.status << "\nSources:\n";
    print_sources(option.sources, out);
}

void print_target(const knowledge::TargetChoice& choice, std::ostream& out) {
    out << choice.id << ": " << choice.muscle << "\nBecause: " << choice.because << '\n';
    for (const auto& [what, how] : choice.technique)
        out << "  " << what << ": " << how << '\n';
    out << "Mark: " << choice.mark << "; " << choice.status << "\nSources:\n";
    print_sources(choice.sources, out);
}

void print_advice(const knowledge::Advice& advice, std::ostream& out) {
    out << advice.id << " (" << text(advice.part) << ")\n"
        << (advice.asked.empty() ? "" : advice.asked + '\n') << advice.text << '\n';
    if (advice.rate)
        out << advice.rate->per_thousand << " of 1,000 " << advice.rate->counted << '\n';
    out << "Mark: " << advice.mark << "; " << advice.status << "\nSources:\n";
    print_sources(advice.sources, out);
}

void print_claim(const knowledge::Claim& claim, std::ostream& out) {
    const auto list = [&](const char* name, const std::vector<std::string>& all) {
        for (const std::string& one : all)
            out << name << ": " << one << '\n';
    };
    out << claim.id << ": " << claim.about << "\nAnswer: " << text(claim.answer) << '\n';
    if (!claim.why.empty())
        out << "Why: " << claim.why << '\n';
    list("Lives in", claim.lives_in);
    list("Never said", claim.never);
    list("Shown by", claim.tests);
    if (!claim.sources.empty())
        out << "Sources:\n";
    print_sources(claim.sources, out);
}

/// Prints the statement of that id; otherwise notes the names there are.
template <class Statements, class Print>
bool found_in(const Statements& statements, const std::string& id, const Print& print,
              std::vector<std::string>& names, std::ostream& out) {
    for (const auto& one : statements) {
        if (one.id == id) {
            print(one, out);
            return true;
        }
        names.push_back(one.id);
    }
    return false;
}

Exit explain(const std::string& id, const Streams& streams) {
    const auto& library = knowledge::library();
    if (!library)
        return refuse(streams, library.error());
    std::vector<std::string> names;
    for (const knowledge::ScreeningRule& rule : library->screening) {
        if (rule.id.text() == id) {
            print_rule(rule, streams.out);
            return Exit::Done;
        }
        names.push_back(rule.id.text());
    }
    if (found_in(library->causes, id, print_cause, names, streams.out) ||
        found_in(library->care, id, print_care, names, streams.out) ||
        found_in(library->targets, id, print_target, names, streams.out) ||
        found_in(library->advice, id, print_advice, names, streams.out))
        return Exit::Done;
    for (const knowledge::CoverageSection& section : library->coverage)
        if (found_in(section.claims, id, print_claim, names, streams.out))
            return Exit::Done;
    if (const chart::Citation* citation = chart::find_citation(chart::SourceId(id))) {
        streams.out << citation->reference << '\n';
        return Exit::Done;
    }
    const std::string near = base::nearest_name(names, id);
    return refuse(streams, base::Problem{"usage.rule", id, "No statement or source has this name.",
                                         near.empty() ? "Rules are named as red_flag.saddle."
                                                      : "Did you mean " + near + "?"});
}

} // namespace

void add_knowledge(CLI::App& app, Chosen& chosen) {
    CLI::App* command = app.add_subcommand("knowledge", "The clinical library");
    command->require_subcommand(1);
    using Job = std::function<Exit(const std::string&, const Streams&)>;
    const auto add = [&](const char* name, const char* what, const Job& job) {
        CLI::App* one = command->add_subcommand(name, what);
        const auto folder = std::make_shared<std::string>();
        one->add_option("FOLDER", *folder,
                        "Like data/knowledge; left out: what the program carries");
        one->callback([&chosen, folder, job] {
            chosen = [folder, job](const Streams& streams) { return job(*folder, streams); };
        });
    };
    const auto page = [](std::string (*text_of)(const Library&)) {
        return [text_of](const std::string& folder, const Streams& streams) {
            return print_page(text_of, folder, streams);
        };
    };
    add("check", "Check the library, or one in a folder", check);
    add("coverage", "Print docs/coverage.md: what became of each claim of the articles",
        page(knowledge::coverage_page));
    add("questions", "Print docs/questions.md: what patients ask, with the answers",
        page(knowledge::questions_page));
    CLI::App* explained = app.add_subcommand(
        "explain", "The text and sources of anything the library says, by its id");
    const auto id = std::make_shared<std::string>();
    explained->add_option("ID", *id, "As red_flag.saddle_numbness, cause.disc, or KEA18")
        ->required();
    explained->callback(
        [&chosen, id] { chosen = [id](const Streams& streams) { return explain(*id, streams); }; });
}

} // namespace filiform::cli
