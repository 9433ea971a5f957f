// SPDX-License-Identifier: Apache-2.0
#include "outcomes/record_answers.h"

#include <gtest/gtest.h>

#include "knowledge/library.h"

namespace filiform::outcomes {

namespace {

using chart::FindingId;
using Known = std::map<std::string, bool>;

const std::vector<const char*> cauda_questions{"bladder_change", "bowel_change", "saddle_numbness",
                                               "sexual_change", "both_legs_change"};

/// A choice, as knowledge::check_answers has it.
chart::Answer chosen(const char* word) {
    return std::vector<std::string>{word};
}

knowledge::Answers all_no() {
    knowledge::Answers answers;
    for (const char* question : cauda_questions)
        answers[FindingId(question)] = false;
    return answers;
}

TEST(RecordAnswers, OneSignOfTheCaudaIsEnoughWheneverItWasAnswered) {
    for (const char* question : cauda_questions) {
        knowledge::Answers newest;
        newest[FindingId(question)] = true;
        EXPECT_EQ(answered(record_answers(), newest, {}), (Known{{"cauda_equina_sign", true}}))
            << question;
    }
}

TEST(RecordAnswers, NoneOfThemIsSaidOnlyWhereAllWereAskedToday) {
    EXPECT_EQ(answered(record_answers(), all_no(), all_no()),
              (Known{{"cauda_equina_sign", false}}));
    EXPECT_EQ(answered(record_answers(), all_no(), {}), Known{}) << "asked on another day";
    for (const char* question : cauda_questions) {
        knowledge::Answers today = all_no();
        today.erase(FindingId(question));
        EXPECT_EQ(answered(record_answers(), all_no(), today), Known{}) << question;
    }
}

TEST(RecordAnswers, WeaknessThatGrowsIsWorseAndNoWeaknessIsNotNoChange) {
    const FindingId weakness("leg_weakness");
    const knowledge::Answers worse{{weakness, chosen("worse")}};
    EXPECT_EQ(answered(record_answers(), worse, worse), (Known{{"neuro_worse", true}}));
    for (const char* word : {"none", "old", "new"}) {
        const knowledge::Answers said{{weakness, chosen(word)}};
        EXPECT_EQ(answered(record_answers(), said, said), Known{}) << word;
    }
}

Soreness after(const char* sore, const char* until, double hours) {
    knowledge::Answers check;
    if (*sore != 0)
        check[FindingId("after_soreness")] = chosen(sore);
    if (*until != 0)
        check[FindingId("after_soreness_until")] = chosen(until);
    return soreness_of(record_answers(), check, hours);
}

TEST(RecordAnswers, SorenessLastedAsLongAsTheCheckSays) {
    EXPECT_EQ(after("none", "none", 48).was_sore, false);
    EXPECT_EQ(after("none", "", 48).hours, std::nullopt);
    EXPECT_EQ(after("mild", "same_day", 48).was_sore, true);
    EXPECT_EQ(after("mild", "same_day", 48).hours, 12);
    EXPECT_EQ(after("mild", "still", 72).hours, 72) << "still so when it was asked";
    EXPECT_EQ(after("mild", "still", 20).hours, 48) << "asked earlier than it is meant";
    EXPECT_EQ(after("mild", "", 48).hours, std::nullopt);
    EXPECT_EQ(after("", "next_day", 48).was_sore, true);
    EXPECT_EQ(after("", "", 48).was_sore, std::nullopt) << "nobody asked";
    EXPECT_EQ(after("strong", "none", 48).was_sore, true) << "in doubt it was sore";
    EXPECT_EQ(after("strong", "none", 48).hours, std::nullopt);
}

std::string codes_of(const std::string& text) {
    const auto read = read_record_answers(text, "record.yaml", knowledge::library()->findings);
    std::string codes;
    if (!read)
        for (const base::Problem& problem : read.error())
            codes += problem.code + " " + problem.where + "\n";
    return codes;
}

TEST(RecordAnswers, SlipsAreToldWithTheirLines) {
    EXPECT_EQ(codes_of("findings:\n"
                       "  - {finding: cauda, when: {bladder_change: yes}, no_counts: yes, "
                       "sources: [NOBODY], mark: seen}\n"
                       "  - {finding: disabling, when: {bladder: yes}, no_counts: yes, "
                       "sources: [BRADY14], mark: seen}\n"
                       "soreness: {asked: after_soreness, until: after_soreness_until, "
                       "hours: {none: 0, same_day: 12, next_day: 30}, sources: [BRADY14], "
                       "mark: seen}\n"),
              "outcomes.finding record.yaml:2\n"
              "outcomes.source record.yaml:2\n"
              "knowledge.finding record.yaml:3\n"
              "outcomes.hours record.yaml:4\n");
}

} // namespace

} // namespace filiform::outcomes
