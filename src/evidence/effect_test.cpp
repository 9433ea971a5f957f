// SPDX-License-Identifier: Apache-2.0
#include "evidence/effect.h"

#include <cmath>

#include <gtest/gtest.h>

namespace filiform::evidence {
namespace {

TEST(Effect, AZeroCellAddsAHalfToAllFourOfThatStudyOnly) {
    const auto odds = log_odds_ratio({0, 10, 2, 10});
    ASSERT_TRUE(odds);
    EXPECT_NEAR(odds->estimate, std::log(0.5 * 8.5 / (10.5 * 2.5)), 1e-15);
    EXPECT_NEAR(odds->variance, 1 / 0.5 + 1 / 10.5 + 1 / 2.5 + 1 / 8.5, 1e-15);
    EXPECT_NEAR(log_odds_ratio({1, 10, 2, 10})->estimate, std::log(1 * 8.0 / (9 * 2)), 1e-15);
}

TEST(Effect, AStudyWithoutEventsTellsNothingOfARatioButSomethingOfADifference) {
    EXPECT_FALSE(log_odds_ratio({0, 10, 0, 12}));
    EXPECT_FALSE(log_risk_ratio({10, 10, 12, 12}));
    EXPECT_NEAR(risk_difference({0, 10, 0, 10}).estimate, 0, 1e-15);
    EXPECT_GT(risk_difference({0, 10, 0, 10}).variance, 0);
}

TEST(Effect, TheSmallSampleCorrectionIsTheGammaForm) {
    EXPECT_NEAR(small_sample_correction(2), std::tgamma(1.0) / std::tgamma(0.5), 1e-14);
    EXPECT_NEAR(small_sample_correction(10), 1 - 3.0 / (4 * 10 - 1), 1e-3);
}

TEST(Effect, AMeanDifferenceOnPaper) {
    const Effect plain = mean_difference({4, 5, 2, 9, 3, 3});
    EXPECT_EQ(plain.estimate, 2);
    EXPECT_EQ(plain.variance, 2.0 * 2 / 4 + 3.0 * 3 / 9);
    const Effect pooled = mean_difference({4, 5, 2, 9, 3, 3}, Spread::Pooled);
    EXPECT_NEAR(pooled.variance, (3 * 4 + 8 * 9) / 11.0 * (1 / 4.0 + 1 / 9.0), 1e-15);
}

TEST(Effect, TheTrialOfTuFromItsInterval) {
    // -16.0 (-21.3 to -10.6): SE 10.7 / 3.919928 = 2.73
    EXPECT_NEAR(se_of_interval({-21.3, -10.6}, 0.95), 2.73, 0.005);
    EXPECT_NEAR(sd_of_mean_interval({0, 2 * 2.262157}, 10, 0.95), std::sqrt(10.0), 1e-5);
    EXPECT_NEAR(sd_of_change(3, 4, 0), 5, 1e-15);
    EXPECT_NEAR(sd_of_change(3, 4, 1), 1, 1e-15);
}

TEST(Effect, TheDoubleArcsineComesBackToItsProportion) {
    for (const double events : {0.0, 1.0, 7.0, 19.0, 20.0}) {
        const double value = freeman_tukey({events, 20}).estimate;
        EXPECT_NEAR(proportion_of_double_arcsine(value, 20), events / 20, 1e-9) << events;
    }
    EXPECT_EQ(proportion_of_double_arcsine(0, 20), 0);
    EXPECT_EQ(proportion_of_double_arcsine(3, 20), 1);
    EXPECT_NEAR(harmonic_mean(std::vector<double>{10, 40}), 16, 1e-12);
}

TEST(Effect, ALogitWithoutEventsIsHalfAnEvent) {
    EXPECT_NEAR(logit_proportion({0, 10}).estimate, std::log(0.5 / 10.5), 1e-15);
    EXPECT_NEAR(logit_proportion({5, 10}).variance, 0.4, 1e-15);
}

} // namespace
} // namespace filiform::evidence
