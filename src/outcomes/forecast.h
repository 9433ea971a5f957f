// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <vector>

#include "outcomes/fit.h"

namespace filiform::outcomes {

/// Half of what is believed lies below `middle`, 5 % below `low`, 5 % above `high`.
struct Interval {
    double low = 0;
    double middle = 0;
    double high = 0;
};

/// What is asked of a course besides its level. Days since care began.
struct Question {
    double now = 0;
    double horizon = 0;            ///< after now
    double important_points = 2;   ///< a change that matters is at least this
    double important_percent = 30; ///< … and this share of the level at the start
    double worse_points = 2;       ///< so much more pain is worse
    std::optional<double> goal;    ///< level wanted, at most
    std::vector<double> goal_days; ///< when it is asked whether it is reached, in order
};

/// Everything about one moment. All of it is clipped to the scale.
struct Moment {
    double day = 0;
    Interval level;          ///< 5, 50, 95 %
    Interval half;           ///< 25, 50, 75 %
    Interval without_needle; ///< had the needle no effect of its own
    Interval nature;         ///< had there been no care: start and natural course alone
};

/// The change of the true level since care began, negative is less pain, told apart. Of each draw
/// the parts add up to the change: nature is taken first, then what care's context adds, then what
/// nothing explains, and the needle's is what is left, so that near the end of the scale it is not
/// the needle that is credited.
struct Parts {
    Interval change;
    Interval nature;
    Interval context;
    Interval unexplained;
    Interval needle;
    Interval expected_anyway; ///< nature, context and unexplained together
};

struct GoalChance {
    double day = 0;
    double with_needle = 0;
    double without_needle = 0;
};

struct Forecast {
    std::vector<Moment> moments; ///< by day asked
    Interval start;
    Interval now;
    Interval at_horizon;
    Interval at_horizon_without_needle;
    Parts parts;
    /// Probabilities about the true level now against that at the start.
    double important = 0;
    double worse = 0;
    double any_better = 0;
    std::vector<GoalChance> goal;
    double credit = 0; ///< that the needle took off at least `SayingRules::credit_points` now
    double change_sd = 0;
    double needle_sd = 0; ///< of a whole course's effect
    double effective = 0; ///< particles, at the worst moment
};

/// The days a forecast looks at: an even grid from the start over now to the horizon, and every day
/// asked about; `plan.asked` of the fit must be these.
[[nodiscard]] std::vector<double> days_to_ask(const Question& question);

/// Sums up a posterior that was fitted with `days_to_ask(question)`.
/// Precision: that of the draws; with 512 a probability of 0.5 has a standard error of 0.02.
[[nodiscard]] Forecast sum_up(const CoursePlan& plan, const Posterior& posterior,
                              const Question& question);

/// Fits and sums up: `plan.asked` is filled in.
[[nodiscard]] Forecast forecast(CoursePlan plan, std::span<const double> answers,
                                const Question& question, const FitOrder& order);

/// What a first answer of x may be expected to be at the next asking with nothing changed:
/// m + r (x - m), m the mean and r the reliability that the prior holds.
struct Remeasured {
    double mean = 0;
    double reliability = 0;
    double expected = 0;
};
[[nodiscard]] Remeasured remeasured(const Prior& prior, double answer);

/// Draws' value below which the share `p` of them lie; `values` is rearranged, not empty.
[[nodiscard]] double quantile_of(std::vector<double>& values, double p);
[[nodiscard]] Interval interval_of(std::vector<double> values);

} // namespace filiform::outcomes
