// SPDX-License-Identifier: Apache-2.0
#include "outcomes/advice.h"

#include <set>

#include <gtest/gtest.h>

#include "base/random.h"
#include "outcomes/figures.h"

namespace filiform::outcomes {

namespace {

using chart::FindingId;
using knowledge::Answers;
using knowledge::Finding;
using knowledge::FindingKind;

/// A patient of whom all is known and nothing is the matter.
Answers all_is_well() {
    Answers answers;
    for (const Finding& finding : figures()) {
        if (finding.kind == FindingKind::YesNo)
            answers[finding.id] = false;
        else
            answers[finding.id] = 0.0;
    }
    answers[FindingId("chance_of_goal")] = 0.5;
    answers[FindingId("chance_important")] = 0.5;
    return answers;
}

NextStep step_with(const std::map<std::string, chart::Answer>& changed) {
    Answers answers = all_is_well();
    for (const auto& [id, answer] : changed)
        answers[FindingId(id)] = answer;
    return advise(advice_rules(), answers).step;
}

TEST(Advice, TheTableOfTheDossierIsKept) {
    using enum NextStep;
    EXPECT_EQ(step_with({}), GoOn);
    EXPECT_EQ(step_with({{"sessions_done", 3.0}, {"best_gain", 1.0}}), Change);
    EXPECT_EQ(step_with({{"sessions_done", 4.0}, {"best_gain", 1.0}}), Stop);
    EXPECT_EQ(step_with({{"sessions_done", 4.0}, {"best_gain", 2.0}}), GoOn);
    EXPECT_EQ(step_with({{"gain", -2.0}}), Stop);
    EXPECT_EQ(step_with({{"gain", -1.0}}), GoOn);
    EXPECT_EQ(step_with({{"neuro_worse", true}}), ReferUrgent);
    EXPECT_EQ(step_with({{"cauda_equina_sign", true}}), EmergencyToday);
    EXPECT_EQ(step_with({{"chance_at_goal", 0.9}, {"best_gain", 3.0}}), Reduce);
    EXPECT_EQ(step_with({{"weeks_of_care", 7.0}, {"disabling", true}, {"level_now", 6.0}}), Refer);
    EXPECT_EQ(step_with({{"soreness_lasts", true}}), Reduce);
}

TEST(Advice, TheStrictestOfSeveralDecidesAndTheOthersAreShown) {
    Answers answers = all_is_well();
    answers[FindingId("neuro_worse")] = true;
    answers[FindingId("soreness_lasts")] = true;
    const Advised advised = advise(advice_rules(), answers);
    ASSERT_GE(advised.holding.size(), 3U);
    EXPECT_EQ(advised.holding[0]->id, "progress.neuro_worse");
    EXPECT_EQ(advised.holding[1]->id, "progress.soreness_lasts");
    EXPECT_EQ(advised.holding.back()->id, "progress.as_planned");
}

TEST(Advice, AMissingAnswerIsAskedForAndIsNoNo) {
    Answers answers = all_is_well();
    answers.erase(FindingId("neuro_worse"));
    const Advised advised = advise(advice_rules(), answers);
    EXPECT_EQ(advised.step, NextStep::GoOn);
    ASSERT_EQ(advised.to_ask.size(), 1U);
    EXPECT_EQ(advised.to_ask[0].text(), "neuro_worse");
}

TEST(Advice, WhatCouldNotMakeItStricterIsNotAsked) {
    Answers answers = all_is_well();
    answers.erase(FindingId("soreness_lasts"));
    answers[FindingId("cauda_equina_sign")] = true;
    EXPECT_TRUE(advise(advice_rules(), answers).to_ask.empty());
}

/// Random answers, each known or not.
Answers random_answers(base::RandomStream& stream) {
    Answers answers;
    for (const Finding& finding : figures()) {
        const double u = stream.uniform();
        if (u < 0.2)
            continue;
        if (finding.kind == FindingKind::YesNo) {
            answers[finding.id] = u < 0.6;
            continue;
        }
        const double most = std::min(finding.high, 14.0); // where the rules have their limits
        answers[finding.id] = finding.low + (most - finding.low) * stream.uniform();
    }
    return answers;
}

TEST(Advice, ABadFindingNeverMakesItLaxer) {
    base::RandomStream stream(5, 1);
    for (int k = 0; k < 3000; ++k) {
        const Answers answers = random_answers(stream);
        const NextStep before = advise(advice_rules(), answers).step;
        for (const Finding& finding : figures()) {
            // To have too little to go by is no finding of the patient.
            if (finding.kind != FindingKind::YesNo || finding.id.text() == "too_little")
                continue;
            Answers worse = answers;
            worse[finding.id] = true;
            EXPECT_GE(advise(advice_rules(), worse).step, before) << finding.id.text();
        }
    }
}

TEST(Advice, LessGainNeverMakesItLaxerWhereNothingElseChanges) {
    base::RandomStream stream(6, 1);
    for (int k = 0; k < 3000; ++k) {
        Answers answers = random_answers(stream);
        for (const char* id : {"gain", "best_gain"}) {
            answers[FindingId(id)] = 1.0;
            const NextStep before = advise(advice_rules(), answers).step;
            answers[FindingId(id)] = -3.0;
            EXPECT_GE(advise(advice_rules(), answers).step, before);
        }
    }
}

TEST(Advice, EveryRuleIsReachedAndEachDecidesSomebody) {
    base::RandomStream stream(7, 1);
    std::set<std::string> holding;
    std::set<std::string> steps;
    for (int k = 0; k < 20000; ++k) {
        Answers answers = random_answers(stream);
        for (const Finding& finding : figures()) // else there is an emergency in every other one
            if (finding.kind == FindingKind::YesNo && stream.uniform() < 0.8)
                answers[finding.id] = false;
        const Advised advised = advise(advice_rules(), answers);
        for (const AdviceRule* rule : advised.holding)
            holding.insert(rule->id);
        steps.insert(std::string(text(advised.step)));
    }
    for (const AdviceRule& rule : advice_rules())
        EXPECT_TRUE(holding.contains(rule.id)) << rule.id;
    EXPECT_EQ(steps.size(), 7U);
}

TEST(Advice, ARuleOfAnUnknownFigureIsRefusedWithItsLine) {
    const auto read = read_advice_rules(
        "advice:\n  - id: a\n    advice: go_on\n    because: b\n    do: c\n    sources: "
        "[NG59]\n    certainty: low\n    mark: seen\n  - id: d\n    advice: stop\n    when: {gian: "
        "{below: 1}}\n    because: b\n    do: c\n    sources: [NG59]\n    certainty: low\n    "
        "mark: "
        "seen\n",
        "a.yaml");
    ASSERT_FALSE(read);
    EXPECT_EQ(read.error().front().code, "knowledge.finding");
    EXPECT_EQ(read.error().front().where, "a.yaml:11");
}

} // namespace

} // namespace filiform::outcomes
