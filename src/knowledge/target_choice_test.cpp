// SPDX-License-Identifier: Apache-2.0
#include "knowledge/target_choice.h"

#include "knowledge/fixture.h"

namespace filiform::knowledge {
namespace {

constexpr const char* two_muscles = R"(targets:
  - {id: target.a, muscle: piriformis, plain: p, when: {slr.same: yes}, because: b, technique: {position: prone}, sources: [S], mark: seen}
  - {id: target.b, muscle: multifidus, plain: p, when: {slr.same: yes}, level_from: level, because: b, technique: {position: prone}, sources: [S], mark: seen}
)";

Findings with_levels() {
    return findings_of((std::string(small_findings) +
                        "  - {id: level, group: g, examine: \"Press.\", type: choice, choices: "
                        "{l4: L4, l5: L5, none: n}}\n")
                           .c_str());
}

std::vector<TargetChoice> choices() {
    auto read =
        read_target_choices(two_muscles, "t.yaml", with_levels(), {"piriformis", "multifidus"});
    EXPECT_TRUE(read) << (read ? "" : base::sentence(read.error().front()));
    return read ? *read : std::vector<TargetChoice>{};
}

/// "piriformis.right yes", "multifidus.left ?".
std::vector<std::string> chosen(const Answers& answers) {
    static const std::vector<TargetChoice> all = choices();
    std::vector<std::string> words;
    for (const ChosenTarget& one : choose_targets(all, answers))
        words.push_back(one.target.id() + (one.is_found == Truth::Yes ? " yes" : " ?"));
    return words;
}

using Words = std::vector<std::string>;

TEST(TargetChoice, IsWhatWasFoundOnTheSideThatHurts) {
    EXPECT_EQ(chosen(answers({{"leg_pain_side", Words{"right"}},
                              {"slr.right", true},
                              {"slr.left", true},
                              {"level", Words{"l5"}}})),
              (Words{"piriformis.right yes", "multifidus.right@l5 yes"}));
}

TEST(TargetChoice, IsNothingWhereNothingWasFound) {
    EXPECT_TRUE(
        chosen(
            answers({{"leg_pain_side", Words{"right"}}, {"slr.right", false}, {"slr.left", true}}))
            .empty());
}

TEST(TargetChoice, WaitsForTheLevel) {
    const Answers given = answers({{"leg_pain_side", Words{"right"}}, {"slr.right", true}});
    EXPECT_EQ(chosen(given), (Words{"piriformis.right yes", "multifidus.right ?"}));
    static const std::vector<TargetChoice> all = choices();
    EXPECT_EQ(choose_targets(all, given).back().missing,
              (std::vector<chart::FindingId>{chart::FindingId("level")}));
}

TEST(TargetChoice, OnBothSidesIsLookedAtSideBySide) {
    EXPECT_EQ(chosen(answers({{"leg_pain_side", Words{"both"}},
                              {"slr.right", false},
                              {"slr.left", true},
                              {"level", Words{"l4"}}})),
              (Words{"piriformis.left yes", "multifidus.left@l4 yes"}));
}

TEST(TargetChoice, RefusesAMuscleForEverybodyAndOneThatIsNowhere) {
    const auto read = read_target_choices("targets:\n  - {id: target.a, muscle: heart, plain: p, "
                                          "when: {all: []}, because: b, technique: {}, "
                                          "sources: [S], mark: seen}\n",
                                          "t.yaml", findings_of(), {"piriformis"});
    ASSERT_FALSE(read);
    EXPECT_EQ(read.error().front().code, "knowledge.muscle");
}

} // namespace
} // namespace filiform::knowledge
