// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <vector>

#include "quality/interval.h"

namespace filiform::quality {

/// Shares that a unit of this size shows by chance alone.
struct FunnelLimits {
    Interval usual; ///< 95 %: one unit in twenty lies outside by chance
    Interval rare;  ///< 99.8 %: one in five hundred
};

/// The limits around `target` for a unit of `of` trials: exact binomial quantiles, between two
/// counts as SPIEGELHALTER05 puts them, so that the lines do not jump. Differs: the upper one is
/// the mirror image of the lower, so that no more than the stated part lies outside on either side.
///
/// Over-dispersion: units that differ for reasons of their own scatter more than chance. With
///             `dispersion` above 1 the distances from the target are stretched by its root, and
///             stay within 0..1.
/// Edge cases: no trials: 0 to 1.
/// Cost:       logarithmic in the trials.
[[nodiscard]] FunnelLimits funnel_limits(double target, std::int64_t of, double dispersion = 1);

/// How much more units scatter around their common share than chance has them: the mean of their
/// squared z-scores, the lowest and highest tenth drawn in. At least 1; 1 with fewer than
/// `least_units` units, where it cannot be told from noise.
///
/// Source: SPIEGELHALTER05, multiplicative.
[[nodiscard]] double dispersion_of(std::span<const Count> units);
inline constexpr std::size_t least_units = 5;

/// Whether units differ by more than chance.
struct SpreadTest {
    double p = 1;
    bool is_simulated = false; ///< too few events for the chi-square: drawn anew 999 times
    bool is_beyond_chance = false;
};

/// Pearson's chi-square of the units against their common share. Where a unit expects fewer than
/// five events, p is that of the same statistic when the events fall upon the trials at random
/// (seeded, so that it is the same every time); of more than 300 events such units are taken
/// together instead.
///
/// Edge cases: fewer than two units with trials, no event or nothing but events: p is 1.
[[nodiscard]] SpreadTest test_spread(std::span<const Count> units);

} // namespace filiform::quality
