// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <vector>

#include "quality/funnel.h"
#include "quality/interval.h"

namespace filiform::quality {

/// One unit's share, drawn towards what all have in common as far as its own count is small.
struct Shrunken {
    double share = 0;
    Interval interval; ///< 95 %, for the unit's own true share
    double weight = 0; ///< of its own count, 0..1; the rest is the others'
};

/// What units of one kind (clinicians, rooms, years) have in common, and each of them.
struct Shrinkage {
    double mean = 0;      ///< of the units' true shares
    double deviation = 0; ///< between them: standard deviation of the true shares
    std::vector<Shrunken>
        units; ///< in the order given; no rank is in it, nor may one be made of it
    SpreadTest spread;
};

/// Empirical Bayes by the beta-binomial: true shares are beta distributed, counts binomial.
///
/// How:    mean and likeness (the correlation of two trials of one unit) are weighed by their
///         likelihood on a grid, likeness evenly on 0..0.5 in its root; each unit's posterior is
///         the mixture over the grid, of which mean and variance are exact and the interval is that
///         of the beta with these two. So the interval knows that mean and likeness are guessed,
///         which the plain method (one best pair) does not.
/// Edge cases: no unit with trials: nothing is known, shares are 0.5 of 0 to 1. One unit alone: it
///         is not shrunken towards itself; its Jeffreys interval.
/// Wrong when: units see different patients. Nothing here knows the case-mix.
/// Source: KLEINMAN73 (the model), KASS89 (taking in the guessed parameters).
[[nodiscard]] Shrinkage shrink(std::span<const Count> units);

} // namespace filiform::quality
