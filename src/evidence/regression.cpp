// SPDX-License-Identifier: Apache-2.0
#include "evidence/regression.h"

#include <algorithm>
#include <cmath>

#include "base/expects.h"
#include "evidence/distributions.h"
#include "evidence/pool.h"

namespace filiform::evidence {

namespace {

base::Problem not_estimable(const std::string& where, const std::string& what,
                            const std::string& hint) {
    return {"evidence.regression", where, what, hint};
}

std::vector<std::string> distinct(std::span<const std::string> words) {
    std::vector<std::string> all;
    for (const std::string& word : words)
        if (std::find(all.begin(), all.end(), word) == all.end())
            all.push_back(word);
    return all;
}

Design design_of(std::size_t studies, std::span<const Moderator> moderators) {
    Design design{studies, moderators.size() + 1, {}};
    for (std::size_t i = 0; i < studies; ++i) {
        design.values.push_back(1);
        for (const Moderator& moderator : moderators)
            design.values.push_back(moderator.values[i]);
    }
    return design;
}

} // namespace

std::vector<Moderator> moderators_of_words(const std::string& column,
                                           std::span<const std::string> words) {
    std::vector<Moderator> all;
    const std::vector<std::string> kinds = distinct(words);
    for (std::size_t kind = 1; kind < kinds.size(); ++kind) {
        Moderator one{column + ": " + kinds[kind], {}};
        for (const std::string& word : words)
            one.values.push_back(word == kinds[kind] ? 1 : 0);
        all.push_back(std::move(one));
    }
    return all;
}

base::Result<Regression> regress(std::span<const Effect> effects,
                                 std::span<const Moderator> moderators, const ModelOrder& order) {
    Studies studies = studies_of(effects);
    if (effects.size() < moderators.size() + 2)
        return tl::unexpected(not_estimable(
            "moderators",
            std::to_string(effects.size()) + " studies are too few for " +
                std::to_string(moderators.size() + 1) + " coefficients.",
            "At least one more than coefficients are needed, ten a moderator advised."));
    for (std::size_t i = 0; i < moderators.size(); ++i)
        if (is_redundant(design_of(effects.size(), moderators.first(i + 1))))
            return tl::unexpected(not_estimable(
                moderators[i].name, "This moderator does not vary, or the others already say it.",
                "Leave it out."));
    studies.x = design_of(effects.size(), moderators);
    Regression result{{"intercept"}, fit_model(studies, order), {}, std::nullopt};
    for (const Moderator& moderator : moderators)
        result.names.push_back(moderator.name);
    result.moderators = test_together(result.model, 1);
    const double without = estimate_tau2(studies_of(effects), order.estimator);
    if (order.estimator != Estimator::Fixed && without > 0)
        result.r2_percent =
            std::max(0.0, 100 * (without - result.model.heterogeneity.tau2) / without);
    return result;
}

Subgroups subgroups(std::span<const Effect> effects, std::span<const std::string> names,
                    const ModelOrder& order) {
    base::expects(!effects.empty() && effects.size() == names.size(), "a name for each effect");
    Subgroups all;
    std::vector<Effect> pooled;
    for (const std::string& name : distinct(names)) {
        Group group{name, {}, {}};
        std::vector<Effect> own;
        for (std::size_t i = 0; i < names.size(); ++i)
            if (names[i] == name) {
                group.members.push_back(i);
                own.push_back(effects[i]);
            }
        group.model = fit_model(studies_of(own), order);
        const double plain =
            fit_model(studies_of(own), {order.estimator, Adjustment::None, order.level})
                .covariance.front();
        pooled.push_back({group.model.coefficients.front().estimate, plain});
        all.groups.push_back(std::move(group));
    }
    all.df = static_cast<double>(pooled.size()) - 1;
    if (all.df > 0) {
        all.q_between =
            fit_model(studies_of(pooled), {Estimator::Fixed, Adjustment::None, order.level})
                .heterogeneity.q;
        all.p = chi_square_above(all.q_between, all.df);
    }
    return all;
}

std::vector<Influence> influence(std::span<const Effect> effects, const ModelOrder& order) {
    base::expects(effects.size() >= 3, "two studies are left without one");
    const Pooled whole = pool(effects, order);
    const std::vector<Pooled> fewer = leave_one_out(effects, order);
    const auto k = static_cast<double>(effects.size());
    const double variance = whole.model.covariance.front();
    std::vector<Influence> all;
    for (std::size_t i = 0; i < effects.size(); ++i) {
        const Fitted& without = fewer[i].model;
        const double moved = whole.effect().estimate - fewer[i].effect().estimate;
        Influence one;
        one.tau2_without = without.heterogeneity.tau2;
        one.q_without = without.heterogeneity.q;
        one.hat = whole.model.weights_percent[i] / 100;
        const double spread = effects[i].variance + one.tau2_without;
        one.rstudent = (effects[i].estimate - fewer[i].effect().estimate) /
                       std::sqrt(without.q_factor * spread + without.covariance.front());
        one.dffits = moved / std::sqrt(without.q_factor * one.hat * spread);
        one.cook_distance = moved * moved / variance;
        one.covariance_ratio = without.covariance.front() / variance;
        one.is_influential = std::abs(one.dffits) > 3 * std::sqrt(1 / (k - 1)) ||
                             chi_square_above(one.cook_distance, 1) < 0.5 || one.hat > 3 / k;
        all.push_back(one);
    }
    return all;
}

} // namespace filiform::evidence
