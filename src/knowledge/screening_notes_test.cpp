// SPDX-License-Identifier: Apache-2.0
#include "knowledge/screening_notes.h"

#include "knowledge/fixture.h"

namespace filiform::knowledge {
namespace {

using Words = std::vector<std::string>;

/// Skin bars where it is bad, warfarin the deep muscles; who is under 16 is cleared by a parent.
Library small_library() {
    Library library;
    library.regions = {{"calf", "calf"}, {"lumbar", "low back"}, {"deep", "deep muscles"}};
    library.muscles = {{"soleus", {"calf", "deep"}}, {"longissimus", {"lumbar"}}};
    library.findings = findings_of();
    const auto rules = read_screening_rules(
        R"(rules:
  - {id: care.skin, what: Bad skin, when: {bad_skin: [calf, lumbar]}, level: caution, needling: modify, restrained_by: bad_skin, because: b, do: d, sources: [S], mark: seen}
  - {id: care.warfarin, what: Warfarin, when: {drugs: [warfarin]}, level: caution, needling: modify, restraint: {bar: [deep]}, because: b, do: d, sources: [S], mark: seen}
  - {id: contra.child, what: Child, when: {age_years: {below: 16}}, level: caution, needling: clear, cleared_by: a parent, because: b, do: d, sources: [S], mark: seen}
)",
        "r.yaml", library.findings, {"calf", "lumbar", "deep"});
    EXPECT_TRUE(rules);
    library.screening = *rules;
    return library;
}

TEST(ScreeningNotes, NameOnlyTheRulesThatBarThisMuscle) {
    const Library library = small_library();
    const Screening screening = screen(library.screening, answers({{"bad_skin", Words{"lumbar"}},
                                                                   {"drugs", Words{"warfarin"}},
                                                                   {"age_years", 50.0}}));
    const auto calf = bar_of(library, screening, "soleus", true);
    ASSERT_TRUE(calf);
    EXPECT_EQ(calf->because, "The screening bars this region: Warfarin.");
    const auto back = bar_of(library, screening, "longissimus", true);
    ASSERT_TRUE(back);
    EXPECT_EQ(back->because, "The screening bars this region: Bad skin.");
}

TEST(ScreeningNotes, SayWhereAParticularThatIsMissingComesFrom) {
    const Library library = small_library();
    const Answers given = answers({{"bad_skin", Words{"none"}}, {"drugs", Words{"none"}}});
    const chart::Screening notes = notes_of(library, given, screen(library.screening, given));
    ASSERT_EQ(notes.to_ask.size(), 1u);
    EXPECT_EQ(notes.to_ask.front().finding.text(), "age_years");
    EXPECT_NE(notes.to_ask.front().ask.find("birthDate"), std::string::npos);
}

TEST(ScreeningNotes, SayEverythingThatWasAnsweredGroupByGroup) {
    const Library library = small_library();
    const Answers given = answers({{"power.right", 4.0},
                                   {"drugs", Words{"warfarin", "aspirin"}},
                                   {"fever", false},
                                   {"age_years", 50.0}});
    const chart::Screening notes = notes_of(library, given, screen(library.screening, given));
    std::vector<std::string> said;
    for (const chart::Screening::Answered& one : notes.answered)
        said.push_back(one.group + " " + one.finding.text() + " " + one.answer);
    EXPECT_EQ(said,
              (std::vector<std::string>{"health drugs w; a", "neurology power.right 4 MRC",
                                        "particulars age_years 50 years", "serious fever no"}));
}

} // namespace
} // namespace filiform::knowledge
