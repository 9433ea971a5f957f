// SPDX-License-Identifier: Apache-2.0
#include "atlas/calibration.h"

#include <cmath>
#include <set>

#include <gtest/gtest.h>

#include "atlas/known_sources.h"
#include "base/parallel.h"

namespace filiform::atlas {
namespace {

std::vector<Cohort> one_cohort(const std::string& rows) {
    return read_cohorts(
               "unit: mm\ncohorts:\n"
               "  - {id: men, who: men, men: 1, age_years: [40, 5], height_cm: [176, 0.001], "
               "bmi: [25, 0.001], lying: prone, rows: [\n" +
                   rows + "]}\n",
               "calipers.yaml")
        .value();
}

TEST(Calibration, FindsThePublishedSpreadOfAnInput) {
    // Inter-PSIS of men: 87.3 with a spread of 8. Standard error of the mean of 400: 0.4.
    const auto cohort =
        one_cohort("{what: a, value: 2*psis.x, published: 87.3, sd: 8, source: VSD, "
                   "mark: calc, role: input}");
    const Laid laid = calibrate(cohort, 1, 400).at(0);
    EXPECT_NEAR(laid.mean, 87.3, 4 * 0.4);
    EXPECT_NEAR(laid.sd, 8, 4 * 8 / std::sqrt(800.0));
    EXPECT_EQ(laid.verdict, Verdict::Inside);
}

TEST(Calibration, CountsHowManySdTheModelIsOff) {
    const auto cohort =
        one_cohort("{what: a, value: 100 + 0*bmi, published: 85, sd: 10, source: VSD, "
                   "mark: calc, role: check}, "
                   "{what: b, value: 100 + 0*bmi, published: 108, sd: 10, source: "
                   "VSD, mark: calc, role: check}");
    const std::vector<Laid> laid = calibrate(cohort, 1, 20);
    EXPECT_NEAR(laid[0].off, 1.5, 1e-9);
    EXPECT_EQ(laid[0].verdict, Verdict::Outside);
    EXPECT_NEAR(laid[1].off, -0.8, 1e-9);
    EXPECT_EQ(laid[1].verdict, Verdict::Near);
}

TEST(Calibration, MeasuresTheStraightDistanceOfTwoPoints) {
    const auto cohort = one_cohort("{what: a, between: [femoral_epicondyle_lateral, "
                                   "femoral_epicondyle_medial], published: 86.7, sd: 3.4, source: "
                                   "VSD, mark: calc, role: input}");
    EXPECT_NEAR(calibrate(cohort, 1, 400).at(0).mean, 86.7, 4 * 3.4 / 20);
}

TEST(Calibration, SetsAShareAgainstItsInterval) {
    // All of the people against 0.9 of 100: half the interval is 1.96 sqrt(0.09 / 100) = 0.0588.
    const auto cohort =
        one_cohort("{what: a, value: 1 + 0*bmi, kind: share, published: 0.9, n: 100, "
                   "source: VSD, mark: seen, role: check}");
    EXPECT_NEAR(calibrate(cohort, 1, 20).at(0).off, 0.1 / 0.0588, 0.01);
}

TEST(Calibration, FindsTheExplainedShareOfAFollower) {
    // Hip breadth of men at one height and BMI: correlation 0.75 with hip girth, R² 0.5625.
    const auto cohort =
        one_cohort("{what: a, value: hip_breadth, kind: r2, on: hip_girth, published: 0.5, n: 50, "
                   "source: VSD, mark: seen, role: check}");
    EXPECT_NEAR(calibrate(cohort, 1, 1000).at(0).mean, 0.5625, 0.07);
}

TEST(Calibration, DrawsOnlyPeopleTheModelKnows) {
    auto cohort = one_cohort("{what: a, value: bmi, published: 25, source: VSD, mark: calc, role: "
                             "check}");
    cohort[0].bmi = {24, 6};
    for (std::uint64_t i = 0; i < 500; ++i)
        EXPECT_TRUE(is_fitted(draw_person(cohort[0], 1, i)));
}

TEST(Calibration, IsTheSameOnAnyNumberOfThreads) {
    const auto cohort = one_cohort("{what: a, value: skin_to_process_l3, published: 53, sd: 7, "
                                   "source: VSD, mark: calc, role: check}");
    base::set_threads(1);
    const Laid alone = calibrate(cohort, 1, 60).at(0);
    base::set_threads(2);
    const Laid together = calibrate(cohort, 1, 60).at(0);
    base::set_threads(0);
    EXPECT_EQ(alone.mean, together.mean);
    EXPECT_EQ(alone.sd, together.sd);
}

TEST(Calibration, RefusesAKindItDoesNotKnow) {
    const auto refused = read_cohorts(
        "unit: mm\ncohorts:\n  - {id: a, who: a, men: 1, age_years: [40, 5], height_cm: [176, 1], "
        "bmi: [25, 1], lying: prone, rows: [{what: a, value: bmi, kind: median, published: 1, "
        "source: VSD, mark: calc, role: check}]}\n",
        "calipers.yaml");
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().front().code, "calipers.word");
}

TEST(Calibration, CitesOnlyKnownSources) {
    const std::set<std::string> known = known_sources();
    for (const Cohort& cohort : cohorts())
        for (const Caliper& caliper : cohort.calipers)
            EXPECT_TRUE(known.contains(caliper.source.text())) << caliper.source;
}

} // namespace
} // namespace filiform::atlas
