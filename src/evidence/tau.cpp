// SPDX-License-Identifier: Apache-2.0
#include "evidence/tau.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "evidence/likelihood_summit.h"
#include "evidence/roots.h"

namespace filiform::evidence {

namespace {

double mean_of(const std::vector<double>& values) {
    return std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
}

double sum_of(const std::vector<double>& values) {
    return std::accumulate(values.begin(), values.end(), 0.0);
}

/// The moment estimator with any fixed weights: what is left of the weighted sum of squares when
/// its expectation without tau² is taken away, over what a unit of tau² adds to it.
double by_moments(const Studies& studies, const std::vector<double>& weights) {
    const WeightedFit fit = fit_weighted(studies.y, studies.x, weights);
    const std::vector<double> ones(studies.count(), 1);
    const double expected = trace(fit, studies.x, weights, studies.v);
    return std::max(0.0, (fit.q - expected) / trace(fit, studies.x, weights, ones));
}

double crude_variance(const Studies& studies) {
    const double mean = mean_of(studies.y);
    double sum = 0;
    for (const double y : studies.y)
        sum += (y - mean) * (y - mean);
    return sum / static_cast<double>(studies.count());
}

double sidik_jonkman(const Studies& studies) {
    const double crude = crude_variance(studies);
    const WeightedFit fit = fit_weighted(studies.y, studies.x, weights_at(studies, crude));
    return crude * fit.q / studies.spare();
}

double hunter_schmidt(const Studies& studies) {
    const std::vector<double> weights = weights_at(studies, 0);
    const WeightedFit fit = fit_weighted(studies.y, studies.x, weights);
    return std::max(0.0, (fit.q - static_cast<double>(studies.count())) / sum_of(weights));
}

} // namespace

std::string_view name_of(Estimator estimator) {
    switch (estimator) {
    case Estimator::Fixed:
        return "fixed effect (inverse variance)";
    case Estimator::Dl:
        return "DerSimonian–Laird (DL)";
    case Estimator::He:
        return "Hedges (HE)";
    case Estimator::Hs:
        return "Hunter–Schmidt (HS)";
    case Estimator::Sj:
        return "Sidik–Jonkman (SJ)";
    case Estimator::Pm:
        return "Paule–Mandel (PM)";
    case Estimator::Ml:
        return "maximum likelihood (ML)";
    case Estimator::Reml:
        return "restricted maximum likelihood (REML)";
    case Estimator::Dl2:
        return "two-step DerSimonian–Laird (DL2)";
    case Estimator::Ca2:
        return "two-step Hedges (CA2)";
    }
    return "";
}

Studies Studies::without(std::size_t i) const {
    Studies fewer{y, v, x.without(i)};
    fewer.y.erase(fewer.y.begin() + static_cast<std::ptrdiff_t>(i));
    fewer.v.erase(fewer.v.begin() + static_cast<std::ptrdiff_t>(i));
    return fewer;
}

Studies studies_of(std::span<const Effect> effects) {
    Studies studies;
    for (const Effect& effect : effects) {
        studies.y.push_back(effect.estimate);
        studies.v.push_back(effect.variance);
    }
    studies.x = intercept_only(effects.size());
    return studies;
}

std::vector<double> weights_at(const Studies& studies, double tau2) {
    std::vector<double> weights(studies.count());
    for (std::size_t i = 0; i < weights.size(); ++i)
        weights[i] = 1 / (studies.v[i] + tau2);
    return weights;
}

double estimate_tau2(const Studies& studies, Estimator estimator) {
    if (studies.spare() < 1)
        return 0;
    const auto again = [&](Estimator first) {
        return by_moments(studies, weights_at(studies, estimate_tau2(studies, first)));
    };
    switch (estimator) {
    case Estimator::Fixed:
        return 0;
    case Estimator::Dl:
        return by_moments(studies, weights_at(studies, 0));
    case Estimator::He:
        return by_moments(studies, std::vector<double>(studies.count(), 1));
    case Estimator::Hs:
        return hunter_schmidt(studies);
    case Estimator::Sj:
        return sidik_jonkman(studies);
    case Estimator::Pm:
        return tau2_of_q(studies, studies.spare());
    case Estimator::Ml:
        return likelihood_summit(studies, Likelihood::Full);
    case Estimator::Reml:
        return likelihood_summit(studies, Likelihood::Restricted);
    case Estimator::Dl2:
        return again(Estimator::Dl);
    case Estimator::Ca2:
        return again(Estimator::He);
    }
    return 0;
}

double typical_variance(const Studies& studies) {
    const std::vector<double> weights = weights_at(studies, 0);
    const WeightedFit fit = fit_weighted(studies.y, studies.x, weights);
    const std::vector<double> ones(studies.count(), 1);
    return studies.spare() / trace(fit, studies.x, weights, ones);
}

namespace {

/// Rounding may leave a variance a little below zero.
double root_of(double variance) {
    return std::sqrt(std::max(0.0, variance));
}

/// Variance of a moment estimator with these weights, when the true tau² is as estimated.
double moment_se(const Studies& studies, const std::vector<double>& weights, double tau2) {
    const WeightedFit fit = fit_weighted(studies.y, studies.x, weights);
    const std::vector<double> ones(studies.count(), 1);
    std::vector<double> all = studies.v;
    for (double& v : all)
        v += tau2;
    return root_of(2 * trace(fit, studies.x, weights, all, all)) /
           trace(fit, studies.x, weights, ones);
}

double hunter_schmidt_se(const Studies& studies, double tau2) {
    const std::vector<double> weights = weights_at(studies, 0);
    const WeightedFit fit = fit_weighted(studies.y, studies.x, weights);
    std::vector<double> all = studies.v;
    for (double& v : all)
        v += tau2;
    return root_of(2 * trace(fit, studies.x, weights, all, all)) / sum_of(weights);
}

double sidik_jonkman_se(const Studies& studies, double tau2) {
    const double crude = crude_variance(studies);
    const std::vector<double> weights = weights_at(studies, crude);
    const WeightedFit fit = fit_weighted(studies.y, studies.x, weights);
    std::vector<double> all = studies.v;
    for (double& v : all)
        v += tau2;
    return crude / studies.spare() * root_of(2 * trace(fit, studies.x, weights, all, all));
}

} // namespace

double se_of_tau2(const Studies& studies, Estimator estimator, double tau2) {
    if (studies.spare() < 1)
        return 0;
    const std::vector<double> weights = weights_at(studies, tau2);
    const std::vector<double> ones(studies.count(), 1);
    const auto k = static_cast<double>(studies.count());
    switch (estimator) {
    case Estimator::Fixed:
        return 0;
    case Estimator::Dl:
        return moment_se(studies, weights_at(studies, 0), tau2);
    case Estimator::He:
        return moment_se(studies, ones, tau2);
    case Estimator::Hs:
        return hunter_schmidt_se(studies, tau2);
    case Estimator::Sj:
        return sidik_jonkman_se(studies, tau2);
    case Estimator::Pm:
        return std::sqrt(2 * k * k / studies.spare()) / sum_of(weights);
    case Estimator::Ml: {
        double squares = 0;
        for (const double w : weights)
            squares += w * w;
        return std::sqrt(2 / squares);
    }
    case Estimator::Reml: {
        const WeightedFit fit = fit_weighted(studies.y, studies.x, weights);
        const double information = trace(fit, studies.x, weights, ones, ones);
        return information > 0 ? std::sqrt(2 / information) : 0;
    }
    case Estimator::Dl2:
        return moment_se(studies, weights_at(studies, estimate_tau2(studies, Estimator::Dl)), tau2);
    case Estimator::Ca2:
        return moment_se(studies, weights_at(studies, estimate_tau2(studies, Estimator::He)), tau2);
    }
    return 0;
}

} // namespace filiform::evidence
