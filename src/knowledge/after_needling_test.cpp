// SPDX-License-Identifier: Apache-2.0

// The check two days after a session: what it asks, what it finds, and that it stands in nobody's
// way before a needle.

#include <algorithm>
#include <set>

#include <gtest/gtest.h>

#include "knowledge/carried_library.h"
#include "knowledge/fixture.h"
#include "knowledge/interview_fixture.h"
#include "knowledge/question.h"
#include "knowledge/screen.h"
#include "knowledge/well.h"

namespace filiform::knowledge {
namespace {

using chart::FindingId;
using Words = std::vector<std::string>;

chart::Consultation check_on_a_day() {
    chart::Consultation consultation = on_a_day();
    consultation.is_after_needling = true;
    return consultation;
}

/// All that the check asks, answered as by somebody well.
chart::Consultation all_clear() {
    chart::Consultation consultation = check_on_a_day();
    for (const Finding& one : carried().findings)
        if (is_asked_after_needling(carried(), one))
            consultation.answers[one.id] = answer_of_somebody_well(one).value();
    return consultation;
}

Answers checked(const chart::Consultation& consultation) {
    const auto answers = check_answers(carried().findings, consultation, "case");
    EXPECT_TRUE(answers) << (answers ? "" : base::sentence(answers.error().front()));
    return answers.value();
}

Screening looked_at(const chart::Consultation& consultation) {
    return screen_after_needling(carried().screening, checked(consultation));
}

TEST(AfterNeedling, IsAskedOfThePatientAloneOneSignAtATime) {
    std::size_t asked = 0;
    for (const Finding& one : carried().findings) {
        const bool is_of_group = one.group == after_needling_group;
        EXPECT_TRUE(!is_of_group || is_asked_after_needling(carried(), one)) << one.id;
        if (!is_asked_after_needling(carried(), one))
            continue;
        ++asked;
        EXPECT_TRUE(is_of_group || one.group == "cauda_equina") << one.id;
        EXPECT_TRUE(answer_of_somebody_well(one)) << one.id;
        if (is_of_group) {
            EXPECT_EQ(std::count(one.ask.begin(), one.ask.end(), '?'), 1) << one.ask;
        }
    }
    EXPECT_GT(asked, 20U);
}

TEST(AfterNeedling, KeepsNobodyWaitingBeforeAFirstNeedle) {
    const Answers nothing = checked(on_a_day());
    const Screening visit = screen(carried().screening, nothing);
    std::set<std::string> of_the_check;
    for (const Finding& one : carried().findings)
        if (one.group == after_needling_group) {
            of_the_check.insert(one.id.text());
            EXPECT_TRUE(is_spared(carried(), one, nothing)) << one.id;
        }
    for (const auto* list : {&visit.to_ask, &visit.not_asked})
        for (const FindingId& id : *list)
            EXPECT_EQ(of_the_check.count(id.text()), 0U) << id;
    Interview interview = begun(carried());
    while (!interview.is_over() && !interview.asks().starts_with("No question")) {
        for (const std::string& id : of_the_check)
            EXPECT_EQ(interview.asks().find(find_finding(carried().findings, id)->ask),
                      std::string::npos)
                << id;
        (void)interview.take("");
    }
}

TEST(AfterNeedling, IsNotPassedOverWhenItIsSaidAtAVisit) {
    chart::Consultation visit = on_a_day();
    visit.answers[FindingId("after_breath")] = true;
    const Screening now = screen(carried().screening, checked(visit));
    EXPECT_EQ(now.level, Level::EmergencyToday);
    EXPECT_EQ(now.findings.front().rule->id.text(), "after.lung");
    // Whoever answers one of them is asked them all.
    visit.answers[FindingId("after_breath")] = false;
    const Screening open = screen(carried().screening, checked(visit));
    EXPECT_NE(std::find(open.to_ask.begin(), open.to_ask.end(), FindingId("after_bleeding")),
              open.to_ask.end());
}

TEST(AfterNeedling, IsAllClearOnlyWhenEverythingWasAnswered) {
    EXPECT_EQ(looked_at(all_clear()).level, Level::Go);
    for (const auto& [id, answer] : all_clear().answers) {
        if (id.text().starts_with("after_soreness")) // each spares the other
            continue;
        chart::Consultation without = all_clear();
        without.answers.erase(id);
        const Screening now = looked_at(without);
        EXPECT_GT(now.level, Level::Go) << id;
        EXPECT_EQ(now.to_ask.size() + now.not_asked.size(), 1U) << id;
    }
}

TEST(AfterNeedling, AsksForTheSorenessUntilOneAnswerSparesTheOther) {
    chart::Consultation without = all_clear();
    without.answers.erase(FindingId("after_soreness"));
    without.answers.erase(FindingId("after_soreness_until"));
    const Screening now = looked_at(without);
    EXPECT_EQ(now.level, Level::Caution);
    EXPECT_EQ(now.not_asked, std::vector<FindingId>{FindingId("after_soreness")});
}

TEST(AfterNeedling, EverySignIsHeardByItself) {
    for (const Finding& one : carried().findings) {
        if (!is_asked_after_needling(carried(), one) || one.kind != FindingKind::YesNo)
            continue;
        chart::Consultation check = all_clear();
        check.answers[one.id] = true;
        EXPECT_GE(looked_at(check).level, Level::ReferRoutine) << one.id;
    }
}

TEST(AfterNeedling, ClearsNobodyForANeedle) {
    EXPECT_FALSE(looked_at(all_clear()).cleared);
    EXPECT_TRUE(looked_at(all_clear()).findings.empty());
}

TEST(AfterNeedling, HearsWhatRefersUrgentlyThoughItAsksForNothingElse) {
    chart::Consultation check = all_clear();
    check.answers[FindingId("leg_weakness")] = Words{"worse"};
    const Screening now = looked_at(check);
    EXPECT_EQ(now.level, Level::EmergencyToday);
    EXPECT_TRUE(now.to_ask.empty());
    check = all_clear();
    check.answers[FindingId("medicines")] = Words{"warfarin"}; // the visit's matter
    EXPECT_EQ(looked_at(check).level, Level::Go);
}

TEST(AfterNeedling, AnInterviewOfTheCheckAsksItsOwnQuestions) {
    Interview interview = begun(carried(), check_on_a_day());
    std::size_t asked = 0;
    while (!interview.asks().starts_with("No question")) {
        EXPECT_TRUE(interview.asks().find("Examine") == std::string::npos) << interview.asks();
        (void)interview.take(interview.asks().find("none:") == std::string::npos ? "n" : "none");
        ASSERT_LT(++asked, 40U) << interview.asks();
    }
    EXPECT_EQ(interview.tally().open, 0U);
    EXPECT_NE(interview.summary().back().find("Nothing that somebody has to look at"),
              std::string::npos)
        << interview.summary().back();
}

} // namespace
} // namespace filiform::knowledge
