// SPDX-License-Identifier: Apache-2.0
#include "evidence/analysis.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <numeric>

namespace filiform::evidence {

namespace {

std::optional<double> number_of(const std::string& text) {
    double value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    const bool is_whole = error == std::errc() && end == text.data() + text.size();
    return is_whole && std::isfinite(value) ? std::optional(value) : std::nullopt;
}

base::Problem wrong_column(const TrialTable& table, const std::string& column,
                           const std::string& what) {
    return {"evidence.where", table.name + ", column " + column, what,
            "Name a column that every study has."};
}

/// A column's text for every study.
base::Result<std::vector<std::string>> texts_of(const TrialTable& table, const Selection& selection,
                                                const std::string& written) {
    const std::string column = column_name(written);
    if (!table.has_column(column))
        return tl::unexpected(wrong_column(table, written, "The table has no such column."));
    std::vector<std::string> texts;
    for (const StudyEffect& study : selection.studies) {
        texts.push_back(study.row->text(column));
        if (texts.back().empty())
            return tl::unexpected(wrong_column(
                table, written, "It is empty in line " + std::to_string(study.row->line) + "."));
    }
    return texts;
}

base::Result<std::vector<Moderator>> moderators_of(const TrialTable& table,
                                                   const Selection& selection,
                                                   const std::vector<std::string>& columns) {
    std::vector<Moderator> all;
    for (const std::string& column : columns) {
        const auto texts = texts_of(table, selection, column);
        if (!texts)
            return tl::unexpected(texts.error());
        Moderator one{column, {}};
        for (const std::string& text : *texts)
            if (const auto value = number_of(text))
                one.values.push_back(*value);
        if (one.values.size() == texts->size()) {
            all.push_back(std::move(one));
            continue;
        }
        for (Moderator& word : moderators_of_words(column, *texts))
            all.push_back(std::move(word));
    }
    return all;
}

std::optional<base::Problem> wrong_method(const AnalysisOrder& order) {
    const Measure measure = order.choice.measure;
    const bool is_of_counts = is_ratio(measure) || measure == Measure::RiskDifference;
    const char* what = nullptr;
    if (order.method == Method::MantelHaenszel && !is_of_counts)
        what = "Mantel–Haenszel pools odds ratios, risk ratios and risk differences.";
    if (order.method == Method::Peto && measure != Measure::OddsRatio)
        what = "Peto's method pools odds ratios.";
    if (order.method == Method::Glmm && measure != Measure::Proportion)
        what = "The binomial-normal model pools proportions.";
    if (what == nullptr)
        return std::nullopt;
    return base::Problem{"evidence.method", "--model", what,
                         "Choose another --model, or another --measure."};
}

CountMethod count_method(const AnalysisOrder& order) {
    if (order.method == Method::Peto)
        return CountMethod::PetoOr;
    switch (order.choice.measure) {
    case Measure::OddsRatio:
        return CountMethod::MantelHaenszelOr;
    case Measure::RiskRatio:
        return CountMethod::MantelHaenszelRr;
    default:
        return CountMethod::MantelHaenszelRd;
    }
}

/// Mantel–Haenszel and Peto need the cells themselves.
void keep_counted(Selection& selection) {
    std::vector<StudyEffect> counted;
    for (StudyEffect& study : selection.studies)
        if (study.counts)
            counted.push_back(std::move(study));
        else
            selection.left_out.push_back({study.row, study.label, "this method needs its counts"});
    selection.studies = std::move(counted);
}

base::Result<Line> pool_cells(const Analysis& analysis) {
    std::vector<ArmCounts> cells;
    for (const StudyEffect& study : analysis.selection.studies)
        cells.push_back(*study.counts);
    const auto pooled =
        pool_counts(cells, count_method(analysis.order), analysis.order.model.level);
    if (!pooled)
        return tl::unexpected(pooled.error());
    return Line{pooled->effect, std::nullopt, pooled->weights_percent,
                pooled->q,      pooled->df,   pooled->p};
}

base::Result<Line> pool_proportions(Analysis& analysis) {
    std::vector<Count> counts;
    for (const StudyEffect& study : analysis.selection.studies)
        counts.push_back(*study.count);
    const auto pooled = pool_logits(counts, analysis.order.model.level);
    if (!pooled)
        return tl::unexpected(pooled.error());
    analysis.logits = *pooled;
    return Line{pooled->logit, std::nullopt, {}, pooled->likelihood_ratio, pooled->df, pooled->p};
}

Line pool_effects(Analysis& analysis) {
    analysis.pooled = pool(analysis.effects(), analysis.order.model, analysis.order.prediction);
    const Heterogeneity& between = analysis.pooled->model.heterogeneity;
    return {analysis.pooled->effect(),
            analysis.pooled->model.df,
            analysis.pooled->model.weights_percent,
            between.q,
            between.df,
            between.p};
}

void look_around(Analysis& analysis) {
    const std::vector<Effect> effects = analysis.effects();
    const ModelOrder& model = analysis.order.model;
    constexpr std::size_t most_refits = 2000;
    if (effects.size() >= 2 && effects.size() <= most_refits)
        analysis.left_one_out = leave_one_out(effects, model);
    if (effects.size() < 3)
        return;
    if (effects.size() <= most_refits)
        analysis.influences = influence(effects, model);
    analysis.classic = classic_egger(effects);
    analysis.mixed = mixed_egger(effects, {model.estimator, Adjustment::None, model.level});
    analysis.rank = begg_rank(effects);
    for (const TrimEstimator estimator : {TrimEstimator::L0, TrimEstimator::R0})
        if (auto filled = trim_and_fill(effects, model, estimator))
            analysis.trimmed.push_back(std::move(*filled));
}

/// The same in the order of a column: numbers by size, words by the alphabet.
void accumulate(Analysis& analysis, const std::vector<std::string>& keys) {
    std::vector<std::size_t> order(keys.size());
    std::iota(order.begin(), order.end(), 0);
    std::stable_sort(order.begin(), order.end(), [&](std::size_t i, std::size_t j) {
        const auto a = number_of(keys[i]);
        const auto b = number_of(keys[j]);
        return a && b ? *a < *b : keys[i] < keys[j];
    });
    std::vector<Effect> effects;
    for (const std::size_t i : order)
        effects.push_back(analysis.selection.studies[i].effect);
    const std::vector<Pooled> all = cumulative(effects, analysis.order.model);
    for (std::size_t step = 0; step < all.size(); ++step)
        analysis.steps.push_back(
            {analysis.selection.studies[order[step]].label, all[step].effect()});
}

base::Result<void> look_further(Analysis& analysis, const TrialTable& table) {
    const AnalysisOrder& order = analysis.order;
    if (!order.by.empty()) {
        const auto names = texts_of(table, analysis.selection, order.by);
        if (!names)
            return tl::unexpected(names.error());
        analysis.groups = subgroups(analysis.effects(), *names, order.model);
    }
    if (!order.moderators.empty()) {
        const auto moderators = moderators_of(table, analysis.selection, order.moderators);
        if (!moderators)
            return tl::unexpected(moderators.error());
        auto fitted = regress(analysis.effects(), *moderators, order.model);
        if (!fitted)
            return tl::unexpected(fitted.error());
        analysis.regression = std::move(*fitted);
    }
    if (!order.cumulative_by.empty()) {
        const auto keys = texts_of(table, analysis.selection, order.cumulative_by);
        if (!keys)
            return tl::unexpected(keys.error());
        accumulate(analysis, *keys);
    }
    return {};
}

void warn(Analysis& analysis) {
    if (analysis.pooled)
        analysis.warnings = warnings_of(analysis.effects(), *analysis.pooled);
    if (analysis.order.choice.measure == Measure::FreemanTukey)
        analysis.warnings.emplace_back(
            "The double arcsine is turned back with the harmonic mean of the sizes; with very "
            "unequal studies that can mislead. The binomial-normal model (--measure proportion "
            "--model glmm) needs no way back.");
    const bool has_rare =
        std::any_of(analysis.selection.studies.begin(), analysis.selection.studies.end(),
                    [](const StudyEffect& study) {
                        return (study.count && (study.count->events == 0 ||
                                                study.count->events == study.count->n));
                    });
    if (has_rare && analysis.order.method == Method::InverseVariance)
        analysis.warnings.emplace_back(
            "A study has no event, or nothing else: half an event was added to it. The "
            "binomial-normal model (--model glmm) adds nothing.");
}

} // namespace

std::vector<Effect> Analysis::effects() const {
    std::vector<Effect> all;
    for (const StudyEffect& study : selection.studies)
        all.push_back(study.effect);
    return all;
}

double Analysis::shown(double value) const {
    const Measure measure = order.choice.measure;
    if (is_ratio(measure))
        return std::exp(value);
    if (measure == Measure::Proportion)
        return 1 / (1 + std::exp(-value));
    if (measure != Measure::FreemanTukey)
        return value;
    std::vector<double> sizes;
    for (const StudyEffect& study : selection.studies)
        sizes.push_back(study.count->n);
    return proportion_of_double_arcsine(value, harmonic_mean(sizes));
}

base::Result<Analysis> analyse(const TrialTable& table, const AnalysisOrder& order) {
    if (const auto problem = wrong_method(order))
        return tl::unexpected(*problem);
    auto selection = select_studies(table, order.choice);
    if (!selection)
        return tl::unexpected(selection.error());
    Analysis analysis;
    analysis.order = order;
    analysis.selection = std::move(*selection);
    const bool is_of_cells = order.method == Method::MantelHaenszel || order.method == Method::Peto;
    if (is_of_cells)
        keep_counted(analysis.selection);
    if (analysis.selection.studies.empty() || !analysis.selection.refusals.empty())
        return analysis;
    base::Result<Line> line = is_of_cells                    ? pool_cells(analysis)
                              : order.method == Method::Glmm ? pool_proportions(analysis)
                                                             : pool_effects(analysis);
    if (!line)
        return tl::unexpected(line.error());
    analysis.line = std::move(*line);
    if (order.method == Method::InverseVariance) {
        look_around(analysis);
        if (const auto done = look_further(analysis, table); !done)
            return tl::unexpected(done.error());
    }
    warn(analysis);
    return analysis;
}

} // namespace filiform::evidence
