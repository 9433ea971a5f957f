// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>
#include <numeric>

#include "base/expects.h"
#include "evidence/bias.h"

namespace filiform::evidence {

namespace {

/// Signed ranks of the distances from a centre; equal distances rank in the order they stand.
std::vector<double> signed_ranks(const std::vector<double>& off) {
    std::vector<std::size_t> order(off.size());
    std::iota(order.begin(), order.end(), 0);
    std::stable_sort(order.begin(), order.end(), [&](std::size_t i, std::size_t j) {
        return std::abs(off[i]) < std::abs(off[j]);
    });
    std::vector<double> ranks(off.size());
    for (std::size_t i = 0; i < order.size(); ++i)
        ranks[order[i]] =
            std::copysign(off[order[i]] == 0 ? 0 : static_cast<double>(i) + 1, off[order[i]]);
    return ranks;
}

struct Missing {
    double count = 0;
    double se = 0;
};

Missing missing_by(TrimEstimator estimator, const std::vector<double>& ranks) {
    const auto k = static_cast<double>(ranks.size());
    Missing missing;
    if (estimator == TrimEstimator::R0) {
        double lowest = 0;
        for (const double rank : ranks)
            lowest = std::max(lowest, -rank);
        missing.count = std::max(0.0, k - lowest - 1);
        missing.se = std::sqrt(2 * missing.count + 2);
        return missing;
    }
    double above = 0;
    for (const double rank : ranks)
        above += std::max(0.0, rank);
    const double raw = (4 * above - k * (k + 1)) / (2 * k - 1);
    missing.count = std::max(0.0, std::nearbyint(raw));
    const double spread = (k * (k + 1) * (2 * k + 1) + 10 * std::pow(raw, 3) + 27 * raw * raw +
                           17 * raw - 18 * k * raw * raw - 18 * k * raw + 6 * k * k * raw) /
                          24;
    missing.se = 4 * std::sqrt(std::max(0.0, spread)) / (2 * k - 1);
    return missing;
}

/// Studies sorted so that those with nothing opposite come last.
std::vector<Effect> turned(std::span<const Effect> effects, MissingSide side) {
    std::vector<Effect> sorted(effects.begin(), effects.end());
    if (side == MissingSide::Right)
        for (Effect& effect : sorted)
            effect.estimate = -effect.estimate;
    std::stable_sort(sorted.begin(), sorted.end(),
                     [](const Effect& a, const Effect& b) { return a.estimate < b.estimate; });
    return sorted;
}

MissingSide side_of(std::span<const Effect> effects, const ModelOrder& order) {
    const auto egger = mixed_egger(effects, {order.estimator, Adjustment::None, order.level});
    return egger && egger->slope.estimate < 0 ? MissingSide::Right : MissingSide::Left;
}

} // namespace

std::optional<TrimAndFill> trim_and_fill(std::span<const Effect> effects, const ModelOrder& order,
                                         TrimEstimator estimator, std::optional<MissingSide> side) {
    base::expects(effects.size() >= 3, "three studies");
    TrimAndFill result;
    result.estimator = estimator;
    result.side = side ? *side : side_of(effects, order);
    const std::vector<Effect> sorted = turned(effects, result.side);
    double count = 0;
    double centre = 0;
    constexpr int most_rounds = 100;
    for (int round = 0; round <= most_rounds; ++round) {
        if (round == most_rounds)
            return std::nullopt;
        const auto kept =
            sorted.size() - std::min(sorted.size() - 1, static_cast<std::size_t>(count));
        centre = pool(std::span(sorted).first(kept), order).effect().estimate;
        std::vector<double> off;
        for (const Effect& effect : sorted)
            off.push_back(effect.estimate - centre);
        const Missing missing = missing_by(estimator, signed_ranks(off));
        result.missing_se = missing.se;
        if (missing.count == count)
            break;
        count = missing.count;
    }
    result.missing = std::min(sorted.size() - 1, static_cast<std::size_t>(count));
    const double turn = result.side == MissingSide::Right ? -1 : 1;
    std::vector<Effect> all(effects.begin(), effects.end());
    for (std::size_t i = sorted.size() - result.missing; i < sorted.size(); ++i) {
        result.filled.push_back({turn * (2 * centre - sorted[i].estimate), sorted[i].variance});
        all.push_back(result.filled.back());
    }
    result.pooled = pool(all, order);
    return result;
}

} // namespace filiform::evidence
