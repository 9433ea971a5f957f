// SPDX-License-Identifier: Apache-2.0
#include "quality/funnel.h"

#include <algorithm>
#include <cmath>

#include <boost/math/special_functions/beta.hpp>
#include <boost/math/special_functions/gamma.hpp>

#include "base/expects.h"
#include "base/random.h"

namespace filiform::quality {

namespace {

double at_most(std::int64_t events, std::int64_t of, double share) {
    if (events < 0)
        return 0;
    return events >= of ? 1
                        : boost::math::ibetac(static_cast<double>(events) + 1,
                                              static_cast<double>(of - events), share);
}

/// The count below which a part `tail` lies at most, between two whole ones.
double count_quantile(double tail, std::int64_t of, double share) {
    std::int64_t low = 0; // the first count whose cumulated chance is above the tail
    std::int64_t high = of;
    while (low < high) {
        const std::int64_t middle = (low + high) / 2;
        if (at_most(middle, of, share) > tail)
            high = middle;
        else
            low = middle + 1;
    }
    const double above = at_most(low, of, share);
    const double below = at_most(low - 1, of, share);
    return static_cast<double>(low) - (above - tail) / (above - below);
}

Interval limits(double target, std::int64_t of, double dispersion, double level) {
    const double tail = (1 - level) / 2;
    const auto n = static_cast<double>(of);
    const double stretch = std::sqrt(dispersion);
    const auto placed = [&](double count) {
        return std::clamp(target + (count / n - target) * stretch, 0.0, 1.0);
    };
    return {placed(count_quantile(tail, of, target)),
            placed(n - count_quantile(tail, of, 1 - target))};
}

Count total_of(std::span<const Count> units) {
    Count total;
    for (const Count& one : units) {
        total.events += one.events;
        total.of += one.of;
    }
    return total;
}

/// Of events over trials, for every unit that has trials.
double chi_square(std::span<const Count> units, double share) {
    double sum = 0;
    for (const Count& one : units) {
        if (one.of == 0)
            continue;
        const double expected = static_cast<double>(one.of) * share;
        const double off = static_cast<double>(one.events) - expected;
        sum += off * off / (expected * (1 - share));
    }
    return sum;
}

/// The same total of events, fallen upon the trials at random, no two upon one.
std::vector<Count> scattered(std::span<const Count> units, Count total,
                             base::RandomStream& random) {
    std::vector<Count> drawn(units.begin(), units.end());
    std::vector<std::int64_t> ends; // of each unit's trials, one behind the other
    std::int64_t end = 0;
    for (Count& one : drawn) {
        one.events = 0;
        ends.push_back(end += one.of);
    }
    for (std::int64_t event = 0; event < total.events;) {
        const double place = random.uniform() * static_cast<double>(total.of);
        const auto unit = static_cast<std::size_t>(
            std::upper_bound(ends.begin(), ends.end(), static_cast<std::int64_t>(place)) -
            ends.begin());
        // A trial has one event at most: a unit that is full of them turns the next away.
        const double left = static_cast<double>(drawn[unit].of - drawn[unit].events) /
                            static_cast<double>(drawn[unit].of);
        if (random.uniform() >= left)
            continue;
        ++drawn[unit].events;
        ++event;
    }
    return drawn;
}

double simulated_p(std::span<const Count> units, Count total, double share) {
    constexpr int draws = 999;
    constexpr std::uint64_t seed = 7;
    constexpr double rounding = 1e-9;
    const double seen = chi_square(units, share);
    int at_least = 0;
    for (int i = 0; i < draws; ++i) {
        base::RandomStream random(seed, static_cast<std::uint64_t>(i));
        if (chi_square(scattered(units, total, random), share) >= seen - rounding)
            ++at_least;
    }
    return (1.0 + at_least) / (1.0 + draws);
}

} // namespace

FunnelLimits funnel_limits(double target, std::int64_t of, double dispersion) {
    base::expects(target >= 0 && target <= 1, "a target is a share");
    base::expects(of >= 0 && dispersion >= 1, "a unit has a size, and chance is the least scatter");
    if (of == 0)
        return {};
    if (target <= 0 || target >= 1)
        return {{target, target}, {target, target}};
    constexpr double rare_level = 0.998;
    return {limits(target, of, dispersion, usual_level),
            limits(target, of, dispersion, rare_level)};
}

double dispersion_of(std::span<const Count> units) {
    const Count total = total_of(units);
    if (total.events == 0 || total.events == total.of)
        return 1;
    const double share = static_cast<double>(total.events) / static_cast<double>(total.of);
    std::vector<double> scores;
    for (const Count& one : units)
        if (one.of > 0)
            scores.push_back(
                (static_cast<double>(one.events) / static_cast<double>(one.of) - share) /
                std::sqrt(share * (1 - share) / static_cast<double>(one.of)));
    if (scores.size() < least_units)
        return 1;
    std::sort(scores.begin(), scores.end());
    constexpr std::size_t tenth = 10;
    const std::size_t cut = scores.size() / tenth;
    double sum = 0;
    for (const double score : scores) {
        const double drawn_in = std::clamp(score, scores[cut], scores[scores.size() - 1 - cut]);
        sum += drawn_in * drawn_in;
    }
    return std::max(1.0, sum / static_cast<double>(scores.size()));
}

SpreadTest test_spread(std::span<const Count> units) {
    const Count total = total_of(units);
    SpreadTest test;
    if (total.events == 0 || total.events == total.of)
        return test;
    const double share = static_cast<double>(total.events) / static_cast<double>(total.of);
    constexpr double enough = 5;
    std::vector<Count> with_trials;
    std::vector<Count> grouped; // those that expect too few of either are taken together
    Count small;
    for (const Count& one : units) {
        if (one.of == 0)
            continue;
        with_trials.push_back(one);
        if (static_cast<double>(one.of) * std::min(share, 1 - share) >= enough)
            grouped.push_back(one);
        else
            small = {small.events + one.events, small.of + one.of};
    }
    if (with_trials.size() < 2)
        return test;
    constexpr std::int64_t most_drawn = 300; // of more events the chi-square is good enough
    test.is_simulated = small.of > 0 && total.events <= most_drawn;
    if (small.of > 0)
        grouped.push_back(small);
    if (test.is_simulated)
        test.p = simulated_p(with_trials, total, share);
    else if (grouped.size() > 1)
        test.p = boost::math::gamma_q(static_cast<double>(grouped.size() - 1) / 2,
                                      chi_square(grouped, share) / 2);
    test.is_beyond_chance = test.p < 1 - usual_level;
    return test;
}

} // namespace filiform::quality
