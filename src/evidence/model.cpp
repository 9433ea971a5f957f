// SPDX-License-Identifier: Apache-2.0
#include "evidence/model.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include <Eigen/Dense>

#include "base/expects.h"
#include "evidence/distributions.h"

namespace filiform::evidence {

namespace {

double i2_of(double tau2, double typical) {
    return 100 * tau2 / (tau2 + typical);
}

Heterogeneity heterogeneity_of(const Studies& studies, const ModelOrder& order, double tau2) {
    Heterogeneity found;
    found.df = studies.spare();
    if (found.df < 1)
        return found;
    found.q = fit_weighted(studies.y, studies.x, weights_at(studies, 0)).q;
    found.p = chi_square_above(found.q, found.df);
    found.tau2 = tau2;
    found.tau2_se = se_of_tau2(studies, order.estimator, tau2);
    const double typical = typical_variance(studies);
    if (order.estimator == Estimator::Fixed) {
        found.i2_percent = found.q > 0 ? std::max(0.0, 100 * (found.q - found.df) / found.q) : 0;
        found.h2 = found.q / found.df;
    } else {
        found.i2_percent = i2_of(tau2, typical);
        found.h2 = tau2 / typical + 1;
    }
    const TauInterval interval = q_profile(studies, order.level);
    found.tau2_interval = interval;
    found.i2_interval_percent = {i2_of(interval.low, typical), i2_of(interval.high, typical)};
    found.h2_interval = {interval.low / typical + 1, interval.high / typical + 1};
    return found;
}

/// Decides what the variances are multiplied by.
void adjust(Fitted& fitted, const Studies& studies, double q_at_tau2) {
    if (studies.spare() < 1) {
        fitted.order.adjustment = Adjustment::None;
        return;
    }
    fitted.raw_q_factor = q_at_tau2 / studies.spare();
    if (fitted.order.adjustment == Adjustment::None)
        return;
    fitted.df = studies.spare();
    fitted.q_factor = fitted.raw_q_factor;
    if (fitted.order.adjustment == Adjustment::HartungKnapp && fitted.q_factor < 1) {
        constexpr double rounding = 1e-9; // at the Paule–Mandel root it is 1
        fitted.was_guarded = fitted.q_factor < 1 - rounding;
        fitted.q_factor = 1;
    }
}

} // namespace

std::string_view name_of(Adjustment adjustment) {
    switch (adjustment) {
    case Adjustment::None:
        return "normal";
    case Adjustment::HartungKnapp:
        return "Hartung–Knapp, q at least 1";
    case Adjustment::HartungKnappUnguarded:
        return "Hartung–Knapp, without the guard";
    }
    return "";
}

Coefficient coefficient_of(double estimate, double se, std::optional<double> df, double level) {
    Coefficient one{estimate, se, estimate / se, 1, {}};
    one.p = df ? t_two_sided(one.statistic, *df) : normal_two_sided(one.statistic);
    const double quantile =
        df ? t_quantile(0.5 + level / 2, *df) : normal_quantile(0.5 + level / 2);
    one.interval = {estimate - quantile * se, estimate + quantile * se};
    return one;
}

Fitted fit_model(const Studies& studies, const ModelOrder& order) {
    base::expects(studies.count() > 0 && !is_redundant(studies.x), "a model that can be fitted");
    Fitted fitted;
    fitted.order = order;
    const double tau2 = estimate_tau2(studies, order.estimator);
    fitted.heterogeneity = heterogeneity_of(studies, order, tau2);
    const std::vector<double> weights = weights_at(studies, tau2);
    const WeightedFit fit = fit_weighted(studies.y, studies.x, weights);
    adjust(fitted, studies, fit.q);
    fitted.covariance = fit.covariance;
    for (double& one : fitted.covariance)
        one *= fitted.q_factor;
    const std::size_t p = studies.x.columns;
    for (std::size_t i = 0; i < p; ++i)
        fitted.coefficients.push_back(coefficient_of(
            fit.beta[i], std::sqrt(fitted.covariance[i * p + i]), fitted.df, order.level));
    const double all = std::accumulate(weights.begin(), weights.end(), 0.0);
    for (const double w : weights)
        fitted.weights_percent.push_back(100 * w / all);
    return fitted;
}

OmnibusTest test_together(const Fitted& fitted, std::size_t first) {
    const auto p = static_cast<Eigen::Index>(fitted.coefficients.size());
    const Eigen::Index m = p - static_cast<Eigen::Index>(first);
    OmnibusTest test;
    if (m <= 0)
        return test;
    const Eigen::Map<const Eigen::MatrixXd> covariance(fitted.covariance.data(), p, p);
    Eigen::VectorXd beta(m);
    for (Eigen::Index i = 0; i < m; ++i)
        beta(i) = fitted.coefficients[first + static_cast<std::size_t>(i)].estimate;
    const Eigen::MatrixXd part = covariance.bottomRightCorner(m, m);
    test.df1 = static_cast<double>(m);
    test.statistic = beta.dot(part.ldlt().solve(beta));
    if (fitted.df) {
        test.df2 = fitted.df;
        test.statistic /= test.df1;
        test.p = f_above(test.statistic, test.df1, *test.df2);
    } else {
        test.p = chi_square_above(test.statistic, test.df1);
    }
    return test;
}

} // namespace filiform::evidence
