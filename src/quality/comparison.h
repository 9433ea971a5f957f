// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "quality/interval.h"

namespace filiform::quality {

/// How a count of the clinic lies to a published one.
struct Comparison {
    double ratio = 0; ///< the clinic's rate over the published one; 0 while the clinic has none
    Interval ratio_interval; ///< 95 %, exact; `high` is infinite when nothing bounds it from above
    double p = 1;            ///< two-sided, of a difference at least as great by chance
    /// What the clinic would have counted at the published rate.
    double expected = 0;
    bool is_beyond_chance = false; ///< the interval of the ratio does not hold 1
};

/// Compares two rates of which both were counted: the published one is as uncertain as its own
/// number of events makes it. Given all events together, the clinic's are binomial.
///
/// Two-sided:  twice the smaller tail, at most 1, so that p below 0.05 and an interval without 1
///             say the same.
/// Edge cases: no events on either side: p is 1, the ratio is 0 to infinity. Both must have trials.
/// Wrong when: events are common. Then counts spread less than Poisson's, and p is too large and
///             the interval too wide: it errs towards saying nothing. Clusters (one patient treated
///             often) and another definition of the event are not in it.
/// Source:     PRZYBOROWSKI40 (the conditional test).
[[nodiscard]] Comparison compare_rates(Count clinic, Count published);

/// Compares with a published share whose counts were not seen, only its interval.
///
/// How:    a beta distribution is laid through the published share and interval (same mean, the
///         width of the interval as ± 1.96 standard deviations); p is twice the smaller tail of the
///         clinic's count under the beta-binomial; the interval of the ratio is that of the
///         clinic's Jeffreys posterior over that beta.
/// Edge cases: the published share lies between 0 and 1, its interval around it.
[[nodiscard]] Comparison compare_with_share(Count clinic, double share, Interval interval);

/// P(X <= events) when X of `of` trials is beta-binomial with these parameters.
/// Cost: linear in the smaller tail.
[[nodiscard]] double beta_binomial_at_most(Count count, double alpha, double beta);

} // namespace filiform::quality
