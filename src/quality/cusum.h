// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace filiform::quality {

/// What a chart of harm watches for.
struct CusumDesign {
    double odds_ratio =
        2;              ///< the odds of an event are so many times those of the baseline; above 1
    double limit = 4.5; ///< a signal when the sum reaches it
};

/// A part of the treatments, and the baseline probability of an event in each of them.
struct RiskShare {
    double share = 1; ///< of all treatments; the shares add up to 1
    double risk = 0;  ///< between 0 and 1
};

/// The score of one treatment: the logarithm of how much likelier its end is at the raised odds
/// than at the baseline. Positive after an event, a little negative without.
///
/// Source: STEINER00, equation 2, with the null at an odds ratio of one.
[[nodiscard]] double cusum_score(bool has_event, double risk, double odds_ratio);

/// The chart as it runs: the sum of scores, never below 0, set back to 0 after each signal.
class Cusum {
  public:
    explicit Cusum(const CusumDesign& design);
    /// Takes the next treatment in the order of time; whether it raises a signal.
    bool take(bool has_event, double risk);
    [[nodiscard]] double sum() const { return sum_; }

  private:
    CusumDesign design_;
    double sum_ = 0;
    double kept_risk_ = -1; ///< the scores below are of this risk
    double up_ = 0;
    double down_ = 0;
};

/// How many treatments pass on average from 0 to a signal, when the odds are `actual_ratio` times
/// those of the baseline: 1 for false alarms.
///
/// How:    a Markov chain on a lattice as fine as the smallest step down, at least 200 and at most
///         4,000 states; a step between two lattice points goes to either with the probability that
///         keeps its mean. Solved directly: steps down are short, so elimination has few columns.
/// Source: BROOK72 (the chain). Differs: rounding at random instead of to the nearest, which would
///         lose the steps down of rare events.
/// Cost:   states times the largest step up in lattice points.
[[nodiscard]] double average_run_length(const CusumDesign& design, std::span<const RiskShare> risks,
                                        double actual_ratio = 1);

/// The limit at which false alarms come once in `treatments` on average, to a hundredth of that;
/// found by halving between 0.1 and 20.
[[nodiscard]] double limit_for(double treatments, double odds_ratio,
                               std::span<const RiskShare> risks);

} // namespace filiform::quality
