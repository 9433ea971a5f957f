// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "evidence/effect.h"
#include "evidence/trials.h"

namespace filiform::evidence {

/// What is compared.
enum class Measure {
    MeanDifference,
    StandardisedDifference,
    OddsRatio,
    RiskRatio,
    RiskDifference,
    Proportion,   ///< by its logit
    FreemanTukey, ///< a proportion by its double arcsine
    Generic,      ///< effects as they stand, with their variance
};
inline constexpr std::array all_measures{Measure::MeanDifference, Measure::StandardisedDifference,
                                         Measure::OddsRatio,      Measure::RiskRatio,
                                         Measure::RiskDifference, Measure::Proportion,
                                         Measure::FreemanTukey,   Measure::Generic};
/// "mean difference", "odds ratio"
[[nodiscard]] std::string_view name_of(Measure measure);
/// Pooled as a logarithm and shown as a ratio.
[[nodiscard]] bool is_ratio(Measure measure);
/// Of one arm.
[[nodiscard]] bool is_proportion(Measure measure);

/// Which rows are asked about, and how.
struct Choice {
    Measure measure = Measure::Generic;
    Spread spread = Spread::PerArm;                         ///< of mean differences
    GVariance g_variance = GVariance::LargeSample;          ///< of standardised ones
    double level = 0.95;                                    ///< of the intervals in the table
    std::vector<std::pair<std::string, std::string>> where; ///< column, value; all must hold
    bool is_chosen_by_id = false;                           ///< only rows of `ids`
    std::vector<std::string> ids;
    /// Columns in which rows may differ and are pooled all the same: outcome, unit, trial, scores.
    std::vector<std::string> together;
};

/// A row that can be weighed.
struct StudyEffect {
    const TrialRow* row = nullptr;
    std::string label; ///< distinct
    Effect effect;
    std::optional<ArmCounts> counts; ///< of two arms, where it came from them
    std::optional<Count> count;      ///< of one
};

struct LeftOut {
    const TrialRow* row = nullptr;
    std::string label;
    std::string why;
};

/// What is pooled, what is not and why. `refusals`: why the rest is not one question; with any of
/// them, or without a study, nothing may be pooled.
struct Selection {
    std::vector<StudyEffect> studies;
    std::vector<LeftOut> left_out;
    std::vector<std::string> refusals;
    std::vector<std::string> remarks; ///< what a reader must know of the rows
};

/// Points into the table.
///
/// A row is left out when it is marked (a `pooling` column that says "refuse", or a note that calls
/// it suspicious or ambiguous), has one arm where two are compared, is a percentage of change,
/// lacks what the measure needs, has an interval that is lopsided or at odds with its P, or tells
/// nothing (no event in either arm of a ratio). The rest is refused when it is not one question:
/// several outcomes (or constructs), units of a mean difference, change and final scores of a
/// standardised one, or several rows of one trial. Problems: evidence.where (a column or a value
/// that is not in the table).
[[nodiscard]] base::Result<Selection> select_studies(const TrialTable& table, const Choice& choice);

/// The measure that a table's columns are made for; none when nothing can be pooled from it.
[[nodiscard]] std::optional<Measure> likely_measure(const TrialTable& table);

/// Why a row by itself must stay out, or nothing.
[[nodiscard]] std::optional<std::string> mark_against(const TrialRow& row);

/// What the measure makes of a row, or why it makes nothing of it.
struct Weighed {
    std::optional<StudyEffect> study;
    std::string why_not;
};
[[nodiscard]] Weighed weigh(const TrialRow& row, const Choice& choice);

} // namespace filiform::evidence
