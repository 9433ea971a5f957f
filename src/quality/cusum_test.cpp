// SPDX-License-Identifier: Apache-2.0
#include "quality/cusum.h"

#include <cmath>

#include <gtest/gtest.h>

#include "base/random.h"

namespace filiform::quality {
namespace {

/// The mean number of treatments to a signal, run `runs` times.
double simulated(const CusumDesign& design, const std::vector<RiskShare>& risks, double ratio,
                 int runs) {
    double sum = 0;
    for (int run = 0; run < runs; ++run) {
        base::RandomStream random(5, static_cast<std::uint64_t>(run));
        Cusum chart(design);
        for (bool is_raised = false; !is_raised; ++sum) {
            double place = random.uniform();
            std::size_t part = 0;
            while (part + 1 < risks.size() && place >= risks[part].share)
                place -= risks[part++].share;
            const double risk = risks[part].risk;
            const double actual = risk * ratio / (1 - risk + risk * ratio);
            is_raised = chart.take(random.uniform() < actual, risk);
        }
    }
    return sum / runs;
}

TEST(Cusum, scores_are_those_of_steiner) {
    // Odds doubled at a risk of 0.1: an event log(2 / 1.1), none log(1 / 1.1).
    EXPECT_NEAR(cusum_score(true, 0.1, 2), std::log(2 / 1.1), 1e-12);
    EXPECT_NEAR(cusum_score(false, 0.1, 2), std::log(1 / 1.1), 1e-12);
}

TEST(Cusum, climbs_after_events_and_is_set_back_by_a_signal) {
    Cusum chart({2, 1.5});
    const double up = std::log(2 / 1.1);
    EXPECT_FALSE(chart.take(false, 0.1));
    EXPECT_EQ(chart.sum(), 0);
    EXPECT_FALSE(chart.take(true, 0.1));
    EXPECT_FALSE(chart.take(true, 0.1));
    EXPECT_NEAR(chart.sum(), 2 * up, 1e-12);
    EXPECT_TRUE(chart.take(true, 0.1));
    EXPECT_EQ(chart.sum(), 0);
}

TEST(Cusum, needs_two_events_in_a_row_where_one_is_too_few_and_waits_as_long_as_arithmetic_says) {
    // Risk 1/2, ratio 3: up log(1.5), down log(0.5): a miss always sets back to 0. With a limit
    // between one and two steps up it takes two in a row: mean 6 tosses of a coin.
    const CusumDesign design{3, 1.5 * std::log(1.5)};
    const std::vector<RiskShare> risks{{1, 0.5}};
    // The lattice blurs where the steps lie, hence the tolerance.
    EXPECT_NEAR(average_run_length(design, risks), 6, 0.1);
}

TEST(Cusum, runs_as_long_as_simulation_says) {
    const std::vector<RiskShare> one{{1, 0.05}};
    const std::vector<RiskShare> parts{{0.2, 0.047}, {0.8, 0.02}};
    const CusumDesign design{2, 2};
    // 3,000 runs: a standard error of 1.8 %.
    for (const double ratio : {1.0, 2.0})
        for (const auto& risks : {one, parts}) {
            const double computed = average_run_length(design, risks, ratio);
            EXPECT_NEAR(computed / simulated(design, risks, ratio, 3000), 1, 0.07);
        }
}

TEST(Cusum, of_rare_events_runs_as_long_as_simulation_says) {
    const std::vector<RiskShare> aggravation{{1, 0.0088}};
    const CusumDesign design{2, 2.5};
    const double computed = average_run_length(design, aggravation);
    EXPECT_NEAR(computed / simulated(design, aggravation, 1, 1500), 1, 0.09);
}

TEST(Cusum, gives_false_alarms_as_seldom_as_was_asked) {
    const std::vector<RiskShare> risks{{1, 0.0088}};
    const double limit = limit_for(10000, 2, risks);
    EXPECT_NEAR(average_run_length({2, limit}, risks), 10000, 100);
    // And finds doubled odds much sooner.
    EXPECT_LT(average_run_length({2, limit}, risks, 2), 2500);
}

TEST(Cusum, waits_longer_at_a_higher_limit_and_less_at_raised_odds) {
    const std::vector<RiskShare> risks{{0.5, 0.01}, {0.5, 0.1}};
    double before = 0;
    for (const double limit : {1.0, 2.0, 3.0}) {
        const double length = average_run_length({2, limit}, risks);
        EXPECT_GT(length, before);
        EXPECT_LT(average_run_length({2, limit}, risks, 2), length);
        before = length;
    }
}

} // namespace
} // namespace filiform::quality
