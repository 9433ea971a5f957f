// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <limits>
#include <span>
#include <vector>

#include "base/random.h"
#include "outcomes/prior.h"

namespace filiform::outcomes {

/// How pain readings come about: the one description that simulates patients and that forecasts are
/// read off. docs/progress.md has it as formulas.
///
///     level(t)   = start + natural·a(t) + context·b(t) + needle·c(t) + wander(t)
///     reading(t) = round(clip(level + soreness·s(t) + good and bad days + error))
///
/// Units: points of a scale from 0 to 10, less is better; days since care began.

inline constexpr double scale_low = 0;
inline constexpr double scale_high = 10;

/// What a reading was asked about.
enum class Period { Day, Week };

struct ReadingTime {
    double day = 0;
    Period period = Period::Day;
};

struct Session {
    double day = 0;
    double soreness = 1; ///< 0 when the patient said that there was none, else 1
};

/// One patient: what the prior is about.
struct Person {
    double start = 0;
    double natural = 0;
    double context = 0;
    double needle = 0;
    double soreness = 0;
    double recovery_days = 1;
    double half_life_days = 1;
    double noise = 1;
    double wander = 1;
};

/// How much of each part is there at one time: of the natural change by the day the prior is stated
/// for 1, of all others at most 1 (two sessions within days: soreness may be more).
struct Shares {
    double natural = 0;
    double context = 0;
    double needle = 0;
    double soreness = 0;
};

/// Of a moment; a session counts right after it. `sessions` in order of time.
[[nodiscard]] Shares shares_at(const Prior& prior, std::span<const Session> sessions,
                               const Person& person, double day);
/// Of a reading: for one about the past week the mean of its seven days.
[[nodiscard]] Shares shares_of(const Prior& prior, std::span<const Session> sessions,
                               const Person& person, const ReadingTime& time);

/// The course without wander, good days and error.
[[nodiscard]] double expected_level(const Person& person, const Shares& shares);

/// What is known beforehand of a course: when what happened and is asked.
struct CoursePlan {
    Prior prior;
    Duration duration = Duration::Unknown;
    std::vector<Session> sessions;     ///< in order of time, planned ones included
    std::vector<ReadingTime> readings; ///< in order of time
    std::vector<double> asked;         ///< days the level is wanted at, in order
    double step = 1;                   ///< answers are whole multiples of it
};

/// How wander and good days go on from one of these times to the next; made once for a plan.
struct Walk {
    struct Step {
        bool is_asked = false;
        std::size_t index = 0;
        double kept = 0;  ///< of the wander at the step before
        double fresh = 1; ///< SD of what is new in it, per SD of wander
    };
    std::vector<Step> steps;
    std::vector<double> day_kept; ///< by reading: of the good or bad day at the diary entry before
};
[[nodiscard]] Walk walk_of(const CoursePlan& plan);

[[nodiscard]] Person draw_person(const Prior& prior, Duration duration, base::RandomStream& stream);

/// One course drawn for a person.
struct DrawnCourse {
    std::vector<double> unrounded; ///< by reading
    std::vector<double> wander;    ///< by day asked
};
/// `shares`: of the readings.
[[nodiscard]] DrawnCourse draw_course(const CoursePlan& plan, const Walk& walk,
                                      const Person& person, std::span<const Shares> shares,
                                      base::RandomStream& stream);

/// The answer somebody gives who would say `unrounded` if the scale had no ends and no steps.
[[nodiscard]] double answer_of(double unrounded, double step);

/// What lies behind an answer: `answer_of` gives it for everything in between.
struct Behind {
    double low = -std::numeric_limits<double>::infinity();
    double high = std::numeric_limits<double>::infinity();
};
[[nodiscard]] Behind behind(double answer, double step);

/// The coarsest of 1, 0.5, 0.1 and 0.01 that all these answers are multiples of; the last when
/// none.
[[nodiscard]] double step_of(std::span<const double> answers);

/// A patient who never was: parameters from the prior, and the answers.
struct Simulated {
    Person person;
    std::vector<double> answers;
    std::vector<double> level; ///< by day asked, not clipped
};
[[nodiscard]] Simulated simulate(const CoursePlan& plan, base::RandomStream& stream);
/// The same for a given person.
[[nodiscard]] Simulated simulate(const CoursePlan& plan, const Person& person,
                                 base::RandomStream& stream);

} // namespace filiform::outcomes
