// SPDX-License-Identifier: Apache-2.0
#include "evidence/bias.h"

#include <algorithm>
#include <cmath>
#include <map>

#include "base/expects.h"
#include "evidence/distributions.h"
#include "evidence/regression.h"

namespace filiform::evidence {

namespace {

std::vector<Moderator> standard_errors(std::span<const Effect> effects) {
    Moderator se{"standard error", {}};
    for (const Effect& effect : effects)
        se.values.push_back(std::sqrt(effect.variance));
    return {se};
}

/// P(at most `swaps` discordant pairs) among n in random order, both tails as for S = c - d.
double exact_kendall_p(std::size_t n, std::size_t concordant) {
    std::vector<double> ways{1};
    for (std::size_t size = 2; size <= n; ++size) {
        std::vector<double> next(ways.size() + size - 1, 0);
        for (std::size_t i = 0; i < ways.size(); ++i)
            for (std::size_t more = 0; more < size; ++more)
                next[i + more] += ways[i] / static_cast<double>(size);
        ways = std::move(next);
    }
    double below = 0;
    for (std::size_t i = 0; i <= concordant && i < ways.size(); ++i)
        below += ways[i];
    double above = 0;
    for (std::size_t i = concordant; i < ways.size(); ++i)
        above += ways[i];
    return std::min(1.0, 2 * std::min(below, above));
}

/// Sums over groups of equal values that Kendall's variance needs.
struct Ties {
    double pairs = 0;   ///< t (t - 1) / 2
    double spread = 0;  ///< t (t - 1) (2t + 5)
    double triples = 0; ///< t (t - 1) (t - 2)
};
Ties ties_of(const std::vector<double>& values) {
    std::map<double, double> counts;
    for (const double value : values)
        ++counts[value];
    Ties ties;
    for (const auto& [value, t] : counts) {
        ties.pairs += t * (t - 1) / 2;
        ties.spread += t * (t - 1) * (2 * t + 5);
        ties.triples += t * (t - 1) * (t - 2);
    }
    return ties;
}

RankTest kendall(const std::vector<double>& x, const std::vector<double>& y) {
    const std::size_t k = x.size();
    double score = 0;
    std::size_t concordant = 0;
    for (std::size_t i = 0; i < k; ++i)
        for (std::size_t j = i + 1; j < k; ++j) {
            const double sign = (x[i] - x[j]) * (y[i] - y[j]);
            score += sign > 0 ? 1 : (sign < 0 ? -1 : 0);
            concordant += sign > 0 ? 1 : 0;
        }
    const auto n = static_cast<double>(k);
    const Ties tx = ties_of(x);
    const Ties ty = ties_of(y);
    const double pairs = n * (n - 1) / 2;
    RankTest test;
    const double scale = std::sqrt((pairs - tx.pairs) * (pairs - ty.pairs));
    if (!(scale > 0))
        return test;
    test.tau = score / scale;
    constexpr std::size_t small = 50;
    if (tx.pairs == 0 && ty.pairs == 0 && k < small) {
        test.is_exact = true;
        test.p = exact_kendall_p(k, concordant);
        return test;
    }
    const double variance = (n * (n - 1) * (2 * n + 5) - tx.spread - ty.spread) / 18 +
                            tx.triples * ty.triples / (9 * n * (n - 1) * (n - 2)) +
                            2 * tx.pairs * ty.pairs / (n * (n - 1));
    test.p = normal_two_sided(score / std::sqrt(variance));
    return test;
}

} // namespace

std::optional<ClassicEgger> classic_egger(std::span<const Effect> effects) {
    base::expects(effects.size() >= 3, "three studies");
    std::vector<double> y;
    Design design{effects.size(), 2, {}};
    for (const Effect& effect : effects) {
        const double se = std::sqrt(effect.variance);
        y.push_back(effect.estimate / se);
        design.values.insert(design.values.end(), {1, 1 / se});
    }
    if (is_redundant(design))
        return std::nullopt;
    const WeightedFit fit = fit_weighted(y, design, std::vector<double>(y.size(), 1));
    ClassicEgger egger;
    egger.df = static_cast<double>(y.size()) - 2;
    egger.intercept = fit.beta[0];
    egger.se = std::sqrt(fit.q / egger.df * fit.covariance[0]);
    egger.t = egger.intercept / egger.se;
    egger.p = t_two_sided(egger.t, egger.df);
    return egger;
}

std::optional<MixedEgger> mixed_egger(std::span<const Effect> effects, const ModelOrder& order) {
    base::expects(effects.size() >= 3, "three studies");
    const auto fitted = regress(effects, standard_errors(effects), order);
    if (!fitted)
        return std::nullopt;
    return MixedEgger{fitted->model.coefficients[1], fitted->model.coefficients[0]};
}

RankTest begg_rank(std::span<const Effect> effects) {
    base::expects(effects.size() >= 3, "three studies");
    const Pooled fixed = pool(effects, {Estimator::Fixed, Adjustment::None, 0.95});
    const double spread = fixed.model.covariance.front();
    std::vector<double> standardised;
    std::vector<double> variances;
    for (const Effect& effect : effects) {
        const double own = std::max(effect.variance - spread, 1e-300);
        standardised.push_back((effect.estimate - fixed.effect().estimate) / std::sqrt(own));
        variances.push_back(effect.variance);
    }
    return kendall(standardised, variances);
}

} // namespace filiform::evidence
