// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>

namespace filiform::quality {

/// From `low` to `high`, of a proportion (0..1), a rate or a ratio. `high` may be infinite only
/// where a function says so.
struct Interval {
    double low = 0;
    double high = 1;
    friend bool operator==(const Interval&, const Interval&) = default;
};

/// Events among trials, each of which has the event or has not.
struct Count {
    std::int64_t events = 0;
    std::int64_t of = 0;
    friend bool operator==(const Count&, const Count&) = default;
};

inline constexpr double usual_level = 0.95;

/// The exact interval of a proportion: covers the true one at least as often as `level` says,
/// mostly more often. What is shown for adverse events, where too narrow would be worse than wide.
///
/// Edge cases: no trials: 0 to 1. No events: low is 0; nothing but events: high is 1.
/// Source:     CLOPPER34 (Clopper and Pearson), by the inverse of the incomplete beta function.
[[nodiscard]] Interval exact_interval(Count count, double level = usual_level);

/// The score interval: covers as often as `level` says on average, narrower than the exact one.
/// What is shown for shares that are neither rare nor certain (completeness, outcomes).
///
/// Edge cases: no trials: 0 to 1.
/// Source:     WILSON27; BROWN01, who recommend it and the next one.
[[nodiscard]] Interval wilson_interval(Count count, double level = usual_level);

/// The equal-tailed interval under Jeffreys' prior, Beta(1/2, 1/2); at no events it begins at 0, at
/// nothing but events it ends at 1, as BROWN01 have it.
///
/// Edge cases: no trials: 0 to 1.
[[nodiscard]] Interval jeffreys_interval(Count count, double level = usual_level);

/// The exact interval of a rate per unit of exposure, when `events` were counted in `exposure`.
/// For events of which one treatment can have several.
///
/// Edge cases: no exposure: 0 to infinity. No events: low is 0.
/// Source:     GARWOOD36, by quantiles of the chi-square distribution.
[[nodiscard]] Interval exact_rate_interval(std::int64_t events, double exposure,
                                           double level = usual_level);

/// What a proportion could be, had everybody been asked: none of the missing, or all of them.
/// No interval of chance: it holds whatever the reason why they are missing.
///
/// count:      among those who are known; `missing` more were not asked or did not answer.
/// Edge cases: nobody at all: 0 to 1.
/// Source:     MANSKI89 (bounds without assumptions).
[[nodiscard]] Interval bounds_with_missing(Count count, std::int64_t missing);

/// The same with chance: the low end of the exact interval at the worst and the high end at the
/// best.
[[nodiscard]] Interval interval_with_missing(Count count, std::int64_t missing,
                                             double level = usual_level);

/// How many of these events, of which none was seen in `of` trials, are still possible: the upper
/// end at 95 %, one-sided, exactly; 3/n is the rule of thumb. 1 without trials.
[[nodiscard]] double upper_limit_of_none(std::int64_t of);

} // namespace filiform::quality
