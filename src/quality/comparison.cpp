// SPDX-License-Identifier: Apache-2.0
#include "quality/comparison.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <vector>

#include <boost/math/special_functions/beta.hpp>

#include "base/expects.h"
#include "quality/log_beta.h"

namespace filiform::quality {

namespace {

constexpr double infinite = std::numeric_limits<double>::infinity();

/// P(X <= x) of a binomial count.
double binomial_at_most(double x, double n, double share) {
    if (x < 0)
        return 0;
    return x >= n ? 1 : boost::math::ibetac(x + 1, n - x, share);
}

double two_sided(double at_most, double at_least) {
    return std::clamp(2 * std::min(at_most, at_least), 0.0, 1.0);
}

/// The middles, by probability, of many equal slices of a beta distribution.
std::vector<double> slices_of(double alpha, double beta) {
    constexpr int count = 64;
    std::vector<double> values;
    for (int i = 0; i < count; ++i)
        values.push_back(boost::math::ibeta_inv(alpha, beta, (i + 0.5) / count));
    return values;
}

/// The quantile of clinic / published, the published drawn from `slices`.
double ratio_quantile(double alpha, double beta, const std::vector<double>& slices, double wanted) {
    const auto at_most = [&](double ratio) {
        double sum = 0;
        for (const double published : slices)
            sum += boost::math::ibeta(alpha, beta, std::min(1.0, ratio * published));
        return sum / static_cast<double>(slices.size());
    };
    double low = std::log(1e-6);
    double high = std::log(1e6);
    constexpr int halvings = 32;
    for (int i = 0; i < halvings; ++i) {
        const double middle = (low + high) / 2;
        (at_most(std::exp(middle)) < wanted ? low : high) = middle;
    }
    return std::exp((low + high) / 2);
}

} // namespace

Comparison compare_rates(Count clinic, Count published) {
    base::expects(clinic.of > 0 && published.of > 0, "both were counted in something");
    base::expects(clinic.events >= 0 && published.events >= 0, "counts are not negative");
    Comparison result;
    const double share = static_cast<double>(clinic.of) /
                         (static_cast<double>(clinic.of) + static_cast<double>(published.of));
    const auto x = static_cast<double>(clinic.events);
    const double all = x + static_cast<double>(published.events);
    const double scale = static_cast<double>(published.of) / static_cast<double>(clinic.of);
    const auto odds = [](double part) { return part >= 1 ? infinite : part / (1 - part); };
    const Interval of_all =
        exact_interval({clinic.events, clinic.events + published.events}, usual_level);
    result.ratio_interval = {odds(of_all.low) * scale, odds(of_all.high) * scale};
    result.ratio = published.events == 0 ? (clinic.events == 0 ? 0 : infinite)
                                         : x / static_cast<double>(published.events) * scale;
    if (all > 0)
        result.p =
            two_sided(binomial_at_most(x, all, share), 1 - binomial_at_most(x - 1, all, share));
    result.expected = static_cast<double>(published.events) / scale;
    result.is_beyond_chance = result.ratio_interval.low > 1 || result.ratio_interval.high < 1;
    return result;
}

double beta_binomial_at_most(Count count, double alpha, double beta) {
    base::expects(alpha > 0 && beta > 0, "both parameters are positive");
    base::expects(count.of >= 0 && count.events <= count.of, "no more events than trials");
    if (count.events < 0)
        return 0;
    const auto n = static_cast<double>(count.of);
    // Upwards from 0, or downwards from all: whichever is nearer.
    const bool is_upper = count.events > count.of / 2;
    const double a = is_upper ? beta : alpha;
    const double b = is_upper ? alpha : beta;
    const std::int64_t last = is_upper ? count.of - count.events - 1 : count.events;
    double log_term = log_beta(a, b + n) - log_beta(a, b);
    double sum = last < 0 ? 0 : std::exp(log_term);
    for (std::int64_t i = 0; i < last; ++i) {
        const auto k = static_cast<double>(i);
        log_term += std::log((n - k) / (k + 1) * (a + k) / (b + n - k - 1));
        sum += std::exp(log_term);
    }
    return std::clamp(is_upper ? 1 - sum : sum, 0.0, 1.0);
}

Comparison compare_with_share(Count clinic, double share, Interval interval) {
    base::expects(clinic.of > 0, "the clinic counted in something");
    base::expects(share > 0 && share < 1 && interval.low < share && interval.high > share,
                  "a share lies within its interval, between 0 and 1");
    constexpr double deviations = 2 * 1.959963984540054;
    const double deviation = (interval.high - interval.low) / deviations;
    const double size = std::max(2.0, share * (1 - share) / (deviation * deviation) - 1);
    const double alpha = share * size;
    const double beta = (1 - share) * size;
    Comparison result;
    const auto n = static_cast<double>(clinic.of);
    result.ratio = static_cast<double>(clinic.events) / n / share;
    result.expected = share * n;
    result.p = two_sided(beta_binomial_at_most(clinic, alpha, beta),
                         1 - beta_binomial_at_most({clinic.events - 1, clinic.of}, alpha, beta));
    const double a = static_cast<double>(clinic.events) + 0.5;
    const double b = static_cast<double>(clinic.of - clinic.events) + 0.5;
    const std::vector<double> slices = slices_of(alpha, beta);
    constexpr double tail = (1 - usual_level) / 2;
    result.ratio_interval = {clinic.events == 0 ? 0 : ratio_quantile(a, b, slices, tail),
                             ratio_quantile(a, b, slices, 1 - tail)};
    result.is_beyond_chance = result.ratio_interval.low > 1 || result.ratio_interval.high < 1;
    return result;
}

} // namespace filiform::quality
