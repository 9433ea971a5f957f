// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <span>
#include <string_view>
#include <vector>

#include "evidence/effect.h"
#include "evidence/weighted_fit.h"

namespace filiform::evidence {

/// How the variance between studies, tau², is estimated. X: the design (an intercept, perhaps
/// moderators), p its columns, k the studies, v their variances, w = 1/v, P of weighted_fit.h.
enum class Estimator {
    Fixed, ///< none: tau² is taken as 0
    Dl,    ///< DerSimonian–Laird 1986: (Q - (k - p)) / tr P, at least 0
    He,    ///< Hedges, also Cochran's ANOVA: unweighted moments, at least 0
    Hs,    ///< Hunter–Schmidt: (Q - k) / sum w, at least 0
    Sj, ///< Sidik–Jonkman 2005, from the crude start sum (y - mean y)²/k; never 0 unless all agree
    Pm,   ///< Paule–Mandel 1982, also empirical Bayes: where the weighted sum of squares is k - p
    Ml,   ///< maximum likelihood
    Reml, ///< restricted maximum likelihood
    Dl2,  ///< moments with the weights of DL (two-step, DerSimonian and Kacker 2007)
    Ca2,  ///< moments with the weights of HE (the same)
};
inline constexpr std::array all_estimators{
    Estimator::Fixed, Estimator::Dl, Estimator::He,   Estimator::Hs,  Estimator::Sj,
    Estimator::Pm,    Estimator::Ml, Estimator::Reml, Estimator::Dl2, Estimator::Ca2};
/// "REML", "DerSimonian–Laird (DL)"
[[nodiscard]] std::string_view name_of(Estimator estimator);

/// Studies as a model sees them. As many estimates, variances above zero, and rows.
struct Studies {
    std::vector<double> y;
    std::vector<double> v;
    Design x;

    [[nodiscard]] std::size_t count() const { return y.size(); }
    /// k - p.
    [[nodiscard]] double spare() const {
        return static_cast<double>(y.size()) - static_cast<double>(x.columns);
    }
    [[nodiscard]] Studies without(std::size_t i) const;
};
[[nodiscard]] Studies studies_of(std::span<const Effect> effects);

/// 1/(v + tau²).
[[nodiscard]] std::vector<double> weights_at(const Studies& studies, double tau2);

/// tau².
///
/// ML, REML:  the global maximum of the likelihood over tau² >= 0: its slope is looked through from
///            0 to a bound beyond which it falls, and each summit is climbed by Fisher scoring that
///            never leaves its bracket.
/// Edge cases: 0 when k - p < 1, and for Fixed.
[[nodiscard]] double estimate_tau2(const Studies& studies, Estimator estimator);

/// Standard error of tau², of the expected information (ML, REML) or of the moments' variance under
/// normality; 0 for Fixed. Source: Viechtbauer, J Educ Behav Stat 2005;30:261.
[[nodiscard]] double se_of_tau2(const Studies& studies, Estimator estimator, double tau2);

/// Log-likelihood at tau², the constant included; restricted: of the residuals, with ln|X'X|/2.
enum class Likelihood { Full, Restricted };
[[nodiscard]] double log_likelihood(const Studies& studies, double tau2, Likelihood likelihood);

/// Intervals of tau². All need k - p >= 1. Ends that would be below zero are 0.
struct TauInterval {
    double low = 0;
    double high = 0;
    bool is_empty = false; ///< even 0 is too much: studies agree more than chance would have it
};
/// Q-profile: tau² at which the weighted sum of squares is a quantile of chi-square, k - p.
[[nodiscard]] TauInterval q_profile(const Studies& studies, double level);
/// Twice the log-likelihood within chi-square of its maximum (ML or REML; profile of tau²).
[[nodiscard]] TauInterval profile_likelihood(const Studies& studies, Likelihood likelihood,
                                             double level);
/// tau² ± z se.
[[nodiscard]] TauInterval wald_interval(double tau2, double se, double level);
/// (k - p) tau²_SJ over quantiles of chi-square.
[[nodiscard]] TauInterval sidik_jonkman_interval(const Studies& studies, double level);
/// Biggerstaff and Tweedie, Stat Med 1997;16:753: Q as a gamma variable of its moments. Without
/// moderators only.
[[nodiscard]] TauInterval biggerstaff_tweedie(const Studies& studies, double level);

/// The sampling variance of a typical study: (k - p) / tr P. I² = tau² / (tau² + this).
[[nodiscard]] double typical_variance(const Studies& studies);

} // namespace filiform::evidence
