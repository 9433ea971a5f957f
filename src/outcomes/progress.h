// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "outcomes/advice.h"
#include "outcomes/change.h"
#include "outcomes/course.h"
#include "outcomes/forecast.h"

namespace filiform::outcomes {

/// One instrument of a course.
struct InstrumentProgress {
    const Instrument* instrument = nullptr;
    Change change;
};

/// The forecast under another belief.
struct OtherBelief {
    const PriorVariant* variant = nullptr;
    Forecast forecast; ///< without its moments
};

/// A probability, and how far other beliefs would move it.
struct Chance {
    double value = 0;
    double low = 0;
    double high = 0;
};

/// Did it help? All that is said of one patient's course.
struct Progress {
    base::Instant as_of;
    const Instrument* followed = nullptr;
    std::vector<CourseReading> scores; ///< of the followed instrument
    std::size_t fitted = 0;            ///< of them; the rest was thinned out
    std::vector<Session> sessions;     ///< held and planned, days since care began
    std::size_t sessions_done = 0;
    std::vector<std::optional<double>> sore_hours; ///< of those, as answered
    base::Instant start;
    Duration duration = Duration::Unknown;
    std::vector<InstrumentProgress> instruments;
    Remeasured remeasured; ///< of the first score
    Question question;
    Forecast forecast;
    std::vector<OtherBelief> others;
    Chance important;
    Chance worse;
    std::vector<Chance> goal; ///< by `question.goal_days`
    std::string too_little;   ///< why nothing is said of the change; empty when there is enough
    bool needle_says_little = true; ///< the readings barely narrow the needle's own effect
    bool is_credited = false;       ///< the needle, under the neutral belief
    double credit = 0;              ///< its probability
    knowledge::Answers answers;     ///< what the advice rests on
    Advised advised;
    std::vector<PriorRow> beliefs; ///< with their marks
    std::uint64_t seed = 1;
};

/// Reviews a course: judges changes, forecasts under every belief, advises.
///
/// Determinism: equal course, beliefs and order give equal progress, on any number of threads.
/// Cost: one forecast per belief and one without readings; bench/bench_outcomes.cpp.
[[nodiscard]] Progress review(const Course& course, const Beliefs& beliefs,
                              const AdviceRules& rules, const FitOrder& order);

/// A day of the course as a date.
[[nodiscard]] base::Date date_of(const Progress& progress, double day);

/// progress.json (filiform.progress/1). `provenance`: what the caller knows of program and input.
struct ProgressProvenance {
    std::string program;
    std::string course_sha256;
};
[[nodiscard]] std::string progress_json(const Progress& progress,
                                        const ProgressProvenance& provenance);

/// What a clinician reads in ten seconds, then the reasons; lines end in a line feed.
[[nodiscard]] std::string progress_words(const Progress& progress);

} // namespace filiform::outcomes
