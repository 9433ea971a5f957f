// SPDX-License-Identifier: Apache-2.0
#include "quality/comparison.h"

#include <cmath>

#include <gtest/gtest.h>

namespace filiform::quality {
namespace {

TEST(Comparisons, of_two_counts_are_those_of_the_conditional_test) {
    // 11 in 800 against 3 in 3,000 (Przyborowski and Wilenski's form): given 14 events, the first
    // has 800/3800 of them. P(X >= 11) by hand as a sum of four terms.
    const double share = 800.0 / 3800;
    double tail = 0;
    for (int k = 11; k <= 14; ++k)
        tail += std::exp(std::lgamma(15) - std::lgamma(k + 1) - std::lgamma(15 - k) +
                         k * std::log(share) + (14 - k) * std::log(1 - share));
    const Comparison made = compare_rates({11, 800}, {3, 3000});
    EXPECT_NEAR(made.p, 2 * tail, 1e-12);
    EXPECT_NEAR(made.ratio, 13.75, 1e-12); // (11/800) / (3/3000)
    EXPECT_NEAR(made.expected, 0.8, 1e-12);
    // R, poisson.test(c(11, 3), c(800, 3000)): 95 % interval of the ratio.
    const Interval of_all = exact_interval({11, 14});
    EXPECT_NEAR(made.ratio_interval.low, of_all.low / (1 - of_all.low) * 3.75, 1e-9);
    EXPECT_TRUE(made.is_beyond_chance);
}

TEST(Comparisons, of_poisson_counts_in_print_agree) {
    // R's help of poisson.test: 11 events in 800 against 23 in 3,000 gives p = 0.0797 by its own
    // two-sided rule and a ratio of 1.793 (0.79 to 3.81).
    const Comparison made = compare_rates({11, 800}, {23, 3000});
    EXPECT_NEAR(made.ratio, 1.793, 0.0005);
    EXPECT_LT(made.ratio_interval.low, 1);
    EXPECT_GT(made.ratio_interval.high, 3);
    EXPECT_FALSE(made.is_beyond_chance);
}

TEST(Comparisons, say_the_same_by_their_p_and_by_their_interval) {
    for (std::int64_t events = 0; events < 60; ++events) {
        const Comparison made = compare_rates({events, 1000}, {67, 7629});
        EXPECT_EQ(made.p < 0.05, made.is_beyond_chance) << events;
        EXPECT_LE(made.ratio_interval.low, made.ratio);
        EXPECT_GE(made.ratio_interval.high, made.ratio);
    }
}

TEST(Comparisons, take_in_that_the_published_rate_is_itself_uncertain) {
    // The same rates, the published one from ever more treatments.
    double before = 2;
    for (const std::int64_t times : {1, 10, 100}) {
        const Comparison made = compare_rates({20, 1000}, {9 * times, 1000 * times});
        EXPECT_LT(made.p, before);
        before = made.p;
    }
}

TEST(Comparisons, without_an_event_on_either_side_say_nothing) {
    const Comparison made = compare_rates({0, 100}, {0, 7629});
    EXPECT_EQ(made.p, 1);
    EXPECT_EQ(made.ratio_interval.low, 0);
    EXPECT_TRUE(std::isinf(made.ratio_interval.high));
    EXPECT_FALSE(made.is_beyond_chance);
}

TEST(Comparisons, that_find_one_event_where_none_was_published_are_not_alarmed) {
    const Comparison made = compare_rates({1, 500}, {0, 7629});
    EXPECT_TRUE(std::isinf(made.ratio));
    EXPECT_GT(made.p, 0.05);
    EXPECT_FALSE(made.is_beyond_chance);
    EXPECT_TRUE(compare_rates({1, 5}, {0, 7629}).is_beyond_chance);
}

TEST(BetaBinomial, sums_to_what_polyas_urn_says) {
    // Alpha = beta = 1: every count is as likely as any other.
    for (std::int64_t x = 0; x <= 10; ++x)
        EXPECT_NEAR(beta_binomial_at_most({x, 10}, 1, 1), static_cast<double>(x + 1) / 11, 1e-12);
    EXPECT_EQ(beta_binomial_at_most({-1, 10}, 1, 1), 0);
}

TEST(BetaBinomial, is_binomial_when_the_share_is_sure) {
    const double sure = 1e6;
    // P(X <= 1) of 3 at 1/4: 27/64 + 27/64.
    EXPECT_NEAR(beta_binomial_at_most({1, 3}, sure, 3 * sure), 54.0 / 64, 1e-5);
}

TEST(Comparisons, with_an_interval_alone_are_no_surer_than_that_interval) {
    // Nine in a hundred treatments against 7.57 % (1.43 to 17.95 %): nothing to say.
    EXPECT_FALSE(compare_with_share({90, 1000}, 0.0757, {0.0143, 0.1795}).is_beyond_chance);
    // The same against as good a share as any would be beyond chance only when far away.
    EXPECT_TRUE(compare_with_share({400, 1000}, 0.0757, {0.0143, 0.1795}).is_beyond_chance);
    const Comparison narrow = compare_with_share({90, 1000}, 0.05, {0.049, 0.051});
    EXPECT_TRUE(narrow.is_beyond_chance);
    EXPECT_NEAR(narrow.ratio, 1.8, 1e-9);
    EXPECT_LT(narrow.p, 1e-4);
}

TEST(Comparisons, with_a_share_that_is_sure_are_the_clinics_own_jeffreys_interval) {
    const Comparison made = compare_with_share({12, 300}, 0.02, {0.02 - 1e-6, 0.02 + 1e-6});
    const Interval own = jeffreys_interval({12, 300});
    EXPECT_NEAR(made.ratio_interval.low, own.low / 0.02, 1e-3);
    EXPECT_NEAR(made.ratio_interval.high, own.high / 0.02, 1e-3);
}

} // namespace
} // namespace filiform::quality
