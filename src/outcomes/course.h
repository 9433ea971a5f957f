// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.h"
#include "base/instant.h"
#include "base/result.h"
#include "outcomes/model.h"

namespace filiform::outcomes {

struct CourseReading {
    std::string instrument; ///< code
    base::Instant at;
    double value = 0;
    Period period = Period::Week;
};

struct CourseSession {
    base::Instant at;
    std::optional<bool> was_sore;     ///< as the patient answered
    std::optional<double> sore_hours; ///< how long
};

struct CourseGoal {
    double value = 0; ///< of the instrument that is followed
    std::optional<base::Date> on;
};

/// One patient's care so far (filiform.course/1): what was scored and when, and when they were
/// needled. Nothing in it says who they are.
struct Course {
    base::Instant as_of;             ///< the end of that day
    std::optional<base::Date> onset; ///< of the pain
    std::string follow;              ///< the instrument the forecast is about
    std::optional<CourseGoal> goal;
    std::vector<CourseReading> readings;  ///< of each instrument in order of time
    std::vector<CourseSession> sessions;  ///< in order of time
    std::vector<base::Instant> planned;   ///< further sessions, in order of time
    std::map<std::string, bool> findings; ///< what was asked of data/outcomes/figures.yaml

    /// Scores of one instrument, in order of time.
    [[nodiscard]] std::vector<CourseReading> of(std::string_view instrument) const;
    /// The first thing that is known of: care begins there.
    [[nodiscard]] base::Instant start() const;
};

inline constexpr std::size_t most_readings = 5000;
inline constexpr std::size_t most_sessions = 500;
inline constexpr std::size_t most_course_bytes = std::size_t{1} << 20U;

/// Reads a course. Times are days ("2026-03-02": scores are then taken to be asked at 9 and
/// sessions to be held at 12, UTC) or moments with a zone.
///
/// Problems: all of them, each with a JSON pointer in `where`: course.json, course.schema,
///   course.missing, course.type, course.unknown_key, course.value (outside the scale), course.date
///   (malformed, or more than ten years before asOf), course.order, course.future,
///   course.repeated, course.instrument (the nearest is told), course.onset, course.planned,
///   course.goal, course.finding, course.too_large.
[[nodiscard]] base::Checked<Course> read_course(std::string_view text, std::string_view name);

/// Days from the start of care to a moment.
[[nodiscard]] double day_of(const Course& course, base::Instant at);

} // namespace filiform::outcomes
