// SPDX-License-Identifier: Apache-2.0
#include "needle/plan_target.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "anatomy/landmark_expression.h"
#include "base/parallel.h"
#include "chart/plan_json.h"
#include "needle/instruction.h"
#include "needle/recheck.h"
#include "needle/test_bodies.h"

namespace filiform::needle {
namespace {

using chart::Verdict;
using geometry::Vec3;
using namespace test;

/// A lump of muscle beside an artery, under flat skin, with two landmarks. `mirror` is 1 or -1;
/// `shift` moves everything,
/// `scale` makes it larger before.
AnalyticBody lump_by_artery(double mirror, const Vec3& shift, double scale = 1) {
    const auto placed = [=](double x, double y, double z) {
        return Vec3{mirror * x, y, z} * scale + shift;
    };
    const std::string side = mirror > 0 ? ".right" : ".left";
    AnalyticBody body;
    body.name = "lump by artery";
    body.lattice = {{61, 41, 46}, Vec3{-60, -10, -45} * scale + shift, Vec3{2, 2, 2} * scale};
    const double skin_y = shift.y;
    body.skin_mm = [=](const Vec3& p) { return skin_y - p.y; };
    body.structures.push_back(
        ball(("gluteus_maximus" + side).c_str(), Kind::Muscle, placed(8, 28, 2), 12 * scale));
    body.structures.push_back(
        capsule("artery", Kind::Vessel, {placed(26, 24, -200), placed(26, 24, 200), 2.5 * scale}));
    body.structures.back().position_sd_mm = 2 * scale;
    const auto landmark = [&](const std::string& id, const Vec3& point) {
        body.landmarks.push_back(
            {chart::LandmarkId(id), point, scale, chart::Origin::Phantom, true, ""});
    };
    landmark("psis" + side, placed(20, 6, 24));
    landmark("psis" + std::string(mirror > 0 ? ".left" : ".right"), placed(-20, 6, 24));
    landmark("spinous_process_l4", placed(0, 4, 30));
    return body;
}

Rules lump_rules() {
    Rules rules = plain_rules();
    rules.drawer.needles.resize(4);
    rules.targets[0].max_tilt_rad = 0.35;
    rules.hand.entry_sd_mm = 2;
    rules.hand.angle_sd_rad = 0.03;
    rules.hand.depth_sd_mm = 2;
    rules.hand.palpations[0].across_sd_mm = rules.hand.palpations[0].along_sd_mm = 4;
    return rules;
}

PlanSettings small_settings() {
    PlanSettings settings;
    settings.most_paths = 3;
    settings.risk_samples = 1024;
    settings.draft_samples = 128;
    settings.most_drafts = 20;
    return settings;
}

std::vector<chart::PlannedPath> paths_of(const chart::Proposal& proposal) {
    const auto* paths = std::get_if<std::vector<chart::PlannedPath>>(&proposal.paths);
    return paths == nullptr ? std::vector<chart::PlannedPath>{} : *paths;
}

std::vector<chart::PlannedPath> plan(double mirror, const Vec3& shift) {
    const anatomy::Body body = anatomy::make_body(lump_by_artery(mirror, shift));
    const chart::TargetRequest request{
        StructureId(mirror > 0 ? "gluteus_maximus.right" : "gluteus_maximus.left"), ""};
    return paths_of(plan_target(body, lump_rules(), request, 5, small_settings()));
}

TEST(PlanTarget, EveryPathIsCompleteAndPassesTheSecondCheck) {
    const anatomy::Body body = anatomy::make_body(lump_by_artery(1, {}));
    const Rules rules = lump_rules();
    const auto paths = paths_of(plan_target(body, rules, maximus(), 5, small_settings()));
    ASSERT_FALSE(paths.empty());
    for (const chart::PlannedPath& planned : paths) {
        EXPECT_LE(planned.judgement.verdict, Verdict::Caution);
        EXPECT_EQ(recheck(body, rules, maximus(), planned.path), std::nullopt);
        EXPECT_FALSE(planned.instruction.empty());
        ASSERT_FALSE(planned.risks.empty());
        for (const chart::Risk& one : planned.risks)
            EXPECT_GE(planned.any_touch.probability, one.touch.probability);
        EXPECT_GT(planned.reach.probability, 0.5);
        EXPECT_GT(planned.tolerance.angle_rad, 0);
    }
}

TEST(PlanTarget, AMirroredBodyGetsTheMirroredPlan) {
    const auto right = plan(1, {});
    const auto left = plan(-1, {});
    ASSERT_EQ(right.size(), left.size());
    for (std::size_t i = 0; i < right.size(); ++i) {
        const auto mirrored = [](const Vec3& v) { return Vec3{-v.x, v.y, v.z}; };
        EXPECT_LT(geometry::distance(left[i].path.entry, mirrored(right[i].path.entry)), 0.1);
        EXPECT_LT(geometry::distance(left[i].path.tip(), mirrored(right[i].path.tip())), 0.1);
    }
}

TEST(PlanTarget, AMovedBodyGetsTheMovedPlan) {
    const Vec3 shift{100, -40, 64};
    const auto here = plan(1, {});
    const auto there = plan(1, shift);
    ASSERT_EQ(here.size(), there.size());
    for (std::size_t i = 0; i < here.size(); ++i) {
        EXPECT_LT(geometry::distance(here[i].path.entry + shift, there[i].path.entry), 0.1);
        EXPECT_LT(geometry::distance(here[i].path.direction, there[i].path.direction), 0.01);
        EXPECT_NEAR(here[i].path.depth_mm, there[i].path.depth_mm, 0.1);
    }
}

/// Everything that is a length, times `scale`.
Rules scaled_rules(double scale) {
    Rules rules = lump_rules();
    for (chart::NeedleProduct& needle : rules.drawer.needles) {
        needle.length_mm *= scale;
        needle.diameter_mm *= scale;
    }
    Limits& limits = rules.limits;
    for (double* mm :
         {&limits.block_sd_cap_mm, &limits.overrun_mm, &limits.skin_tolerance_mm,
          &limits.bone_tolerance_mm, &limits.backstop_close_behind_mm, &rules.hand.entry_sd_mm,
          &rules.hand.depth_sd_mm, &rules.hand.palpations[0].across_sd_mm,
          &rules.hand.palpations[0].along_sd_mm, &rules.targets[0].min_bite_mm,
          &rules.targets[0].far_border_margin_mm})
        *mm *= scale;
    for (KindLimit& limit : limits.kinds) {
        limit.block_mm *= scale;
        limit.warn_mm *= scale;
    }
    return rules;
}

chart::NeedlePath scaled_path(chart::NeedlePath path, double scale) {
    path.entry = path.entry * scale;
    path.depth_mm *= scale;
    path.needle.length_mm *= scale;
    path.needle.diameter_mm *= scale;
    return path;
}

constexpr double larger = 1.25;

TEST(PlanTarget, ALargerBodyWithLargerNeedlesAndLimitsGetsTheLargerJudgement) {
    const anatomy::Body body = anatomy::make_body(lump_by_artery(1, {}));
    const anatomy::Body large = anatomy::make_body(lump_by_artery(1, {}, larger));
    const Rules rules = lump_rules();
    const Rules large_rules = scaled_rules(larger);
    const PerturbationTable table(5, 2048, body, rules.limits);
    const PerturbationTable large_table(5, 2048, large, large_rules.limits);
    const auto to_artery = [](const chart::PlannedPath& planned) {
        return *std::find_if(planned.clearances.begin(), planned.clearances.end(),
                             [](const auto& c) { return c.structure.text() == "artery"; });
    };
    constexpr double stored_mm = 0.05; // two distances to 64ths of a millimetre, and two searches
    for (const double x : {4.0, 8.0, 14.0, 17.5})
        for (const double depth : {24.0, 30.0}) {
            const chart::NeedlePath path = straight_in(rules, x, 1, depth);
            const auto here = judge_needle(body, rules, path, maximus(), table);
            const auto there =
                judge_needle(large, large_rules, scaled_path(path, larger), maximus(), large_table);
            EXPECT_EQ(here.judgement.verdict, there.judgement.verdict) << x << " " << depth;
            ASSERT_EQ(here.judgement.reasons.size(), there.judgement.reasons.size());
            for (std::size_t i = 0; i < here.judgement.reasons.size(); ++i)
                EXPECT_EQ(here.judgement.reasons[i].code, there.judgement.reasons[i].code);
            EXPECT_NEAR(to_artery(here).min_mm * larger, to_artery(there).min_mm, stored_mm);
            EXPECT_NEAR(to_artery(here).limit_mm * larger, to_artery(there).limit_mm, stored_mm);
            EXPECT_NEAR(here.bite_mm * larger, there.bite_mm, 2 * stored_mm);
            EXPECT_NEAR(here.any_touch.probability, there.any_touch.probability, 0.005);
            EXPECT_NEAR(here.reach.probability, there.reach.probability, 0.005);
            EXPECT_NEAR(here.tolerance.angle_rad, there.tolerance.angle_rad, 0.005);
            EXPECT_NEAR(here.tolerance.depth_mm * larger, there.tolerance.depth_mm, 3 * stored_mm);
        }
}

TEST(PlanTarget, ALargerBodyWithLargerNeedlesAndLimitsGetsAPlanAsGood) {
    // The search's own lattice does not grow, so the plans are alike and not the same.
    const anatomy::Body body = anatomy::make_body(lump_by_artery(1, {}));
    const anatomy::Body large = anatomy::make_body(lump_by_artery(1, {}, larger));
    const Rules rules = lump_rules();
    const auto here = plan(1, {});
    const auto there =
        paths_of(plan_target(large, scaled_rules(larger), maximus(), 5, small_settings()));
    ASSERT_FALSE(here.empty());
    ASSERT_FALSE(there.empty());
    const PerturbationTable table(5, 2048, body, rules.limits);
    const auto back =
        judge_needle(body, rules, scaled_path(there[0].path, 1 / larger), maximus(), table);
    EXPECT_EQ(back.judgement.verdict, here[0].judgement.verdict);
    EXPECT_NEAR(back.reach.probability, here[0].reach.probability, 0.1);
    EXPECT_NEAR(back.any_touch.probability, here[0].any_touch.probability, 0.02);
}

TEST(PlanTarget, TheSeedDecidesTheEstimatesAndNothingElseDoes) {
    const anatomy::Body body = anatomy::make_body(lump_by_artery(1, {}));
    const Rules rules = lump_rules();
    const auto with_seed = [&](std::uint64_t seed) {
        chart::Plan whole;
        whole.proposals.push_back(plan_target(body, rules, maximus(), seed, small_settings()));
        return chart::write_plan_json(whole);
    };
    EXPECT_EQ(with_seed(5), with_seed(5));
    EXPECT_NE(with_seed(5), with_seed(6));
}

TEST(PlanTarget, IsTheSameForEveryNumberOfThreads) {
    const anatomy::Body body = anatomy::make_body(lump_by_artery(1, {}));
    const Rules rules = lump_rules();
    const auto on_threads = [&](unsigned threads) {
        base::set_threads(threads);
        const PerturbationTable table(5, 1024, body, rules.limits);
        auto [proposal, map] =
            plan_target_with_map(body, rules, maximus(), table, small_settings());
        base::set_threads(0);
        chart::Plan whole;
        whole.proposals.push_back(std::move(proposal));
        return chart::write_plan_json(whole) + chart::write_map_json(map);
    };
    const std::string one = on_threads(1);
    EXPECT_NE(one.find("landmarkInstruction"), std::string::npos);
    EXPECT_EQ(one, on_threads(2));
    EXPECT_EQ(one, on_threads(3));
}

TEST(PlanTarget, AMuscleBehindAWallOfArteryIsBlockedAndSaysByWhat) {
    AnalyticBody description = lump_by_artery(1, {});
    description.structures.back() = slab("artery", Kind::Vessel, 4, 8);
    const anatomy::Body body = anatomy::make_body(description);
    const auto proposal = plan_target(body, lump_rules(), maximus(), 5, small_settings());
    const auto* no = std::get_if<chart::NoPath>(&proposal.paths);
    ASSERT_NE(no, nullptr);
    EXPECT_EQ(no->reason_code, "blocked");
    ASSERT_FALSE(no->blockers.empty());
    EXPECT_EQ(no->blockers[0].structure.text(), "artery");
    EXPECT_NEAR(no->blockers[0].share, 1, 0.05);
}

TEST(PlanTarget, ANeedleTooShortForTheMuscleIsSaid) {
    const anatomy::Body body = anatomy::make_body(lump_by_artery(1, {}));
    Rules rules = lump_rules();
    rules.drawer.needles.resize(1); // 25 mm, of which 18.75 may go in; the muscle begins at 16
    const auto proposal = plan_target(body, rules, maximus(), 5, small_settings());
    const auto* no = std::get_if<chart::NoPath>(&proposal.paths);
    ASSERT_NE(no, nullptr);
    EXPECT_EQ(no->reason_code, "too_deep");
}

TEST(PlanTarget, WithoutDataOfARequiredHazardNothingIsProposed) {
    const anatomy::Body body = anatomy::make_body(lump_by_artery(1, {}));
    Rules rules = lump_rules();
    rules.targets[0].requires_known = {"sciatic_nerve.SIDE"};
    const auto proposal = plan_target(body, rules, maximus(), 5, small_settings());
    const auto* no = std::get_if<chart::NoPath>(&proposal.paths);
    ASSERT_NE(no, nullptr);
    EXPECT_EQ(no->reason_code, "unknown");
}

TEST(PlanTarget, TheInstructionReadBackLeadsToTheSameNeedle) {
    const anatomy::Body body = anatomy::make_body(lump_by_artery(1, {}));
    const Rules rules = lump_rules();
    const Scene scene = *make_scene(body, rules, maximus());
    for (const chart::PlannedPath& planned : plan(1, {})) {
        const auto words = say_entry(scene, planned.path.entry);
        ASSERT_TRUE(words.has_value());
        const auto mm = [](double v) { return std::to_string(std::lround(v)) + "mm"; };
        const std::string side =
            chart::side_of(words->landmark.text()) == chart::Side::None ? "right=" : "lateral=";
        const auto entry =
            anatomy::find_entry(body, words->landmark.text() + " " + side + mm(words->lateral_mm) +
                                          " cranial=" + mm(words->cranial_mm));
        ASSERT_TRUE(entry.has_value()) << base::sentence(entry.error());
        EXPECT_LT(geometry::distance(*entry, planned.path.entry), 2);
        const Tilt tilt = tilt_of(scene, planned.path);
        const auto degrees = [](double rad) { return std::to_string(rad * 180 / M_PI) + "deg"; };
        const auto direction = anatomy::find_direction(body, planned.path.entry,
                                                       "lateral=" + degrees(tilt.lateral_rad) +
                                                           " cranial=" + degrees(tilt.cranial_rad));
        ASSERT_TRUE(direction.has_value()) << base::sentence(direction.error());
        EXPECT_LT(geometry::distance(*direction, planned.path.direction), 0.01);
    }
}

TEST(Instruction, ANeedleAlongTheSkinOrOutOfItIsNotSaidAsALean) {
    const anatomy::Body body = anatomy::make_body(lump_by_artery(1, {}));
    const Rules rules = lump_rules();
    const Scene scene = *make_scene(body, rules, maximus());
    // The skin is the plane y = 0 and +y goes in.
    const auto said = [&](const Vec3& direction) {
        chart::NeedlePath path = straight_in(rules, 8, 2, 28);
        path.direction = geometry::normalized(direction);
        return make_instruction(scene, path, std::nullopt);
    };
    const auto has = [](const std::string& text, const char* words) {
        return text.find(words) != std::string::npos;
    };
    const double five_deg = std::tan(5 * 0.017453292519943295);
    EXPECT_TRUE(has(said({0, 1, 0}), ", straight in,"));
    EXPECT_TRUE(has(said({0, 1, 1}), "tip leaning 45 degrees towards the head"));
    EXPECT_TRUE(has(said({1, five_deg, 0}), "along the skin, only 5 degrees into it"));
    EXPECT_TRUE(has(said({0, 0, 1}), "pointing out of the skin there"));
    EXPECT_TRUE(has(said({0, -1, 0}), "pointing out of the skin there"));
    for (double y = -1; y <= 1; y += 0.001) {
        const std::string text = said({0.7, y, 0.7});
        EXPECT_FALSE(has(text, " 90 degrees")) << text;
        if (y < 0.17) {
            EXPECT_FALSE(has(text, "leaning")) << text;
        }
    }
}

TEST(Instruction, TheDepthIsSaidAsItWasJudgedAndNotRoundedUp) {
    const anatomy::Body body = anatomy::make_body(lump_by_artery(1, {}));
    const Rules rules = lump_rules();
    const Scene scene = *make_scene(body, rules, maximus());
    const auto said = [&](double depth_mm) {
        return make_instruction(scene, straight_in(rules, 8, 2, depth_mm), std::nullopt);
    };
    EXPECT_NE(said(27.5).find(", 27.5 mm deep with"), std::string::npos) << said(27.5);
    EXPECT_NE(said(27.5).find("Stop at 27.5 mm."), std::string::npos) << said(27.5);
    EXPECT_NE(said(28).find(", 28 mm deep with"), std::string::npos) << said(28);
}

TEST(JudgeNeedle, WithoutATargetTheHazardsAreJudgedAlone) {
    const anatomy::Body body = anatomy::make_body(lump_by_artery(1, {}));
    const Rules rules = lump_rules();
    const PerturbationTable table(1, 256, body, rules.limits);
    const auto free = judge_needle(body, rules, straight_in(rules, -10, 0, 25), {}, table);
    EXPECT_EQ(free.judgement.verdict, Verdict::Safe);
    const auto bad = judge_needle(body, rules, straight_in(rules, 26, 0, 25), {}, table);
    EXPECT_EQ(bad.judgement.verdict, Verdict::Refused);
}

TEST(JudgeNeedle, AKindMayBearFewerTouchesThanOthers) {
    const anatomy::Body body = anatomy::make_body(thigh_with_one_artery());
    Rules rules = plain_rules();
    rules.hand.entry_sd_mm = 5;
    const PerturbationTable table(1, 4096, body, rules.limits);
    // The artery's wall is 20 - 3 - 0.15 - 7 = 9.85 mm off: touched in about 2.4 of 100.
    const auto verdict = [&] {
        return judge_needle(body, rules, straight_in(rules, 7, 0, 36), {}, table).judgement.verdict;
    };
    EXPECT_EQ(verdict(), Verdict::Caution); // near, within 10 mm
    rules.limits.kinds[0].touch_warn = 0.005;
    rules.limits.kinds[0].touch_refuse = 0.04;
    EXPECT_EQ(verdict(), Verdict::Caution);
    rules.limits.kinds[0].touch_refuse = 0.01;
    EXPECT_EQ(verdict(), Verdict::Refused);
}

TEST(JudgeNeedle, ATargetThatTheBodyLacksIsNeverCalledSafe) {
    const anatomy::Body body = anatomy::make_body(lump_by_artery(1, {}));
    const Rules rules = lump_rules();
    const PerturbationTable table(1, 256, body, rules.limits);
    const chart::TargetRequest absent{StructureId("gluteus_maximus.left"), ""};
    const auto planned = judge_needle(body, rules, straight_in(rules, -10, 0, 25), absent, table);
    EXPECT_EQ(planned.judgement.verdict, Verdict::Unknown);
}

TEST(EntryMap, ShowsWhereNeedlesMayEnterAndWhereTheArteryForbidsIt) {
    const anatomy::Body body = anatomy::make_body(lump_by_artery(1, {}));
    const auto map = make_entry_map(body, lump_rules(), maximus(), 5, small_settings());
    std::size_t allowed = 0;
    for (const chart::EntryMapPoint& point : map.points) {
        if (point.verdict > Verdict::Caution)
            continue;
        ++allowed;
        EXPECT_TRUE(point.reaches);
        EXPECT_GE(point.least_slack_mm, 0);
        EXPECT_GT(point.depth_mm, 0);
        // Nothing enters within the artery's limit: 5 + 2.5 mm from its axis at x = 26.
        EXPECT_GT(std::abs(point.point.x + point.direction.x / point.direction.y * 24 - 26), 7);
    }
    EXPECT_GT(allowed, 10U);
    EXPECT_LT(allowed, map.points.size());
}

TEST(EntryMap, APointsNeedleJudgedByItselfKeepsTheLimitsThePointSays) {
    const anatomy::Body body = anatomy::make_body(lump_by_artery(1, {}));
    const Rules rules = lump_rules();
    const auto scene = make_scene(body, rules, maximus());
    ASSERT_TRUE(scene.has_value());
    std::size_t with = 0;
    std::size_t without = 0;
    for (const chart::EntryMapPoint& point : make_entry_map(body, rules, maximus(), 5).points) {
        if (!point.needle) {
            ++without;
            EXPECT_GT(point.verdict, Verdict::Caution);
            continue;
        }
        ++with;
        EXPECT_NE(rules.drawer.find(point.needle->id), nullptr);
        const chart::NeedlePath path{point.point, point.direction, point.depth_mm, *point.needle,
                                     point.stop};
        EXPECT_LE(judge_limits(*scene, path).verdict, point.verdict);
        EXPECT_NEAR(least_room(*scene, path, 25).slack_mm, point.least_slack_mm, 1e-9);
    }
    EXPECT_GT(with, 10U);
    EXPECT_GT(without, 10U);
}

TEST(Recheck, SaysWhatIsWrongWithABadPath) {
    const anatomy::Body body = anatomy::make_body(lump_by_artery(1, {}));
    const Rules rules = lump_rules();
    EXPECT_TRUE(recheck(body, rules, maximus(), straight_in(rules, 22, 0, 28)).has_value());
    EXPECT_EQ(*recheck(body, rules, maximus(), straight_in(rules, -30, 0, 28)),
              "The tip is not in the target.");
    EXPECT_EQ(recheck(body, rules, maximus(), straight_in(rules, 8, 2, 28)), std::nullopt);
}

TEST(PlanTarget, WhereTheMapOffersANeedleThePlanHasOne) {
    const anatomy::Body body = anatomy::make_body(lump_by_artery(1, {}));
    const chart::TargetRequest request{StructureId("gluteus_maximus.right"), ""};
    PlanSettings settings;
    settings.risk_samples = settings.draft_samples = settings.map_samples = 2048;
    int offered = 0;
    int refused = 0;
    for (const double most : {0.0, 0.0005, 0.001, 0.002, 0.005, 0.01, 0.02, 0.05}) {
        Rules rules = lump_rules();
        rules.hand.entry_sd_mm = 9; // an unsteady hand: no needle of this lump is sure to miss
        rules.limits.touch_warn = most / 2;
        rules.limits.touch_refuse = most;
        const PerturbationTable table(1, settings.risk_samples, body, rules.limits);
        const TargetPlan plan = plan_target_with_map(body, rules, request, table, settings);
        const bool is_offered =
            std::any_of(plan.map.points.begin(), plan.map.points.end(), [](const auto& point) {
                return point.needle && point.verdict <= Verdict::Caution;
            });
        const auto* none = std::get_if<chart::NoPath>(&plan.proposal.paths);
        if (is_offered) {
            ++offered;
            EXPECT_EQ(none, nullptr) << most;
        } else if (none != nullptr) {
            ++refused;
            EXPECT_EQ(
                none->because,
                "Some needles that reach the right gluteus maximus keep every distance, but a "
                "free hand would touch something with each of them more often than is accepted.");
        }
    }
    EXPECT_GT(offered, 0);
    EXPECT_GT(refused, 0);
}

std::vector<std::string> notes_on(const anatomy::Body& body, const Rules& rules) {
    PlanSettings settings;
    settings.risk_samples = 64;
    settings.draft_samples = 64;
    return plan_target(body, rules, maximus(), 1, settings).notes;
}

TEST(Notes, AReferenceBodyThatLiesOtherwiseThanItsMuscleIsNeedledIsSaid) {
    anatomy::Body body = anatomy::make_body(thigh_with_one_artery());
    body.origin = chart::Origin::Reference;
    const Rules rules = plain_rules(); // the muscle is needled prone
    body.posture = anatomy::Posture::Prone;
    EXPECT_TRUE(notes_on(body, rules).empty());
    body.posture = anatomy::Posture::SideLying;
    EXPECT_EQ(
        notes_on(body, rules),
        (std::vector<std::string>{
            "The body was made for lying on the side, and this muscle is needled lying prone: "
            "depths may differ. Make the body in that posture."}));
    body.origin = chart::Origin::Segmented; // of a scan its own warning speaks
    EXPECT_TRUE(notes_on(body, rules).empty());
}

TEST(Notes, WhatABodyLacksIsSaidOnlyWhereItLacksIt) {
    Rules rules = plain_rules();
    rules.targets.front().notes_without = {{"femoral_nerve.SIDE", "No femoral nerve."},
                                           {"artery", "No artery."}};
    EXPECT_EQ(notes_on(anatomy::make_body(thigh_with_one_artery()), rules),
              (std::vector<std::string>{"No femoral nerve."}));
}

} // namespace
} // namespace filiform::needle
