// SPDX-License-Identifier: Apache-2.0
#include <cmath>
#include <numbers>

#include <boost/math/quadrature/gauss_kronrod.hpp>

#include "base/expects.h"
#include "evidence/distributions.h"
#include "evidence/pool.h"
#include "evidence/roots.h"

namespace filiform::evidence {

namespace {

/// Moments of Q given R, the standardised fixed-effect estimate, with the article's letters:
/// W_j = sum w^j / sum w.
struct GivenR {
    double k = 0;
    double w1 = 0, w2 = 0, w3 = 0, w4 = 0;
    double tau2 = 0;

    [[nodiscard]] double variance_of_r() const { return 1 + tau2 * w2; }

    /// P(Q <= q | R = r), Q taken as a gamma variable.
    [[nodiscard]] double below(double q, double r) const {
        const double vr = variance_of_r();
        const double pull = r * r / (vr * vr) - 1 / vr;
        const double second = w3 - w2 * w2;
        const double mean = k - 1 + tau2 * (w1 - w2) + tau2 * tau2 * pull * second;
        const double variance =
            2 * (k - 1) + 4 * tau2 * (w1 - w2) + 2 * tau2 * tau2 * (w1 * w2 - 2 * w3 + w2 * w2) +
            4 * tau2 * tau2 * pull * second +
            4 * std::pow(tau2, 3) * pull * (w4 - 2 * w2 * w3 + std::pow(w2, 3)) +
            2 * std::pow(tau2, 4) * (1 / (vr * vr) - 2 * r * r / std::pow(vr, 3)) * second * second;
        return gamma_below(q * mean / variance, mean * mean / variance);
    }
    /// The least Q with which an estimate r is not beyond t standard errors.
    [[nodiscard]] double bar(double ratio) const {
        return (w1 / w2 - 1) * (ratio * ratio - 1) + k - 1;
    }
};

double density(double z) {
    return std::exp(-z * z / 2) / std::sqrt(2 * std::numbers::pi);
}

} // namespace

HenmiCopas henmi_copas(std::span<const Effect> effects, double level) {
    base::expects(effects.size() >= 2, "two studies");
    const Pooled random = pool(effects, {Estimator::Dl, Adjustment::None, level});
    const Pooled fixed = pool(effects, {Estimator::Fixed, Adjustment::None, level});
    GivenR given;
    given.k = static_cast<double>(effects.size());
    given.tau2 = random.model.heterogeneity.tau2;
    double w1 = 0, w2 = 0, w3 = 0, w4 = 0;
    for (const Effect& effect : effects) {
        const double w = 1 / effect.variance;
        w1 += w;
        w2 += w * w;
        w3 += w * w * w;
        w4 += w * w * w * w;
    }
    given.w1 = w1;
    given.w2 = w2 / w1;
    given.w3 = w3 / w1;
    given.w4 = w4 / w1;
    const double sd = std::sqrt(given.variance_of_r());
    const auto beyond = [&](double t) {
        const auto part = [&](double r) {
            return given.below(given.bar(r / t), sd * r) * density(r);
        };
        constexpr double far = 12; // standard deviations
        using Rule = boost::math::quadrature::gauss_kronrod<double, 31>;
        return Rule::integrate(part, t, t + far, 12, 1e-10) - (1 - level) / 2;
    };
    const double t = root_between(beyond, 1e-3, 10);
    const double reach = t * given.variance_of_r() / std::sqrt(w1);
    const double estimate = fixed.effect().estimate;
    return {estimate, given.tau2, {estimate - reach, estimate + reach}};
}

} // namespace filiform::evidence
