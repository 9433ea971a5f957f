// SPDX-License-Identifier: Apache-2.0
#include "needle/plan_target.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "anatomy/landmark_expression.h"
#include "base/parallel.h"
#include "needle/instruction.h"
#include "needle/recheck.h"
#include "needle/test_bodies.h"

namespace filiform::needle {
namespace {

using chart::Verdict;
using geometry::Vec3;
using namespace test;

/// A lump of muscle beside an artery, under flat skin, with two landmarks. `mirror` is 1 or -1;
/// `shift` moves everything.
AnalyticBody lump_by_artery(double mirror, const Vec3& shift) {
    const auto placed = [=](double x, double y, double z) {
        return Vec3{mirror * x, y, z} + shift;
    };
    const std::string side = mirror > 0 ? ".right" : ".left";
    AnalyticBody body;
    body.name = "lump by artery";
    body.lattice = {{61, 41, 46}, Vec3{-60, -10, -45} + shift, {2, 2, 2}};
    const double skin_y = shift.y;
    body.skin_mm = [=](const Vec3& p) { return skin_y - p.y; };
    body.structures.push_back(
        ball(("gluteus_maximus" + side).c_str(), Kind::Muscle, placed(8, 28, 2), 12));
    body.structures.push_back(
        capsule("artery", Kind::Vessel, {placed(26, 24, -200), placed(26, 24, 200), 2.5}));
    body.structures.back().position_sd_mm = 2;
    const auto landmark = [&](const std::string& id, const Vec3& point) {
        body.landmarks.push_back(
            {chart::LandmarkId(id), point, 1, chart::Origin::Phantom, true, ""});
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
    rules.hand.palpations[0].sd_mm = 4;
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

TEST(PlanTarget, IsTheSameForEveryNumberOfThreads) {
    base::set_threads(1);
    const auto one = plan(1, {});
    base::set_threads(2);
    const auto three = plan(1, {});
    base::set_threads(0);
    ASSERT_EQ(one.size(), three.size());
    for (std::size_t i = 0; i < one.size(); ++i) {
        EXPECT_EQ(one[i].path.entry, three[i].path.entry);
        EXPECT_EQ(one[i].path.depth_mm, three[i].path.depth_mm);
        EXPECT_EQ(one[i].risks[0].touch.probability, three[i].risks[0].touch.probability);
        EXPECT_EQ(one[i].instruction, three[i].instruction);
    }
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

TEST(Recheck, SaysWhatIsWrongWithABadPath) {
    const anatomy::Body body = anatomy::make_body(lump_by_artery(1, {}));
    const Rules rules = lump_rules();
    EXPECT_TRUE(recheck(body, rules, maximus(), straight_in(rules, 22, 0, 28)).has_value());
    EXPECT_EQ(*recheck(body, rules, maximus(), straight_in(rules, -30, 0, 28)),
              "The tip is not in the target.");
    EXPECT_EQ(recheck(body, rules, maximus(), straight_in(rules, 8, 2, 28)), std::nullopt);
}

} // namespace
} // namespace filiform::needle
