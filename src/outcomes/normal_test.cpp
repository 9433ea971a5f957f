// SPDX-License-Identifier: Apache-2.0
#include "outcomes/normal.h"

#include <cmath>
#include <limits>

#include <gtest/gtest.h>

namespace filiform::outcomes {

namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();

TEST(Normal, KnownQuantilesAreGivenBack) {
    EXPECT_DOUBLE_EQ(normal_quantile(0.5), 0);
    EXPECT_NEAR(normal_quantile(0.975), 1.959963984540054, 1e-14);
    EXPECT_NEAR(normal_quantile(0.05), -1.644853626951472, 1e-14);
    EXPECT_NEAR(normal_quantile(1e-10), -6.361340902404056, 1e-12);
}

TEST(Normal, AQuantileTurnsTheProbabilityRound) {
    for (const double x : {-8.0, -5.1, -3.0, -1.2, -0.3, 0.0, 0.4, 1.9, 4.0})
        EXPECT_NEAR(normal_quantile(normal_below(x)), x, 1e-9) << x;
}

TEST(Normal, ATruncatedDrawLiesBetweenItsBoundsWithTheirProbability) {
    const Truncated one = truncated_normal(-1, 2, 0.5);
    EXPECT_NEAR(one.probability, normal_below(2) - normal_below(-1), 1e-15);
    EXPECT_NEAR(normal_below(one.value), (normal_below(2) + normal_below(-1)) / 2, 1e-14);
}

TEST(Normal, TheUpperTailIsTheLowerOneInAMirror) {
    for (const double u : {0.1, 0.5, 0.9}) {
        const Truncated upper = truncated_normal(5, 7, u);
        const Truncated lower = truncated_normal(-7, -5, 1 - u);
        EXPECT_DOUBLE_EQ(upper.probability, lower.probability);
        EXPECT_DOUBLE_EQ(upper.value, -lower.value);
    }
}

TEST(Normal, FarOutWhereNothingIsLeftTheNearerBoundIsAnswered) {
    EXPECT_DOUBLE_EQ(truncated_normal(60, 61, 0.5).value, 60);
    EXPECT_DOUBLE_EQ(truncated_normal(-61, -60, 0.5).value, -60);
    EXPECT_DOUBLE_EQ(truncated_normal(60, infinity, 0.5).value, 60);
    EXPECT_EQ(truncated_normal(60, 61, 0.5).probability, 0);
}

} // namespace

} // namespace filiform::outcomes
