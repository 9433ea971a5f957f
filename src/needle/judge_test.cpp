// SPDX-License-Identifier: Apache-2.0
#include "needle/judge.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <numbers>

#include "needle/approach.h"
#include "needle/test_bodies.h"

namespace filiform::needle {
namespace {

using chart::Verdict;
using geometry::Vec3;
using namespace test;

bool has(const chart::Judgement& judgement, const std::string& code) {
    return std::any_of(judgement.reasons.begin(), judgement.reasons.end(),
                       [&](const chart::Reason& reason) { return reason.code == code; });
}

class ThighWithOneArtery : public testing::Test {
  protected:
    static const anatomy::Body& shared_body() {
        static const anatomy::Body body = anatomy::make_body(thigh_with_one_artery());
        return body;
    }
    const anatomy::Body& body_ = shared_body();
    const Rules rules_ = plain_rules();
    const Scene scene_ = *make_scene(body_, rules_, maximus());

    chart::PlannedPath judged(double x, double depth_mm) const {
        return judge(scene_, straight_in(rules_, x, 0, depth_mm));
    }
};

TEST_F(ThighWithOneArtery, ClearanceIsFromTheNeedlesSurfaceToTheArterys) {
    // The axis passes 20 mm beside an artery of radius 3; half the needle is 0.15.
    const auto artery = clearance_of(judged(0, 40), "artery");
    EXPECT_NEAR(artery.min_mm, 20 - 3 - 0.15, 0.1);
    EXPECT_NEAR(artery.at_depth_mm, 35, 1);
}

TEST_F(ThighWithOneArtery, ASteepNeedleIsAsNearAsItsTip) {
    // Straight above the artery, 20 mm deep: 35 - 3 - 20 - 0.15 in front of the tip.
    const auto artery = clearance_of(judged(20, 20), "artery");
    EXPECT_NEAR(artery.min_mm, 35 - 3 - 20 - 0.15, 0.1);
    // And driven to the handle (40 mm) it ends inside: 35 - 3 - 35 and less.
    // (sampled at 2 mm, the axis of the artery lies between lattice points: 1 mm is lost).
    EXPECT_NEAR(artery.beyond_tip_mm, -3 - 0.15, 1.1);
}

TEST_F(ThighWithOneArtery, TheHardLimitRefusesAndTheSoftOneWarns) {
    // Clearance is 20 - x - 3.15: 16.85 at 0, 8.85 at x = 8, 3.85 at x = 13.
    EXPECT_EQ(judged(0, 40).judgement.verdict, Verdict::Safe);
    EXPECT_EQ(judged(8, 40).judgement.verdict, Verdict::Caution);
    EXPECT_TRUE(has(judged(8, 40).judgement, "needle.near"));
    EXPECT_EQ(judged(13, 40).judgement.verdict, Verdict::Refused);
    EXPECT_EQ(judged(13, 40).judgement.reasons[0].code, "needle.clearance");
    EXPECT_EQ(judged(13, 40).judgement.reasons[0].what,
              "Only 3.9 mm from the artery at 35 mm; the limit there is 5.0 mm.");
}

TEST_F(ThighWithOneArtery, LimitIsWhatIsLeftWhenTheRoomIsTakenFromTheClearance) {
    const auto artery = clearance_of(judged(0, 40), "artery");
    EXPECT_NEAR(artery.limit_mm, 5, 1e-9);
}

TEST_F(ThighWithOneArtery, LayersFollowOneAnotherFromTheSkin) {
    Rules rules = rules_;
    rules.hand.skin_thickness_mm = 2;
    const Scene scene = *make_scene(body_, rules, maximus());
    const auto layers = judge(scene, straight_in(rules, 0, 0, 40)).layers;
    ASSERT_EQ(layers.size(), 3U);
    EXPECT_EQ(layers[0].name, "skin");
    EXPECT_EQ(layers[1].name, "soft tissue, not segmented");
    EXPECT_EQ(layers[2].structure.text(), "gluteus_maximus.right");
    EXPECT_EQ(layers[0].from_mm, 0);
    EXPECT_NEAR(layers[1].to_mm, 10, 0.3);
    EXPECT_EQ(layers[1].to_mm, layers[2].from_mm);
    EXPECT_EQ(layers[2].to_mm, 40);
}

TEST_F(ThighWithOneArtery, ATipBesideTheTargetIsRefused) {
    const auto planned = judged(0, 8);
    EXPECT_EQ(planned.judgement.verdict, Verdict::Refused);
    EXPECT_EQ(planned.judgement.reasons[0].what,
              "The tip ends 2.0 mm outside the right gluteus maximus.");
}

TEST_F(ThighWithOneArtery, BiteIsTheLengthInTheTarget) {
    EXPECT_NEAR(judged(0, 40).bite_mm, 30, 0.2);
    EXPECT_TRUE(has(judged(0, 13).judgement, "needle.bite")); // 3 mm of 5
    EXPECT_FALSE(has(judged(0, 16).judgement, "needle.bite"));
}

TEST_F(ThighWithOneArtery, MuscleMustRemainBeyondTheTip) {
    EXPECT_TRUE(has(judged(0, 57).judgement, "needle.far_border")); // 60 - 57 < 5
    EXPECT_FALSE(has(judged(0, 54).judgement, "needle.far_border"));
}

TEST_F(ThighWithOneArtery, AQuarterOfTheNeedleStaysOutside) {
    chart::NeedlePath path = straight_in(rules_, 0, 0, 40);
    path.needle = *rules_.drawer.find("0.30x50"); // may go in 37.5 mm
    EXPECT_TRUE(has(judge(scene_, path).judgement, "needle.too_short"));
}

TEST_F(ThighWithOneArtery, TheEntryMustLieOnTheSkin) {
    chart::NeedlePath path = straight_in(rules_, 0, 0, 40);
    path.entry.y = 4;
    EXPECT_TRUE(has(judge(scene_, path).judgement, "needle.not_on_skin"));
}

TEST_F(ThighWithOneArtery, TheScansEdgeIsUnknownTerritory) {
    // The lattice ends at x = -80.
    EXPECT_EQ(judged(-78, 40).judgement.verdict, Verdict::Caution); // 2 mm left
    const auto planned = judged(-79.9, 40);                         // within the needle's radius
    EXPECT_EQ(planned.judgement.verdict, Verdict::Unknown);
    EXPECT_TRUE(has(planned.judgement, "needle.territory"));
}

TEST_F(ThighWithOneArtery, AngleToTheSkinIsARightAngleStraightIn) {
    EXPECT_NEAR(judged(0, 40).angle_to_skin_rad, std::numbers::pi / 2, 1e-3);
}

TEST_F(ThighWithOneArtery, AStructureThatMustBeKnownAndIsNotMakesTheVerdictUnknown) {
    Rules rules = rules_;
    rules.targets[0].requires_known = {"sciatic_nerve.SIDE"};
    const Scene scene = *make_scene(body_, rules, maximus());
    const auto planned = judge(scene, straight_in(rules, 0, 0, 40));
    EXPECT_EQ(planned.judgement.verdict, Verdict::Unknown);
    EXPECT_EQ(planned.judgement.reasons[0].structure.text(), "sciatic_nerve.right");
}

TEST_F(ThighWithOneArtery, OneOfSeveralRequiredStructuresIsEnough) {
    Rules rules = rules_;
    rules.targets[0].requires_known = {"sciatic_nerve.SIDE|artery"};
    EXPECT_TRUE(make_scene(body_, rules, maximus())->unknowns.empty());
}

TEST(Judge, ARequiredStructureOutsideTheScanIsGuardedByTheScansEdge) {
    anatomy::Body body = anatomy::make_body(thigh_with_one_artery());
    body.missing.push_back({StructureId("kidney.right"), anatomy::Missing::Why::OutsideScan, ""});
    body.missing.push_back({StructureId("bowel"), anatomy::Missing::Why::NotFound, ""});
    Rules rules = plain_rules();
    rules.targets[0].requires_known = {"kidney.SIDE", "bowel"};
    const auto unknowns = make_scene(body, rules, maximus())->unknowns;
    ASSERT_EQ(unknowns.size(), 1U);
    EXPECT_EQ(unknowns[0].structure.text(), "bowel");
}

TEST(Judge, ARequiredStructureThatIsDrawnAndSaidToBeMissingIsNotKnown) {
    anatomy::Body body = anatomy::make_body(thigh_with_one_artery());
    Rules rules = plain_rules();
    rules.targets[0].requires_known = {"artery"};
    EXPECT_TRUE(make_scene(body, rules, maximus())->unknowns.empty());
    body.missing.push_back({StructureId("artery"), anatomy::Missing::Why::NotInScheme, ""});
    EXPECT_EQ(make_scene(body, rules, maximus())->unknowns.size(), 1U);
}

/// Muscle down to a plate of bone 30 mm deep; behind the bone the canal.
AnalyticBody lamina_before_canal() {
    AnalyticBody description = flat_skin();
    description.structures.push_back(slab("gluteus_maximus.right", Kind::Muscle, 10, 30));
    description.structures.push_back(slab("hip.right", Kind::Bone, 30, 38));
    description.structures.push_back(slab("vertebral_canal", Kind::Canal, 38, 54));
    return description;
}

TEST(Judge, BoneStopsANeedleThatIsToStopAtBone) {
    const anatomy::Body body = anatomy::make_body(lamina_before_canal());
    const Rules rules = plain_rules();
    const Scene scene = *make_scene(body, rules, maximus());
    chart::NeedlePath path = straight_in(rules, 0, 0, 35);
    path.stop = chart::StopRule::BoneOrDepth;
    EXPECT_NEAR(inserted_shaft(scene, path).length_mm, 30, 0.1);
    const auto planned = judge(scene, path);
    EXPECT_EQ(planned.judgement.verdict, Verdict::Caution); // 8 mm of bone before the canal
    ASSERT_TRUE(planned.backstop.has_value());
    EXPECT_NEAR(planned.backstop->at_mm, 30, 0.1);
    EXPECT_FALSE(has(planned.judgement, "needle.hub"));
}

TEST(Judge, ABoneThatNotAllPeopleHaveIsNoCertainStop) {
    anatomy::Body body = anatomy::make_body(lamina_before_canal());
    for (anatomy::Structure& structure : body.structures)
        if (structure.kind == Kind::Bone)
            structure.share = 0.92;
    Rules rules = plain_rules();
    rules.targets[0].backstop = BackstopNeed::Contact;
    const Scene scene = *make_scene(body, rules, maximus());
    chart::NeedlePath path = straight_in(rules, 0, 0, 30);
    path.stop = chart::StopRule::BoneOrDepth;
    const auto planned = judge(scene, path);
    EXPECT_TRUE(has(planned.judgement, "needle.backstop")); // eight in a hundred have none
    EXPECT_TRUE(has(planned.judgement, "needle.hub"));      // the canal lies behind it
}

TEST(Judge, WithoutThatRuleTheSameNeedleRunsInsideBoneAndReachesTheCanal) {
    const anatomy::Body body = anatomy::make_body(lamina_before_canal());
    const Rules rules = plain_rules();
    const Scene scene = *make_scene(body, rules, maximus());
    const auto planned = judge(scene, straight_in(rules, 0, 0, 35));
    EXPECT_EQ(planned.judgement.verdict, Verdict::Refused);
    EXPECT_TRUE(has(planned.judgement, "needle.bone"));
    EXPECT_TRUE(has(planned.judgement, "needle.overrun"));
}

TEST(Judge, ABackstopThatIsRequiredAndMissingRefuses) {
    AnalyticBody description = thigh_with_one_artery();
    description.structures.push_back(slab("nerve", Kind::Nerve, 56, 62));
    const anatomy::Body body = anatomy::make_body(description);
    Rules rules = plain_rules();
    rules.targets[0].backstop = BackstopNeed::Wanted;
    const chart::NeedlePath path = straight_in(rules, 0, 0, 40); // a 60 mm needle
    EXPECT_TRUE(has(judge(*make_scene(body, rules, maximus()), path).judgement, "needle.backstop"));
    EXPECT_EQ(judge(*make_scene(body, rules, maximus()), path).judgement.verdict, Verdict::Caution);
    rules.targets[0].backstop = BackstopNeed::Required;
    EXPECT_EQ(judge(*make_scene(body, rules, maximus()), path).judgement.verdict, Verdict::Refused);
}

TEST_F(ThighWithOneArtery, ANeedleTooShortToDoHarmNeedsNoBackstop) {
    Rules rules = plain_rules();
    rules.targets[0].backstop = BackstopNeed::Wanted;
    const Scene scene = *make_scene(shared_body(), rules, maximus());
    const chart::NeedlePath path = straight_in(rules, 0, 0, 40);
    EXPECT_FALSE(can_reach_hazard(scene, path));
    EXPECT_EQ(judge(scene, path).judgement.verdict, Verdict::Safe);
}

TEST(Judge, ANeedleThatEndsWithinTheUncertaintyOfANerveIsNotTooShortToDoHarm) {
    // The handle stops at 60 mm, the nerve is drawn from 68 mm on and may lie 9 mm elsewhere.
    AnalyticBody description = thigh_with_one_artery();
    description.structures.push_back(slab("nerve", Kind::Nerve, 68, 72));
    Rules rules = plain_rules();
    rules.limits.block_sd = 1;
    rules.limits.block_sd_cap_mm = 3;
    rules.limits.warn_sd = 1;
    const chart::NeedlePath path = straight_in(rules, 0, 0, 40);
    for (const double sd_mm : {5.0, 9.0}) {
        description.structures.back().position_sd_mm = sd_mm;
        const anatomy::Body body = anatomy::make_body(description);
        EXPECT_EQ(can_reach_hazard(*make_scene(body, rules, maximus()), path), sd_mm > 8) << sd_mm;
    }
}

TEST(Judge, BoneFarBeyondTheDepthIsNoBackstopAndStopsNoNeedle) {
    AnalyticBody description = thigh_with_one_artery();
    description.structures.push_back(slab("hip.right", Kind::Bone, 49, 52));
    description.structures.push_back(slab("canal", Kind::Canal, 53, 62));
    const anatomy::Body body = anatomy::make_body(description);
    Rules rules = plain_rules();
    rules.hand.bone_search_mm = 3;
    rules.limits.backstop_within_mm = 10;
    rules.targets[0].stop = chart::StopRule::BoneOrDepth;
    rules.targets[0].backstop = BackstopNeed::Wanted;
    const Scene scene = *make_scene(body, rules, maximus());
    const auto ending_at = [&](double depth_mm) {
        chart::NeedlePath path = straight_in(rules, 0, 0, depth_mm);
        path.needle = {"0.30x75", 0.30, 75};
        path.stop = chart::StopRule::BoneOrDepth;
        return path;
    };
    // Bone 2.5 mm ahead is found by a hand that looks for it, and shields the canal.
    EXPECT_EQ(stop_of(scene, ending_at(46.5)), chart::StopRule::BoneOrDepth);
    EXPECT_FALSE(has(judge(scene, ending_at(46.5)).judgement, "needle.hub"));
    // Bone 5 mm ahead is not: to the handle the needle counts as reaching the canal.
    EXPECT_EQ(stop_of(scene, ending_at(44)), chart::StopRule::Depth);
    EXPECT_EQ(judge(scene, ending_at(44)).judgement.verdict, Verdict::Refused);
    EXPECT_TRUE(has(judge(scene, ending_at(44)).judgement, "needle.hub"));
    EXPECT_FALSE(has(judge(scene, ending_at(44)).judgement, "needle.backstop"));
    EXPECT_TRUE(has(judge(scene, ending_at(38)).judgement, "needle.backstop"));
}

TEST(Judge, ANeedleThatShouldEndOnBoneAndStopsShortAsksForCare) {
    AnalyticBody description = thigh_with_one_artery();
    description.structures.push_back(slab("hip.right", Kind::Bone, 40, 60));
    const anatomy::Body body = anatomy::make_body(description);
    Rules rules = plain_rules();
    rules.hand.bone_search_mm = 3;
    rules.targets[0].backstop = BackstopNeed::Contact;
    const Scene scene = *make_scene(body, rules, maximus());
    const auto ending_at = [&](double depth_mm) {
        chart::NeedlePath path = straight_in(rules, 0, 0, depth_mm);
        path.stop = chart::StopRule::BoneOrDepth;
        return judge(scene, path).judgement;
    };
    EXPECT_EQ(ending_at(40).verdict, Verdict::Safe);
    EXPECT_EQ(ending_at(38).verdict, Verdict::Safe);
    EXPECT_EQ(ending_at(32).verdict, Verdict::Caution);
    EXPECT_TRUE(has(ending_at(32), "needle.backstop"));
}

TEST_F(ThighWithOneArtery, ARuleOnDirectionHoldsOnTheSkinAsOnTheBody) {
    Rules rules = plain_rules();
    rules.targets[0].directions.push_back({Axis::Cranial, 0, {}, "test", {}});
    const Scene scene = *make_scene(shared_body(), rules, maximus());
    const auto allowed = [&](double skin_deg, double needle_deg) {
        const double deg = std::numbers::pi / 180;
        // Skin whose straight in leads so many degrees to the head; the needle points so many.
        const Vec3 normal{0, -std::cos(skin_deg * deg), -std::sin(skin_deg * deg)};
        const Vec3 direction{0, std::cos(needle_deg * deg), std::sin(needle_deg * deg)};
        return is_allowed(scene, {{0, 0, 0}, normal, direction, direction * 30});
    };
    EXPECT_TRUE(allowed(0, 0));
    EXPECT_FALSE(allowed(0, 5));
    EXPECT_TRUE(allowed(-10, -10));
    EXPECT_FALSE(allowed(-10, 0)); // level with the body, but leaning to the head from the skin
    EXPECT_FALSE(allowed(10, 5));  // to the feet from the skin, but to the head in the body
}

TEST(Judge, UncertaintyTakesRoomUpToItsCap) {
    AnalyticBody description = thigh_with_one_artery();
    description.structures.back().position_sd_mm = 4;
    description.structures.back().boundary_sd_mm = 3; // together 5
    const anatomy::Body body = anatomy::make_body(description);
    Rules rules = plain_rules();
    rules.limits.block_sd = 1;
    const auto limit = [&] {
        return clearance_of(
                   judge(*make_scene(body, rules, maximus()), straight_in(rules, 0, 0, 40)),
                   "artery")
            .limit_mm;
    };
    EXPECT_NEAR(limit(), 5 + 5, 1e-9);
    rules.limits.block_sd_cap_mm = 3;
    EXPECT_NEAR(limit(), 5 + 3, 1e-9);
}

TEST_F(ThighWithOneArtery, TheHandsConeTakesMoreRoomTheDeeperTheNeedle) {
    const anatomy::Body& body = shared_body();
    Rules rules = plain_rules();
    rules.limits.cone_block_rad = 0.05;
    const Scene scene = *make_scene(body, rules, maximus());
    const auto artery = clearance_of(judge(scene, straight_in(rules, 0, 0, 50)), "artery");
    // f(t) = hypot(20, t - 35) - t tan(0.05) is least where (t - 35) / hypot = tan(0.05), i.e.
    // t = 36.0: hypot = 20.025, minus 36.0 * 0.05004 = 18.223; so the limit is 5 + 1.777.
    EXPECT_NEAR(artery.limit_mm, 6.78, 0.1);
}

TEST(Judge, AnInferredHazardWithinTwoSdMakesACaution) {
    anatomy::Body body = anatomy::make_body(thigh_with_one_artery());
    for (auto& structure : body.structures)
        if (structure.id.text() == "artery") {
            structure.origin = chart::Origin::Inferred;
            structure.position_sd_mm = 9; // 16.85 mm away
        }
    Rules rules = plain_rules();
    rules.limits.decides_sd = 2;
    const auto planned = judge(*make_scene(body, rules, maximus()), straight_in(rules, 0, 0, 40));
    EXPECT_EQ(planned.judgement.verdict, Verdict::Caution);
    EXPECT_TRUE(has(planned.judgement, "needle.inferred"));
}

TEST(Judge, ATargetThatTheBodyLacksIsAnAnsweredNo) {
    const anatomy::Body body = anatomy::make_body(flat_skin());
    const Rules rules = plain_rules();
    const auto scene = make_scene(body, rules, maximus());
    ASSERT_FALSE(scene.has_value());
    EXPECT_EQ(scene.error().reason_code, "target_missing");
    EXPECT_EQ(scene.error().because, "This body has no right gluteus maximus.");
}

} // namespace
} // namespace filiform::needle
