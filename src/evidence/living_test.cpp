// SPDX-License-Identifier: Apache-2.0
#include "evidence/living.h"

#include <algorithm>

#include <gtest/gtest.h>

namespace filiform::evidence {
namespace {

const std::string trials = "id,first_author,year,outcome,effect,low,high,source\n"
                           "a,Ash,2001,pain,-16.0,-21.3,-10.6,TU24\n";

std::string questions(const std::string& more, const std::string& rows = "[a]") {
    return "questions:\n"
           "  - id: evidence.x\n"
           "    asks: \"Does it help?\"\n"
           "    rows: " +
           rows + "\n    measure: md\n" + more +
           "    certainty: low\n"
           "    certainty_why: \"One trial.\"\n"
           "    informs: [care.acupuncture]\n"
           "    sources: [TU24]\n"
           "    mark: proposal\n";
}
const std::string pooled = "    pooled: {studies: 1, estimate: -16.0, low: -21.35, high: -10.65}\n";

base::Checked<LivingEvidence> read(const std::string& rows, const std::string& asked) {
    return read_living_evidence(rows, "t.csv", asked, "q.yaml");
}

bool has(const base::Problems& problems, const char* code, const char* words) {
    return std::any_of(problems.begin(), problems.end(), [&](const base::Problem& one) {
        return one.code == code && base::sentence(one).find(words) != std::string::npos;
    });
}

TEST(LivingEvidence, WhatTheProgramCarriesHolds) {
    const auto& carried = living_evidence();
    ASSERT_TRUE(carried) << base::sentence(carried.error().front());
    EXPECT_GE(carried->questions.size(), 10U);
    for (const Question& question : carried->questions) {
        EXPECT_FALSE(question.informs.empty()) << question.id;
        EXPECT_EQ(question.mark, "proposal") << "until a clinic lead has signed";
    }
}

TEST(LivingEvidence, NothingIsPooledOfNeedlingInSciatica) {
    const auto& carried = living_evidence();
    ASSERT_TRUE(carried);
    for (const Question& question : carried->questions) {
        if (std::find(question.informs.begin(), question.informs.end(), "care.needling") ==
            question.informs.end())
            continue;
        const auto now = answer(question, carried->trials);
        ASSERT_TRUE(now);
        EXPECT_FALSE(now->line) << question.id;
        EXPECT_FALSE(question.nothing_pooled.empty()) << question.id;
    }
}

TEST(LivingEvidence, AResultThatIsNotTheSignedOneAsksForAnotherSignature) {
    EXPECT_TRUE(read(trials, questions(pooled)));
    const auto other =
        read(trials,
             questions("    pooled: {studies: 1, estimate: -15.0, low: -21.35, high: -10.65}\n"));
    ASSERT_FALSE(other);
    EXPECT_TRUE(has(other.error(), "evidence.changed", "q.yaml:2: evidence.x gives -16.00"));
    EXPECT_FALSE(read(trials, questions("    nothing_pooled: \"No trial.\"\n")));
    EXPECT_FALSE(read(trials, questions(pooled, "[]"))) << "there is no result any more";
}

TEST(LivingEvidence, SlipsHaveFileAndLine) {
    const auto wrong = read(trials, questions("", "[b]"));
    ASSERT_FALSE(wrong);
    EXPECT_TRUE(has(wrong.error(), "evidence.word", "either 'pooled' or 'nothing_pooled'"));
    EXPECT_TRUE(has(read(trials, questions(pooled, "[b]")).error(), "evidence.row",
                    "q.yaml:2: 'b' is no row of t.csv"));
    const std::string unknown = "id,effect,low,high,source\na,-16,-21.3,-10.6,NOBODY\n";
    EXPECT_TRUE(has(read(unknown, questions(pooled)).error(), "evidence.source",
                    "t.csv:2, column source: 'NOBODY'"));
}

TEST(LivingEvidence, ANewTrialShowsWhatItChanges) {
    const auto evidence = read(trials, questions(pooled));
    ASSERT_TRUE(evidence);
    const auto added = add_trials(*evidence,
                                  "id,first_author,year,outcome,effect,low,high,question,source\n"
                                  "b,Beech,2027,pain,-2.0,-7.0,3.0,evidence.x,doi:10.1/b\n",
                                  "new.csv");
    ASSERT_TRUE(added) << base::sentence(added.error().front());
    ASSERT_EQ((*added)->changes.size(), 1U);
    const Change& change = (*added)->changes.front();
    EXPECT_EQ(answer_words(*change.question, change.before), "-16.00 (-21.35 to -10.65), 1 study");
    EXPECT_EQ(change.after.selection.studies.size(), 2U);
    EXPECT_GT(change.after.line->effect.estimate, -16);
    EXPECT_TRUE(has(add_trials(*evidence, "id,question\na,evidence.y\n", "new.csv").error(),
                    "evidence.question", "new.csv:2, column question: 'evidence.y'"));
    EXPECT_TRUE(has(add_trials(*evidence, "id,question\na,evidence.x\n", "new.csv").error(),
                    "trials.repeated", "'a' is no new id"));
    EXPECT_TRUE(has(add_trials(*evidence, "id,question\nc,evidence.x\n", "new.csv").error(),
                    "evidence.source", "new.csv:2, column source"));
}

} // namespace
} // namespace filiform::evidence
