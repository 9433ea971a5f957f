// SPDX-License-Identifier: Apache-2.0
#include "study/statistics.h"

#include <cmath>
#include <numeric>

#include <gtest/gtest.h>

namespace filiform::study {
namespace {

constexpr double half_a_percent = 0.005; // papers print whole percents

TEST(ExactInterval, IsTheOneKearnsPrinted) {
    // J Man Manip Ther 2018;26:89: 16 of 19 in the muscle, 60 to 97 %; 0 of 19 nerves, 0 to 18 %.
    EXPECT_NEAR(exact_interval(16, 19).low, 0.60, half_a_percent);
    EXPECT_NEAR(exact_interval(16, 19).high, 0.97, half_a_percent);
    EXPECT_EQ(exact_interval(0, 19).low, 0);
    EXPECT_NEAR(exact_interval(0, 19).high, 0.18, half_a_percent);
}

TEST(ExactInterval, OfNoHitsIsTheRuleOneCanDoByHand) {
    // (1 - p)^10 = 0.025.
    EXPECT_NEAR(exact_interval(0, 10).high, 1 - std::pow(0.025, 0.1), 1e-12);
    EXPECT_NEAR(exact_interval(10, 10).low, std::pow(0.025, 0.1), 1e-12);
}

TEST(ExactInterval, LeavesTheTailItSays) {
    // At the low end of 3 of 8, three or more hits are as rare as 2.5 %.
    const double p = exact_interval(3, 8).low;
    double below = 0;
    const double ways[] = {1, 8, 28};
    for (int hits = 0; hits < 3; ++hits)
        below += ways[hits] * std::pow(p, hits) * std::pow(1 - p, 8 - hits);
    EXPECT_NEAR(1 - below, 0.025, 1e-9);
}

TEST(ExactInterval, OfNothingIsEverything) {
    EXPECT_EQ(exact_interval(0, 0).low, 0);
    EXPECT_EQ(exact_interval(0, 0).high, 1);
}

TEST(Likeness, IsOneWhenBothSidesOfEveryBodyEndAlike) {
    const std::vector<BodyCount> bodies{{2, 2}, {0, 2}, {2, 2}, {0, 2}};
    EXPECT_NEAR(likeness(bodies), 1, 1e-12);
}

TEST(Likeness, IsZeroWithOneInsertionABody) {
    const std::vector<BodyCount> bodies{{1, 1}, {0, 1}, {1, 1}};
    EXPECT_EQ(likeness(bodies), 0);
}

TEST(Likeness, IsTheAnalysisOfVarianceDoneByHand) {
    // Shares 1, 1/2, 1/2, 0 of two each: mean 1/2; between (1/2 + 0 + 0 + 1/2) / 3 = 1/3,
    // within (0 + 1/2 + 1/2 + 0) / 4 = 1/4; (1/3 - 1/4) / (1/3 + 1/4) = 1/7.
    const std::vector<BodyCount> bodies{{2, 2}, {1, 2}, {1, 2}, {0, 2}};
    EXPECT_NEAR(likeness(bodies), 1.0 / 7, 1e-12);
}

std::vector<BodyCount> half_hit_half_missed(std::size_t bodies) {
    std::vector<BodyCount> all(bodies, {0, 2});
    for (std::size_t i = 0; i < bodies; i += 2)
        all[i].hits = 2;
    return all;
}

TEST(PredictedCounts, OfBodiesThatEndAlikeAreEven) {
    // Both sides alike, half the bodies hit: 2 bodies of 2 insertions count 0, 2 or 4.
    const std::vector<double> counts = predicted_counts(half_hit_half_missed(100000), {4, 2});
    ASSERT_EQ(counts.size(), 5u);
    const double of_many_bodies = 1e-4; // the share is known to 1 / 2 / sqrt(100000)
    EXPECT_NEAR(counts[0], 0.25, of_many_bodies);
    EXPECT_NEAR(counts[1], 0, 1e-9);
    EXPECT_NEAR(counts[2], 0.5, of_many_bodies);
    EXPECT_NEAR(counts[4], 0.25, of_many_bodies);
}

TEST(PredictedCounts, OfIndependentInsertionsAreBinomial) {
    std::vector<BodyCount> bodies(100000, {0, 1});
    for (std::size_t i = 0; i < bodies.size(); i += 4)
        bodies[i].hits = 1;
    const std::vector<double> counts = predicted_counts(bodies, {3, 3});
    EXPECT_NEAR(counts[0], 27.0 / 64, 1e-4);
    EXPECT_NEAR(counts[1], 27.0 / 64, 1e-4);
    EXPECT_NEAR(counts[2], 9.0 / 64, 1e-4);
    EXPECT_NEAR(counts[3], 1.0 / 64, 1e-4);
}

TEST(PredictedCounts, OfOneBodyAreTheBetaBinomialOfTheTextbook) {
    // Mean 1/2 and likeness 1/3 are beta(1, 1): every count 0..n is as likely, 1 / (n + 1).
    // Shares 1, 1/2, 0 in the proportion 1 : 1 : 1 of two insertions each have that likeness.
    std::vector<BodyCount> bodies;
    for (std::size_t i = 0; i < 60000; ++i)
        bodies.push_back({i % 3, 2});
    EXPECT_NEAR(likeness(bodies), 1.0 / 3, 1e-4);
    for (const double probability : predicted_counts(bodies, {5, 1}))
        EXPECT_NEAR(probability, 1.0 / 6, 1e-3);
}

TEST(PredictedCounts, AreWiderWhenFewBodiesWereSimulated) {
    const auto spread = [](const std::vector<double>& counts) {
        double mean = 0;
        double squares = 0;
        for (std::size_t i = 0; i < counts.size(); ++i) {
            mean += counts[i] * static_cast<double>(i);
            squares += counts[i] * static_cast<double>(i * i);
        }
        return squares - mean * mean;
    };
    EXPECT_GT(spread(predicted_counts(half_hit_half_missed(10), {40, 40})),
              1.5 * spread(predicted_counts(half_hit_half_missed(10000), {40, 40})));
}

TEST(PredictedCounts, AddUpToOne) {
    const std::vector<double> counts = predicted_counts(half_hit_half_missed(10), {19, 10});
    EXPECT_NEAR(std::accumulate(counts.begin(), counts.end(), 0.0), 1, 1e-9);
}

TEST(CentralCounts, LeaveOutNoMoreThanHalfTheRestOnEitherSide) {
    // 16 coins in quarters: 1 4 6 4 1 of 16. A tail of 25 % may hold 1/16, not 5/16.
    const std::vector<double> coins{1 / 16.0, 4 / 16.0, 6 / 16.0, 4 / 16.0, 1 / 16.0};
    EXPECT_EQ(central_counts(coins, 0.5).low, 1u);
    EXPECT_EQ(central_counts(coins, 0.5).high, 3u);
    EXPECT_EQ(central_counts(coins, 0.9).low, 0u);
    EXPECT_EQ(central_counts(coins, 0.9).high, 4u);
}

TEST(ExplainedShare, OfAPerfectLineIsOne) {
    const std::vector<std::vector<double>> x{{1, 2, 3, 4}};
    const std::vector<double> y{5, 7, 9, 11};
    EXPECT_NEAR(explained_share(x, y), 1, 1e-12);
}

TEST(ExplainedShare, IsTheSquareOfTheCorrelation) {
    // x -1 0 1, y 0 1 0.5: covariance 0.5, squares 2 and 0.5: r^2 = 0.25 / (2 * 0.5).
    const std::vector<std::vector<double>> x{{-1, 0, 1}};
    const std::vector<double> y{0, 1, 0.5};
    EXPECT_NEAR(explained_share(x, y), 0.25, 1e-12);
}

TEST(ExplainedShare, GetsAnscombesPublishedValue) {
    // Anscombe, Am Stat 1973;27:17, first set: R^2 = 0.67 (0.6665).
    const std::vector<std::vector<double>> x{{10, 8, 13, 9, 11, 14, 6, 4, 12, 7, 5}};
    const std::vector<double> y{8.04, 6.95, 7.58, 8.81, 8.33, 9.96, 7.24, 4.26, 10.84, 4.82, 5.68};
    EXPECT_NEAR(explained_share(x, y), 0.6665, 5e-5);
}

TEST(ExplainedShare, OfTheSameColumnTwiceIsThatOfOne) {
    const std::vector<std::vector<double>> once{{-1, 0, 1}};
    const std::vector<std::vector<double>> twice{{-1, 0, 1}, {-2, 0, 2}};
    const std::vector<double> y{0, 1, 0.5};
    EXPECT_NEAR(explained_share(twice, y), explained_share(once, y), 1e-12);
}

TEST(ExplainedShare, OfTwoColumnsAddsWhatEachSaysAlone) {
    // Columns at right angles: y = a + b / 2 is explained wholly, by a alone to 4 / 5.
    const std::vector<std::vector<double>> x{{1, 1, -1, -1}, {1, -1, 1, -1}};
    const std::vector<double> y{1.5, 0.5, -0.5, -1.5};
    EXPECT_NEAR(explained_share(std::span(x).first(1), y), 0.8, 1e-12);
    EXPECT_NEAR(explained_share(x, y), 1, 1e-12);
}

TEST(Redraw, OfAMeanIsAsWideAsBothItsErrors) {
    std::vector<double> values(400);
    for (std::size_t i = 0; i < values.size(); ++i)
        values[i] = static_cast<double>(i % 2); // SD 1/2
    const Redrawn ranges = redraw(values.size(), 100, 7, [&](const auto& bodies) {
        double sum = 0;
        for (const std::size_t body : bodies)
            sum += values[body];
        return sum / 100;
    });
    // Variance 1/4 / 100 of the drawn and 1/4 / 400 of the simulated: a standard error of 0.0559,
    // of which 1.645 lie to each side. 2000 draws and steps of 0.01 blur it.
    const double error = std::sqrt(0.25 / 100 + 0.25 / 400);
    EXPECT_NEAR(ranges.ninety.high - ranges.ninety.low, 2 * 1.645 * error, 0.02);
    EXPECT_NEAR(ranges.half.high - ranges.half.low, 2 * 0.6745 * error, 0.02);
}

TEST(Quantile, LiesBetweenNeighbours) {
    const std::vector<double> values{10, 20, 40};
    EXPECT_EQ(quantile(values, 0), 10);
    EXPECT_EQ(quantile(values, 0.25), 15);
    EXPECT_EQ(quantile(values, 1), 40);
}

} // namespace
} // namespace filiform::study
