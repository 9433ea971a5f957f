// SPDX-License-Identifier: Apache-2.0
// Progress of one patient: a forecast, and the whole review under every belief.
#include <algorithm>

#include <benchmark/benchmark.h>

#include "outcomes/calibration.h"
#include "outcomes/progress.h"

namespace {

using namespace filiform::outcomes;

/// Six weekly visits with five sessions, and so many diary entries between them.
CoursePlan course_with_diary(int entries) {
    CoursePlan plan;
    plan.prior = beliefs().prior;
    plan.duration = Duration::Chronic;
    for (int week = 0; week < 5; ++week)
        plan.sessions.push_back({7.0 * week + 0.2, 1});
    for (int week = 0; week < 6; ++week)
        plan.readings.push_back({7.0 * week, Period::Week});
    for (int k = 0; k < entries; ++k)
        plan.readings.push_back({0.5 + 35.0 * k / entries, Period::Day});
    std::sort(plan.readings.begin(), plan.readings.end(),
              [](const ReadingTime& a, const ReadingTime& b) { return a.day < b.day; });
    return plan;
}

void forecast_with(benchmark::State& state, int entries) {
    const CoursePlan plan = course_with_diary(entries);
    filiform::base::RandomStream stream(1, 1);
    const std::vector<double> answers = simulate(plan, stream).answers;
    Question question;
    question.now = 36;
    question.horizon = 78;
    for (auto _ : state)
        benchmark::DoNotOptimize(forecast(plan, answers, question, {}));
}

void forecast_visits(benchmark::State& state) {
    forecast_with(state, 0);
}
void forecast_diary(benchmark::State& state) {
    forecast_with(state, 30);
}
void forecast_most(benchmark::State& state) {
    forecast_with(state, static_cast<int>(most_fitted) - 6);
}
BENCHMARK(forecast_visits)
    ->Name("outcomes/forecast_visits")
    ->MeasureProcessCPUTime()
    ->UseRealTime()
    ->Unit(benchmark::kMillisecond);
BENCHMARK(forecast_diary)
    ->Name("outcomes/forecast_diary")
    ->MeasureProcessCPUTime()
    ->UseRealTime()
    ->Unit(benchmark::kMillisecond);
BENCHMARK(forecast_most)
    ->Name("outcomes/forecast_most")
    ->MeasureProcessCPUTime()
    ->UseRealTime()
    ->Unit(benchmark::kMillisecond);

void review_course(benchmark::State& state) {
    Course course;
    course.follow = "nprs_leg";
    const filiform::base::Instant first{std::chrono::hours(24 * 20000)};
    for (int week = 0; week < 6; ++week) {
        course.readings.push_back(
            {"nprs_leg", first + std::chrono::days(7 * week), 8.0 - week, Period::Week});
        course.sessions.push_back(
            {first + std::chrono::days(7 * week) + std::chrono::hours(3), {}, {}});
    }
    course.as_of = first + std::chrono::days(36);
    for (auto _ : state)
        benchmark::DoNotOptimize(review(course, beliefs(), advice_rules(), {}));
}
BENCHMARK(review_course)
    ->Name("outcomes/review")
    ->MeasureProcessCPUTime()
    ->UseRealTime()
    ->Unit(benchmark::kMillisecond);

} // namespace
