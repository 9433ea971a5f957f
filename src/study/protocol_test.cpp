// SPDX-License-Identifier: Apache-2.0
#include "study/protocol.h"

#include <algorithm>

#include <gtest/gtest.h>

namespace filiform::study {
namespace {

/// Twenty lines; tests change one of them.
const std::string good = R"(study: two_needles
title: Two needles in one buttock
population:
  men: 0.5
  age_years: {mean: 40, sd: 10, low: 20, high: 60}
  height_cm: {men: {mean: 178, sd: 7}, women: {mean: 165, sd: 6}}
  bmi: {mean: 24, sd: 3}
  lying: prone
needler:
  landmarks:
    - {landmark: psis, sd_mm: 5, source: KIL12, mark: calc}
arms:
  - id: middle
    entry: between(psis, greater_trochanter, 0.5)
    needle: 0.30x75
    stop: far_border - 5mm
    target: piriformis
    outcomes:
      - {id: hit, measure: tip_inside, of: piriformis, published: {count: 3, of: 4, source: KEA18, mark: seen}}
      - {id: nerve, measure: touched, of: sciatic_nerve}
)";

std::string changed(const std::string& from, const std::string& to) {
    std::string text = good;
    const std::size_t at = text.find(from);
    EXPECT_NE(at, std::string::npos) << from;
    return text.replace(at, from.size(), to);
}

/// Expects exactly one problem, at that line, and returns it.
base::Problem only_problem(const std::string& text, int line) {
    const auto protocol = read_protocol(text, "s.yaml");
    if (protocol) {
        ADD_FAILURE() << "it was read";
        return {};
    }
    EXPECT_EQ(protocol.error().size(), 1u);
    EXPECT_EQ(protocol.error().front().where, "s.yaml:" + std::to_string(line));
    return protocol.error().front();
}

TEST(Protocol, MarksLandmarksOnTheNearestSkinUnlessItSaysBehind) {
    EXPECT_EQ(read_protocol(good, "s.yaml")->arms.front().marks, Marks::Nearest);
    const std::string entry = "entry: between(psis, greater_trochanter, 0.5)";
    EXPECT_EQ(
        read_protocol(changed(entry, entry + "\n    marks: behind"), "s.yaml")->arms.front().marks,
        Marks::Behind);
    EXPECT_NE(only_problem(changed(entry, entry + "\n    marks: above"), 15).hint.find("behind"),
              std::string::npos);
}

TEST(Protocol, WritesAnAcupuncturePointOutByItsLandmarks) {
    const std::string entry = "entry: between(psis, greater_trochanter, 0.5)";
    const auto arm_of = [&](const std::string& words) {
        return read_protocol(changed(entry, words), "s.yaml")->arms.front();
    };
    const Arm gb30 = arm_of("entry: gb30 caudal=5mm");
    EXPECT_EQ(gb30.entry, "between(greater_trochanter, sacral_hiatus, 0.333333) caudal=5mm");
    EXPECT_EQ(gb30.marks, Marks::Behind);
    EXPECT_EQ(arm_of("entry: gb29").marks, Marks::Beside);
    EXPECT_EQ(arm_of("entry: gb30\n    marks: nearest").marks, Marks::Nearest);
    EXPECT_EQ(arm_of("entry: bl54").entry.find("spinous_process_s4 lateral=69"), 0u);
}

TEST(Protocol, MakesEverybodyOfOneKindWhereItSaysSo) {
    const auto with = [](const std::string& kinds) {
        return changed("  lying: prone\n", "  lying: prone\n  variants: " + kinds + "\n");
    };
    const auto protocol = read_protocol(with("{sciatic_type: b}"), "s.yaml");
    ASSERT_TRUE(protocol) << base::sentence(protocol.error().front());
    EXPECT_EQ(protocol->cohort.variants.at("sciatic_type"), "b");
    EXPECT_EQ(only_problem(with("{sciatic_type: q}"), 9).code, "person.variant");
    EXPECT_EQ(only_problem(with("{sciatic: b}"), 9).code, "person.variant");
}

TEST(Protocol, JoinsAnswersThatStandAbove) {
    const auto with = [](const std::string& outcomes) {
        return good + "      - {id: both, measure: all_of, outcomes: " + outcomes + "}\n";
    };
    const auto protocol = read_protocol(with("[hit, not nerve]"), "s.yaml");
    ASSERT_TRUE(protocol) << base::sentence(protocol.error().front());
    const Outcome& both = protocol->arms.front().outcomes.back();
    ASSERT_EQ(both.joined.size(), 2u);
    EXPECT_EQ(both.joined[1].outcome, 1u);
    EXPECT_FALSE(both.joined[0].is_not);
    EXPECT_TRUE(both.joined[1].is_not);
    EXPECT_EQ(only_problem(with("[hit, both]"), 21).code, "study.outcomes");
    EXPECT_EQ(only_problem(with("[hit, nerv]"), 21).what,
              "No outcome 'nerv' stands before this one.");
    EXPECT_EQ(only_problem(changed("      - {id: nerve, measure: touched, of: sciatic_nerve}",
                                   "      - {id: mm, measure: tip_depth}\n"
                                   "      - {id: any, measure: any_of, outcomes: [mm]}"),
                           21)
                  .code,
              "study.measure");
}

TEST(Protocol, IsReadAsWritten) {
    const auto protocol = read_protocol(good, "s.yaml");
    ASSERT_TRUE(protocol) << base::sentence(protocol.error().front());
    EXPECT_EQ(protocol->id, "two_needles");
    EXPECT_EQ(protocol->cohort.of_men.height_cm.mean, 178);
    EXPECT_EQ(protocol->cohort.of_women.height_cm.mean, 165);
    ASSERT_EQ(protocol->arms.size(), 1u);
    const Arm& arm = protocol->arms.front();
    EXPECT_EQ(arm.needles.front().length_mm, 75);
    EXPECT_EQ(arm.stop.offset_mm, -5);
    EXPECT_EQ(arm.direction, "perpendicular");
    ASSERT_TRUE(arm.outcomes.front().published);
    EXPECT_EQ(arm.outcomes.front().published->bodies, 2u); // both sides of each
}

TEST(Protocol, TakesTheStudysOwnPalpationBeforeTheProgramsAndKeepsTheRest) {
    const auto protocol = read_protocol(good, "s.yaml");
    ASSERT_TRUE(protocol);
    EXPECT_EQ(protocol->hand.palpation_of(chart::LandmarkId("psis.right"))->along_sd_mm, 5);
    EXPECT_GT(protocol->hand.palpation_of(chart::LandmarkId("spinous_process_l4"))->along_sd_mm, 0);
}

TEST(Protocol, SaysWhereAStructureIsMisspelt) {
    const base::Problem problem =
        only_problem(changed("of: sciatic_nerve", "of: sciatic_nerv"), 20);
    EXPECT_EQ(problem.code, "study.structure");
    EXPECT_EQ(problem.hint, "Did you mean sciatic_nerve?");
}

TEST(Protocol, TakesAStructureThatIsNotDrawnYet) {
    const auto protocol = read_protocol(changed("of: sciatic_nerve", "of: kind.metal"), "s.yaml");
    ASSERT_TRUE(protocol) << base::sentence(protocol.error().front());
    // No reference body has an implant.
    EXPECT_EQ(protocol->arms.front().outcomes.back().not_drawn,
              std::vector<std::string>{"kind.metal"});
}

TEST(Protocol, SaysWhereANeedleIsNone) {
    const base::Problem problem = only_problem(changed("0.30x75", "75"), 15);
    EXPECT_EQ(problem.code, "study.needle");
    EXPECT_NE(problem.what.find("'75'"), std::string::npos);
}

TEST(Protocol, SaysWhereAStopRuleIsNone) {
    EXPECT_EQ(only_problem(changed("far_border - 5mm", "45"), 16).code, "expression.unit");
}

TEST(Protocol, SaysWhereATargetIsMissing) {
    EXPECT_EQ(only_problem(changed("    target: piriformis\n", ""), 16).code, "study.stop");
}

TEST(Protocol, RefusesAHeightInMillimetres) {
    const base::Problem problem = only_problem(changed("{mean: 178,", "{mean: 1780,"), 6);
    EXPECT_EQ(problem.code, "study.person");
    EXPECT_NE(problem.hint.find("cm"), std::string::npos);
}

TEST(Protocol, RefusesMoreHitsThanInsertions) {
    EXPECT_EQ(only_problem(changed("count: 3", "count: 5"), 19).code, "study.range");
}

TEST(Protocol, RefusesAMeanOfAYesOrNo) {
    const auto protocol = read_protocol(changed("count: 3", "mean: 3"), "s.yaml");
    ASSERT_FALSE(protocol);
    EXPECT_TRUE(std::any_of(protocol.error().begin(), protocol.error().end(),
                            [](const auto& p) { return p.code == "study.published"; }));
}

TEST(Protocol, RefusesASourceNobodyKnows) {
    const base::Problem problem = only_problem(changed("source: KEA18", "source: NOBODY99"), 19);
    EXPECT_EQ(problem.code, "study.source");
    EXPECT_NE(problem.hint.find("NOBODY99"), std::string::npos);
}

TEST(Protocol, TakesASourceThatItNamesItself) {
    const auto protocol = read_protocol(changed("source: KEA18", "source: MINE") +
                                            "sources:\n  - {key: MINE, reference: me}\n",
                                        "s.yaml");
    EXPECT_TRUE(protocol);
}

TEST(Protocol, RefusesAKeyItDoesNotKnow) {
    EXPECT_EQ(only_problem(changed("stop: far", "stopp: 3\n    stop: far"), 16).code,
              "data.unknown_key");
}

TEST(Protocol, RefusesTwoArmsOfOneName) {
    const std::size_t at = good.find("  - id: middle");
    EXPECT_EQ(only_problem(good + good.substr(at), 13).code, "study.repeated");
}

TEST(Protocol, RefusesANeedlesOutcomeWithoutANeedle) {
    const std::string text = good.substr(0, good.find("    entry:")) +
                             "    outcomes: [{id: hit, measure: pierced, of: piriformis}]\n";
    EXPECT_EQ(only_problem(text, 14).code, "study.measure");
}

TEST(Protocol, ReadsAFormulaOnTheBodysNumbers) {
    const std::string text = good.substr(0, good.find("    entry:")) +
                             "    outcomes: [{id: d, measure: number, value: fat_psis, on: bmi}]\n";
    const auto protocol = read_protocol(text, "s.yaml");
    ASSERT_TRUE(protocol) << base::sentence(protocol.error().front());
    EXPECT_EQ(protocol->arms.front().outcomes.front().on.size(), 1u);
}

TEST(Protocol, SaysWhereAFormulaSpeaksOfNothing) {
    const std::string text = good.substr(0, good.find("    entry:")) +
                             "    outcomes: [{id: d, measure: number, value: fat_pisis}]\n";
    EXPECT_EQ(only_problem(text, 14).code, "formula.unknown_name");
}

} // namespace
} // namespace filiform::study
