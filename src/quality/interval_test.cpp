// SPDX-License-Identifier: Apache-2.0
#include "quality/interval.h"

#include <cmath>

#include <gtest/gtest.h>

namespace filiform::quality {
namespace {

/// P(X <= events) of a binomial count, summed term by term.
double chance_of_at_most(std::int64_t events, std::int64_t of, double share) {
    double sum = 0;
    const auto n = static_cast<double>(of);
    for (std::int64_t i = 0; i <= events; ++i) {
        const auto k = static_cast<double>(i);
        sum += std::exp(std::lgamma(n + 1) - std::lgamma(k + 1) - std::lgamma(n - k + 1) +
                        k * std::log(share) + (n - k) * std::log1p(-share));
    }
    return sum;
}

TEST(Intervals, of_aggravation_after_needling_are_those_derived_from_brady) {
    // 0.88 % of 7,629 treatments are 67; the dossier's interval is 0.69 to 1.11 %.
    const Interval exact = exact_interval({67, 7629});
    EXPECT_NEAR(exact.low, 0.0068, 0.0001);
    EXPECT_NEAR(exact.high, 0.0111, 0.00006);
    const Interval wilson = wilson_interval({67, 7629});
    EXPECT_NEAR(wilson.low, 0.0069, 0.00005);
    EXPECT_NEAR(wilson.high, 0.0111, 0.00006);
}

TEST(Intervals, of_twenty_serious_events_are_those_derived_from_boyce) {
    for (const std::int64_t of : {20464, 20494}) {
        const Interval wilson = wilson_interval({20, of});
        EXPECT_NEAR(wilson.low, 0.00063, 0.000005);
        EXPECT_NEAR(wilson.high, 0.00151, 0.000005);
    }
    EXPECT_NEAR(exact_interval({20, 20494}).low, 0.000596, 0.000001);
    EXPECT_NEAR(exact_interval({20, 20494}).high, 0.001507, 0.000001);
}

TEST(Intervals, of_no_event_in_bradys_treatments_end_where_the_rule_of_three_says) {
    EXPECT_NEAR(upper_limit_of_none(7629), 3.0 / 7629, 0.000001); // 0.0393 %
    EXPECT_LE(upper_limit_of_none(7629), 0.0004);
    EXPECT_EQ(exact_interval({0, 7629}).low, 0);
}

TEST(Intervals, of_a_bleeding_on_anticoagulants_are_those_derived_from_mcculloch) {
    // 1 of 3,974: 0.004 to 0.14 %.
    const Interval wilson = wilson_interval({1, 3974});
    EXPECT_NEAR(wilson.low, 0.00004, 0.000005);
    EXPECT_NEAR(wilson.high, 0.0014, 0.00005);
}

TEST(Intervals, are_those_printed_in_textbooks) {
    // Agresti and Coull 1998, and Brown, Cai and DasGupta 2001: 0 and 5 of 10, and 1 of 20.
    EXPECT_NEAR(exact_interval({0, 10}).high, 0.3085, 0.00005);
    EXPECT_NEAR(exact_interval({5, 10}).low, 0.1871, 0.00005);
    EXPECT_NEAR(exact_interval({5, 10}).high, 0.8129, 0.00005);
    EXPECT_NEAR(wilson_interval({5, 10}).low, 0.2366, 0.00005);
    EXPECT_NEAR(wilson_interval({0, 10}).high, 0.2775, 0.00005);
    EXPECT_NEAR(jeffreys_interval({5, 10}).low, 0.2235, 0.0001);
    // Garwood's table: ten events, 4.795 to 18.390; none, up to 3.689.
    EXPECT_NEAR(exact_rate_interval(10, 1).low, 4.795, 0.0005);
    EXPECT_NEAR(exact_rate_interval(10, 1).high, 18.390, 0.0005);
    EXPECT_NEAR(exact_rate_interval(0, 1).high, 3.689, 0.0005);
}

TEST(Intervals, that_are_exact_leave_a_fortieth_on_each_side_by_brute_force) {
    for (const std::int64_t of : {1, 2, 7, 30, 400})
        for (const std::int64_t events : {std::int64_t{0}, std::int64_t{1}, of / 3, of - 1, of}) {
            const Interval exact = exact_interval({events, of});
            if (events < of) {
                EXPECT_NEAR(chance_of_at_most(events, of, exact.high), 0.025, 1e-9);
            }
            if (events > 0) {
                EXPECT_NEAR(1 - chance_of_at_most(events - 1, of, exact.low), 0.025, 1e-9);
            }
        }
}

TEST(Intervals, lie_within_one_another_and_hold_what_was_seen) {
    for (std::int64_t of = 1; of < 60; ++of)
        for (std::int64_t events = 0; events <= of; ++events) {
            const double share = static_cast<double>(events) / static_cast<double>(of);
            const Interval exact = exact_interval({events, of});
            const Interval jeffreys = jeffreys_interval({events, of});
            const Interval wilson = wilson_interval({events, of});
            EXPECT_LE(exact.low, jeffreys.low);
            EXPECT_GE(exact.high, jeffreys.high);
            for (const Interval& one : {exact, jeffreys, wilson}) {
                EXPECT_LE(one.low, share);
                EXPECT_GE(one.high, share);
                EXPECT_GE(one.low, 0);
                EXPECT_LE(one.high, 1);
            }
        }
}

TEST(Intervals, without_a_trial_say_that_nothing_is_known) {
    EXPECT_EQ(exact_interval({0, 0}), (Interval{0, 1}));
    EXPECT_EQ(wilson_interval({0, 0}), (Interval{0, 1}));
    EXPECT_EQ(jeffreys_interval({0, 0}), (Interval{0, 1}));
    EXPECT_TRUE(std::isinf(exact_rate_interval(0, 0).high));
    EXPECT_EQ(bounds_with_missing({0, 0}, 0), (Interval{0, 1}));
    EXPECT_EQ(upper_limit_of_none(0), 1);
}

TEST(Bounds, take_the_missing_for_all_worse_and_for_all_better) {
    // 30 of 50 who were asked got better, 20 were not asked: 30/70 to 50/70.
    const Interval bounds = bounds_with_missing({30, 50}, 20);
    EXPECT_DOUBLE_EQ(bounds.low, 30.0 / 70);
    EXPECT_DOUBLE_EQ(bounds.high, 50.0 / 70);
    const Interval wide = interval_with_missing({30, 50}, 20);
    EXPECT_LT(wide.low, bounds.low);
    EXPECT_GT(wide.high, bounds.high);
}

TEST(Bounds, are_a_point_when_nobody_is_missing) {
    EXPECT_EQ(bounds_with_missing({3, 4}, 0), (Interval{0.75, 0.75}));
    EXPECT_EQ(interval_with_missing({3, 4}, 0), exact_interval({3, 4}));
}

} // namespace
} // namespace filiform::quality
