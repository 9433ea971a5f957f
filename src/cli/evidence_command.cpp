// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <map>
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
#include "evidence/trials.h"

namespace filiform::cli {

namespace {

using evidence::Adjustment;
using evidence::Analysis;
using evidence::AnalysisOrder;
using evidence::Estimator;
using evidence::GVariance;
using evidence::LeftOut;
using evidence::Measure;
using evidence::Method;
using evidence::Prediction;
using evidence::Selection;
using evidence::Spread;
using evidence::TitledRows;
using evidence::TrialTable;

struct PoolOptions {
    std::string trials;
    std::string measure;
    std::string model = "reml";
    std::string adjust;
    std::string prediction = "t-k-2";
    std::vector<std::string> where;
    std::vector<std::string> together;
    std::vector<std::string> moderators;
    std::string by;
    std::string cumulative_by;
    bool is_spread_pooled = false;
    bool is_variance_unbiased = false;
    double level = 0.95;
    std::string out;
    std::string format = "text";
};

const std::map<std::string, Measure>& pool_measures() {
    static const std::map<std::string, Measure> words{{"md", Measure::MeanDifference},
                                                      {"smd", Measure::StandardisedDifference},
                                                      {"g", Measure::StandardisedDifference},
                                                      {"or", Measure::OddsRatio},
                                                      {"log-or", Measure::OddsRatio},
                                                      {"logor", Measure::OddsRatio},
                                                      {"rr", Measure::RiskRatio},
                                                      {"log-rr", Measure::RiskRatio},
                                                      {"logrr", Measure::RiskRatio},
                                                      {"rd", Measure::RiskDifference},
                                                      {"proportion", Measure::Proportion},
                                                      {"logit", Measure::Proportion},
                                                      {"plo", Measure::Proportion},
                                                      {"freeman-tukey", Measure::FreemanTukey},
                                                      {"pft", Measure::FreemanTukey},
                                                      {"generic", Measure::Generic},
                                                      {"gen", Measure::Generic}};
    return words;
}

struct PoolWay {
    Method method = Method::InverseVariance;
    Estimator estimator = Estimator::Reml;
};
const std::map<std::string, PoolWay>& pool_models() {
    const auto weighted = [](Estimator estimator) {
        return PoolWay{Method::InverseVariance, estimator};
    };
    static const std::map<std::string, PoolWay> words{
        {"fixed", weighted(Estimator::Fixed)},
        {"fe", weighted(Estimator::Fixed)},
        {"iv", weighted(Estimator::Fixed)},
        {"random", weighted(Estimator::Reml)},
        {"reml", weighted(Estimator::Reml)},
        {"dl", weighted(Estimator::Dl)},
        {"pm", weighted(Estimator::Pm)},
        {"eb", weighted(Estimator::Pm)},
        {"ml", weighted(Estimator::Ml)},
        {"sj", weighted(Estimator::Sj)},
        {"hs", weighted(Estimator::Hs)},
        {"he", weighted(Estimator::He)},
        {"dl2", weighted(Estimator::Dl2)},
        {"ca2", weighted(Estimator::Ca2)},
        {"mh", {Method::MantelHaenszel, Estimator::Fixed}},
        {"mantel-haenszel", {Method::MantelHaenszel, Estimator::Fixed}},
        {"peto", {Method::Peto, Estimator::Fixed}},
        {"glmm", {Method::Glmm, Estimator::Ml}}};
    return words;
}

const std::map<std::string, Adjustment>& pool_adjustments() {
    static const std::map<std::string, Adjustment> words{
        {"hartung-knapp", Adjustment::HartungKnapp},
        {"none", Adjustment::None},
        {"hartung-knapp-unguarded", Adjustment::HartungKnappUnguarded}};
    return words;
}

const std::map<std::string, Prediction>& pool_predictions() {
    static const std::map<std::string, Prediction> words{{"t-k-2", Prediction::TOfKLess2},
                                                         {"t-k-1", Prediction::TOfKLess1},
                                                         {"normal", Prediction::Normal}};
    return words;
}

/// One of some words, in letters of either case; the one it is most like otherwise.
template <class Meaning>
CLI::Validator word_among(const std::map<std::string, Meaning>& words) {
    return {[&words](std::string& text) -> std::string {
                text = CLI::detail::to_lower(text);
                if (words.contains(text))
                    return "";
                std::string all;
                for (const auto& [word, meaning] : words)
                    all += (all.empty() ? "" : ", ") + word;
                return "'" + text + "' is none of " + all + ".";
            },
            ""};
}

base::Result<AnalysisOrder> pool_order(const PoolOptions& options, const TrialTable& table) {
    AnalysisOrder order;
    const PoolWay way = pool_models().at(options.model);
    order.method = way.method;
    order.model.estimator = way.estimator;
    order.model.level = options.level;
    const bool is_random =
        way.estimator != Estimator::Fixed && way.method == Method::InverseVariance;
    order.model.adjustment = !options.adjust.empty() ? pool_adjustments().at(options.adjust)
                             : is_random             ? Adjustment::HartungKnapp
                                                     : Adjustment::None;
    order.prediction = pool_predictions().at(options.prediction);
    order.moderators = options.moderators;
    order.by = options.by;
    order.cumulative_by = options.cumulative_by;
    order.choice.together = options.together;
    order.choice.spread = options.is_spread_pooled ? Spread::Pooled : Spread::PerArm;
    order.choice.g_variance =
        options.is_variance_unbiased ? GVariance::Unbiased : GVariance::LargeSample;
    for (const std::string& condition : options.where) {
        const std::size_t at = condition.find('=');
        if (at == 0 || at == std::string::npos)
            return tl::unexpected(base::Problem{"usage.where", "--where " + condition,
                                                "This is not COLUMN=VALUE.",
                                                "Write --where outcome=ODI."});
        order.choice.where.emplace_back(condition.substr(0, at), condition.substr(at + 1));
    }
    if (!options.measure.empty()) {
        order.choice.measure = pool_measures().at(options.measure);
        return order;
    }
    const auto likely = likely_measure(table);
    if (!likely)
        return tl::unexpected(base::Problem{
            "usage.measure", table.name, "What to pool is not plain from the columns.",
            "Say it: --measure md, smd, or, rr, rd, proportion, freeman-tukey or generic."});
    order.choice.measure = *likely;
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
        ->add_option("--measure", options->measure,
                     "md, smd, or, rr, rd, proportion, freeman-tukey, generic (else what the "
                     "columns are made for)")
        ->check(word_among(pool_measures()));
    command
        ->add_option("--model", options->model,
                     "reml, dl, pm, ml, sj, hs, he, fixed, mh, peto, glmm (else reml)")
        ->check(word_among(pool_models()));
    command
        ->add_option("--adjust", options->adjust,
                     "hartung-knapp (of random effects, unless said), none, "
                     "hartung-knapp-unguarded")
        ->check(word_among(pool_adjustments()));
    command
        ->add_option("--prediction", options->prediction,
                     "t-k-2 (unless said), t-k-1, normal: of the prediction interval")
        ->check(word_among(pool_predictions()));
    command->add_option("--where", options->where, "COLUMN=VALUE: only such rows; may be repeated");
    command
        ->add_option("--together", options->together,
                     "outcome, unit, trial or scores: rows that differ there belong together")
        ->check(CLI::IsMember({"outcome", "unit", "trial", "scores"}));
    command->add_option("--by", options->by, "Column of subgroups");
    command->add_option("--moderator", options->moderators,
                        "Column that may explain differences; may be repeated");
    command->add_option("--cumulative-by", options->cumulative_by,
                        "Column in whose order studies are added");
    command->add_flag("--pooled-sd", options->is_spread_pooled,
                      "Mean differences: one SD for both arms");
    command->add_flag("--unbiased-variance", options->is_variance_unbiased,
                      "Hedges' g: its unbiased variance");
    command->add_option("--level", options->level, "Of every interval, also those in the table")
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
