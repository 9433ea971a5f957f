// SPDX-License-Identifier: Apache-2.0
#include "study/statistics.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include <boost/math/special_functions/beta.hpp>

#include "base/expects.h"
#include "base/random.h"

namespace filiform::study {

namespace {

/// Probabilities of 0..trials hits when each of a body's insertions hits with the body's own
/// probability, beta distributed with that mean and likeness.
std::vector<double> body_counts(std::size_t trials, double mean, double alike) {
    std::vector<double> probability(trials + 1, 0);
    if (mean <= 0 || mean >= 1) {
        probability[mean >= 1 ? trials : 0] = 1;
        return probability;
    }
    constexpr double surely_alike = 1 - 1e-9;
    if (alike >= surely_alike) { // all of a body's insertions end alike
        probability[0] = 1 - mean;
        probability[trials] += mean;
        return probability;
    }
    // Polya's urn: each hit makes the next likelier by alike / (1 - alike).
    const double more = alike / (1 - alike);
    probability[0] = 1;
    for (std::size_t drawn = 0; drawn < trials; ++drawn)
        for (std::size_t hits = drawn + 1; hits-- > 0;) {
            const double next =
                (mean + more * static_cast<double>(hits)) / (1 + more * static_cast<double>(drawn));
            const double moved = probability[hits] * next;
            probability[hits + 1] += moved;
            probability[hits] -= moved;
        }
    return probability;
}

std::vector<double> added(const std::vector<double>& a, const std::vector<double>& b) {
    std::vector<double> sum(a.size() + b.size() - 1, 0);
    for (std::size_t i = 0; i < a.size(); ++i)
        for (std::size_t j = 0; j < b.size(); ++j)
            sum[i + j] += a[i] * b[j];
    return sum;
}

std::vector<double> all_counts(const Design& design, double mean, double alike) {
    const std::size_t fewer = design.trials / design.bodies;
    const std::size_t with_one_more = design.trials % design.bodies;
    const std::vector<double> usual = body_counts(fewer, mean, alike);
    const std::vector<double> more = body_counts(fewer + 1, mean, alike);
    std::vector<double> sum{1};
    for (std::size_t body = 0; body < design.bodies; ++body)
        sum = added(sum, body < with_one_more ? more : usual);
    return sum;
}

BodyCount total_of(std::span<const BodyCount> bodies) {
    BodyCount total;
    for (const BodyCount& body : bodies) {
        total.hits += body.hits;
        total.trials += body.trials;
    }
    return total;
}

} // namespace

Interval exact_interval(std::size_t hits, std::size_t trials, double level) {
    base::expects(hits <= trials, "no more hits than trials");
    base::expects(level > 0 && level < 1, "a level lies between 0 and 1");
    const double tail = (1 - level) / 2;
    const auto h = static_cast<double>(hits);
    const auto n = static_cast<double>(trials);
    return {hits == 0 ? 0 : boost::math::ibeta_inv(h, n - h + 1, tail),
            hits == trials ? 1 : boost::math::ibeta_inv(h + 1, n - h, 1 - tail)};
}

double likeness(std::span<const BodyCount> bodies) {
    const BodyCount total = total_of(bodies);
    double squares = 0;
    std::size_t groups = 0;
    double between = 0;
    double within = 0;
    const auto n = static_cast<double>(total.trials);
    const double mean = static_cast<double>(total.hits) / std::max(n, 1.0);
    for (const BodyCount& body : bodies) {
        if (body.trials == 0)
            continue;
        ++groups;
        const auto m = static_cast<double>(body.trials);
        const double share = static_cast<double>(body.hits) / m;
        squares += m * m;
        between += m * (share - mean) * (share - mean);
        within += m * share * (1 - share);
    }
    if (groups < 2 || total.trials <= groups)
        return 0;
    const auto k = static_cast<double>(groups);
    const double between_mean = between / (k - 1);
    const double within_mean = within / (n - k);
    const double size = (n - squares / n) / (k - 1);
    const double spread = between_mean + (size - 1) * within_mean;
    return spread > 0 ? std::clamp((between_mean - within_mean) / spread, 0.0, 1.0) : 0;
}

std::vector<double> predicted_counts(std::span<const BodyCount> simulated, const Design& design) {
    base::expects(design.bodies > 0 || design.trials == 0, "trials need a body");
    const BodyCount total = total_of(simulated);
    if (total.trials == 0 || design.trials == 0)
        return std::vector<double>(design.trials + 1, 1 / static_cast<double>(design.trials + 1));
    const double alike = likeness(simulated);
    std::size_t bodies = 0;
    for (const BodyCount& body : simulated)
        bodies += body.trials > 0 ? 1 : 0;
    const auto n = static_cast<double>(total.trials);
    // Insertions alike within a body are worth fewer independent ones (the design effect).
    const double worth = n / (1 + (n / static_cast<double>(bodies) - 1) * alike);
    const double share = static_cast<double>(total.hits) / n;
    constexpr int slices = 32;
    std::vector<double> sum(design.trials + 1, 0);
    for (int slice = 0; slice < slices; ++slice) {
        constexpr double jeffreys = 0.5;
        const double mean = boost::math::ibeta_inv(
            share * worth + jeffreys, (1 - share) * worth + jeffreys, (slice + 0.5) / slices);
        const std::vector<double> counts = all_counts(design, mean, alike);
        for (std::size_t i = 0; i < sum.size(); ++i)
            sum[i] += counts[i] / slices;
    }
    return sum;
}

CountRange central_counts(std::span<const double> probability, double share) {
    const double tail = (1 - share) / 2;
    constexpr double rounding = 1e-12;
    CountRange range{0, probability.size() - 1};
    double below = 0;
    while (range.low < range.high && below + probability[range.low] <= tail + rounding)
        below += probability[range.low++];
    double above = 0;
    while (range.high > range.low && above + probability[range.high] <= tail + rounding)
        above += probability[range.high--];
    return range;
}

Moments moments_of(std::span<const double> values) {
    Moments moments{values.size(), 0, 0};
    if (values.empty())
        return moments;
    const auto n = static_cast<double>(values.size());
    for (const double value : values)
        moments.mean += value / n;
    double squares = 0;
    for (const double value : values)
        squares += (value - moments.mean) * (value - moments.mean);
    moments.sd = values.size() > 1 ? std::sqrt(squares / (n - 1)) : 0;
    return moments;
}

double explained_share(std::span<const std::vector<double>> x, std::span<const double> y) {
    const auto centred = [](std::span<const double> values) {
        const double mean = moments_of(values).mean;
        std::vector<double> result(values.begin(), values.end());
        for (double& value : result)
            value -= mean;
        return result;
    };
    const auto dot = [](const std::vector<double>& a, const std::vector<double>& b) {
        double sum = 0;
        for (std::size_t i = 0; i < a.size(); ++i)
            sum += a[i] * b[i];
        return sum;
    };
    const std::vector<double> rest = centred(y);
    const double spread = dot(rest, rest);
    if (spread <= 0)
        return 0;
    // Gram and Schmidt: each column less what earlier ones say, then its part of y.
    std::vector<std::vector<double>> basis;
    double explained = 0;
    for (const std::vector<double>& values : x) {
        base::expects(values.size() == y.size(), "a column is as long as what it explains");
        std::vector<double> column = centred(values);
        const double before = dot(column, column);
        for (const std::vector<double>& other : basis) {
            const double part = dot(column, other) / dot(other, other);
            for (std::size_t i = 0; i < column.size(); ++i)
                column[i] -= part * other[i];
        }
        constexpr double says_nothing_new = 1e-10;
        const double left = dot(column, column);
        if (left <= says_nothing_new * before || left <= 0)
            continue;
        const double shared = dot(column, rest);
        explained += shared * shared / left;
        basis.push_back(std::move(column));
    }
    return std::clamp(explained / spread, 0.0, 1.0);
}

double quantile(std::span<const double> sorted, double q) {
    if (sorted.empty())
        return std::numeric_limits<double>::quiet_NaN();
    const double at = q * static_cast<double>(sorted.size() - 1);
    const auto low = static_cast<std::size_t>(at);
    const std::size_t high = std::min(low + 1, sorted.size() - 1);
    return sorted[low] + (at - static_cast<double>(low)) * (sorted[high] - sorted[low]);
}

std::vector<std::size_t> drawn_bodies(std::size_t simulated, std::size_t bodies, std::uint64_t seed,
                                      std::uint64_t draw) {
    base::RandomStream random(seed, draw);
    const auto one_of = [&] {
        const auto at = static_cast<std::size_t>(random.uniform() * static_cast<double>(simulated));
        return std::min(at, simulated - 1);
    };
    std::vector<std::size_t> people(simulated);
    for (std::size_t& body : people)
        body = one_of();
    std::vector<std::size_t> indices(bodies);
    for (std::size_t& index : indices)
        index = people[one_of()];
    return indices;
}

Redrawn ranges_of(std::vector<double> values) {
    std::erase_if(values, [](double value) { return !std::isfinite(value); });
    std::sort(values.begin(), values.end());
    return {{quantile(values, 0.25), quantile(values, 0.75)},
            {quantile(values, 0.05), quantile(values, 0.95)}};
}

} // namespace filiform::study
