// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace filiform::study {

struct Interval {
    double low = 0;
    double high = 0;
};

/// The exact interval of a probability of which `hits` of `trials` were seen: no parameter within
/// it would make so many, or so few, rarer than (1 - level) / 2.
///
/// Edge cases: no trials: 0 to 1; no hits: the low end is 0; all hits: the high end is 1.
/// Source:     Clopper and Pearson, Biometrika 1934;26:404, by quantiles of the beta distribution.
[[nodiscard]] Interval exact_interval(std::size_t hits, std::size_t trials, double level = 0.95);

/// Hits and trials of one body.
struct BodyCount {
    std::size_t hits = 0;
    std::size_t trials = 0;
};

/// How alike the insertions of one body are: the intraclass correlation of a yes or no, 0 when
/// bodies differ no more than insertions do, 1 when all of one body end alike.
///
/// Edge cases: 0 when no body has two trials, or when all trials end alike.
/// Source:     Fleiss, Levin and Paik, Statistical Methods for Rates and Proportions, 2003,
///             section 15.2 (analysis of variance); below zero is taken as zero.
[[nodiscard]] double likeness(std::span<const BodyCount> bodies);

/// What a study of `trials` insertions on `bodies` bodies would have counted, as the model sees it.
struct Design {
    std::size_t trials = 0;
    std::size_t bodies = 0; ///< trials are spread over them as evenly as they go
};

/// The probability of each count 0..trials.
///
/// Method:  each body's hits are beta-binomial with the mean share and `likeness` of the simulated
///          bodies; bodies are independent. The mean share itself is known only as well as the
///          simulated bodies tell it: it is averaged over a beta distribution of as many
///          independent insertions as the simulated ones are worth.
/// Edge cases: no simulated trials: every count is as likely.
[[nodiscard]] std::vector<double> predicted_counts(std::span<const BodyCount> simulated,
                                                   const Design& design);

/// The counts between which the central `share` of the distribution lies: as little as possible of
/// it, and at most (1 - share) / 2, lies below and above.
struct CountRange {
    std::size_t low = 0;
    std::size_t high = 0;
};
[[nodiscard]] CountRange central_counts(std::span<const double> probability, double share);

struct Moments {
    std::size_t n = 0;
    double mean = 0;
    double sd = 0; ///< of n - 1; 0 for fewer than two values
};
[[nodiscard]] Moments moments_of(std::span<const double> values);

/// The share of the spread of y that straight lines on the columns of x explain, by ordinary least
/// squares with an intercept.
///
/// `x`: one column after the other, each as long as y. Columns that others already say (a girth
///      twice) add nothing.
/// Edge cases: 0 when y does not vary.
[[nodiscard]] double explained_share(std::span<const std::vector<double>> x,
                                     std::span<const double> y);

/// The central ranges of a statistic of `bodies` bodies drawn with replacement from those
/// simulated. Those are themselves a sample of the model's people: each draw first draws as many of
/// them anew, so that few simulated bodies predict less sharply.
struct Redrawn {
    Interval half;   ///< central 50 %
    Interval ninety; ///< central 90 %
};
/// `indices_to_value` gets the indices of the drawn bodies. A draw whose value is not finite is
/// left out; when none is left, every end is not a number.
///
/// Determinism: a pure function of its arguments.
template <class IndicesToValue>
[[nodiscard]] Redrawn redraw(std::size_t simulated, std::size_t bodies, std::uint64_t seed,
                             const IndicesToValue& indices_to_value);

/// The value below which the share `q` of sorted values lies, linear between neighbours.
[[nodiscard]] double quantile(std::span<const double> sorted, double q);
/// What `redraw` draws from: indices of draw number `draw`.
[[nodiscard]] std::vector<std::size_t> drawn_bodies(std::size_t simulated, std::size_t bodies,
                                                    std::uint64_t seed, std::uint64_t draw);
[[nodiscard]] Redrawn ranges_of(std::vector<double> values);

template <class IndicesToValue>
Redrawn redraw(std::size_t simulated, std::size_t bodies, std::uint64_t seed,
               const IndicesToValue& indices_to_value) {
    constexpr std::uint64_t draws = 2000;
    std::vector<double> values;
    for (std::uint64_t draw = 0; simulated > 0 && draw < draws; ++draw)
        values.push_back(indices_to_value(drawn_bodies(simulated, bodies, seed, draw)));
    return ranges_of(std::move(values));
}

} // namespace filiform::study
