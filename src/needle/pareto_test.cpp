// SPDX-License-Identifier: Apache-2.0
#include "needle/pareto.h"

#include <gtest/gtest.h>

namespace filiform::needle {
namespace {

Option option(double x, double clearance, double touch, double length) {
    Option made;
    made.entry = {x, 0, 0};
    made.direction = {0, 1, 0};
    made.standing[Merit::Clearance] = clearance;
    made.standing[Merit::Touch] = -touch;
    made.standing[Merit::Length] = -length;
    return made;
}

/// Of half a unit in each; entries within 12 mm are alike, and half the likeliest is too seldom.
Differences differences() {
    Differences made;
    made.notable.of.fill(0.5);
    made.notable[Merit::Touch] = 0.005;
    made.notable[Merit::Reach] = 0.05;
    made.alike_mm = 12;
    made.alike_rad = 0.2;
    made.least_of_likeliest = 0.5;
    return made;
}

TEST(Pareto, AnOptionBetterInOneAndWorseInNoneDominates) {
    EXPECT_TRUE(
        dominates(option(0, 2, 0.1, 50).standing, option(0, 1, 0.1, 50).standing, differences()));
    EXPECT_FALSE(
        dominates(option(0, 2, 0.1, 60).standing, option(0, 1, 0.1, 50).standing, differences()));
}

TEST(Pareto, ADifferenceTooSmallToNoticeDoesNotDominate) {
    EXPECT_FALSE(
        dominates(option(0, 1.1, 0.1, 50).standing, option(0, 1, 0.1, 50).standing, differences()));
}

TEST(Pareto, ChoosesTheSafestFirstAndThenWhatIsBetterOtherwise) {
    const std::vector<Option> options{option(0, 1, 0.01, 75), option(40, 1, 0.05, 40),
                                      option(80, 0.5, 0.2, 100)};
    const auto chosen = choose(options, 4, differences());
    ASSERT_EQ(chosen.size(), 2U); // the third is dominated
    EXPECT_EQ(chosen[0].index, 0U);
    EXPECT_EQ(chosen[0].because, Merit::Touch);
    EXPECT_EQ(chosen[1].index, 1U);
}

TEST(Pareto, NeighboursAreTheSameProposal) {
    const std::vector<Option> options{option(0, 1, 0.01, 75), option(5, 1, 0.05, 40)};
    EXPECT_EQ(choose(options, 4, differences()).size(), 1U);
}

TEST(Pareto, ANeedleThatSeldomArrivesIsNoAlternative) {
    std::vector<Option> options{option(0, 1, 0.1, 75), option(40, 3, 0.01, 40)};
    options[0].standing[Merit::Reach] = 0.8;
    options[1].standing[Merit::Reach] = 0.3;
    const auto chosen = choose(options, 4, differences());
    ASSERT_EQ(chosen.size(), 1U);
    EXPECT_EQ(chosen[0].index, 0U);
}

TEST(Pareto, ALikelyArrivalDoesNotCrowdOutABetterVerdict) {
    std::vector<Option> options{option(0, 1, 0.1, 75), option(40, 3, 0.01, 40)};
    options[0].verdict = 1;
    options[0].standing[Merit::Reach] = 0.8;
    options[1].standing[Merit::Reach] = 0.3;
    const auto chosen = choose(options, 4, differences());
    ASSERT_EQ(chosen.size(), 2U);
    EXPECT_EQ(chosen[0].index, 1U);
}

TEST(Pareto, ABetterVerdictGoesFirst) {
    std::vector<Option> options{option(0, 1, 0.01, 40), option(40, 1, 0.05, 75)};
    options[0].verdict = 1;
    EXPECT_EQ(choose(options, 4, differences())[0].index, 1U);
}

} // namespace
} // namespace filiform::needle
