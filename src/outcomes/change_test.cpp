// SPDX-License-Identifier: Apache-2.0
#include "outcomes/change.h"

#include <array>

#include <gtest/gtest.h>

#include "chart/citation.h"

namespace filiform::outcomes {

namespace {

ChangeVerdict verdict(const char* code, double first, double last) {
    return judge_change(*find_instrument(code), std::array{first, last}).verdict;
}

TEST(Change, PainIsBetterWithTwoPointsAndThirtyPercent) {
    using enum ChangeVerdict;
    EXPECT_EQ(verdict("nprs_leg", 6, 4), BetterAndMatters); // 2 of 6 is 33 %
    EXPECT_EQ(verdict("nprs_leg", 8, 6), BetterThanNoise);  // 2 of 8 is 25 %
    EXPECT_EQ(verdict("nprs_leg", 8, 5), BetterAndMatters); // 3 of 8 is 37.5 %
    EXPECT_EQ(verdict("nprs_leg", 6, 5), WithinNoise);
    EXPECT_EQ(verdict("nprs_leg", 6, 7), WithinNoise);
    EXPECT_EQ(verdict("nprs_leg", 6, 8), Worse);
    EXPECT_EQ(verdict("nprs_back", 7, 5), BetterThanNoise); // 29 %
}

TEST(Change, OfActivitiesMoreIsBetter) {
    using enum ChangeVerdict;
    EXPECT_EQ(verdict("chosen_activities", 3, 5.3), BetterAndMatters);
    EXPECT_EQ(verdict("chosen_activities", 3, 5), BetterThanNoise);
    EXPECT_EQ(verdict("chosen_activities", 3, 4.9), WithinNoise);
    EXPECT_EQ(verdict("chosen_activities", 5, 3), Worse);
}

TEST(Change, AGlobalRatingIsItselfAChange) {
    const Instrument& global = *find_instrument("global_change");
    EXPECT_EQ(judge_change(global, std::array{5.0}).verdict, ChangeVerdict::MattersIfReal);
    EXPECT_EQ(judge_change(global, std::array{3.0}).verdict, ChangeVerdict::TooSmall);
    EXPECT_EQ(judge_change(global, std::array{-5.0}).verdict, ChangeVerdict::Worse);
}

TEST(Change, TotalsOfLicensedQuestionnairesAreJudged) {
    using enum ChangeVerdict;
    EXPECT_EQ(verdict("rmdq", 12, 7), BetterAndMatters);
    EXPECT_EQ(verdict("rmdq", 20, 15), BetterThanNoise); // 25 %
    EXPECT_EQ(verdict("odi", 40, 28), BetterAndMatters);
    EXPECT_EQ(verdict("odi", 40, 31), WithinNoise);
    EXPECT_EQ(verdict("sbi", 20, 2), NotKnown);
}

TEST(Change, VerdictsAreNamedAsTheyAre) {
    EXPECT_EQ(text(ChangeVerdict::NotYet), "not_yet");
    EXPECT_EQ(text(ChangeVerdict::TooSmall), "too_small");
    EXPECT_EQ(text(ChangeVerdict::BetterAndMatters), "better_and_matters");
    EXPECT_EQ(words(ChangeVerdict::BetterAndMatters), "better than noise, and it matters");
}

TEST(Change, OneScoreIsNoChangeAndNoneIsNoScore) {
    EXPECT_EQ(judge_change(*find_instrument("nprs_leg"), std::array{6.0}).verdict,
              ChangeVerdict::NotYet);
    EXPECT_EQ(judge_change(*find_instrument("nprs_leg"), {}).scores, 0U);
}

TEST(Change, FromZeroThereIsNoPercentage) {
    const Change change = judge_change(*find_instrument("nprs_leg"), std::array{0.0, 1.0});
    EXPECT_FALSE(change.percent.has_value());
    EXPECT_EQ(change.verdict, ChangeVerdict::WithinNoise);
}

TEST(Change, MorePainNeverGivesABetterVerdict) {
    for (double first = 0; first <= 10; ++first)
        for (double last = 0; last < 10; ++last)
            EXPECT_GE(verdict("nprs_leg", first, last), verdict("nprs_leg", first, last + 1));
}

TEST(Change, EveryThresholdHasASourceAndTheUsedOnesAreSeenOrTheStricter) {
    for (const Instrument& one : instruments()) {
        EXPECT_FALSE(one.why.empty()) << one.code;
        for (const Threshold& threshold : one.thresholds)
            EXPECT_NE(chart::find_citation(threshold.source), nullptr) << one.code;
    }
    EXPECT_EQ(find_instrument("no_such"), nullptr);
}

TEST(Change, AThresholdThatIsNotListedCannotBeUsed) {
    const auto read = read_instruments("instruments:\n  - code: nprs_leg\n    carried: yes\n"
                                       "    uses: {noise: {value: 9, source: CHILDS05}, why: x}\n",
                                       "i.yaml");
    ASSERT_FALSE(read);
    EXPECT_EQ(read.error().front().code, "outcomes.instrument");
}

} // namespace

} // namespace filiform::outcomes
