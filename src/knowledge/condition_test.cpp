// SPDX-License-Identifier: Apache-2.0
#include "knowledge/condition.h"

#include <gtest/gtest.h>

#include "knowledge/fixture.h"
#include "knowledge/library_checks.h"

namespace filiform::knowledge {
namespace {

using std::string;
using Words = std::vector<string>;

std::vector<string> texts(const std::vector<chart::FindingId>& ids) {
    std::vector<string> all;
    for (const chart::FindingId& id : ids)
        all.push_back(id.text());
    return all;
}

TEST(Condition, WithoutAnAnswerIsNotKnown) {
    EXPECT_EQ(truth_of(condition("{fever: yes}"), {}), Truth::NotKnown);
    EXPECT_EQ(truth_of(condition("{fever: yes}"), answers({{"fever", true}})), Truth::Yes);
    EXPECT_EQ(truth_of(condition("{fever: yes}"), answers({{"fever", false}})), Truth::No);
    EXPECT_EQ(truth_of(condition("{fever: no}"), answers({{"fever", false}})), Truth::Yes);
}

TEST(Condition, ComparesANumberInItsUnit) {
    const Condition old = condition("{age_years: {at_least: 70}}");
    EXPECT_EQ(truth_of(old, answers({{"age_years", 70.0}})), Truth::Yes);
    EXPECT_EQ(truth_of(old, answers({{"age_years", 69.9}})), Truth::No);
    const Condition between = condition("{inr: {above: 2, at_most: 3}}");
    EXPECT_EQ(truth_of(between, answers({{"inr", 2.0}})), Truth::No);
    EXPECT_EQ(truth_of(between, answers({{"inr", 3.0}})), Truth::Yes);
    EXPECT_EQ(truth_of(between, answers({{"inr", 3.1}})), Truth::No);
    EXPECT_EQ(truth_of(condition("{inr: {below: 2}}"), answers({{"inr", 2.0}})), Truth::No);
}

TEST(Condition, OfChoicesHoldsWhenOneOfThemWasMade) {
    const Condition thinner = condition("{drugs: [warfarin, aspirin]}");
    EXPECT_EQ(truth_of(thinner, answers({{"drugs", Words{"aspirin"}}})), Truth::Yes);
    EXPECT_EQ(truth_of(thinner, answers({{"drugs", Words{"none"}}})), Truth::No);
    EXPECT_EQ(truth_of(thinner, {}), Truth::NotKnown);
}

TEST(Condition, IsDecidedByWhatIsKnownAloneWhenItCanBe) {
    const Condition both = condition("{fever: yes, numb_saddle: yes}");
    EXPECT_EQ(truth_of(both, answers({{"fever", false}})), Truth::No);
    EXPECT_EQ(truth_of(both, answers({{"fever", true}})), Truth::NotKnown);
    const Condition either = condition("{any: [{fever: yes}, {numb_saddle: yes}]}");
    EXPECT_EQ(truth_of(either, answers({{"fever", true}})), Truth::Yes);
    EXPECT_EQ(truth_of(either, answers({{"fever", false}})), Truth::NotKnown);
    EXPECT_EQ(truth_of(condition("{not: {fever: yes}}"), {}), Truth::NotKnown);
    EXPECT_EQ(truth_of(condition("{not: {fever: yes}}"), answers({{"fever", false}})), Truth::Yes);
}

TEST(Condition, CountsWhatHoldsAndWhatStillMay) {
    const Condition two =
        condition("{count: {at_least: 2, of: [{fever: yes}, {numb_saddle: yes}, {male: yes}]}}");
    EXPECT_EQ(truth_of(two, answers({{"fever", true}, {"male", true}})), Truth::Yes);
    EXPECT_EQ(truth_of(two, answers({{"fever", true}, {"male", false}})), Truth::NotKnown);
    EXPECT_EQ(truth_of(two, answers({{"fever", false}, {"male", false}})), Truth::No);
}

TEST(Condition, TakesTheSideOfTheLegThatHurts) {
    const Condition same = condition("{slr.same: yes}");
    EXPECT_EQ(truth_of(same, answers({{"slr.right", true}})), Truth::NotKnown);
    EXPECT_EQ(texts(missing_for(same, answers({{"slr.right", true}}))), Words{"leg_pain_side"});
    const auto with = [](const char* leg, bool right) {
        return answers({{"leg_pain_side", string(leg)}, {"slr.right", right}});
    };
    EXPECT_EQ(truth_of(same, with("right", true)), Truth::Yes);
    EXPECT_EQ(truth_of(same, with("left", true)), Truth::NotKnown);
    EXPECT_EQ(truth_of(same, with("both", true)), Truth::Yes);
    EXPECT_EQ(truth_of(same, with("none", true)), Truth::No);
    const Condition other = condition("{slr.other: yes}");
    EXPECT_EQ(truth_of(other, with("left", true)), Truth::Yes);
    EXPECT_EQ(truth_of(other, with("both", true)), Truth::No);
    EXPECT_EQ(truth_of(condition("{slr.both: yes}"), with("left", true)), Truth::NotKnown);
    EXPECT_EQ(truth_of(condition("{slr.either: yes}"), with("left", true)), Truth::Yes);
    EXPECT_EQ(truth_of(condition("{slr.left: yes}"), with("left", true)), Truth::NotKnown);
}

TEST(Condition, NamesTheAnswersThatWouldTellAndThoseThatDid) {
    const Condition rule =
        condition("{any: [{fever: yes, numb_saddle: yes}, {power.either: {at_most: 3}}]}");
    EXPECT_EQ(texts(missing_for(rule, answers({{"fever", false}, {"power.left", 5.0}}))),
              Words{"power.right"});
    EXPECT_EQ(texts(answers_for(rule, answers({{"fever", true}, {"power.left", 3.0}}))),
              (Words{"fever", "power.left"}));
    EXPECT_TRUE(missing_for(rule, answers({{"power.left", 3.0}})).empty());
}

TEST(Condition, AsksFirstWhatMaySpareTheOthers) {
    const Condition where = condition("{drugs: [warfarin], inr: {above: 3}}");
    EXPECT_EQ(texts(missing_for(where, {})), (Words{"drugs", "inr"}));
    EXPECT_EQ(texts(first_missing_for(where, {})), Words{"drugs"});
    EXPECT_EQ(texts(first_missing_for(where, answers({{"drugs", Words{"warfarin"}}}))),
              Words{"inr"});
    EXPECT_TRUE(first_missing_for(where, answers({{"drugs", Words{"none"}}})).empty());
    const Condition either =
        condition("{any: [{drugs: [warfarin], inr: {above: 3}}, {fever: yes}]}");
    EXPECT_EQ(texts(first_missing_for(either, {})), (Words{"drugs", "fever"}));
}

TEST(Condition, IsReadOnlyWhereItMakesSense) {
    const Findings findings = findings_of();
    const auto problem = [&](const string& text) {
        const base::DataDocument document("when: " + text, "test.yaml");
        (void)read_condition(document.root().child("when"), findings);
        return document.problems().empty() ? base::Problem{} : document.problems().front();
    };
    EXPECT_EQ(problem("{fevr: yes}").hint, "Did you mean fever?");
    EXPECT_EQ(problem("{slr: yes}").code, "knowledge.condition");
    EXPECT_EQ(problem("{fever.same: yes}").code, "knowledge.condition");
    EXPECT_EQ(problem("{age_years: 70}").code, "knowledge.condition");
    EXPECT_EQ(problem("{age_years: {at_least: 700}}").code, "knowledge.range");
    EXPECT_EQ(problem("{drugs: [heparin]}").code, "knowledge.choice");
    EXPECT_EQ(problem("{count: {at_least: 3, of: [{fever: yes}]}}").code, "knowledge.condition");
    EXPECT_EQ(problem("{}").code, "knowledge.condition");
    EXPECT_EQ(problem("[]").code, "knowledge.condition");
}

TEST(Condition, ThatAFurtherSignCouldEndIsKnownAsSuch) {
    EXPECT_TRUE(grows_with_signs(condition("{any: [{fever: yes}, {age_years: {at_most: 20}}]}")));
    EXPECT_FALSE(grows_with_signs(condition("{fever: no}")));
    EXPECT_FALSE(grows_with_signs(condition("{all: [{male: yes}, {not: {fever: yes}}]}")));
    EXPECT_FALSE(grows_with_signs(condition("{drugs: [none]}")));
}

TEST(Condition, ThatCanNeverHoldIsFound) {
    EXPECT_TRUE(can_never_hold(condition("{age_years: {at_least: 70, below: 60}}")));
    EXPECT_TRUE(can_never_hold(
        condition("{all: [{age_years: {at_least: 70}}, {age_years: {at_most: 60}}]}")));
    EXPECT_TRUE(can_never_hold(condition("{all: [{fever: yes}, {fever: no}]}")));
    EXPECT_FALSE(can_never_hold(condition("{any: [{fever: yes}, {fever: no}]}")));
    EXPECT_FALSE(can_never_hold(
        condition("{all: [{power.either: {at_most: 3}}, {power.either: {at_least: 5}}]}")));
}

} // namespace
} // namespace filiform::knowledge
