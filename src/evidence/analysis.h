// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "evidence/bias.h"
#include "evidence/counts_pool.h"
#include "evidence/glmm.h"
#include "evidence/pool.h"
#include "evidence/regression.h"
#include "evidence/selection.h"

namespace filiform::evidence {

/// How studies are put together.
enum class Method {
    InverseVariance, ///< with the estimator of AnalysisOrder::model
    MantelHaenszel,
    Peto,
    Glmm, ///< binomial-normal, of proportions
};

struct AnalysisOrder {
    Choice choice;
    Method method = Method::InverseVariance;
    ModelOrder model;
    Prediction prediction = Prediction::TOfKLess2;
    std::vector<std::string> moderators; ///< columns
    std::string by;                      ///< column of groups; "" without
    std::string cumulative_by;           ///< column that orders; "" without
};

/// The pooled line, whatever method made it.
struct Line {
    Coefficient effect; ///< on the scale that was pooled
    std::optional<double> df;
    std::vector<double> weights_percent;
    double q = 0;
    double q_df = 0;
    double q_p = 1;
};

/// A step of a cumulative analysis.
struct Step {
    std::string added;
    Coefficient effect;
};

/// Everything the command answers for one table and one question.
struct Analysis {
    AnalysisOrder order;
    Selection selection;
    std::optional<Line> line;          ///< none when nothing may be pooled
    std::optional<Pooled> pooled;      ///< of the inverse variance
    std::optional<PooledLogit> logits; ///< of the binomial-normal model
    std::vector<Pooled> left_one_out;
    std::vector<Influence> influences; ///< from three studies on
    std::optional<Subgroups> groups;
    std::optional<Regression> regression;
    std::vector<Step> steps;
    std::optional<ClassicEgger> classic;
    std::optional<MixedEgger> mixed;
    std::optional<RankTest> rank;
    std::vector<TrimAndFill> trimmed;
    std::vector<std::string> warnings;

    [[nodiscard]] std::vector<Effect> effects() const;
    /// The pooled scale, as people read it: a ratio, a proportion, or the number itself.
    [[nodiscard]] double shown(double value) const;
};

/// Points into the table.
///
/// Nothing may be pooled: `line` is empty and Selection says why.
/// Problems: those of select_studies, pool_counts, pool_logits and regress; evidence.method (one
/// that
///           the measure has not), evidence.where (a column that is not there, or is not given for
///           a study).
[[nodiscard]] base::Result<Analysis> analyse(const TrialTable& table, const AnalysisOrder& order);

} // namespace filiform::evidence
