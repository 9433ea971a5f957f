// SPDX-License-Identifier: Apache-2.0
#include "quality/shrinkage.h"

#include <algorithm>
#include <cmath>

#include <gtest/gtest.h>

#include "base/random.h"

namespace filiform::quality {
namespace {

std::int64_t drawn(base::RandomStream& random, std::int64_t of, double share) {
    std::int64_t events = 0;
    for (std::int64_t i = 0; i < of; ++i)
        events += random.uniform() < share ? 1 : 0;
    return events;
}

TEST(Shrinking, draws_small_units_further_than_large_ones) {
    const std::vector<Count> units{{4, 10}, {160, 400}, {10, 100}, {8, 100}, {12, 100}};
    const Shrinkage made = shrink(units);
    EXPECT_LT(made.units[0].weight, made.units[1].weight);
    EXPECT_LT(made.units[0].share, 0.4);
    EXPECT_LT(std::abs(made.units[1].share - 0.4), std::abs(made.units[0].share - 0.4));
    EXPECT_TRUE(made.spread.is_beyond_chance);
}

TEST(Shrinking, of_units_that_are_alike_lands_on_what_they_share) {
    const Shrinkage made = shrink(std::vector<Count>{{10, 100}, {11, 100}, {9, 100}, {10, 100}});
    for (const Shrunken& one : made.units)
        EXPECT_NEAR(one.share, 0.1, 0.005);
    EXPECT_FALSE(made.spread.is_beyond_chance);
}

TEST(Shrinking, lies_between_a_units_own_share_and_the_mean) {
    const std::vector<Count> units{{0, 30}, {9, 60}, {5, 20}, {30, 300}, {2, 45}};
    const Shrinkage made = shrink(units);
    for (std::size_t i = 0; i < units.size(); ++i) {
        const double own = static_cast<double>(units[i].events) / static_cast<double>(units[i].of);
        EXPECT_GE(made.units[i].share, std::min(own, made.mean) - 0.01);
        EXPECT_LE(made.units[i].share, std::max(own, made.mean) + 0.01);
        EXPECT_LE(made.units[i].interval.low, made.units[i].share);
        EXPECT_GE(made.units[i].interval.high, made.units[i].share);
    }
}

TEST(Shrinking, has_intervals_that_hold_the_true_share_as_often_as_they_say) {
    // Eight clinicians of 20 to 300 treatments whose true shares differ: logit(0.1) ± 0.5.
    base::RandomStream random(11, 1);
    int held = 0;
    int all = 0;
    double shrunken_error = 0;
    double plain_error = 0;
    constexpr int clinics = 120;
    for (int i = 0; i < clinics; ++i) {
        std::vector<Count> units;
        std::vector<double> shares;
        for (const std::int64_t of : {20, 40, 60, 80, 100, 150, 200, 300}) {
            shares.push_back(1 / (1 + std::exp(2.197 - 0.5 * random.normal())));
            units.push_back({drawn(random, of, shares.back()), of});
        }
        const Shrinkage made = shrink(units);
        for (std::size_t j = 0; j < units.size(); ++j) {
            const double plain =
                static_cast<double>(units[j].events) / static_cast<double>(units[j].of);
            const Interval& interval = made.units[j].interval;
            held += interval.low <= shares[j] && shares[j] <= interval.high ? 1 : 0;
            ++all;
            shrunken_error += std::pow(made.units[j].share - shares[j], 2);
            plain_error += std::pow(plain - shares[j], 2);
        }
    }
    const double coverage = static_cast<double>(held) / all;
    EXPECT_GT(coverage, 0.92); // 95 % of 960, which are not quite independent
    EXPECT_LT(coverage, 0.99);
    EXPECT_LT(shrunken_error, plain_error);
}

TEST(Shrinking, of_nothing_and_of_one_unit_says_so) {
    EXPECT_TRUE(shrink({}).units.empty());
    const Shrinkage one = shrink(std::vector<Count>{{3, 40}});
    EXPECT_EQ(one.units[0].interval, jeffreys_interval({3, 40}));
    const Shrinkage none = shrink(std::vector<Count>{{0, 0}, {0, 0}});
    EXPECT_EQ(none.units[0].interval, (Interval{0, 1}));
}

TEST(Shrinking, of_extremes_has_no_figure_that_is_none) {
    for (const std::vector<Count>& units :
         {std::vector<Count>{{0, 100}, {0, 1}}, std::vector<Count>{{100, 100}, {1, 1}},
          std::vector<Count>{{0, 1000000}, {1, 1}}, std::vector<Count>{{0, 0}, {5, 5}, {0, 5}}})
        for (const Shrunken& one : shrink(units).units) {
            EXPECT_TRUE(std::isfinite(one.share));
            EXPECT_TRUE(std::isfinite(one.interval.low) && std::isfinite(one.interval.high));
            EXPECT_LE(one.interval.low, one.interval.high);
        }
}

} // namespace
} // namespace filiform::quality
