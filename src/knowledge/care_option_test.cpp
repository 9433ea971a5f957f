// SPDX-License-Identifier: Apache-2.0
#include "knowledge/care_option.h"

#include "knowledge/fixture.h"

namespace filiform::knowledge {
namespace {

/// One kind of care a line: id and further members.
std::vector<CareOption> care(const std::vector<std::pair<std::string, std::string>>& rows) {
    std::string text = "care:\n";
    for (const auto& [id, more] : rows)
        text += "  - {id: " + id + ", name: n, plain: p, certainty_why: w, because: b, do: d, " +
                more + ", sources: [S], mark: seen}\n";
    auto read = read_care_options(text, "care.yaml", findings_of());
    EXPECT_TRUE(read) << (read ? "" : base::sentence(read.error().front()));
    return read ? *read : std::vector<CareOption>{};
}

std::string position(const std::string& stance, bool is_on_sciatica) {
    return "{body: B, dated: \"2020\", about: a, on_sciatica: " +
           std::string(is_on_sciatica ? "yes" : "no") + ", stance: " + stance +
           ", says: s, source: S, mark: seen}";
}

std::vector<std::string> ids(const std::vector<Offer>& offers) {
    std::vector<std::string> all;
    for (const Offer& offer : offers)
        all.push_back(offer.option->id);
    return all;
}

TEST(CareOption, GuidelinesOnOtherPainDoNotCount) {
    const auto standing = [](const std::vector<std::pair<std::string, bool>>& positions) {
        std::string list;
        for (const auto& [stance, on_sciatica] : positions)
            list += (list.empty() ? "" : ", ") + position(stance, on_sciatica);
        return standing_of(
            care({{"care.a", "certainty: low, burden: 0, positions: [" + list + "]"}}).at(0));
    };
    EXPECT_EQ(standing({}), Standing::NoPosition);
    EXPECT_EQ(standing({{"for", true}, {"may", true}}), Standing::Supported);
    EXPECT_EQ(standing({{"may", true}, {"silent", true}}), Standing::Allowed);
    EXPECT_EQ(standing({{"for", true}, {"against", true}}), Standing::Divided);
    EXPECT_EQ(standing({{"against", true}, {"for", false}}), Standing::AdvisedAgainst);
    EXPECT_EQ(standing({{"for", false}, {"against", false}}), Standing::NoPosition);
}

TEST(CareOption, IsRankedByStandingThenCertaintyThenBurden) {
    const auto options = care({{"care.heavy", "certainty: low, burden: 3"},
                               {"care.light", "certainty: low, burden: 1"},
                               {"care.sure", "certainty: moderate, burden: 3"},
                               {"care.against", "certainty: high, burden: 0, positions: [" +
                                                    position("against", true) + "]"},
                               {"care.wanted", "certainty: very_low, burden: 3, positions: [" +
                                                   position("for", true) + "]"},
                               {"care.all", "certainty: not_known, burden: 3, for_all: yes"}});
    EXPECT_EQ(ids(offers(options, {}, true)),
              (std::vector<std::string>{"care.all", "care.wanted", "care.sure", "care.light",
                                        "care.heavy", "care.against"}));
}

TEST(CareOption, NeedlingIsNeverFirstAndNeedsSomebodyCleared) {
    const auto options =
        care({{"care.needle", "certainty: high, burden: 0, needling: yes, positions: [" +
                                  position("for", true) + "]"},
              {"care.wait", "certainty: not_known, burden: 3, for_all: yes"}});
    EXPECT_EQ(ids(offers(options, {}, true)),
              (std::vector<std::string>{"care.wait", "care.needle"}));
    EXPECT_EQ(ids(offers(options, {}, false)), (std::vector<std::string>{"care.wait"}));
}

TEST(CareOption, WhatMaySuitIsOfferedWithTheOpenQuestion) {
    const auto options = care({{"care.a", "certainty: low, burden: 0, when: {fever: yes}"}});
    EXPECT_TRUE(offers(options, answers({{"fever", false}}), true).empty());
    const auto open = offers(options, {}, true);
    ASSERT_EQ(open.size(), 1U);
    EXPECT_EQ(open[0].suits, Truth::NotKnown);
    EXPECT_EQ(open[0].missing, (std::vector<chart::FindingId>{chart::FindingId("fever")}));
}

TEST(CareOption, RefusesNeedlingForAllAndImpossibleBurdens) {
    const auto read = read_care_options(
        "care:\n  - {id: care.a, name: n, plain: p, certainty: low, certainty_why: w, burden: 4, "
        "for_all: yes, needling: yes, because: b, do: d, sources: [S], mark: seen}\n",
        "care.yaml", findings_of());
    ASSERT_FALSE(read);
    ASSERT_EQ(read.error().size(), 2U);
    EXPECT_EQ(read.error()[0].code, "knowledge.range");
    EXPECT_EQ(read.error()[1].code, "knowledge.word");
}

} // namespace
} // namespace filiform::knowledge
