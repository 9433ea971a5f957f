// SPDX-License-Identifier: Apache-2.0
#include "knowledge/question.h"

#include <algorithm>
#include <set>

#include <gtest/gtest.h>

#include "knowledge/carried_library.h"
#include "knowledge/screen.h"
#include "knowledge/well.h"

namespace filiform::knowledge {
namespace {

using chart::FindingId;
using Words = std::vector<std::string>;

const Finding& finding(const char* id) {
    return *find_finding(carried().findings, id);
}

TEST(Questions, AskForEveryFindingOnce) {
    std::set<std::string> asked;
    for (const Question& question : questions_of(carried()))
        EXPECT_TRUE(asked.insert(question.finding->id.text()).second);
    for (const Finding& one : carried().findings)
        EXPECT_EQ(asked.count(one.id.text()) > 0,
                  one.id.text() != "bmi" && one.id.text() != asked_after_needling)
            << one.id;
}

TEST(Questions, BeginWithThePatientAndThenWhatIsAnEmergency) {
    const std::vector<Question> questions = questions_of(carried());
    const std::vector<const char*> who{"age_years", "male", "height_cm", "weight_kg"};
    for (std::size_t i = 0; i < who.size(); ++i)
        EXPECT_EQ(questions[i].finding->id.text(), who[i]);
    std::set<FindingId> emergency;
    for (const ScreeningRule& rule : carried().screening)
        if (rule.level == Level::EmergencyToday)
            emergency.merge(findings_in(rule.when));
    bool are_over = false;
    for (std::size_t i = who.size(); i < questions.size(); ++i) {
        const bool is_one = emergency.count(questions[i].finding->id) > 0;
        EXPECT_EQ(questions[i].is_emergency, is_one);
        EXPECT_FALSE(is_one && are_over) << questions[i].finding->id;
        are_over |= !is_one;
    }
    EXPECT_TRUE(are_over);
}

TEST(Questions, KeepAGroupTogetherAndAskBeforeTheyExamine) {
    std::set<std::string> seen;
    std::string last;
    bool is_examining = false;
    for (const Question& question : questions_of(carried())) {
        if (question.finding->is_given || question.is_emergency)
            continue;
        const bool is_examined = question.finding->ask.empty();
        EXPECT_TRUE(is_examined || !is_examining) << question.finding->id;
        is_examining = is_examined;
        const std::string group = question.finding->group + (is_examined ? " examined" : "");
        EXPECT_TRUE(group == last || seen.insert(group).second) << group;
        last = group;
    }
    EXPECT_TRUE(is_examining);
}

TEST(Questions, SayWhoNeedsThem) {
    const std::vector<std::string> lines = who_needs(carried(), finding("bladder_change"));
    EXPECT_TRUE(lines.front().starts_with("red_flag.bladder: Changed bladder (emergency_today) ["))
        << lines.front();
    EXPECT_TRUE(lines.back().starts_with("The question itself: [")) << lines.back();
    for (const Finding& one : carried().findings) {
        if (!one.is_given) {
            EXPECT_FALSE(who_needs(carried(), one).empty()) << one.id;
        }
    }
}

TEST(Questions, OfTheInrAreSparedOnlyWhereNoWarfarinIsTaken) {
    Answers given;
    EXPECT_FALSE(is_spared(carried(), finding("inr"), given)); // not known is not no
    given[FindingId("medicines")] = Words{"warfarin"};
    EXPECT_FALSE(is_spared(carried(), finding("inr"), given));
    given[FindingId("medicines")] = Words{"aspirin"};
    EXPECT_TRUE(is_spared(carried(), finding("inr"), given));
}

TEST(Questions, OfTheCaudaEquinaAreNeverSpared) {
    Answers given;
    for (const Finding& one : carried().findings)
        if (const auto answer = answer_of_somebody_well(one); answer && !one.is_given)
            for (const char* side : {".right", ".left"})
                given[FindingId(one.id.text() + (one.has_sides ? side : ""))] = *answer;
    for (const char* id : {"bladder_change", "bowel_change", "saddle_numbness", "sexual_change",
                           "both_legs_change", "leg_pain_side", "leg_weakness"})
        EXPECT_FALSE(is_spared(carried(), finding(id), given)) << id;
}

} // namespace
} // namespace filiform::knowledge
