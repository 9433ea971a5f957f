// SPDX-License-Identifier: Apache-2.0
#include "evidence/effect.h"

#include <algorithm>
#include <cmath>

#include "base/expects.h"
#include "evidence/distributions.h"

namespace filiform::evidence {

namespace {

struct Cells {
    double a, b, c, d;
    [[nodiscard]] double n1() const { return a + b; }
    [[nodiscard]] double n2() const { return c + d; }
};

/// The four cells, 0.5 added to each where one is zero.
Cells cells_of(const ArmCounts& arms) {
    Cells cells{arms.events1, arms.n1 - arms.events1, arms.events2, arms.n2 - arms.events2};
    if (cells.a == 0 || cells.b == 0 || cells.c == 0 || cells.d == 0)
        cells = {cells.a + 0.5, cells.b + 0.5, cells.c + 0.5, cells.d + 0.5};
    return cells;
}

double pooled_variance(const ArmMeans& arms) {
    return ((arms.n1 - 1) * arms.sd1 * arms.sd1 + (arms.n2 - 1) * arms.sd2 * arms.sd2) /
           (arms.n1 + arms.n2 - 2);
}

} // namespace

Effect mean_difference(const ArmMeans& arms, Spread spread) {
    const double difference = arms.mean1 - arms.mean2;
    if (spread == Spread::Pooled)
        return {difference, pooled_variance(arms) * (1 / arms.n1 + 1 / arms.n2)};
    return {difference, arms.sd1 * arms.sd1 / arms.n1 + arms.sd2 * arms.sd2 / arms.n2};
}

double small_sample_correction(double m) {
    base::expects(m >= 2, "a standardised difference needs two degrees of freedom");
    return std::exp(std::lgamma(m / 2) - std::log(m / 2) / 2 - std::lgamma((m - 1) / 2));
}

std::optional<Effect> standardised_difference(const ArmMeans& arms, GVariance variance) {
    const double s2 = pooled_variance(arms);
    if (!(s2 > 0))
        return std::nullopt;
    const double m = arms.n1 + arms.n2 - 2;
    const double correction = small_sample_correction(m);
    const double g = correction * (arms.mean1 - arms.mean2) / std::sqrt(s2);
    const double share = variance == GVariance::LargeSample
                             ? 1 / (2 * (arms.n1 + arms.n2))
                             : 1 - (m - 2) / (m * correction * correction);
    return Effect{g, 1 / arms.n1 + 1 / arms.n2 + share * g * g};
}

bool is_double_zero(const ArmCounts& arms) {
    return (arms.events1 == 0 && arms.events2 == 0) ||
           (arms.events1 == arms.n1 && arms.events2 == arms.n2);
}

std::optional<Effect> log_odds_ratio(const ArmCounts& arms) {
    if (is_double_zero(arms))
        return std::nullopt;
    const Cells x = cells_of(arms);
    return Effect{std::log(x.a * x.d / (x.b * x.c)), 1 / x.a + 1 / x.b + 1 / x.c + 1 / x.d};
}

std::optional<Effect> log_risk_ratio(const ArmCounts& arms) {
    if (is_double_zero(arms))
        return std::nullopt;
    const Cells x = cells_of(arms);
    return Effect{std::log(x.a / x.n1() * x.n2() / x.c),
                  1 / x.a - 1 / x.n1() + 1 / x.c - 1 / x.n2()};
}

Effect risk_difference(const ArmCounts& arms) {
    const Cells x = cells_of(arms);
    const double n1 = x.n1();
    const double n2 = x.n2();
    return {x.a / n1 - x.c / n2, x.a * x.b / (n1 * n1 * n1) + x.c * x.d / (n2 * n2 * n2)};
}

Effect logit_proportion(const Count& count) {
    double yes = count.events;
    double no = count.n - count.events;
    if (yes == 0 || no == 0) {
        yes += 0.5;
        no += 0.5;
    }
    return {std::log(yes / no), 1 / yes + 1 / no};
}

Effect freeman_tukey(const Count& count) {
    const double n1 = count.n + 1;
    return {
        (std::asin(std::sqrt(count.events / n1)) + std::asin(std::sqrt((count.events + 1) / n1))) /
            2,
        1 / (4 * count.n + 2)};
}

double proportion_of_double_arcsine(double value, double n) {
    if (value <= freeman_tukey({0, n}).estimate)
        return 0;
    if (value >= freeman_tukey({n, n}).estimate)
        return 1;
    const double sine = std::sin(2 * value);
    const double inner = sine + (sine - 1 / sine) / n;
    const double root = std::sqrt(std::max(0.0, 1 - inner * inner));
    return std::clamp((1 - std::copysign(root, std::cos(2 * value))) / 2, 0.0, 1.0);
}

double harmonic_mean(std::span<const double> sizes) {
    base::expects(!sizes.empty(), "a mean of something");
    double sum = 0;
    for (const double n : sizes)
        sum += 1 / n;
    return static_cast<double>(sizes.size()) / sum;
}

double se_of_interval(const Bounds& interval, double level) {
    return (interval.high - interval.low) / (2 * normal_quantile(0.5 + level / 2));
}

double sd_of_mean_interval(const Bounds& interval, double n, double level) {
    return (interval.high - interval.low) / (2 * t_quantile(0.5 + level / 2, n - 1)) * std::sqrt(n);
}

double sd_of_change(double sd_before, double sd_after, double correlation) {
    const double square =
        sd_before * sd_before + sd_after * sd_after - 2 * correlation * sd_before * sd_after;
    return std::sqrt(std::max(0.0, square));
}

} // namespace filiform::evidence
