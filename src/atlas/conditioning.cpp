// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>
#include <cstdio>
#include <optional>

#include "atlas/cholesky.h"
#include "atlas/distribution.h"
#include "atlas/figure.h"
#include "base/spelling.h"

namespace filiform::atlas {

namespace {

/// Further from its mean than this many SD nobody is; six of a Gaussian are two in a billion.
constexpr double impossible_sd = 6;
constexpr double reached_mm = 0.1;
constexpr int most_rounds = 30;

/// A measurement in the terms of the model.
struct Known {
    std::string given; ///< as the person wrote it
    std::string id;
    std::string unit;
    double value = 0;
    double sd = 0;
    std::optional<std::size_t> parameter; ///< nothing: a derived number
};

/// value + gradient · (x - mean) around the present mean.
struct Linear {
    double value = 0;
    std::vector<double> gradient;
};

std::string short_text(double value) {
    char buffer[32];
    std::snprintf(buffer, sizeof buffer, "%.4g", value);
    return buffer;
}

std::string stem_of(const std::string& id) {
    const std::string stem = chart::without_side(id);
    return stem == "skin_to_piriformis" ? "skin_to_piriformis_centre" : stem;
}

/// What can be measured on a person at all: parameters in mm, mm2 or deg, and derived numbers.
std::vector<std::string> measurable() {
    std::vector<std::string> names;
    for (const Parameter& parameter : population().parameters)
        if (parameter.unit == "mm" || parameter.unit == "mm2")
            names.push_back(parameter.id);
    for (const std::string& name : number_names())
        if (number_in_words(name))
            names.push_back(name);
    return names;
}

std::string nearest_names(const std::string& id) {
    std::vector<std::string> names = measurable();
    constexpr std::size_t shown = 3;
    std::partial_sort(names.begin(), names.begin() + shown, names.end(),
                      [&](const std::string& a, const std::string& b) {
                          return base::letters_apart(a, id) < base::letters_apart(b, id);
                      });
    return names[0] + ", " + names[1] + ", " + names[2];
}

/// How far to go for a difference quotient: a thousandth of the spread without measurements.
std::vector<double> steps_of(const Distribution& distribution) {
    std::vector<double> steps(distribution.mean.size());
    for (std::size_t i = 0; i < steps.size(); ++i)
        steps[i] = 1e-3 * std::sqrt(std::max(distribution.variance(i), 0.0));
    return steps;
}

double value_at(const Known& known, const Distribution& distribution) {
    return Figure(mean_traits(distribution)).number(known.id);
}

Linear linearised(const Known& known, const Distribution& distribution,
                  const std::vector<double>& steps) {
    Linear linear{0, std::vector<double>(distribution.mean.size(), 0.0)};
    if (known.parameter) {
        linear.value = distribution.mean[*known.parameter];
        linear.gradient[*known.parameter] = 1;
        return linear;
    }
    linear.value = value_at(known, distribution);
    Distribution moved = distribution;
    for (std::size_t i = 0; i < steps.size(); ++i) {
        if (steps[i] == 0)
            continue;
        moved.mean[i] = distribution.mean[i] + steps[i];
        const double above = value_at(known, moved);
        moved.mean[i] = distribution.mean[i] - steps[i];
        const double below = value_at(known, moved);
        moved.mean[i] = distribution.mean[i];
        linear.gradient[i] = (above - below) / (2 * steps[i]);
    }
    return linear;
}

/// Value and error of a measurement on the scale of the Gaussian.
std::pair<double, double> on_scale(const Known& known) {
    if (known.parameter && population().parameters[*known.parameter].is_log)
        return {std::log(known.value), known.sd / known.value};
    return {known.value, known.sd};
}

std::vector<double> times(const std::vector<double>& matrix, const std::vector<double>& vector) {
    const std::size_t n = vector.size();
    std::vector<double> product(n, 0.0);
    for (std::size_t i = 0; i < n; ++i)
        for (std::size_t j = 0; j < n; ++j)
            product[i] += matrix[i * n + j] * vector[j];
    return product;
}

/// Takes one linear measurement into the Gaussian. Answers how many SD off it was, before.
double take_in(Distribution& distribution, const std::vector<double>& gradient, double innovation,
               double sd) {
    const std::vector<double> shared = times(distribution.covariance, gradient);
    const double variance = dot(gradient, shared) + sd * sd;
    constexpr double nothing_left = 1e-12;
    if (variance < nothing_left)
        return std::abs(innovation) < reached_mm ? 0 : 2 * impossible_sd;
    const std::size_t n = shared.size();
    for (std::size_t i = 0; i < n; ++i)
        distribution.mean[i] += shared[i] * innovation / variance;
    for (std::size_t i = 0; i < n; ++i)
        for (std::size_t j = 0; j < n; ++j)
            distribution.covariance[i * n + j] -= shared[i] * shared[j] / variance;
    return innovation / std::sqrt(variance);
}

/// Is the value plausible at all, before the others are looked at?
std::optional<base::Problem> refuse_impossible(const Known& known, const Distribution& prior) {
    const std::vector<double> steps = steps_of(prior);
    const auto off_by = [&](const Known& candidate) {
        const Linear linear = linearised(candidate, prior, steps);
        const auto [value, sd] = on_scale(candidate);
        const std::vector<double> shared = times(prior.covariance, linear.gradient);
        return (value - linear.value) / std::sqrt(dot(linear.gradient, shared) + sd * sd + 1e-12);
    };
    if (!(known.value > 0) || !std::isfinite(known.value) || !(known.sd >= 0))
        return base::Problem{"measured.number", known.given,
                             "The measured " + known.given + " is " + short_text(known.value) +
                                 ", which is no size.",
                             "Give a positive number with its unit."};
    if (std::abs(off_by(known)) <= impossible_sd)
        return std::nullopt;
    std::string hint = "Check the number and what it is called.";
    for (const double factor : {10.0, 0.1}) {
        Known other = known;
        other.value *= factor;
        if (std::abs(off_by(other)) <= impossible_sd / 2)
            hint = std::string("As ") + (factor > 1 ? "centimetres" : "millimetres") +
                   " it would fit: check the unit.";
    }
    return base::Problem{"measured.impossible", known.given,
                         "A " + known.given + " of " + short_text(known.value) + " " + known.unit +
                             " is far from anybody of that sex, height and weight (about " +
                             short_text(value_at(known, prior)) + ").",
                         hint};
}

std::optional<Known> known_from(const Measured& measured) {
    Known known{measured.id, stem_of(measured.id), "mm", measured.value, measured.sd, {}};
    known.parameter = population().find(known.id);
    if (known.parameter)
        known.unit = population().parameters[*known.parameter].unit;
    if (known.parameter ? known.unit == "1" : !number_in_words(known.id))
        return std::nullopt;
    return known;
}

/// The prior with everything known taken in, linearised at `around`.
Distribution conditioned(const Distribution& prior, const std::vector<Known>& all,
                         const Distribution& around, base::Problems* contradictions) {
    const std::vector<double> steps = steps_of(prior);
    Distribution posterior = prior;
    const std::size_t n = prior.mean.size();
    for (const Known& known : all) {
        const Linear linear = linearised(known, around, steps);
        const auto [value, sd] = on_scale(known);
        double expected = linear.value;
        for (std::size_t i = 0; i < n; ++i)
            expected += linear.gradient[i] * (posterior.mean[i] - around.mean[i]);
        const double without = value_at(known, posterior);
        const double off = take_in(posterior, linear.gradient, value - expected, sd);
        if (contradictions != nullptr && std::abs(off) > impossible_sd)
            contradictions->push_back({"measured.contradiction", known.given,
                                       "A " + known.given + " of " + short_text(known.value) + " " +
                                           known.unit +
                                           " contradicts what was given before it (about " +
                                           short_text(without) + " would go with that).",
                                       "Measure again, or leave one of them out."});
    }
    return posterior;
}

} // namespace

base::Checked<Distribution> distribution_of(const Person& person) {
    base::Problems problems = check_person(person);
    if (!problems.empty())
        return tl::unexpected(problems);
    const Distribution prior = prior_of(person);
    std::vector<Known> all;
    for (const Measured& measured : person.measured) {
        const auto known = known_from(measured);
        if (!known)
            problems.push_back({"measured.unknown", measured.id,
                                "Nothing called \"" + measured.id + "\" can be measured.",
                                "Near it are: " + nearest_names(stem_of(measured.id)) + "."});
        else if (auto problem = refuse_impossible(*known, prior))
            problems.push_back(*std::move(problem));
        else
            all.push_back(*known);
    }
    if (!problems.empty())
        return tl::unexpected(problems);
    if (all.empty())
        return prior;
    Distribution found = conditioned(prior, all, prior, &problems);
    if (!problems.empty())
        return tl::unexpected(problems);
    const auto is_reached = [&](const Known& known) {
        return known.parameter || known.sd > 0 ||
               std::abs(value_at(known, found) - known.value) < reached_mm;
    };
    for (int round = 1; round < most_rounds; ++round) {
        if (std::all_of(all.begin(), all.end(), is_reached))
            return found;
        found = conditioned(prior, all, found, nullptr);
    }
    return tl::unexpected(base::Problems{{"measured.not_reached", "measured",
                                          "No body was found that has all that was measured.",
                                          "Leave one of the measurements out."}});
}

} // namespace filiform::atlas
