// SPDX-License-Identifier: Apache-2.0
#include "evidence/selection.h"

#include <cmath>
#include <stdexcept>

#include <gtest/gtest.h>

namespace filiform::evidence {
namespace {

const std::string head = "id,first_author,year,comparator,outcome,unit,n1,mean1,sd1,n2,mean2,sd2,"
                         "effect,low,high,p,pooling,pooling_reason,source\n";

TrialTable read(const std::string& text) {
    auto table = read_trials(text, "t.csv");
    if (!table)
        throw std::runtime_error(base::sentence(table.error().front()));
    return *table;
}

Selection select(const TrialTable& table, const Choice& choice) {
    auto selection = select_studies(table, choice);
    if (!selection)
        throw std::runtime_error(base::sentence(selection.error()));
    return *selection;
}

Choice differences() {
    Choice choice;
    choice.measure = Measure::MeanDifference;
    return choice;
}

/// What is said of the one row after the head.
std::string why_out(const std::string& row, const Choice& choice = differences()) {
    const TrialTable table = read(head + row);
    const Selection selection = select(table, choice);
    return selection.left_out.empty() ? "" : selection.left_out.front().why;
}

TEST(Selection, ARowWithMeansAndSpreadsIsWeighed) {
    EXPECT_EQ(why_out("a,Ash,2001,sham,pain,mm,20,30,9,20,40,9,,,,,,,\n"), "");
}

TEST(Selection, RowsThatMustNotBePooledAreLeftOutWithTheReason) {
    const std::string means = "pain,mm,20,30,9,20,40,9,,,,,";
    const auto is_out = [](const std::string& why, const char* because) {
        return why.find(because) != std::string::npos;
    };
    EXPECT_TRUE(is_out(why_out("a,Ash,2001,sham," + means + "refuse,P and interval differ,\n"),
                       "marked 'refuse': P and interval differ"));
    EXPECT_TRUE(
        is_out(why_out("a,Ash,2001,sham," + means + ",,labels are ambiguous\n"), "ambiguous"));
    EXPECT_TRUE(is_out(why_out("a,Ash,2001,sham," + means + ",,effect implausibly large\n"),
                       "implausible"));
    EXPECT_TRUE(is_out(why_out("a,Ash,2001,none (single arm)," + means + ",,\n"), "one arm"));
    EXPECT_TRUE(is_out(why_out("a,Ash,2001,sham,pain,percent,20,-65.7,9,20,-14,9,,,,,,,\n"),
                       "percentage of change"));
    EXPECT_TRUE(is_out(why_out("a,Ash,2001,sham,pain,mm,20,30,,20,40,,,,,,,,\n"),
                       "sd1 and sd2 are missing"));
    EXPECT_TRUE(
        is_out(why_out("a,Ash,2001,sham,pain,mm,,,,,,,-1.56,-2.80,-0.95,,,,\n"), "off the middle"));
    EXPECT_TRUE(is_out(why_out("a,Ash,2001,sham,pain,cm,,,,,,,-2.16,-3.32,-1.01,0.007,,,\n"),
                       "its interval and its P do not agree"));
    EXPECT_EQ(why_out("a,Ash,2001,sham,pain,mm,,,,,,,-16.0,-21.3,-10.6,,,,\n"), "");
}

TEST(Selection, WhatIsNotOneQuestionIsRefused) {
    const std::string ash = "a,Ash,2001,sham,pain,mm,20,30,9,20,40,9,,,,,,,\n";
    const auto refusals = [&](const std::string& other, const Choice& choice) {
        const TrialTable table = read(head + ash + other);
        return select(table, choice).refusals;
    };
    const Choice choice = differences();
    EXPECT_TRUE(refusals("b,Beech,2002,sham,pain,mm,20,30,9,20,40,9,,,,,,,\n", choice).empty());
    EXPECT_EQ(refusals("b,Beech,2002,sham,ODI,mm,20,30,9,20,40,9,,,,,,,\n", choice).size(), 1U);
    EXPECT_EQ(refusals("b,Beech,2002,sham,pain,cm,20,3,1,20,4,1,,,,,,,\n", choice).size(), 1U);
    const auto twice = refusals("b,Ash,2001,sham,pain,mm,20,30,9,20,40,9,,,,,,,\n", choice);
    ASSERT_EQ(twice.size(), 1U);
    EXPECT_NE(twice[0].find("Ash 2001 (lines 2, 3)"), std::string::npos) << twice[0];
    Choice standardised = differences();
    standardised.measure = Measure::StandardisedDifference;
    EXPECT_TRUE(refusals("b,Beech,2002,sham,pain,cm,20,3,1,20,4,1,,,,,,,\n", standardised).empty());
    EXPECT_EQ(refusals("b,Beech,2002,sham,pain change from baseline,mm,20,3,1,20,4,1,,,,,,,\n",
                       standardised)
                  .size(),
              1U);
    Choice together = differences();
    together.together = {"trial"};
    EXPECT_TRUE(refusals("b,Ash,2001,sham,pain,mm,20,30,9,20,40,9,,,,,,,\n", together).empty());
}

TEST(Selection, RowsAreChosenByColumnAndValueInAnyCase) {
    const TrialTable table = read(head + "a,Ash,2001,sham,pain,mm,20,30,9,20,40,9,,,,,,,\n"
                                         "b,Ash,2001,sham,ODI,mm,20,30,9,20,40,9,,,,,,,\n");
    Choice choice = differences();
    choice.where = {{"Outcome", "PAIN"}};
    EXPECT_EQ(select(table, choice).studies.size(), 1U);
    choice.where = {{"outcom", "pain"}};
    EXPECT_EQ(select_studies(table, choice).error().hint, "Did you mean outcome?");
    choice.where = {{"outcome", "pian"}};
    EXPECT_EQ(select_studies(table, choice).error().hint, "There are: 'ODI', 'pain'.");
}

TEST(Selection, ARatioIsReadAsARatioAndPooledAsALogarithm) {
    const TrialTable table = read("trial,effect,low,high\nx,2,1,4\n");
    Choice choice;
    choice.measure = Measure::OddsRatio;
    const Selection selection = select(table, choice);
    ASSERT_EQ(selection.studies.size(), 1U);
    EXPECT_NEAR(selection.studies[0].effect.estimate, std::log(2), 1e-12);
    EXPECT_NEAR(std::sqrt(selection.studies[0].effect.variance), std::log(4) / (2 * 1.959964),
                1e-6);
}

TEST(Selection, TheMeasureIsWhatTheColumnsAreMadeFor) {
    EXPECT_EQ(likely_measure(read("ai,bi,ci,di\n1,2,3,4\n")), Measure::RiskRatio);
    EXPECT_EQ(likely_measure(read("yi,vi\n1,2\n")), Measure::Generic);
    EXPECT_EQ(likely_measure(read("xi,ni\n1,2\n")), Measure::Proportion);
    EXPECT_EQ(likely_measure(read("id\na\n")), std::nullopt);
}

} // namespace
} // namespace filiform::evidence
