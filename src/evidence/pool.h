// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "evidence/model.h"

namespace filiform::evidence {

/// Where the effect of a new study like these would lie: mu ± quantile × sqrt(tau² + se²).
enum class Prediction {
    TOfKLess2, ///< t of k - 2, se of the model without adjustment (Higgins et al. 2009); k >= 3
    TOfKLess1, ///< t of k - 1, the Hartung–Knapp se as adjusted (IntHout et al. 2016); k >= 2
    Normal,    ///< normal, se without adjustment; k >= 2
};
[[nodiscard]] std::string_view name_of(Prediction prediction);

/// Studies pooled into one effect.
struct Pooled {
    Fitted model;                     ///< one coefficient: the pooled effect
    std::optional<Bounds> prediction; ///< none for fixed effects, and with too few studies

    [[nodiscard]] const Coefficient& effect() const { return model.coefficients.front(); }
    [[nodiscard]] std::size_t count() const { return model.weights_percent.size(); }
};

/// Pools by inverse variance.
///
/// Precondition: at least one effect.
/// Edge cases:   one study: itself; no tau², no prediction.
/// Cost:         REML: some hundred passes over the studies.
[[nodiscard]] Pooled pool(std::span<const Effect> effects, const ModelOrder& order,
                          Prediction prediction = Prediction::TOfKLess2);

/// The same without one study each time, in their order. Precondition: at least two effects.
[[nodiscard]] std::vector<Pooled> leave_one_out(std::span<const Effect> effects,
                                                const ModelOrder& order);
/// The same of the first study, the first two, and so on.
[[nodiscard]] std::vector<Pooled> cumulative(std::span<const Effect> effects,
                                             const ModelOrder& order);

/// Each study's effect, shrunk towards the pooled one as far as tau² has it (empirical Bayes).
/// `se` and `interval` are of the study's true effect; the uncertainty of tau² is not in them.
/// Source: Raudenbush and Bryk, J Educ Stat 1985;10:75.
[[nodiscard]] std::vector<Coefficient> shrunken(std::span<const Effect> effects,
                                                const Pooled& pooled);

/// A fixed-effect interval that keeps its coverage when there is heterogeneity.
/// Source: Henmi and Copas, Stat Med 2010;29:2969. Precondition: at least two effects.
struct HenmiCopas {
    double estimate = 0;
    double tau2 = 0; ///< DL
    Bounds interval;
};
[[nodiscard]] HenmiCopas henmi_copas(std::span<const Effect> effects, double level);

} // namespace filiform::evidence
