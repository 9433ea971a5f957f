// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "evidence/effect.h"
#include "evidence/tau.h"

namespace filiform::evidence {

/// How uncertain a coefficient is said to be.
enum class Adjustment {
    None,                  ///< normal intervals of the model's standard errors
    HartungKnapp,          ///< t intervals; the standard errors are scaled by sqrt(q), q at least 1
    HartungKnappUnguarded, ///< the same with q as it comes: may be narrower than without
};
[[nodiscard]] std::string_view name_of(Adjustment adjustment);

struct ModelOrder {
    Estimator estimator = Estimator::Reml;
    Adjustment adjustment = Adjustment::HartungKnapp;
    double level = 0.95;
};

struct Coefficient {
    double estimate = 0;
    double se = 0;
    double statistic = 0; ///< estimate / se: z, or t of `df`; not finite when se is 0
    double p = 1;         ///< two-sided, against 0
    Bounds interval;
};

/// How studies differ beyond chance. k - p degrees of freedom.
struct Heterogeneity {
    double q = 0; ///< weighted sum of squares without tau²
    double df = 0;
    double p = 1;
    double tau2 = 0;
    double tau2_se = 0;
    double i2_percent = 0; ///< fixed: (Q - df)/Q; else tau²/(tau² + typical variance)
    double h2 = 1;         ///< fixed: Q/df; else 1/(1 - I²)
    /// By the Q-profile: tau², and I² and H² at its ends. None where k - p < 1.
    std::optional<TauInterval> tau2_interval;
    Bounds i2_interval_percent;
    Bounds h2_interval;
};

/// A fixed- or random-effects model of effects on a design (one intercept, or moderators as well).
struct Fitted {
    ModelOrder order;
    std::vector<Coefficient> coefficients;
    std::vector<double> covariance; ///< p × p, with the adjustment in it
    std::optional<double> df;       ///< of the t distribution; none: normal
    double q_factor = 1;            ///< what the variances were multiplied by
    double raw_q_factor = 1;        ///< sum of w r² / (k - p), before any guard
    bool was_guarded = false;       ///< it was below 1 and was taken as 1
    Heterogeneity heterogeneity;
    std::vector<double> weights_percent; ///< w / sum of w
};

/// Fits it.
///
/// Precondition: at least one study; a design that is not redundant.
/// Edge cases:   k - p = 0: no tau², no adjustment, whatever was ordered.
/// Source:       Viechtbauer, J Stat Softw 2010;36(3) for I² and H²; Hartung and Knapp, Stat Med
///               2001;20:3875, and Knapp and Hartung, Stat Med 2003;22:2693; the guard is theirs.
[[nodiscard]] Fitted fit_model(const Studies& studies, const ModelOrder& order);

/// Estimate ± the right quantile × se.
[[nodiscard]] Coefficient coefficient_of(double estimate, double se, std::optional<double> df,
                                         double level);

/// All coefficients but those before `first` at once against 0: chi-square, or F of m and k - p.
struct OmnibusTest {
    double statistic = 0; ///< chi-square, or F
    double df1 = 0;
    std::optional<double> df2;
    double p = 1;
};
[[nodiscard]] OmnibusTest test_together(const Fitted& fitted, std::size_t first);

} // namespace filiform::evidence
