// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "atlas/person.h"
#include "atlas/population.h"
#include "base/result.h"

namespace filiform::atlas {

/// What is known of a person's parameters before anything of theirs is drawn: a joint Gaussian.
///
/// Order: of Population::parameters. Scale: a parameter with `is_log` is held as its natural
/// logarithm. Covariance: row-major, symmetric, n × n; zero along what was measured exactly.
struct Distribution {
    Person person;
    std::vector<double> mean;
    std::vector<double> covariance;

    [[nodiscard]] double variance(std::size_t i) const { return covariance[i * mean.size() + i]; }
};

/// All the numbers of one body: a parameter each, and one answer per variant.
struct Traits {
    Person person;
    std::vector<double> values; ///< in the order of Population::parameters, in their own units
    std::map<std::string, std::string> variants; ///< "sciatic_type" → "a"
};

/// The population at that sex, age, height and weight, without regard to anything measured. Outside
/// the fitted range every spread is wider by the population's `extrapolated_spread`.
///
/// Precondition: check_person has nothing to say.
[[nodiscard]] Distribution prior_of(const Person& person);

/// The same given everything measured.
///
/// Parameters:      exactly, by Gaussian conditioning.
/// Derived numbers: by Gauss and Newton: linearised where the answer lies, until the mean body has
///                  them to 0.1 mm. Samples have them to second order of the model only.
/// Sides:           the model is symmetric; `skin_to_piriformis.left` says the same as the right.
/// Names:           parameters and the numbers of points.yaml; `skin_to_piriformis` is its centre.
/// Problems: those of check_person; measured.unknown (with the nearest names), measured.number,
///           measured.impossible (nobody is like that, with a hint when another unit would fit),
///           measured.contradiction (each possible, not together), measured.not_reached.
[[nodiscard]] base::Checked<Distribution> distribution_of(const Person& person);

/// The lower triangle L with L Lᵀ = covariance, row-major n × n. A column without any spread left
/// (something measured exactly, or following wholly) is zero.
[[nodiscard]] std::vector<double> covariance_root(const Distribution& distribution);

/// The mean of every parameter (the arithmetic one, also of those with `is_log`) and the most
/// common kind of every variant.
[[nodiscard]] Traits mean_traits(const Distribution& distribution);

/// One person drawn from the distribution.
///
/// Determinism: a pure function of its arguments; sample `index` draws from its own stream, so
///              neither order nor threads matter.
[[nodiscard]] Traits sample_traits(const Distribution& distribution, std::uint64_t seed,
                                   std::uint64_t index);

} // namespace filiform::atlas
