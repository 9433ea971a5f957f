// SPDX-License-Identifier: Apache-2.0
#include "atlas/distribution.h"

#include <algorithm>
#include <cmath>

#include "base/expects.h"
#include "base/random.h"

namespace filiform::atlas {

namespace {

/// A parameter's arithmetic mean, from the Gaussian of its logarithm if it has one.
double natural_mean(const Parameter& parameter, double mean, double variance) {
    return parameter.is_log ? std::exp(mean + variance / 2) : mean;
}

struct Centres {
    std::vector<double> mean; ///< on the scale of the Gaussian
    std::vector<double> sd;
};

Centres centres_of(const Person& person) {
    const Population& people = population();
    std::vector<double> known = covariates_of(person);
    const double widening = is_fitted(person) ? 1 : people.extrapolated_spread;
    Centres centres;
    for (const Parameter& parameter : people.parameters) {
        const Regression& regression = parameter.of(person.sex);
        const double mean = regression.mean.value(known);
        const double sd = widening * regression.sd.value(known);
        base::expects(std::isfinite(mean) && std::isfinite(sd) && sd >= 0,
                      "a regression gives a number and a spread");
        base::expects(!parameter.is_log || mean > 0,
                      "the mean of a positive parameter is positive");
        centres.mean.push_back(parameter.is_log ? std::log(mean) - sd * sd / 2 : mean);
        centres.sd.push_back(sd);
        known.push_back(mean);
    }
    return centres;
}

std::string drawn_kind(const Variant& variant, const Person& person, double uniform) {
    const std::vector<double>& shares = variant.shares(person);
    double reached = 0;
    for (std::size_t k = 0; k + 1 < shares.size(); ++k) {
        reached += shares[k];
        if (uniform < reached)
            return variant.kinds[k];
    }
    return variant.kinds.back();
}

/// What is known of the person stands, whatever was drawn.
void keep_known(Traits& traits) {
    for (const auto& [id, kind] : traits.person.variants)
        traits.variants[id] = kind;
}

} // namespace

Distribution prior_of(const Person& person) {
    const Centres centres = centres_of(person);
    const Correlations& together = population().correlations_of(person.sex);
    const std::size_t n = centres.mean.size();
    Distribution distribution{person, centres.mean, std::vector<double>(n * n)};
    for (std::size_t i = 0; i < n; ++i)
        for (std::size_t j = 0; j < n; ++j)
            distribution.covariance[i * n + j] = together.at(i, j) * centres.sd[i] * centres.sd[j];
    return distribution;
}

std::vector<double> covariance_root(const Distribution& distribution) {
    const std::size_t n = distribution.mean.size();
    const std::vector<double>& a = distribution.covariance;
    constexpr double nothing_left = 1e-12;
    std::vector<double> root(n * n, 0.0);
    for (std::size_t j = 0; j < n; ++j) {
        double pivot = a[j * n + j];
        for (std::size_t k = 0; k < j; ++k)
            pivot -= root[j * n + k] * root[j * n + k];
        if (pivot <= nothing_left * std::max(1.0, a[j * n + j]))
            continue;
        root[j * n + j] = std::sqrt(pivot);
        for (std::size_t i = j + 1; i < n; ++i) {
            double sum = a[i * n + j];
            for (std::size_t k = 0; k < j; ++k)
                sum -= root[i * n + k] * root[j * n + k];
            root[i * n + j] = sum / root[j * n + j];
        }
    }
    return root;
}

Traits mean_traits(const Distribution& distribution) {
    const Population& people = population();
    Traits traits{distribution.person, {}, {}};
    for (std::size_t i = 0; i < people.parameters.size(); ++i)
        traits.values.push_back(
            natural_mean(people.parameters[i], distribution.mean[i], distribution.variance(i)));
    for (const Variant& variant : people.variants) {
        const auto& shares = variant.shares(distribution.person);
        const auto most = std::max_element(shares.begin(), shares.end()) - shares.begin();
        traits.variants[variant.id] = variant.kinds[static_cast<std::size_t>(most)];
    }
    keep_known(traits);
    return traits;
}

Traits sample_traits(const Distribution& distribution, std::uint64_t seed, std::uint64_t index) {
    const Population& people = population();
    const std::size_t n = people.parameters.size();
    const std::vector<double> root = covariance_root(distribution);
    base::RandomStream random(seed, index);
    Traits traits{distribution.person, distribution.mean, {}};
    for (std::size_t j = 0; j < n; ++j) {
        const double drawn = random.normal();
        for (std::size_t i = j; i < n; ++i)
            traits.values[i] += root[i * n + j] * drawn;
    }
    for (std::size_t i = 0; i < n; ++i)
        if (people.parameters[i].is_log)
            traits.values[i] = std::exp(traits.values[i]);
    for (const Variant& variant : people.variants)
        traits.variants[variant.id] = drawn_kind(variant, distribution.person, random.uniform());
    keep_known(traits);
    return traits;
}

} // namespace filiform::atlas
