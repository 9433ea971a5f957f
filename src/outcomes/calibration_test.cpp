// SPDX-License-Identifier: Apache-2.0
#include "outcomes/calibration_page.h"

#include <cmath>

#include <gtest/gtest.h>

namespace filiform::outcomes {

namespace {

/// Few patients; the page docs/validation/forecast.md and calibration_long_test.cpp have more.
constexpr std::size_t few = 60;

const Cohort& cohort(const std::string& id) {
    for (const Cohort& one : cohorts())
        if (one.id == id)
            return one;
    throw std::logic_error("no cohort " + id);
}

TEST(Calibration, EvenBinsHaveNoChiSquareAndUnevenOnesAreSeen) {
    std::array<std::size_t, rank_bins> bins{};
    bins.fill(50);
    EXPECT_EQ(evenness(bins).chi_square, 0);
    EXPECT_GT(evenness(bins).probability, 0.999);
    // 25.00 is the 5 % point of chi-square with 15 degrees of freedom: 8 bins off by x each way
    // give 16 x²/50 = 25, x = 8.84.
    for (std::size_t k = 0; k < rank_bins; ++k)
        bins[k] = k % 2 == 0 ? 59 : 41; // 16 · 81 / 50 = 25.92
    EXPECT_NEAR(evenness(bins).chi_square, 25.92, 1e-9);
    EXPECT_NEAR(evenness(bins).probability, 0.039, 0.003);
}

TEST(Calibration, RangesHoldWhatTheySayWithinChance) {
    TrialOrder order;
    order.patients = few;
    const Tally tally = try_out(cohort("acute"), beliefs(), order);
    const auto patients = static_cast<double>(few);
    for (const Ranked& ranked : tally.ranked) {
        // 3.9 standard errors: once in 10,000, of nine.
        EXPECT_NEAR(static_cast<double>(ranked.in_ninety) / patients, 0.9,
                    3.9 * std::sqrt(0.09 / patients));
        EXPECT_NEAR(static_cast<double>(ranked.in_half) / patients, 0.5,
                    3.9 * std::sqrt(0.25 / patients));
    }
}

TEST(Calibration, NatureIsNotCreditedToTheNeedle) {
    TrialOrder order;
    order.patients = few;
    const Tally tally = try_out(cohort("nature_strong"), beliefs(), order);
    EXPECT_GT(tally.naive_credit, few / 2); // whom one might have credited
    EXPECT_LE(static_cast<double>(tally.credited),
              beliefs().prior.rules.false_credit_share * static_cast<double>(few));
}

TEST(Calibration, TheSameSeedGivesTheSamePage) {
    TrialOrder order;
    order.patients = 20;
    order.fit.groups = 8;
    order.fit.draws = 64;
    const std::vector<Tally> one{try_out(cohort("sparse"), beliefs(), order)};
    const std::vector<Tally> two{try_out(cohort("sparse"), beliefs(), order)};
    EXPECT_EQ(trial_pages(one, beliefs(), order).page, trial_pages(two, beliefs(), order).page);
}

TEST(Calibration, ACohortWithoutTimesIsRefused) {
    const auto read = read_cohorts("cohorts:\n  - {id: a, about: b, duration: recent, visits: "
                                   "{count: 0, every_days: 7}, sessions: {count: 1, every_days: "
                                   "7}, now: 3, horizon: 4}\n",
                                   "c.yaml", beliefs().prior);
    ASSERT_FALSE(read);
    EXPECT_EQ(read.error().front().code, "outcomes.cohort");
}

TEST(Calibration, ABeliefThatIsNotKnownIsRefusedWithItsLine) {
    const auto read = read_beliefs("components:\n  - {id: nedle, centre: 0, sd: 1}\nconstants: "
                                   "[]\nvariants: []\nrules: []\n",
                                   "p.yaml");
    ASSERT_FALSE(read);
    EXPECT_EQ(read.error().front().where, "p.yaml:2");
}

} // namespace

} // namespace filiform::outcomes
