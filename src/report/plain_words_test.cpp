// SPDX-License-Identifier: Apache-2.0
#include "report/plain_words.h"

#include <gtest/gtest.h>

#include "chart/citation.h"
#include "report/cited_numbers.h"
#include "report/report_fixtures.h"

namespace filiform::report {
namespace {

using Sentences = std::vector<std::string>;

chart::Plan plan_warning(const std::string& code, const std::string& what) {
    chart::Plan plan = fixtures::small_plan();
    plan.warnings = {{code, what}};
    return plan;
}

TEST(PlainWords, AWarningOfTheSpineConcernsTargetsAtAVertebra) {
    const chart::Plan plan = plan_warning("body.levels_proposed", "The names are a proposal.");
    EXPECT_TRUE(warnings_for(plan, plan.proposals[0]).empty());  // right piriformis, from the PSIS
    EXPECT_EQ(warnings_for(plan, plan.proposals[1]).size(), 1U); // multifidus at L4
}

TEST(PlainWords, AWarningThatNamesStructuresConcernsThoseItNames) {
    const auto concerns = [](const std::string& what) {
        const chart::Plan plan = plan_warning("body.artefact", what);
        return !warnings_for(plan, plan.proposals[0]).empty();
    };
    EXPECT_TRUE(concerns("Streaks spoil the image of left femur, right piriformis; a guess."));
    EXPECT_FALSE(concerns("Streaks spoil the image of left femur, left piriformis; a guess."));
    EXPECT_TRUE(concerns("The scan cuts nerves (sciatic nerve, both sides)."));
    EXPECT_TRUE(concerns("Metal lies around these landmarks: left hip centre, right PSIS."));
    EXPECT_FALSE(concerns("Metal lies around these landmarks: left hip centre, left PSIS."));
}

TEST(PlainWords, MetalConcernsNeedlesNearItAndWithoutANeedleItsSide) {
    chart::Plan plan = plan_warning("body.metal", "There is metal on the left.");
    EXPECT_TRUE(warnings_for(plan, plan.proposals[0]).empty());
    EXPECT_FALSE(warnings_for(plan, plan.proposals[1]).empty()); // no path, on the left
    std::get<std::vector<chart::PlannedPath>>(plan.proposals[0].paths)[0].clearances[0].kind =
        chart::Kind::Metal;
    EXPECT_FALSE(warnings_for(plan, plan.proposals[0]).empty());
}

TEST(PlainWords, AWarningNobodyShortenedIsGivenInFullToAll) {
    const chart::Plan plan = plan_warning("body.brand_new", "Something new is doubtful.");
    for (const chart::Proposal& proposal : plan.proposals)
        EXPECT_EQ(warnings_for(plan, proposal), Sentences{"Something new is doubtful."});
}

TEST(PlainWords, ReasonsOfOneCodeStandTogetherAndDoNotRepeatThemselves) {
    const chart::Judgement judgement{
        chart::Verdict::Caution,
        {{"needle.near",
          {},
          "26.2 mm from the colon at 72 mm: inside the zone that asks for care."},
         {"needle.new", {}, "Something else."},
         {"needle.near",
          {},
          "19.0 mm from the nerve at 72 mm: inside the zone that asks for care."}}};
    const auto reasons = plain_reasons(judgement);
    ASSERT_EQ(reasons.size(), 2U);
    EXPECT_NE(reasons[0].plain.find("wider zone that asks for care"), std::string::npos);
    EXPECT_EQ(reasons[0].sentences,
              (Sentences{"26.2 mm from the colon at 72 mm.", "19.0 mm from the nerve at 72 mm."}));
    EXPECT_EQ(reasons[1].plain, "");
    EXPECT_EQ(reasons[1].sentences, Sentences{"Something else."});
}

TEST(PlainWords, WhatCanBeDoneComesFromASourceForThatMuscleOnly) {
    const chart::Judgement near{chart::Verdict::Caution, {{"needle.near", {}, ""}}};
    const auto actions = actions_for({chart::StructureId("piriformis.left"), ""}, near);
    ASSERT_EQ(actions.size(), 1U);
    EXPECT_EQ(actions[0].source, chart::SourceId("CHA17"));
    EXPECT_FALSE(actions[0].is_verified); // recalled
    EXPECT_TRUE(actions_for({chart::StructureId("gluteus_medius.left"), ""}, near).empty());
    EXPECT_TRUE(actions_for({chart::StructureId("piriformis.left"), ""}, {}).empty());
    for (const auto& action : actions_for({chart::StructureId("multifidus.left"), "l4"}, near))
        EXPECT_NE(chart::find_citation(action.source), nullptr) << action.source;
}

TEST(CitedNumbers, EachLimitCarriesItsSourceAndItsMark) {
    const auto limits = cited_limits();
    const auto nerve = std::find_if(limits.begin(), limits.end(), [](const CitedNumber& one) {
        return one.what == "Distance to: nerve";
    });
    ASSERT_NE(nerve, limits.end());
    EXPECT_EQ(nerve->values, "refused nearer than 5 mm; caution nearer than 10 mm; in reach of the "
                             "handle: caution");
    EXPECT_EQ(nerve->source, chart::SourceId("KEA18"));
    EXPECT_EQ(nerve->mark, "proposal: unverified");
    EXPECT_FALSE(nerve->is_verified);
}

TEST(CitedNumbers, ALikelihoodIsSaidInPerCent) {
    const auto limits = cited_limits();
    const auto kidney = std::find_if(limits.begin(), limits.end(), [](const CitedNumber& one) {
        return one.what == "Distance to: kidney";
    });
    ASSERT_NE(kidney, limits.end());
    EXPECT_EQ(kidney->values,
              "refused nearer than 10 mm; caution nearer than 20 mm; a touch likelier than 1 %: "
              "caution; likelier than 3 %: refused; in reach of the handle: caution");
}

TEST(CitedNumbers, NoNumberIsWithoutWords) {
    for (const auto& numbers : {cited_limits(), cited_hand_errors()})
        for (const CitedNumber& one : numbers)
            EXPECT_TRUE(one.is_in_words) << one.what << ": " << one.values;
}

TEST(CitedNumbers, TheHandsErrorsAreAllThereAndEveryKeyIsKnown) {
    const auto hand = cited_hand_errors();
    const auto says = [&](const std::string& what, const std::string& values) {
        return std::any_of(hand.begin(), hand.end(), [&](const CitedNumber& one) {
            return one.what == what && one.values == values;
        });
    };
    EXPECT_TRUE(says("Marked point on the skin", "SD 4.9 mm per axis"));
    EXPECT_TRUE(says("Finding by finger: PSIS", "SD 16 mm per axis"));
    EXPECT_TRUE(says("Finding by finger: any other landmark", "SD 16 mm per axis"));
    for (const auto& numbers : {hand, cited_limits()})
        for (const CitedNumber& number : numbers)
            EXPECT_NE(chart::find_citation(number.source), nullptr) << number.source;
}

} // namespace
} // namespace filiform::report
