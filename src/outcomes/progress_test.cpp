// SPDX-License-Identifier: Apache-2.0
#include "outcomes/progress.h"

#include <algorithm>
#include <cmath>

#include <gtest/gtest.h>

#include "base/random.h"

namespace filiform::outcomes {

namespace {

/// Quick, where only the shape of what is said is looked at.
FitOrder coarse() {
    FitOrder order;
    order.groups = 8;
    order.particles = 4;
    order.draws = 64;
    return order;
}

/// A patient who is asked every week from 2 March on, and needled after each answer.
Course weekly(const std::vector<double>& scores) {
    Course course;
    const base::Instant first =
        std::chrono::sys_days(
            base::Date(std::chrono::year(2026), std::chrono::March, std::chrono::day(2))) +
        std::chrono::hours(9);
    course.follow = "nprs_leg";
    for (std::size_t k = 0; k < scores.size(); ++k) {
        const base::Instant at = first + std::chrono::days(7 * k);
        course.readings.push_back({"nprs_leg", at, scores[k], Period::Week});
        course.sessions.push_back({at + std::chrono::hours(3), {}, {}});
    }
    course.as_of = first + std::chrono::days(7 * (scores.size() - 1) + 1);
    return course;
}

Progress reviewed(const Course& course, const FitOrder& order = {}) {
    return review(course, beliefs(), advice_rules(), order);
}

TEST(Progress, SomebodyWhoGetsMuchBetterHasImprovedAndTheNeedleIsNotCredited) {
    const Progress progress = reviewed(weekly({8, 6, 4, 3, 2}));
    EXPECT_TRUE(progress.too_little.empty()) << progress.too_little;
    EXPECT_GT(progress.important.value, 0.9);
    EXPECT_LT(progress.worse.value, 0.01);
    EXPECT_FALSE(progress.is_credited);
    EXPECT_EQ(progress.advised.step, NextStep::GoOn);
}

TEST(Progress, NoChangeAfterFourSessionsStopsAndWorseStops) {
    EXPECT_EQ(reviewed(weekly({7, 7, 6, 7}), coarse()).advised.step, NextStep::Stop);
    EXPECT_EQ(reviewed(weekly({6, 7, 8}), coarse()).advised.step, NextStep::Stop);
    EXPECT_EQ(reviewed(weekly({7, 7, 6}), coarse()).advised.step, NextStep::Change);
}

TEST(Progress, TwoScoresAreTooLittle) {
    const Progress progress = reviewed(weekly({7, 5}), coarse());
    EXPECT_EQ(progress.too_little, "There are fewer than 3 scores.");
    EXPECT_EQ(progress.answers.count(chart::FindingId("chance_important")), 0U);
    EXPECT_EQ(progress_words(progress).find("Left for needle"), std::string::npos);
}

TEST(Progress, WhatWasNotAskedIsAskedFor) {
    const Progress progress = reviewed(weekly({7, 5, 4}), coarse());
    const auto& asked = progress.advised.to_ask;
    EXPECT_NE(std::find(asked.begin(), asked.end(), chart::FindingId("neuro_worse")), asked.end());
    EXPECT_NE(progress_words(progress).find("ask first"), std::string::npos);
}

TEST(Progress, RegressionToTheMeanIsThatOfTheDossier) {
    Prior prior = beliefs().prior;
    prior.noise.centre = 1.0 * std::sqrt(4 / 0.74 - 4); // so that r is 0.74
    const Remeasured line = remeasured(prior, 8);
    EXPECT_NEAR(line.reliability, 0.74, 1e-12);
    EXPECT_NEAR(line.expected, 7.35, 1e-9); // 5.5 + 0.74 · 2.5
}

TEST(Progress, ThePartsOfAChangeAddUpToIt) {
    const Progress progress = reviewed(weekly({8, 6, 4, 3, 2}));
    const Parts& parts = progress.forecast.parts;
    // Of each draw exactly; of medians nearly.
    EXPECT_NEAR(parts.expected_anyway.middle + parts.needle.middle, parts.change.middle, 0.15);
    EXPECT_NEAR(parts.nature.middle + parts.context.middle + parts.unexplained.middle,
                parts.expected_anyway.middle, 0.3);
}

TEST(Progress, WithoutANeedleNothingIsTheNeedles) {
    Course course = weekly({8, 6, 4, 3, 2});
    course.sessions.clear();
    const Progress progress = reviewed(course, coarse());
    EXPECT_EQ(progress.forecast.parts.needle.low, 0);
    EXPECT_EQ(progress.forecast.parts.needle.high, 0);
    EXPECT_EQ(progress.forecast.parts.context.middle, 0);
}

TEST(Progress, SorenessIsNoRelapse) {
    // Two diary entries of 8 on the day after a session; the level behind them hardly moves when it
    // was sore, and more when the patient says that it was not.
    Course course = weekly({6, 5, 5});
    const auto day = [&](int days) { return course.readings[0].at + std::chrono::days(days); };
    course.readings.insert(course.readings.begin() + 3,
                           {{"nprs_leg", day(14) + std::chrono::hours(8), 7, Period::Day},
                            {"nprs_leg", day(15), 7, Period::Day}});
    course.as_of = day(15) + std::chrono::hours(12);
    const double sore = reviewed(course).forecast.now.middle;
    for (CourseSession& session : course.sessions)
        session.was_sore = false;
    EXPECT_LT(sore, reviewed(course).forecast.now.middle);
}

TEST(Progress, EqualCoursesGiveEqualBytes) {
    const Course course = weekly({7, 6, 6, 4});
    const ProgressProvenance provenance{"p", "x"};
    EXPECT_EQ(progress_json(reviewed(course), provenance),
              progress_json(reviewed(course), provenance));
}

/// Any course that could be read: sides of the scale, all at once, far apart, many.
Course random_course(base::RandomStream& stream) {
    const auto upto = [&](double most) {
        return static_cast<int>(std::floor(stream.uniform() * (most + 1)));
    };
    std::vector<double> scores;
    const int count = stream.uniform() < 0.1 ? 150 + upto(60) : 1 + upto(8);
    const bool is_extreme = stream.uniform() < 0.4;
    for (int k = 0; k < count; ++k)
        scores.push_back(is_extreme ? (stream.uniform() < 0.5 ? 0 : 10) : upto(10));
    Course course = weekly(scores);
    if (stream.uniform() < 0.3)
        for (CourseReading& reading : course.readings)
            reading.period = Period::Day;
    if (stream.uniform() < 0.3)
        course.readings.back().value = std::min(10.0, course.readings.back().value + 0.37);
    if (stream.uniform() < 0.2)
        course.sessions.clear();
    if (stream.uniform() < 0.5)
        course.goal = CourseGoal{0, {}};
    if (stream.uniform() < 0.5)
        course.onset = base::Date(std::chrono::year(2010 + upto(16)), std::chrono::January,
                                  std::chrono::day(1));
    if (stream.uniform() < 0.3)
        course.as_of += std::chrono::days(upto(3000));
    if (stream.uniform() < 0.3)
        course.planned = {course.as_of + std::chrono::hours(1)};
    return course;
}

void expect_in_order(const Interval& interval) {
    EXPECT_LE(interval.low, interval.middle);
    EXPECT_LE(interval.middle, interval.high);
}

TEST(Progress, OfNoCourseAnythingIsSaidThatIsNotANumber) {
    base::RandomStream stream(11, 1);
    for (int k = 0; k < 60; ++k) {
        const Progress progress = reviewed(random_course(stream), coarse());
        const std::string json = progress_json(progress, {"p", "x"});
        const std::string words = progress_words(progress);
        for (const char* wrong : {": null", ": nan", ": -nan", ": inf", ": -inf"})
            EXPECT_EQ(json.find(wrong), std::string::npos) << wrong;
        for (const char* wrong : {" nan", "(nan", "-nan", " inf ", "-inf"})
            EXPECT_EQ(words.find(wrong), std::string::npos) << wrong;
        for (const Moment& moment : progress.forecast.moments) {
            expect_in_order(moment.level);
            expect_in_order(moment.nature);
            EXPECT_GE(moment.level.low, 0);
            EXPECT_LE(moment.level.high, 10);
        }
        EXPECT_GE(progress.important.value, 0);
        EXPECT_LE(progress.important.high, 1);
    }
}

} // namespace

} // namespace filiform::outcomes
