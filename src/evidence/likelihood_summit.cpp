// SPDX-License-Identifier: Apache-2.0
#include "evidence/likelihood_summit.h"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "evidence/roots.h"

namespace filiform::evidence {

namespace {

/// First and (expected) second derivative of the log-likelihood in tau².
struct Slope {
    double score = 0;
    double information = 0;
};

/// Without moderators everything is a sum of powers of the weights.
Slope slope_of_intercept(const Studies& studies, double tau2, Likelihood likelihood) {
    double sum = 0;
    double squares = 0;
    double cubes = 0;
    double weighted = 0;
    for (std::size_t i = 0; i < studies.y.size(); ++i) {
        const double w = 1 / (studies.v[i] + tau2);
        sum += w;
        squares += w * w;
        cubes += w * w * w;
        weighted += w * (studies.y[i] - studies.y[0]);
    }
    const double mean = weighted / sum;
    double fitted = 0;
    for (std::size_t i = 0; i < studies.y.size(); ++i) {
        const double pulled = (studies.y[i] - studies.y[0] - mean) / (studies.v[i] + tau2);
        fitted += pulled * pulled;
    }
    if (likelihood == Likelihood::Full)
        return {(fitted - sum) / 2, squares / 2};
    const double ratio = squares / sum;
    return {(fitted - sum + ratio) / 2, (squares - 2 * cubes / sum + ratio * ratio) / 2};
}

bool is_intercept_only(const Design& design) {
    return design.columns == 1 && std::all_of(design.values.begin(), design.values.end(),
                                              [](double value) { return value == 1; });
}

Slope slope_at(const Studies& studies, double tau2, Likelihood likelihood) {
    if (is_intercept_only(studies.x))
        return slope_of_intercept(studies, tau2, likelihood);
    const std::vector<double> weights = weights_at(studies, tau2);
    const WeightedFit fit = fit_weighted(studies.y, studies.x, weights);
    double fitted = 0;
    double sum = 0;
    double squares = 0;
    for (std::size_t i = 0; i < weights.size(); ++i) {
        const double pulled = weights[i] * fit.residuals[i];
        fitted += pulled * pulled;
        sum += weights[i];
        squares += weights[i] * weights[i];
    }
    if (likelihood == Likelihood::Full)
        return {(fitted - sum) / 2, squares / 2};
    const std::vector<double> ones(weights.size(), 1);
    return {(fitted - trace(fit, studies.x, weights, ones)) / 2,
            trace(fit, studies.x, weights, ones, ones) / 2};
}

/// Sum of w r².
double weighted_squares(const Studies& studies, double tau2) {
    if (!is_intercept_only(studies.x))
        return fit_weighted(studies.y, studies.x, weights_at(studies, tau2)).q;
    double sum = 0;
    double weighted = 0;
    for (std::size_t i = 0; i < studies.y.size(); ++i) {
        const double w = 1 / (studies.v[i] + tau2);
        sum += w;
        weighted += w * (studies.y[i] - studies.y[0]);
    }
    double squares = 0;
    for (std::size_t i = 0; i < studies.y.size(); ++i) {
        const double off = studies.y[i] - studies.y[0] - weighted / sum;
        squares += off * off / (studies.v[i] + tau2);
    }
    return squares;
}

double least_of(const std::vector<double>& values) {
    return *std::min_element(values.begin(), values.end());
}

/// Fisher scoring between two places of which the lower still climbs and the upper falls; a step
/// that leaves what is left of the bracket is replaced by halving it.
double climb(const Studies& studies, Likelihood likelihood, double low, double high) {
    double at = low + (high - low) / 2;
    constexpr int most_rounds = 200;
    for (int round = 0; round < most_rounds; ++round) {
        const Slope slope = slope_at(studies, at, likelihood);
        (slope.score > 0 ? low : high) = at;
        double next = at + slope.score / slope.information;
        if (!(next > low && next < high))
            next = low + (high - low) / 2;
        constexpr double near = 1e-15;
        if (std::abs(next - at) <= near * at || next == low || next == high)
            return next;
        at = next;
    }
    return at;
}

} // namespace

double tau2_of_q(const Studies& studies, double target) {
    const auto beyond = [&](double tau2) { return weighted_squares(studies, tau2) - target; };
    if (beyond(0) <= 0)
        return 0;
    // Q(tau²) <= the unweighted sum of squares / tau².
    const std::vector<double> ones(studies.count(), 1);
    const double high = fit_weighted(studies.y, studies.x, ones).q / target;
    return root_between(beyond, 0, high);
}

double beyond_summits(const Studies& studies) {
    // There w r² <= 1 for every study, so that both scores are below zero.
    const auto [low, high] = std::minmax_element(studies.y.begin(), studies.y.end());
    const double range = *high - *low;
    const auto k = static_cast<double>(studies.count());
    return 2 * k * k / studies.spare() * range * range + least_of(studies.v);
}

double log_likelihood(const Studies& studies, double tau2, Likelihood likelihood) {
    const std::vector<double> weights = weights_at(studies, tau2);
    const WeightedFit fit = fit_weighted(studies.y, studies.x, weights);
    double spread = fit.q;
    for (const double w : weights)
        spread -= std::log(w);
    double n = static_cast<double>(studies.count());
    if (likelihood == Likelihood::Restricted) {
        const std::vector<double> ones(weights.size(), 1);
        spread += fit.log_determinant - fit_weighted(studies.y, studies.x, ones).log_determinant;
        n = studies.spare();
    }
    return -(spread + n * std::log(2 * std::numbers::pi)) / 2;
}

double likelihood_summit(const Studies& studies, Likelihood likelihood) {
    const double unit = least_of(studies.v);
    const double end = beyond_summits(studies);
    constexpr double stride = 0.2; // of ln(least variance + tau²)
    const int steps = static_cast<int>(std::ceil(std::log1p(end / unit) / stride));
    double best = 0;
    double highest = log_likelihood(studies, 0, likelihood);
    double before = 0;
    double score_before = slope_at(studies, 0, likelihood).score;
    for (int step = 1; step <= steps; ++step) {
        const double tau2 = unit * std::expm1(step * stride);
        const double score = slope_at(studies, tau2, likelihood).score;
        if (score_before > 0 && score <= 0) {
            const double summit = climb(studies, likelihood, before, tau2);
            const double height = log_likelihood(studies, summit, likelihood);
            if (height > highest) {
                highest = height;
                best = summit;
            }
        }
        before = tau2;
        score_before = score;
    }
    return best;
}

} // namespace filiform::evidence
