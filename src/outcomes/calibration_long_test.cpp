// SPDX-License-Identifier: Apache-2.0
#include "outcomes/calibration.h"

#include <cmath>

#include <gtest/gtest.h>

namespace filiform::outcomes {

namespace {

constexpr std::size_t many = 200;

/// All cohorts, once for all tests.
const std::vector<Tally>& tallies() {
    static const std::vector<Tally> all = [] {
        std::vector<Tally> made;
        TrialOrder order;
        order.patients = many;
        order.seed = 3; // not that of the page
        for (const Cohort& cohort : cohorts())
            made.push_back(try_out(cohort, beliefs(), order));
        return made;
    }();
    return all;
}

TEST(CalibrationOfAll, RanksAreEvenAndRangesHoldForPatientsAsBelieved) {
    const auto patients = static_cast<double>(many);
    for (const Tally& tally : tallies()) {
        if (!tally.cohort->is_as_believed)
            continue;
        for (std::size_t q = 0; q < quantities; ++q) {
            const Ranked& ranked = tally.ranked[q];
            const std::string what =
                tally.cohort->id + ", " + std::string(text(static_cast<Quantity>(q)));
            // 72 of each: bounds that chance alone crosses once in 10,000.
            EXPECT_GT(evenness(ranked.bins).probability, 1e-4) << what;
            EXPECT_NEAR(static_cast<double>(ranked.in_ninety) / patients, 0.9,
                        3.9 * std::sqrt(0.09 / patients))
                << what;
            EXPECT_NEAR(static_cast<double>(ranked.in_half) / patients, 0.5,
                        3.9 * std::sqrt(0.25 / patients))
                << what;
        }
    }
}

TEST(CalibrationOfAll, WhereTheNeedleDoesNothingItIsCreditedInLessThanTheStatedShare) {
    for (const Tally& tally : tallies()) {
        if (tally.cohort->has_needle_effect)
            continue;
        EXPECT_LE(static_cast<double>(tally.credited),
                  beliefs().prior.rules.false_credit_share * static_cast<double>(many))
            << tally.cohort->id;
    }
}

TEST(CalibrationOfAll, TheForecastIsNearerThanTheLastAnswerAndThanTheBeliefAlone) {
    for (const Tally& tally : tallies()) {
        if (!tally.cohort->is_as_believed)
            continue;
        EXPECT_LT(tally.error_ahead, tally.error_last_answer) << tally.cohort->id;
        EXPECT_LT(tally.error_ahead, tally.error_prior) << tally.cohort->id;
    }
}

} // namespace

} // namespace filiform::outcomes
