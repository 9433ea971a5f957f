// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <memory>
#include <ostream>
#include <string>
#include <vector>

#include <CLI/CLI.hpp>

#include "base/file.h"
#include "base/spelling.h"
#include "cli/commands.h"
#include "cli/console.h"
#include "cli/evidence_commands.h"
#include "cli/evidence_plots.h"
#include "cli/option_checks.h"
#include "cli/version.h"
#include "evidence/analysis.h"
#include "evidence/analysis_words.h"
#include "evidence/order_words.h"
#include "evidence/trials.h"

namespace filiform::cli {

namespace {

using evidence::Analysis;
using evidence::AnalysisOrder;
using evidence::LeftOut;
using evidence::Selection;
using evidence::TitledRows;
using evidence::TrialTable;

struct PoolOptions {
    std::string trials;
    evidence::OrderWords order;
    std::string out;
    std::string format = "text";
};

/// One of some words, in letters of either case; all of them otherwise.
CLI::Validator word_for(const char* member) {
    return {[member](std::string& text) -> std::string {
                const auto words = evidence::words_for(member);
                text = CLI::detail::to_lower(text);
                if (std::find(words.begin(), words.end(), text) != words.end())
                    return "";
                std::string all;
                for (const std::string& word : words)
                    all += (all.empty() ? "" : ", ") + word;
                return "'" + text + "' is none of " + all + ".";
            },
            ""};
}

/// The same with the options as they are typed.
base::Checked<AnalysisOrder> pool_order(const PoolOptions& options, const TrialTable& table) {
    auto order = evidence::read_order(options.order, table);
    if (!order)
        for (base::Problem& problem : order.error())
            problem.where = problem.code == "evidence.measure" ? table.name + ", --measure"
                                                               : "--" + problem.where;
    return order;
}

void print_titled(const std::string& title, const std::vector<std::string>& lines,
                  std::ostream& out) {
    if (!lines.empty())
        out << title << '\n';
    for (const std::string& line : lines)
        out << "  " << line << '\n';
}

void print_left_out(const Selection& selection, std::ostream& out) {
    if (selection.left_out.empty())
        return;
    out << "Left out:\n";
    for (const LeftOut& one : selection.left_out)
        out << "  line " << one.row->line << ", " << one.label << ": " << one.why << ".\n";
}

void print_analysis(const Analysis& analysis, std::ostream& out) {
    out << table(study_rows(analysis)) << '\n';
    for (const std::string& sentence : result_sentences(analysis))
        out << sentence << '\n';
    for (const TitledRows& more : further_rows(analysis))
        out << '\n' << more.title << '\n' << table(more.rows);
    out << '\n';
    print_titled("Take care:", analysis.warnings, out);
    print_titled("Of the rows:", analysis.selection.remarks, out);
    print_left_out(analysis.selection, out);
    print_titled("Conventions:", convention_sentences(analysis), out);
}

void print_refusal(const Analysis& analysis, std::ostream& out) {
    out << "Nothing is pooled.\n";
    print_titled("Because:", analysis.selection.refusals, out);
    if (analysis.selection.studies.empty() && analysis.selection.refusals.empty())
        out << (analysis.selection.left_out.empty() ? "No row was asked for.\n"
                                                    : "No row is left that may be pooled.\n");
    if (!analysis.selection.studies.empty())
        out << table(study_rows(analysis));
    print_left_out(analysis.selection, out);
}

Exit pool_trials(const PoolOptions& options, const Streams& streams) {
    constexpr std::size_t most_table_bytes = 64U << 20U;
    const auto text = base::load_file(options.trials, most_table_bytes);
    if (!text)
        return refuse(streams, text.error());
    const auto table = evidence::read_trials(*text, options.trials);
    if (!table)
        return refuse(streams, table.error());
    const auto order = pool_order(options, *table);
    if (!order)
        return refuse(streams, order.error());
    const auto analysis = analyse(*table, *order);
    if (!analysis)
        return refuse(streams, analysis.error());
    const std::string json = pool_json(*analysis, *table, std::string(program_name));
    if (!options.out.empty()) {
        const auto saved = base::save_file(std::filesystem::path(options.out) / "pool.json",
                                           std::string_view(json));
        if (!saved)
            return fail(streams, saved.error());
        if (analysis->line)
            if (const auto drawn = save_plots(options.out, *analysis); !drawn)
                return fail(streams, drawn.error());
    }
    if (options.format == "json")
        streams.out << json;
    else if (analysis->line)
        print_analysis(*analysis, streams.out);
    else
        print_refusal(*analysis, streams.out);
    return analysis->line ? Exit::Done : Exit::AnsweredNo;
}

void add_pool(CLI::App& parent, Chosen& chosen) {
    CLI::App* command = parent.add_subcommand(
        "pool", "Pool trials from a table: effect sizes, models, heterogeneity, funnel "
                "(docs/evidence.md)");
    const auto options = std::make_shared<PoolOptions>();
    command->add_option("TRIALS.csv", options->trials, "The table, a row for each trial")
        ->required();
    command
        ->add_option("--measure", options->order.measure,
                     "md, smd, or, rr, rd, proportion, freeman-tukey, generic (else what the "
                     "columns are made for)")
        ->check(word_for("measure"));
    command
        ->add_option("--model", options->order.model,
                     "reml, dl, pm, ml, sj, hs, he, fixed, mh, peto, glmm (else reml)")
        ->check(word_for("model"));
    command
        ->add_option("--adjust", options->order.adjust,
                     "hartung-knapp (of random effects, unless said), none, "
                     "hartung-knapp-unguarded")
        ->check(word_for("adjust"));
    command
        ->add_option("--prediction", options->order.prediction,
                     "t-k-2 (unless said), t-k-1, normal: of the prediction interval")
        ->check(word_for("prediction"));
    command->add_option("--where", options->order.where,
                        "COLUMN=VALUE: only such rows; may be repeated");
    command
        ->add_option("--together", options->order.together,
                     "outcome, unit, trial or scores: rows that differ there belong together")
        ->check(CLI::IsMember({"outcome", "unit", "trial", "scores"}));
    command->add_option("--by", options->order.by, "Column of subgroups");
    command->add_option("--moderator", options->order.moderators,
                        "Column that may explain differences; may be repeated");
    command->add_option("--cumulative-by", options->order.cumulative_by,
                        "Column in whose order studies are added");
    command->add_flag("--pooled-sd", options->order.is_spread_pooled,
                      "Mean differences: one SD for both arms");
    command->add_flag("--unbiased-variance", options->order.is_variance_unbiased,
                      "Hedges' g: its unbiased variance");
    command
        ->add_option("--level", options->order.level, "Of every interval, also those in the table")
        ->check(CLI::Range(0.5, 0.999999));
    command->add_option("--out", options->out, "Folder of pool.json and the plots");
    add_format(*command, options->format);
    choose(*command, chosen, options, pool_trials);
}

} // namespace

void add_evidence(CLI::App& app, Chosen& chosen) {
    CLI::App* command = app.add_subcommand(
        "evidence", "What trials say of the library's questions, and how sure one can be of it");
    command->require_subcommand(0, 1);
    add_pool(*command, chosen);
    add_living_evidence(*command, chosen);
}

} // namespace filiform::cli
