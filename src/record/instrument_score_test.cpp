// SPDX-License-Identifier: Apache-2.0
#include "record/instrument_score.h"

#include <gtest/gtest.h>

#include "base/expects.h"
#include "record/record_fixture.h"

namespace filiform::record {
namespace {

using fixture::places;

const Instrument& carried(const std::string& code) {
    for (const Instrument& one : carried_instruments())
        if (one.code == code)
            return one;
    base::expects(false, "an instrument that is carried");
    return carried_instruments().front();
}

TEST(Scores, a_sum_adds_points_and_numbers) {
    EXPECT_EQ(score_of(fixture::instrument(), {{"sleep", std::string("badly")}, {"pain", 4.0}}), 7);
}

TEST(Scores, there_is_none_when_less_is_answered_than_is_asked_for) {
    Instrument instrument = fixture::instrument();
    EXPECT_EQ(score_of(instrument, {{"pain", 4.0}}), std::nullopt);
    instrument.scoring->least_answered = 1;
    EXPECT_EQ(score_of(instrument, {{"pain", 4.0}}), 8); // 4 of one item, made up to two
    EXPECT_EQ(score_of(instrument, {}), std::nullopt);
}

TEST(Scores, a_factor_comes_last) {
    Instrument instrument = fixture::instrument();
    instrument.scoring->factor = 100.0 / 13;
    EXPECT_DOUBLE_EQ(*score_of(instrument, {{"sleep", std::string("badly")}, {"pain", 10.0}}), 100);
}

TEST(Scores, chosen_activities_are_the_mean_of_those_rated) {
    const Instrument& instrument = carried("chosen_activities");
    InstrumentAnswers answers{{"activity_1", std::string("walk")}, {"rating_1", 2.0},
                              {"activity_2", std::string("sit")},  {"rating_2", 3.0},
                              {"activity_3", std::string("lift")}, {"rating_3", 7.0}};
    EXPECT_EQ(places(answer_faults(instrument, answers)), "");
    EXPECT_EQ(score_of(instrument, answers), 4); // (2 + 3 + 7) / 3
    answers.erase("rating_3");
    EXPECT_EQ(score_of(instrument, answers), std::nullopt);
}

TEST(Answers, that_do_not_fit_are_named) {
    EXPECT_EQ(
        places(answer_faults(
            fixture::instrument(),
            {{"sleep", std::string("never")}, {"pain", 11.0}, {"words", true}, {"more", 1.0}})),
        "#/answers/sleep\n#/answers/pain\n#/answers/words\n#/answers/more\n");
    EXPECT_EQ(places(answer_faults(fixture::instrument(), {{"pain", 10.0}})), "#/answers/sleep\n");
}

TEST(Outcomes, have_the_code_the_version_and_the_score_of_their_instrument) {
    Outcome outcome = fixture::outcome();
    EXPECT_EQ(places(outcome_faults(fixture::instrument(), outcome)), "");
    outcome.score = 6;
    EXPECT_EQ(places(outcome_faults(fixture::instrument(), outcome)), "#/score\n");
    outcome.score.reset();
    EXPECT_EQ(places(outcome_faults(fixture::instrument(), outcome)), "#/score\n");
    outcome = fixture::outcome();
    outcome.version = "2";
    EXPECT_EQ(places(outcome_faults(fixture::instrument(), outcome)), "#/version\n");
}

TEST(CarriedInstruments, are_these_and_each_says_under_what_licence) {
    std::string codes;
    for (const Instrument& one : carried_instruments()) {
        codes += one.code + " ";
        EXPECT_FALSE(one.licence.empty());
        EXPECT_FALSE(one.thresholds.empty()) << one.code;
    }
    EXPECT_EQ(codes, "chosen_activities global_change nprs_back nprs_leg ");
}

TEST(CarriedInstruments, a_file_without_a_licence_or_with_a_wrong_word_is_refused) {
    const std::string text = "code: a\ntitle: A\nversion: '1'\nlanguage: en\nlicence: ''\n"
                             "about: b\nscoring: {method: single, direction: sideways}\n"
                             "items: [{link_id: a, text: A, type: number, low: 0, high: 1, "
                             "is_scored: true}]\nthresholds: []\n";
    const auto wrong = read_instrument(text, "a.yaml");
    ASSERT_FALSE(wrong);
    std::string codes;
    for (const base::Problem& problem : wrong.error())
        codes += problem.code + " " + problem.where + "\n";
    EXPECT_NE(codes.find("instrument.word a.yaml:7"), std::string::npos) << codes;
    std::string right = text;
    right.replace(right.find("sideways"), 8, "lower_is_better");
    const auto without = read_instrument(right, "a.yaml");
    ASSERT_FALSE(without);
    EXPECT_NE(without.error()[0].where.find("licence"), std::string::npos)
        << without.error()[0].where;
}

} // namespace
} // namespace filiform::record
