// SPDX-License-Identifier: Apache-2.0
#include "evidence/analysis_words.h"

#include <algorithm>
#include <cmath>
#include <cstdio>

namespace filiform::evidence {

namespace {

std::string decimals(double value, int count) {
    char text[64];
    std::snprintf(text, sizeof text, "%.*f", count, value);
    const std::string said = text;
    const bool is_zero = said.find_first_not_of("-0.") == std::string::npos;
    return is_zero && said.front() == '-' ? said.substr(1) : said;
}

std::string percent(double value) {
    return decimals(value, 1) + " %";
}

/// "< 0.0001", "0.032"
std::string p_cell(double p) {
    const std::string said = plain_p(p);
    return said.substr(said.starts_with("P = ") ? 4 : 2);
}

/// Six decimals, for those who compare with another program.
std::string in_full(double value) {
    return std::isfinite(value) ? decimals(value, 6) : "–";
}

Bounds shown(const Analysis& analysis, const Bounds& bounds) {
    return {analysis.shown(bounds.low), analysis.shown(bounds.high)};
}

std::string level_words(const Analysis& analysis) {
    const double level = 100 * analysis.order.model.level;
    return decimals(level, level == std::floor(level) ? 0 : 1) + " %";
}

std::vector<std::string> effect_cells(const Analysis& analysis, const std::string& name,
                                      const Coefficient& effect, const std::string& last) {
    return {name, plain_number(analysis.shown(effect.estimate)),
            plain_interval(shown(analysis, effect.interval)), last};
}

std::string heterogeneity_sentence(const Heterogeneity& found, const Estimator estimator) {
    std::string text = "Differences between studies: Q " + decimals(found.q, 2) + " on " +
                       decimals(found.df, 0) + ", " + plain_p(found.p);
    if (estimator != Estimator::Fixed)
        text += "; tau² " + plain_number(found.tau2);
    if (found.tau2_interval)
        text += (estimator == Estimator::Fixed ? "; tau² " : " (Q-profile ") +
                plain_interval({found.tau2_interval->low, found.tau2_interval->high}) +
                (estimator == Estimator::Fixed ? " by Q-profile" : ")");
    return text + "; I² " + percent(found.i2_percent) + " (" +
           percent(found.i2_interval_percent.low) + " to " +
           percent(found.i2_interval_percent.high) + "); H² " + decimals(found.h2, 2) + ".";
}

std::string method_words(const Analysis& analysis) {
    const AnalysisOrder& order = analysis.order;
    switch (order.method) {
    case Method::MantelHaenszel:
        return "Mantel–Haenszel, fixed effect";
    case Method::Peto:
        return "Peto, fixed effect";
    case Method::Glmm:
        return "binomial-normal model (random intercept, maximum likelihood)";
    case Method::InverseVariance:
        break;
    }
    const bool is_fixed = order.model.estimator == Estimator::Fixed;
    return is_fixed ? std::string(name_of(order.model.estimator))
                    : "random effects, tau² by " + std::string(name_of(order.model.estimator));
}

std::string interval_words(const Analysis& analysis) {
    if (!analysis.pooled || !analysis.line->df)
        return "normal interval";
    return "interval by " + std::string(name_of(analysis.pooled->model.order.adjustment)) +
           ", t of " + decimals(*analysis.line->df, 0);
}

std::string full_sentence(const Analysis& analysis) {
    const Measure measure = analysis.order.choice.measure;
    const Coefficient& effect = analysis.line->effect;
    std::string text = "In full, on the scale that was pooled" +
                       std::string(is_ratio(measure)                  ? " (natural logarithm)"
                                   : measure == Measure::Proportion   ? " (logit)"
                                   : measure == Measure::FreemanTukey ? " (double arcsine)"
                                                                      : "") +
                       ": estimate " + in_full(effect.estimate) + ", se " + in_full(effect.se) +
                       ", interval " + in_full(effect.interval.low) + " to " +
                       in_full(effect.interval.high);
    if (std::isfinite(effect.statistic))
        text += std::string(", ") + (analysis.line->df ? "t " : "z ") + in_full(effect.statistic);
    if (analysis.pooled && analysis.pooled->prediction)
        text += ", prediction " + in_full(analysis.pooled->prediction->low) + " to " +
                in_full(analysis.pooled->prediction->high);
    if (analysis.line->q_df > 0)
        text += ", Q " + in_full(analysis.line->q);
    if (analysis.pooled && analysis.pooled->model.heterogeneity.tau2_interval) {
        const Heterogeneity& found = analysis.pooled->model.heterogeneity;
        text += ", tau² " + in_full(found.tau2) + " (se " + in_full(found.tau2_se) +
                ", Q-profile " + in_full(found.tau2_interval->low) + " to " +
                in_full(found.tau2_interval->high) + "), I² " + in_full(found.i2_percent) + " (" +
                in_full(found.i2_interval_percent.low) + " to " +
                in_full(found.i2_interval_percent.high) + ")";
    }
    return text + ".";
}

TitledRows regression_rows(const Regression& fitted) {
    TitledRows titled{"Meta-regression", {{"coefficient", "estimate", "se", "interval", "P"}}};
    for (std::size_t i = 0; i < fitted.names.size(); ++i) {
        const Coefficient& one = fitted.model.coefficients[i];
        titled.rows.push_back({fitted.names[i], plain_number(one.estimate), plain_number(one.se),
                               plain_interval(one.interval), p_cell(one.p)});
    }
    const Heterogeneity& rest = fitted.model.heterogeneity;
    titled.title += ": residual tau² " + plain_number(rest.tau2) + ", QE " + decimals(rest.q, 2) +
                    " on " + decimals(rest.df, 0) + ", " + plain_p(rest.p) + "; moderators " +
                    (fitted.moderators.df2 ? "F " : "QM ") +
                    decimals(fitted.moderators.statistic, 2) + ", " + plain_p(fitted.moderators.p);
    if (fitted.r2_percent)
        titled.title += "; R² " + percent(*fitted.r2_percent);
    return titled;
}

TitledRows group_rows(const Analysis& analysis) {
    const Subgroups& groups = *analysis.groups;
    TitledRows titled{"Subgroups of " + analysis.order.by +
                          ", each with its own tau²: between them Q " +
                          decimals(groups.q_between, 2) + " on " + decimals(groups.df, 0) + ", " +
                          plain_p(groups.p),
                      {{"group", "effect", "interval", "studies"}}};
    for (const Group& group : groups.groups)
        titled.rows.push_back(effect_cells(analysis, group.name, group.model.coefficients.front(),
                                           std::to_string(group.members.size())));
    return titled;
}

} // namespace

std::string plain_number(double value) {
    if (!std::isfinite(value))
        return "–";
    const double size = std::abs(value);
    int count = 2;
    for (double bar = 1; count < 6 && size < bar && size > 0; bar /= 10)
        ++count;
    if (size >= 100)
        count = 1;
    return decimals(value, size == 0 ? 0 : count);
}

std::string plain_interval(const Bounds& bounds) {
    return plain_number(bounds.low) + " to " + plain_number(bounds.high);
}

std::string plain_p(double p) {
    return p < 0.0001 ? "P < 0.0001" : "P = " + decimals(p, p < 0.1 ? 4 : 2);
}

Rows study_rows(const Analysis& analysis) {
    Rows rows{{"study", std::string(name_of(analysis.order.choice.measure)), "interval", "weight"}};
    const auto& studies = analysis.selection.studies;
    for (std::size_t i = 0; i < studies.size(); ++i) {
        const Coefficient own =
            coefficient_of(studies[i].effect.estimate, std::sqrt(studies[i].effect.variance),
                           std::nullopt, analysis.order.model.level);
        const bool has_weight = analysis.line && i < analysis.line->weights_percent.size();
        rows.push_back(effect_cells(analysis, studies[i].label, own,
                                    has_weight ? percent(analysis.line->weights_percent[i]) : ""));
    }
    if (analysis.line)
        rows.push_back(effect_cells(analysis, "Pooled", analysis.line->effect, ""));
    if (analysis.pooled && analysis.pooled->prediction)
        rows.push_back(
            {"Prediction", "", plain_interval(shown(analysis, *analysis.pooled->prediction)), ""});
    return rows;
}

std::vector<TitledRows> further_rows(const Analysis& analysis) {
    std::vector<TitledRows> all;
    if (analysis.groups)
        all.push_back(group_rows(analysis));
    if (analysis.regression)
        all.push_back(regression_rows(*analysis.regression));
    if (!analysis.steps.empty()) {
        TitledRows titled{"Cumulative, by " + analysis.order.cumulative_by,
                          {{"with", "effect", "interval", "P"}}};
        for (const Step& step : analysis.steps)
            titled.rows.push_back(
                effect_cells(analysis, step.added, step.effect, p_cell(step.effect.p)));
        all.push_back(std::move(titled));
    }
    if (!analysis.left_one_out.empty()) {
        TitledRows titled{"One study left out each time",
                          {{"without", "effect", "interval", "tau²"}}};
        for (std::size_t i = 0; i < analysis.left_one_out.size(); ++i)
            titled.rows.push_back(effect_cells(
                analysis, analysis.selection.studies[i].label, analysis.left_one_out[i].effect(),
                plain_number(analysis.left_one_out[i].model.heterogeneity.tau2)));
        all.push_back(std::move(titled));
    }
    return all;
}

std::vector<std::string> result_sentences(const Analysis& analysis) {
    std::vector<std::string> said;
    const Line& line = *analysis.line;
    said.push_back("Pooled " + std::string(name_of(analysis.order.choice.measure)) + " of " +
                   std::to_string(analysis.selection.studies.size()) +
                   (analysis.selection.studies.size() == 1 ? " study: " : " studies: ") +
                   plain_number(analysis.shown(line.effect.estimate)) + " (" +
                   level_words(analysis) + " interval " +
                   plain_interval(shown(analysis, line.effect.interval)) + "), " +
                   plain_p(line.effect.p) + ". Model: " + method_words(analysis) + "; " +
                   interval_words(analysis) + ".");
    if (analysis.pooled && line.q_df > 0)
        said.push_back(heterogeneity_sentence(analysis.pooled->model.heterogeneity,
                                              analysis.order.model.estimator));
    else if (line.q_df > 0)
        said.push_back(
            "Differences between studies: " +
            std::string(analysis.logits ? "likelihood ratio " : "Q ") + decimals(line.q, 2) +
            " on " + decimals(line.q_df, 0) + ", " + plain_p(line.q_p) +
            (analysis.logits ? "; tau² " + plain_number(analysis.logits->tau2) : "") + ".");
    if (analysis.pooled && analysis.pooled->prediction)
        said.push_back("A new study like these: " +
                       plain_interval(shown(analysis, *analysis.pooled->prediction)) + " (" +
                       level_words(analysis) + " prediction interval, " +
                       std::string(name_of(analysis.order.prediction)) + ").");
    said.push_back(full_sentence(analysis));
    if (analysis.classic)
        said.push_back("Funnel: Egger's intercept " + plain_number(analysis.classic->intercept) +
                       ", " + plain_p(analysis.classic->p) +
                       (analysis.mixed ? "; mixed-effects Egger z " +
                                             plain_number(analysis.mixed->slope.statistic) + ", " +
                                             plain_p(analysis.mixed->slope.p)
                                       : "") +
                       "; Begg's tau " + plain_number(analysis.rank->tau) + ", " +
                       plain_p(analysis.rank->p) + ".");
    for (const TrimAndFill& filled : analysis.trimmed)
        said.push_back(std::string("Trim and fill (") +
                       (filled.estimator == TrimEstimator::L0 ? "L0" : "R0") + ", " +
                       (filled.side == MissingSide::Left ? "left" : "right") +
                       "): " + std::to_string(filled.missing) + " missing; with them " +
                       plain_number(analysis.shown(filled.pooled.effect().estimate)) + " (" +
                       plain_interval(shown(analysis, filled.pooled.effect().interval)) + ").");
    return said;
}

std::vector<std::string> convention_sentences(const Analysis& analysis) {
    const Choice& choice = analysis.order.choice;
    std::vector<std::string> said;
    if (!is_proportion(choice.measure) && choice.measure != Measure::Generic)
        said.emplace_back(is_ratio(choice.measure)
                              ? "Arm 1 over arm 2: below 1, the event is rarer in arm 1."
                              : "Arm 1 less arm 2.");
    if (choice.measure == Measure::MeanDifference)
        said.emplace_back(choice.spread == Spread::PerArm ? "Variance sd1²/n1 + sd2²/n2."
                                                          : "Variance of a pooled SD.");
    if (choice.measure == Measure::StandardisedDifference)
        said.emplace_back(choice.g_variance == GVariance::LargeSample
                              ? "Hedges' g, exact gamma correction; variance 1/n1 + 1/n2 + g²/(2N)."
                              : "Hedges' g, exact gamma correction; unbiased variance.");
    if (is_ratio(choice.measure) || choice.measure == Measure::RiskDifference)
        said.emplace_back("Ratios are pooled as natural logarithms; 0.5 is added to all four cells "
                          "of a study where one is zero (not by Mantel–Haenszel and Peto).");
    if (choice.measure == Measure::Proportion && analysis.order.method != Method::Glmm)
        said.emplace_back("Logits; 0.5 is added to events and the rest where one is zero.");
    if (analysis.order.method == Method::InverseVariance)
        said.emplace_back("Weights 1/(v + tau²); Q with the weights 1/v; I² = tau²/(tau² + typical "
                          "variance), of a fixed effect (Q - df)/Q.");
    return said;
}

} // namespace filiform::evidence
