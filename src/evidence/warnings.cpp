// SPDX-License-Identifier: Apache-2.0
#include <cmath>
#include <string>

#include "evidence/bias.h"

namespace filiform::evidence {

namespace {

bool excludes_zero(const Coefficient& effect) {
    return effect.interval.low > 0 || effect.interval.high < 0;
}

/// Whether the estimators that a reader meets elsewhere would have said something else.
void compare_estimators(std::span<const Effect> effects, const Pooled& pooled,
                        std::vector<std::string>& warnings) {
    const ModelOrder& order = pooled.model.order;
    const Pooled fixed = pool(effects, {Estimator::Fixed, Adjustment::None, order.level});
    const Pooled simple = pool(effects, {Estimator::Dl, Adjustment::None, order.level});
    if (order.estimator != Estimator::Fixed) {
        const bool is_turned =
            fixed.effect().estimate * pooled.effect().estimate < 0 &&
            std::abs(fixed.effect().estimate - pooled.effect().estimate) > pooled.effect().se;
        if (is_turned || excludes_zero(fixed.effect()) != excludes_zero(pooled.effect()))
            warnings.push_back(
                "Fixed and random effects disagree here: small and large studies, or "
                "the studies among themselves, do not say the same.");
    }
    const bool is_simple = order.estimator == Estimator::Dl && order.adjustment == Adjustment::None;
    const Pooled careful =
        is_simple ? pool(effects, {Estimator::Reml, Adjustment::HartungKnapp, order.level})
                  : simple;
    if (order.estimator != Estimator::Fixed &&
        excludes_zero(careful.effect()) != excludes_zero(pooled.effect()))
        warnings.push_back(
            "Whether the interval leaves out no effect depends on the estimator: " +
            std::string(is_simple ? "REML with Hartung–Knapp" : "DerSimonian–Laird") +
            " answers otherwise.");
}

} // namespace

std::vector<std::string> warnings_of(std::span<const Effect> effects, const Pooled& pooled) {
    std::vector<std::string> warnings;
    const Fitted& model = pooled.model;
    const std::size_t k = effects.size();
    constexpr std::size_t few = 5;
    constexpr std::size_t for_asymmetry = 10;
    if (k == 1) {
        warnings.emplace_back("One study: nothing was pooled, and nothing is known of how studies "
                              "differ.");
        return warnings;
    }
    if (model.order.estimator != Estimator::Fixed && k < few)
        warnings.push_back(
            std::to_string(k) +
            " studies say next to nothing of how studies differ: tau² and everything "
            "that rests on it are uncertain.");
    if (model.order.estimator != Estimator::Fixed && k == 2)
        warnings.emplace_back("Two studies: no prediction interval of t(k - 2).");
    if (k < for_asymmetry)
        warnings.push_back("Fewer than 10 studies: tests of funnel asymmetry have no power, and a "
                           "regression on them is not to be trusted.");
    if (model.was_guarded)
        warnings.emplace_back(
            "The studies agree more than chance would have it (q below 1): without "
            "its guard Hartung–Knapp would be narrower than it should.");
    if (model.order.adjustment == Adjustment::HartungKnappUnguarded && model.q_factor < 1)
        warnings.emplace_back("q is below 1: this Hartung–Knapp interval is too narrow. Use the "
                              "guarded one.");
    if (model.order.estimator == Estimator::Fixed && model.heterogeneity.p < 0.1)
        warnings.emplace_back("The studies differ more than chance: one fixed effect does not "
                              "describe them.");
    if (pooled.prediction && excludes_zero(pooled.effect()) && pooled.prediction->low < 0 &&
        pooled.prediction->high > 0)
        warnings.emplace_back(
            "The average leaves out no effect, the prediction interval does not: a "
            "new study may find none, or the opposite.");
    compare_estimators(effects, pooled, warnings);
    return warnings;
}

} // namespace filiform::evidence
