// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "evidence/pool.h"

namespace filiform::evidence {

/// Whether small studies say something else than large ones. Each needs three studies; with fewer
/// than ten none of them can tell much.

/// Egger et al., BMJ 1997;315:629: y/se on 1/se by ordinary least squares; the intercept, t(k - 2).
/// None where all standard errors are the same.
struct ClassicEgger {
    double intercept = 0;
    double se = 0;
    double t = 0;
    double df = 0;
    double p = 1;
};
[[nodiscard]] std::optional<ClassicEgger> classic_egger(std::span<const Effect> effects);

/// The same question asked of a mixed-effects model with the standard error as moderator. None
/// where all standard errors are the same.
/// Source: Sterne and Egger in Rothstein et al. 2005, chapter 6; Viechtbauer 2010.
struct MixedEgger {
    Coefficient slope;      ///< of the standard error
    Coefficient at_se_zero; ///< the effect of an endlessly large study
};
[[nodiscard]] std::optional<MixedEgger> mixed_egger(std::span<const Effect> effects,
                                                    const ModelOrder& order);

/// Begg and Mazumdar, Biometrics 1994;50:1088: Kendall's tau (b, where there are ties) of the
/// effects, standardised around the fixed-effect estimate, with their variances.
struct RankTest {
    double tau = 0;
    double p = 1;
    bool is_exact = false; ///< else normal, with the variance corrected for ties
};
[[nodiscard]] RankTest begg_rank(std::span<const Effect> effects);

/// Duval and Tweedie, Biometrics 2000;56:455.
enum class TrimEstimator { L0, R0 };
enum class MissingSide { Left, Right };
struct TrimAndFill {
    TrimEstimator estimator = TrimEstimator::L0;
    MissingSide side = MissingSide::Left; ///< where studies are missing
    std::size_t missing = 0;
    double missing_se = 0;
    std::vector<Effect> filled; ///< the studies that were added
    Pooled pooled;              ///< with them
};
/// `side`: by default opposite to the slope of the mixed Egger model. At least three effects.
/// None when trimming does not settle in 100 rounds.
[[nodiscard]] std::optional<TrimAndFill> trim_and_fill(std::span<const Effect> effects,
                                                       const ModelOrder& order,
                                                       TrimEstimator estimator,
                                                       std::optional<MissingSide> side = {});

/// What a reader of the pooled line must know, in sentences.
[[nodiscard]] std::vector<std::string> warnings_of(std::span<const Effect> effects,
                                                   const Pooled& pooled);

} // namespace filiform::evidence
