// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <span>
#include <vector>

namespace filiform::evidence {

/// What a study says, on the scale on which studies are pooled: an estimate and its sampling
/// variance. Ratios are natural logarithms. Arm 1 is the treated one, differences are 1 less 2.
struct Effect {
    double estimate = 0;
    double variance = 0; ///< above zero
};

struct Bounds {
    double low = 0;
    double high = 0;
};

/// A two-arm study of a continuous outcome. Counts at least 2, standard deviations at least 0.
struct ArmMeans {
    double n1 = 0;
    double mean1 = 0;
    double sd1 = 0;
    double n2 = 0;
    double mean2 = 0;
    double sd2 = 0;
};

/// A two-arm study of a yes or no: events of so many. 0 <= events <= n, n at least 1.
struct ArmCounts {
    double events1 = 0;
    double n1 = 0;
    double events2 = 0;
    double n2 = 0;
};

/// A one-arm count. 0 <= events <= n, n at least 1.
struct Count {
    double events = 0;
    double n = 0;
};

/// How the spread of a mean difference is estimated.
enum class Spread {
    PerArm, ///< sd1²/n1 + sd2²/n2
    Pooled, ///< s²(1/n1 + 1/n2), s² of n1 + n2 - 2 degrees of freedom
};
[[nodiscard]] Effect mean_difference(const ArmMeans& arms, Spread spread = Spread::PerArm);

/// Variance of Hedges' g. N = n1 + n2, m = N - 2, J the exact small-sample correction.
enum class GVariance {
    LargeSample, ///< 1/n1 + 1/n2 + g²/(2N)
    Unbiased,    ///< 1/n1 + 1/n2 + (1 - (m - 2)/(m J²)) g²
};
/// Hedges' g: the difference over the pooled SD, times J = Γ(m/2) / (sqrt(m/2) Γ((m - 1)/2)).
///
/// Edge cases: a pooled SD of zero has none.
/// Source:     Hedges, J Educ Stat 1981;6:107 (the gamma form, not the approximation).
[[nodiscard]] std::optional<Effect>
standardised_difference(const ArmMeans& arms, GVariance variance = GVariance::LargeSample);
/// J for m degrees of freedom, m at least 2.
[[nodiscard]] double small_sample_correction(double m);

/// Ratios and the difference of two risks.
///
/// Zero cells: where one of the four cells is zero, 0.5 is added to all four of that study (to the
///             difference as well: its variance would be zero only by accident).
/// Edge cases: no event in either arm, or events in everybody of both, tell nothing of a ratio:
///             none for the relative measures. The difference takes such a study, with 0.5 added.
[[nodiscard]] std::optional<Effect> log_odds_ratio(const ArmCounts& arms);
[[nodiscard]] std::optional<Effect> log_risk_ratio(const ArmCounts& arms);
[[nodiscard]] Effect risk_difference(const ArmCounts& arms);
/// Whether a study tells nothing of a ratio.
[[nodiscard]] bool is_double_zero(const ArmCounts& arms);

/// ln(x/(n - x)), variance 1/x + 1/(n - x); 0.5 is added to both where one is zero.
[[nodiscard]] Effect logit_proportion(const Count& count);
/// Half the double arcsine: (asin sqrt(x/(n+1)) + asin sqrt((x+1)/(n+1))) / 2, variance
/// 1/(4n + 2).
///
/// Warning: its way back needs a sample size, and with very unequal studies no one size is right
///          (Schwarzer, Res Synth Methods 2019;10:476). The harmonic mean is used here.
/// Source:  Freeman and Tukey, Ann Math Stat 1950;21:607.
[[nodiscard]] Effect freeman_tukey(const Count& count);
/// The proportion of a double arcsine (halved, as above) for a study of n. Ends that no proportion
/// of that n has are 0 or 1.
/// Source: Miller, Am Stat 1978;32:138.
[[nodiscard]] double proportion_of_double_arcsine(double value, double n);
[[nodiscard]] double harmonic_mean(std::span<const double> sizes);

/// Standard error of what is reported as a normal interval at that level.
[[nodiscard]] double se_of_interval(const Bounds& interval, double level);
/// SD of an arm of n whose mean is reported with a t interval of n - 1 degrees of freedom.
[[nodiscard]] double sd_of_mean_interval(const Bounds& interval, double n, double level);
/// SD of the change from before to after: sqrt(sd0² + sd1² - 2 r sd0 sd1).
[[nodiscard]] double sd_of_change(double sd_before, double sd_after, double correlation);

} // namespace filiform::evidence
