// SPDX-License-Identifier: Apache-2.0
#include "quality/shrinkage.h"

#include <algorithm>
#include <cmath>

#include <boost/math/special_functions/beta.hpp>

#include "base/expects.h"
#include "quality/log_beta.h"

namespace filiform::quality {

namespace {

/// One guess at what the units have in common, and how well it explains them.
struct Guess {
    double mean = 0;
    double size = 0; ///< alpha + beta
    double likeness = 0;
    double weight = 0; ///< its share of the likelihood; first its logarithm
};

double log_likelihood(std::span<const Count> units, double mean, double size) {
    const double a = mean * size;
    const double b = (1 - mean) * size;
    const double prior = log_beta(a, b);
    double sum = 0;
    for (const Count& one : units)
        if (one.of > 0)
            sum += log_beta(a + static_cast<double>(one.events),
                            b + static_cast<double>(one.of - one.events)) -
                   prior;
    return sum;
}

std::vector<Guess> guesses(std::span<const Count> units, Count total) {
    constexpr int means = 25;
    constexpr int steps = 24;
    constexpr double most_alike = 0.5;
    // Means wide around what all units together have: eight of its own deviations.
    const double a = static_cast<double>(total.events) + 0.5;
    const double b = static_cast<double>(total.of - total.events) + 0.5;
    const double centre = std::log(a / b);
    const double unit = std::sqrt(1 / a + 1 / b) + 1.0 / means;
    std::vector<Guess> all;
    double best = -1e300;
    for (int i = 0; i < means; ++i) {
        constexpr double reach = 8;
        const double logit = centre + unit * reach * (2.0 * i / (means - 1) - 1);
        for (int j = 0; j < steps; ++j) {
            const double root = std::sqrt(most_alike) * (j + 0.5) / steps;
            Guess guess;
            guess.likeness = root * root;
            guess.size = 1 / guess.likeness - 1;
            guess.mean = 1 / (1 + std::exp(-logit));
            guess.weight = log_likelihood(units, guess.mean, guess.size);
            best = std::max(best, guess.weight);
            all.push_back(guess);
        }
    }
    double sum = 0;
    for (Guess& guess : all)
        sum += guess.weight = std::exp(guess.weight - best);
    for (Guess& guess : all)
        guess.weight /= sum;
    constexpr double nothing = 1e-9;
    std::erase_if(all, [](const Guess& guess) { return guess.weight < nothing; });
    return all;
}

/// The equal-tailed interval of the beta distribution with this mean and variance.
Interval beta_interval(double mean, double variance) {
    const double size = std::max(1e-3, mean * (1 - mean) / variance - 1);
    constexpr double tail = (1 - usual_level) / 2;
    return {boost::math::ibeta_inv(mean * size, (1 - mean) * size, tail),
            boost::math::ibetac_inv(mean * size, (1 - mean) * size, tail)};
}

Shrunken shrunken(Count unit, const std::vector<Guess>& all) {
    double first = 0;
    double second = 0;
    double weight = 0;
    const auto n = static_cast<double>(unit.of);
    for (const Guess& guess : all) {
        const double a = guess.mean * guess.size + static_cast<double>(unit.events);
        const double size = guess.size + n;
        const double mean = a / size;
        first += guess.weight * mean;
        second += guess.weight * (mean * (1 - mean) / (size + 1) + mean * mean);
        weight += guess.weight * n / size;
    }
    return {first, beta_interval(first, second - first * first), weight};
}

} // namespace

Shrinkage shrink(std::span<const Count> units) {
    Shrinkage result;
    Count total;
    std::size_t groups = 0;
    for (const Count& one : units) {
        base::expects(one.events >= 0 && one.events <= one.of, "no more events than trials");
        total.events += one.events;
        total.of += one.of;
        groups += one.of > 0 ? 1 : 0;
    }
    result.spread = test_spread(units);
    if (groups < 2) {
        result.mean = total.of == 0 ? 0.5
                                    : (static_cast<double>(total.events) + 0.5) /
                                          (static_cast<double>(total.of) + 1);
        for (const Count& one : units)
            result.units.push_back({result.mean, jeffreys_interval(one), one.of > 0 ? 1.0 : 0.0});
        return result;
    }
    const std::vector<Guess> all = guesses(units, total);
    for (const Guess& guess : all) {
        result.mean += guess.weight * guess.mean;
        result.deviation +=
            guess.weight * std::sqrt(guess.mean * (1 - guess.mean) * guess.likeness);
    }
    for (const Count& one : units)
        result.units.push_back(shrunken(one, all));
    return result;
}

} // namespace filiform::quality
