// SPDX-License-Identifier: Apache-2.0
#include "workshop/evidence_figures.h"

#include <algorithm>
#include <cmath>
#include <string>

#include "evidence/analysis_words.h"
#include "evidence/distributions.h"

namespace filiform::workshop {

namespace {

using evidence::Analysis;
using evidence::Bounds;
using evidence::Coefficient;
using evidence::Effect;
using evidence::Measure;
using evidence::StudyEffect;
using evidence::TrimAndFill;
using evidence::TrimEstimator;
using report::ForestRow;

std::string capitalised(std::string text) {
    if (!text.empty() && text.front() >= 'a' && text.front() <= 'z')
        text.front() = static_cast<char>(text.front() - 'a' + 'A');
    return text;
}

/// Minus signs as print has them; those of words stay hyphens.
std::string with_minus_signs(const std::string& text) {
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const bool is_sign = text[i] == '-' && i + 1 < text.size() && text[i + 1] >= '0' &&
                             text[i + 1] <= '9' &&
                             (i == 0 || text[i - 1] == ' ' || text[i - 1] == '(');
        out += is_sign ? "−" : std::string(1, text[i]);
    }
    return out;
}

std::string level_percent(double level) {
    std::string text = std::to_string(100 * level);
    text.erase(text.find_last_not_of('0') + 1);
    if (text.back() == '.')
        text.pop_back();
    return text + " %";
}

ForestRow forest_row(const Analysis& analysis, ForestRow::Kind kind, const std::string& label,
                     const Coefficient& effect) {
    ForestRow row;
    row.kind = kind;
    row.label = label;
    row.estimate = analysis.shown(effect.estimate);
    row.low = analysis.shown(effect.interval.low);
    row.high = analysis.shown(effect.interval.high);
    row.effect = with_minus_signs(evidence::plain_number(row.estimate) + " (" +
                                  evidence::plain_interval({row.low, row.high}) + ")");
    return row;
}

ForestRow forest_study_row(const Analysis& analysis, std::size_t i) {
    const StudyEffect& study = analysis.selection.studies[i];
    ForestRow row =
        forest_row(analysis, ForestRow::Kind::Study, study.label,
                   evidence::coefficient_of(study.effect.estimate, std::sqrt(study.effect.variance),
                                            std::nullopt, analysis.order.model.level));
    if (i < analysis.line->weights_percent.size())
        row.weight_percent = analysis.line->weights_percent[i];
    return row;
}

/// Groups follow their studies; without groups all studies follow each other.
std::vector<ForestRow> forest_rows(const Analysis& analysis) {
    std::vector<ForestRow> rows;
    if (analysis.groups) {
        for (const evidence::Group& group : analysis.groups->groups) {
            for (const std::size_t i : group.members)
                rows.push_back(forest_study_row(analysis, i));
            rows.push_back(forest_row(analysis, ForestRow::Kind::Group,
                                      capitalised(group.name) + ", together",
                                      group.model.coefficients.front()));
        }
    } else {
        for (std::size_t i = 0; i < analysis.selection.studies.size(); ++i)
            rows.push_back(forest_study_row(analysis, i));
    }
    rows.push_back(forest_row(analysis, ForestRow::Kind::Pooled, "Pooled", analysis.line->effect));
    if (analysis.pooled && analysis.pooled->prediction) {
        const Bounds& ends = *analysis.pooled->prediction;
        ForestRow row;
        row.kind = ForestRow::Kind::Prediction;
        row.label = "A new study (prediction)";
        row.low = analysis.shown(ends.low);
        row.high = analysis.shown(ends.high);
        row.effect = with_minus_signs(evidence::plain_interval({row.low, row.high}));
        rows.push_back(std::move(row));
    }
    return rows;
}

/// Outcome, comparator and unit, where all studies share them.
std::string plot_title(const Analysis& analysis) {
    const auto shared = [&](const char* column) {
        const auto& studies = analysis.selection.studies;
        const std::string first = studies.front().row->text(column);
        const bool is_shared =
            std::all_of(studies.begin(), studies.end(),
                        [&](const StudyEffect& study) { return study.row->text(column) == first; });
        return is_shared ? first : std::string();
    };
    std::string title = shared("outcome");
    const std::string arm = shared("intervention");
    const std::string other = shared("comparator");
    if (!arm.empty() && !other.empty())
        title = capitalised(arm) + " or " + other + (title.empty() ? "" : ": " + title);
    return title.empty() ? capitalised(std::string(name_of(analysis.order.choice.measure)))
                         : capitalised(title);
}

bool can_be_drawn(const report::ForestPlot& plot) {
    return std::all_of(plot.rows.begin(), plot.rows.end(), [&](const ForestRow& row) {
        constexpr double farthest = 1e100; // further off nothing has a place on an axis
        const double least = plot.is_logarithmic ? 1 / farthest : -farthest;
        const auto is_fit = [&](double value) { return value > least && value < farthest; };
        const bool has_estimate = row.kind != ForestRow::Kind::Prediction;
        return is_fit(row.low) && is_fit(row.high) && (!has_estimate || is_fit(row.estimate));
    });
}

} // namespace

