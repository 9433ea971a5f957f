// SPDX-License-Identifier: Apache-2.0
#include "quality/funnel.h"

#include <cmath>

#include <gtest/gtest.h>

#include "base/random.h"

namespace filiform::quality {
namespace {

/// Binomial by its trials.
std::int64_t drawn(base::RandomStream& random, std::int64_t of, double share) {
    std::int64_t events = 0;
    for (std::int64_t i = 0; i < of; ++i)
        events += random.uniform() < share ? 1 : 0;
    return events;
}

double chance_of(std::int64_t events, std::int64_t of, double share) {
    const auto n = static_cast<double>(of);
    const auto k = static_cast<double>(events);
    return std::exp(std::lgamma(n + 1) - std::lgamma(k + 1) - std::lgamma(n - k + 1) +
                    k * std::log(share) + (n - k) * std::log1p(-share));
}

TEST(Funnels, leave_no_more_outside_than_they_say_by_brute_force) {
    for (const std::int64_t of : {5, 20, 150, 900})
        for (const double target : {0.0088, 0.2, 0.5}) {
            const FunnelLimits limits = funnel_limits(target, of);
            double below = 0;
            double above = 0;
            for (std::int64_t events = 0; events <= of; ++events) {
                const double share = static_cast<double>(events) / static_cast<double>(of);
                below += share < limits.usual.low ? chance_of(events, of, target) : 0;
                above += share > limits.usual.high ? chance_of(events, of, target) : 0;
            }
            EXPECT_LE(below, 0.025 + 1e-12);
            EXPECT_LE(above, 0.025 + 1e-12);
        }
}

TEST(Funnels, narrow_with_size_and_hold_the_rarer_ones_around_the_usual) {
    double before = 2;
    for (const std::int64_t of : {10, 100, 1000, 100000}) {
        const FunnelLimits limits = funnel_limits(0.1, of);
        EXPECT_LT(limits.usual.high - limits.usual.low, before);
        EXPECT_LE(limits.rare.low, limits.usual.low);
        EXPECT_GE(limits.rare.high, limits.usual.high);
        before = limits.usual.high - limits.usual.low;
    }
    // Of very many they are the normal ones: 0.1 ± 1.96 · sqrt(0.09 / 100000).
    EXPECT_NEAR(funnel_limits(0.1, 100000).usual.high, 0.1 + 1.96 * std::sqrt(0.09 / 1e5), 1e-5);
}

TEST(Funnels, widen_by_the_root_of_over_dispersion_and_stay_shares) {
    const FunnelLimits plain = funnel_limits(0.3, 400);
    const FunnelLimits wide = funnel_limits(0.3, 400, 4);
    EXPECT_NEAR(wide.usual.high - 0.3, 2 * (plain.usual.high - 0.3), 1e-12);
    EXPECT_GE(funnel_limits(0.01, 5, 100).usual.low, 0);
    EXPECT_EQ(funnel_limits(0, 10).usual, (Interval{0, 0}));
    EXPECT_EQ(funnel_limits(0.4, 0).usual, (Interval{0, 1}));
}

TEST(Dispersion, is_one_without_spread_and_grows_with_it) {
    const std::vector<Count> alike(8, Count{10, 100});
    EXPECT_EQ(dispersion_of(alike), 1);
    const std::vector<Count> apart{{1, 100}, {2, 100}, {20, 100}, {25, 100}, {12, 100}, {8, 100}};
    EXPECT_GT(dispersion_of(apart), 3);
    EXPECT_EQ(dispersion_of(std::vector<Count>{{1, 100}, {30, 100}}), 1); // too few units
}

TEST(Spread, of_a_two_by_two_table_is_pearsons) {
    // 10 of 100 against 20 of 100: chi-square 3.9216, p = 0.0477.
    const SpreadTest test = test_spread(std::vector<Count>{{10, 100}, {20, 100}});
    EXPECT_FALSE(test.is_simulated);
    EXPECT_NEAR(test.p, 0.0477, 0.00005);
    EXPECT_TRUE(test.is_beyond_chance);
}

TEST(Spread, of_few_events_is_drawn_and_near_the_exact_one) {
    // Two units of ten, four events in one: P(4:0 or 0:4) = 2 · C(10,4)/C(20,4) = 0.0867.
    const SpreadTest test = test_spread(std::vector<Count>{{4, 10}, {0, 10}});
    EXPECT_TRUE(test.is_simulated);
    EXPECT_NEAR(test.p, 2 * 210.0 / 4845, 0.036); // four standard errors of 999 draws
    EXPECT_EQ(test.p, test_spread(std::vector<Count>{{4, 10}, {0, 10}}).p);
}

TEST(Spread, of_noise_is_found_no_oftener_than_it_says) {
    base::RandomStream random(3, 1);
    int found = 0;
    constexpr int clinics = 60;
    for (int i = 0; i < clinics; ++i) {
        std::vector<Count> units;
        for (const std::int64_t of : {40, 80, 200, 30})
            units.push_back({drawn(random, of, 0.03), of});
        found += test_spread(units).is_beyond_chance ? 1 : 0;
    }
    EXPECT_LE(found, 9); // three expected; more than nine in one of a thousand
}

TEST(Spread, without_anything_to_compare_is_none) {
    EXPECT_EQ(test_spread({}).p, 1);
    EXPECT_EQ(test_spread(std::vector<Count>{{3, 10}}).p, 1);
    EXPECT_EQ(test_spread(std::vector<Count>{{0, 10}, {0, 20}}).p, 1);
    EXPECT_EQ(test_spread(std::vector<Count>{{10, 10}, {20, 20}}).p, 1);
    EXPECT_EQ(test_spread(std::vector<Count>{{0, 0}, {2, 20}}).p, 1);
}

} // namespace
} // namespace filiform::quality
