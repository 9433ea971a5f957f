// SPDX-License-Identifier: Apache-2.0
#include "evidence/pool.h"

#include <cmath>

#include "base/expects.h"
#include "evidence/distributions.h"

namespace filiform::evidence {

namespace {

std::optional<Bounds> predict(const Pooled& pooled, Prediction prediction) {
    const Fitted& model = pooled.model;
    const auto k = static_cast<double>(pooled.count());
    if (model.order.estimator == Estimator::Fixed || k < 2)
        return std::nullopt;
    const double upper = 0.5 + model.order.level / 2;
    const double se2 = model.covariance.front();
    const double plain_se2 = se2 / model.q_factor;
    const double tau2 = model.heterogeneity.tau2;
    const double mu = pooled.effect().estimate;
    double reach = 0;
    switch (prediction) {
    case Prediction::TOfKLess2:
        if (k < 3)
            return std::nullopt;
        reach = t_quantile(upper, k - 2) * std::sqrt(tau2 + plain_se2);
        break;
    case Prediction::TOfKLess1:
        reach = t_quantile(upper, k - 1) * std::sqrt(tau2 + se2);
        break;
    case Prediction::Normal:
        reach = normal_quantile(upper) * std::sqrt(tau2 + plain_se2);
        break;
    }
    return Bounds{mu - reach, mu + reach};
}

} // namespace

std::string_view name_of(Prediction prediction) {
    switch (prediction) {
    case Prediction::TOfKLess2:
        return "t of k - 2, model's standard error";
    case Prediction::TOfKLess1:
        return "t of k - 1, adjusted standard error";
    case Prediction::Normal:
        return "normal, model's standard error";
    }
    return "";
}

Pooled pool(std::span<const Effect> effects, const ModelOrder& order, Prediction prediction) {
    base::expects(!effects.empty(), "something to pool");
    Pooled pooled{fit_model(studies_of(effects), order), std::nullopt};
    if (pooled.model.q_factor > 0)
        pooled.prediction = predict(pooled, prediction);
    return pooled;
}

std::vector<Pooled> leave_one_out(std::span<const Effect> effects, const ModelOrder& order) {
    base::expects(effects.size() >= 2, "something is left");
    std::vector<Pooled> all;
    for (std::size_t left = 0; left < effects.size(); ++left) {
        std::vector<Effect> others(effects.begin(), effects.end());
        others.erase(others.begin() + static_cast<std::ptrdiff_t>(left));
        all.push_back(pool(others, order));
    }
    return all;
}

std::vector<Pooled> cumulative(std::span<const Effect> effects, const ModelOrder& order) {
    std::vector<Pooled> all;
    for (std::size_t count = 1; count <= effects.size(); ++count)
        all.push_back(pool(effects.first(count), order));
    return all;
}

std::vector<Coefficient> shrunken(std::span<const Effect> effects, const Pooled& pooled) {
    const double tau2 = pooled.model.heterogeneity.tau2;
    const double mu = pooled.effect().estimate;
    const double spread = pooled.model.covariance.front();
    std::vector<Coefficient> all;
    for (const Effect& effect : effects) {
        const double kept = tau2 / (tau2 + effect.variance);
        const double se = std::sqrt(kept * effect.variance + (1 - kept) * (1 - kept) * spread);
        all.push_back(coefficient_of(kept * effect.estimate + (1 - kept) * mu, se, pooled.model.df,
                                     pooled.model.order.level));
    }
    return all;
}

} // namespace filiform::evidence