report::ForestPlot forest_of(const Analysis& analysis) {
    const Measure measure = analysis.order.choice.measure;
    const std::string level = level_percent(analysis.order.model.level);
    report::ForestPlot plot;
    plot.title = plot_title(analysis);
    plot.effect_head =
        (measure == Measure::Generic ? "Effect" : capitalised(std::string(name_of(measure)))) +
        " (" + level + ")";
    if (measure == Measure::StandardisedDifference)
        plot.effect_head = "Hedges’ g (" + level + ")";
    if (is_proportion(measure))
        plot.effect_head = "Proportion (" + level + ")";
    plot.rows = forest_rows(analysis);
    plot.is_logarithmic = is_ratio(measure);
    if (!is_proportion(measure))
        plot.no_effect = plot.is_logarithmic ? 1 : 0;
    if (plot.no_effect && measure != Measure::Generic) {
        plot.below = "lower with the first arm";
        plot.above = "higher with the first arm";
    }
    for (const std::string& sentence : evidence::result_sentences(analysis)) {
        if (sentence.starts_with("Funnel") || sentence.starts_with("Trim") ||
            sentence.starts_with("In full"))
            continue;
        plot.notes.push_back(with_minus_signs(sentence));
    }
    for (const std::string& warning : analysis.warnings)
        plot.notes.push_back("! " + with_minus_signs(warning));
    return plot;
}

report::FunnelPlot funnel_of(const Analysis& analysis) {
    report::FunnelPlot plot;
    plot.title = "Funnel: " + plot_title(analysis);
    plot.effect_head =
        is_ratio(analysis.order.choice.measure)
            ? "Natural logarithm of the " + std::string(name_of(analysis.order.choice.measure))
            : capitalised(std::string(name_of(analysis.order.choice.measure)));
    plot.pooled = analysis.line->effect.estimate;
    plot.reach = evidence::normal_quantile(0.5 + analysis.order.model.level / 2);
    for (const Effect& effect : analysis.effects())
        plot.points.push_back({effect.estimate, std::sqrt(effect.variance), false});
    for (const TrimAndFill& filled : analysis.trimmed)
        if (filled.estimator == TrimEstimator::L0)
            for (const Effect& effect : filled.filled)
                plot.points.push_back({effect.estimate, std::sqrt(effect.variance), true});
    for (const std::string& sentence : evidence::result_sentences(analysis))
        if (sentence.starts_with("Funnel") || sentence.starts_with("Trim"))
            plot.notes.push_back(with_minus_signs(sentence));
    constexpr std::size_t few = 10;
    if (analysis.selection.studies.size() < few)
        plot.notes.emplace_back(
            "! Fewer than 10 studies: a funnel of them can say next to nothing.");
    plot.notes.emplace_back("Open circles: studies that trim and fill (L0) adds. The cone is where "
                            "studies would lie by chance alone.");
    return plot;
}

bool has_funnel(const Analysis& analysis) {
    constexpr std::size_t least = 3;
    return analysis.pooled.has_value() && analysis.selection.studies.size() >= least;
}

std::optional<report::Drawing> draw_forest(const Analysis& analysis) {
    if (!analysis.line)
        return std::nullopt;
    const report::ForestPlot plot = forest_of(analysis);
    return can_be_drawn(plot) ? std::optional(report::forest_plot(plot)) : std::nullopt;
}

std::optional<report::Drawing> draw_funnel(const Analysis& analysis) {
    return has_funnel(analysis) ? std::optional(report::funnel_plot(funnel_of(analysis)))
                                : std::nullopt;
}

} // namespace filiform::workshop
