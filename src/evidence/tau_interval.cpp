// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>

#include "evidence/distributions.h"
#include "evidence/likelihood_summit.h"
#include "evidence/roots.h"
#include "evidence/tau.h"

namespace filiform::evidence {

namespace {

double q_at(const Studies& studies, double tau2) {
    return fit_weighted(studies.y, studies.x, weights_at(studies, tau2)).q;
}

} // namespace

TauInterval q_profile(const Studies& studies, double level) {
    const double low = chi_square_quantile(0.5 - level / 2, studies.spare());
    const double high = chi_square_quantile(0.5 + level / 2, studies.spare());
    return {tau2_of_q(studies, high), tau2_of_q(studies, low), q_at(studies, 0) < low};
}

TauInterval profile_likelihood(const Studies& studies, Likelihood likelihood, double level) {
    const double summit = likelihood_summit(studies, likelihood);
    const double bar =
        log_likelihood(studies, summit, likelihood) - chi_square_quantile(level, 1) / 2;
    const auto over = [&](double tau2) { return log_likelihood(studies, tau2, likelihood) - bar; };
    TauInterval interval;
    if (over(0) < 0)
        interval.low = root_between(over, 0, summit);
    double high = beyond_summits(studies);
    while (over(high) > 0)
        high *= 2;
    interval.high = root_between(over, summit, high);
    return interval;
}

TauInterval wald_interval(double tau2, double se, double level) {
    const double reach = normal_quantile(0.5 + level / 2) * se;
    return {std::max(0.0, tau2 - reach), std::max(0.0, tau2 + reach)};
}

TauInterval sidik_jonkman_interval(const Studies& studies, double level) {
    const double sum = studies.spare() * estimate_tau2(studies, Estimator::Sj);
    return {sum / chi_square_quantile(0.5 + level / 2, studies.spare()),
            sum / chi_square_quantile(0.5 - level / 2, studies.spare())};
}

TauInterval biggerstaff_tweedie(const Studies& studies, double level) {
    const std::vector<double> weights = weights_at(studies, 0);
    double sum = 0;
    double squares = 0;
    double cubes = 0;
    for (const double w : weights) {
        sum += w;
        squares += w * w;
        cubes += w * w * w;
    }
    const double s1 = sum - squares / sum;
    const double s2 = squares - 2 * cubes / sum + squares * squares / (sum * sum);
    const double q = q_at(studies, 0);
    const double df = studies.spare();
    const auto below = [&](double tau2) { // P(Q <= q)
        const double mean = df + s1 * tau2;
        const double variance = 2 * df + 4 * s1 * tau2 + 2 * s2 * tau2 * tau2;
        return gamma_below(q * mean / variance, mean * mean / variance);
    };
    const auto end = [&](double probability) {
        const auto over = [&](double tau2) { return below(tau2) - probability; };
        if (over(0) <= 0)
            return 0.0;
        double high = std::max(1.0, q) / s1;
        while (over(high) > 0 && std::isfinite(high))
            high *= 2;
        return root_between(over, 0, high);
    };
    const double tail = 0.5 - level / 2;
    return {end(1 - tail), end(tail), below(0) <= tail};
}

} // namespace filiform::evidence
