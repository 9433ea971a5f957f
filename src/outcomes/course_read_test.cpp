// SPDX-License-Identifier: Apache-2.0
#include "outcomes/course.h"

#include <gtest/gtest.h>

namespace filiform::outcomes {

namespace {

/// A course with some of its members written otherwise.
std::string course(const std::string& readings, const std::string& more = "") {
    return R"({"schema": "filiform.course/1", "asOf": "2026-03-31", "readings": [)" + readings +
           "]" + (more.empty() ? "" : ", " + more) + "}";
}

constexpr const char* two_scores = R"({"instrument": "nprs_leg", "at": "2026-03-02", "value": 7},)"
                                   R"({"instrument": "nprs_leg", "at": "2026-03-09", "value": 6})";

/// "code at pointer" of the first problem; "" when it is read.
std::string problem_of(const std::string& text) {
    const auto read = read_course(text, "c.json");
    if (read)
        return "";
    const base::Problem& problem = read.error().front();
    EXPECT_FALSE(problem.hint.empty()) << problem.what;
    EXPECT_TRUE(problem.where.starts_with("c.json#")) << problem.where;
    return problem.code + " at " + problem.where.substr(7);
}

std::string problem_of_score(const std::string& score) {
    return problem_of(course(score));
}

TEST(CourseReader, ScoresAreTakenToBeAskedBeforeTheSessionOfTheirDay) {
    const auto read = read_course(course(two_scores, R"("sessions": [{"at": "2026-03-02"}])"), "c");
    ASSERT_TRUE(read);
    EXPECT_EQ(read->follow, "nprs_leg");
    EXPECT_LT(read->readings[0].at, read->sessions[0].at);
    EXPECT_DOUBLE_EQ(day_of(*read, read->sessions[0].at), 0.125); // 9 to 12 o'clock
    EXPECT_DOUBLE_EQ(day_of(*read, read->readings[1].at), 7);
}

TEST(CourseReader, AMomentMayBeWrittenWithItsZone) {
    const auto read = read_course(
        course(R"({"instrument": "nprs_leg", "at": "2026-03-02T10:30:00+01:00", "value": 7.5})"),
        "c");
    ASSERT_TRUE(read);
    EXPECT_EQ(base::text(read->readings[0].at), "2026-03-02T09:30:00.000Z");
}

TEST(CourseReader, AScoreOutsideItsScaleIsTold) {
    EXPECT_EQ(problem_of_score(R"({"instrument": "nprs_leg", "at": "2026-03-02", "value": 11})"),
              "course.value at /readings/0/value");
    EXPECT_EQ(problem_of_score(R"({"instrument": "nprs_leg", "at": "2026-03-02", "value": -1})"),
              "course.value at /readings/0/value");
    EXPECT_EQ(problem_of_score(R"({"instrument": "rmdq", "at": "2026-03-02", "value": 25})"),
              "course.value at /readings/0/value");
    EXPECT_EQ(problem_of_score(R"({"instrument": "nprs_leg", "at": "2026-03-02", "value": "7"})"),
              "course.type at /readings/0/value");
}

TEST(CourseReader, NotANumberIsNoJson) {
    EXPECT_EQ(problem_of_score(R"({"instrument": "nprs_leg", "at": "2026-03-02", "value": NaN})"),
              "course.json at ");
}

TEST(CourseReader, DatesThatCannotBeAreTold) {
    EXPECT_EQ(problem_of_score(R"({"instrument": "nprs_leg", "at": "2026-02-30", "value": 7})"),
              "course.date at /readings/0/at");
    EXPECT_EQ(problem_of_score(R"({"instrument": "nprs_leg", "at": "2.3.2026", "value": 7})"),
              "course.date at /readings/0/at");
    EXPECT_EQ(problem_of_score(R"({"instrument": "nprs_leg", "at": "2026-04-01", "value": 7})"),
              "course.future at /readings/0/at");
    EXPECT_EQ(problem_of_score(R"({"instrument": "nprs_leg", "at": "1999-04-01", "value": 7})"),
              "course.date at /readings/0/at");
}

TEST(CourseReader, TimesOutOfOrderAndTwiceAreTold) {
    const std::string first = R"({"instrument": "nprs_leg", "at": "2026-03-09", "value": 7},)";
    EXPECT_EQ(
        problem_of_score(first + R"({"instrument": "nprs_leg", "at": "2026-03-02", "value": 7})"),
        "course.order at /readings/1/at");
    EXPECT_EQ(
        problem_of_score(first + R"({"instrument": "nprs_leg", "at": "2026-03-09", "value": 6})"),
        "course.repeated at /readings/1/at");
    EXPECT_EQ(
        problem_of_score(first + R"({"instrument": "nprs_back", "at": "2026-03-02", "value": 7})"),
        "");
}

TEST(CourseReader, AnUnknownInstrumentIsToldWithTheNearest) {
    const auto read = read_course(
        course(R"({"instrument": "nprs_lge", "at": "2026-03-02", "value": 7})"), "c.json");
    ASSERT_FALSE(read);
    EXPECT_EQ(base::sentence(read.error().front()),
              "c.json#/readings/0/instrument: No instrument is called 'nprs_lge'. Did you mean "
              "nprs_leg?");
}

TEST(CourseReader, SessionsAndPlansAreOnTheirSideOfTheReview) {
    EXPECT_EQ(problem_of(course(two_scores, R"("sessions": [{"at": "2026-04-02"}])")),
              "course.future at /sessions/0/at");
    EXPECT_EQ(problem_of(course(two_scores, R"("planned": ["2026-03-30"])")),
              "course.planned at /planned/0");
    EXPECT_EQ(problem_of(course(two_scores, R"("planned": ["2027-08-30"])")),
              "course.date at /planned/0");
    EXPECT_EQ(
        problem_of(course(two_scores,
                          R"("sessions": [{"at": "2026-03-02", "sore": false, "soreHours": 9}])")),
        "course.value at /sessions/0/soreHours");
}

TEST(CourseReader, AGoalIsBetterThanTheStartAndStillToCome) {
    EXPECT_EQ(problem_of(course(two_scores, R"("goal": {"value": 7})")),
              "course.goal at /goal/value");
    EXPECT_EQ(problem_of(course(two_scores, R"("goal": {"value": 2, "on": "2026-03-20"})")),
              "course.goal at /goal/on");
    EXPECT_EQ(problem_of(course(two_scores, R"("goal": {"value": 2, "on": "2026-05-20"})")), "");
}

TEST(CourseReader, OnsetLiesBeforeCare) {
    EXPECT_EQ(problem_of(course(two_scores, R"("onset": "2026-03-20")")), "course.onset at /onset");
}

TEST(CourseReader, WhatIsMissingOrNotKnownIsTold) {
    EXPECT_EQ(problem_of("{}"), "course.missing at /schema");
    EXPECT_EQ(problem_of("[]"), "course.type at ");
    EXPECT_EQ(problem_of("{"), "course.json at ");
    EXPECT_EQ(problem_of(course("")), "course.missing at /readings");
    EXPECT_EQ(problem_of(course(R"({"instrument": "rmdq", "at": "2026-03-02", "value": 7})")),
              "course.missing at /readings");
    EXPECT_EQ(problem_of(course(two_scores, R"("gaol": {"value": 2})")),
              "course.unknown_key at /gaol");
    EXPECT_EQ(problem_of(course(two_scores, R"("findings": {"neuro_wrose": true})")),
              "course.finding at /findings/neuro_wrose");
    EXPECT_EQ(problem_of(course(two_scores, R"("follow": "rmdq")")),
              "course.instrument at /follow");
}

TEST(CourseReader, AllProblemsAreToldAtOnce) {
    const auto read =
        read_course(course(R"({"instrument": "nprs_leg", "at": "2026-03-32", "value": 7},)"
                           R"({"instrument": "nprs_leg", "at": "2026-03-02", "value": 12})"),
                    "c");
    ASSERT_FALSE(read);
    EXPECT_EQ(read.error().size(), 2U);
}

TEST(CourseReader, AMillionScoresAreRefusedAndNotTried) {
    std::string scores;
    for (int k = 0; k < 1000000; ++k)
        scores += R"({"instrument": "nprs_leg", "at": "2026-03-02", "value": 7},)";
    EXPECT_EQ(problem_of(course(scores + two_scores)), "course.too_large at ");
    std::string many;
    for (int k = 0; k < 5001; ++k)
        many += "0,";
    EXPECT_EQ(problem_of(course(many + "0")), "course.too_large at /readings");
}

} // namespace

} // namespace filiform::outcomes
