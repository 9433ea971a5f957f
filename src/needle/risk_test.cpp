// SPDX-License-Identifier: Apache-2.0
#include "needle/risk.h"

#include <gtest/gtest.h>

#include <cmath>

#include "base/parallel.h"
#include "needle/test_bodies.h"

namespace filiform::needle {
namespace {

using geometry::Vec3;
using namespace test;

constexpr std::size_t samples = 8192;

double below(double z) {
    return 0.5 * std::erfc(-z / std::sqrt(2.0));
}

/// Muscle all over, and an artery as a half-space x > 10.
AnalyticBody artery_wall(double position_sd_mm, double boundary_sd_mm) {
    AnalyticBody description = flat_skin();
    description.structures.push_back(slab("gluteus_maximus.right", Kind::Muscle, 10, 60));
    AnalyticStructure wall;
    wall.id = StructureId("artery");
    wall.kind = Kind::Vessel;
    wall.distance_mm = [](const Vec3& p) { return 10 - p.x; };
    wall.position_sd_mm = position_sd_mm;
    wall.boundary_sd_mm = boundary_sd_mm;
    description.structures.push_back(wall);
    return description;
}

struct Trial {
    AnalyticBody description;
    Rules rules = plain_rules();
    Finding finding{};

    [[nodiscard]] RiskEstimate at(const chart::NeedlePath& path) const {
        const anatomy::Body body = anatomy::make_body(description);
        const Scene scene = *make_scene(body, rules, maximus());
        const PerturbationTable table(3, samples, body, rules.limits);
        return estimate_risk(scene, path, finding, table, samples);
    }
    [[nodiscard]] chart::Estimate touch(double x, double depth_mm) const {
        return at(straight_in(rules, x, 0, depth_mm)).touches.at(0).touch;
    }
};

/// Four standard errors of the sampling.
double noise(double p) {
    return 4 * std::sqrt(p * (1 - p) / samples) + 1e-3;
}

TEST(Risk, EntryErrorAgainstAWallIsTheTailOfANormal) {
    Trial trial{artery_wall(0, 0)};
    trial.rules.hand.entry_sd_mm = 5;
    // 10 - 0.15 mm away: P = Phi(-9.85 / 5) = 0.0244.
    const double exact = below(-9.85 / 5);
    EXPECT_NEAR(trial.touch(0, 40).probability, exact, noise(exact));
}

TEST(Risk, FindingTheLandmarkAddsToTheEntryErrorAsVariance) {
    Trial trial{artery_wall(0, 0)};
    trial.rules.hand.entry_sd_mm = 3;
    trial.finding.across_sd_mm = trial.finding.along_sd_mm = 4; // together 5
    const double exact = below(-9.85 / 5);
    EXPECT_NEAR(trial.touch(0, 40).probability, exact, noise(exact));
}

TEST(Risk, AnErrorAlongTheBodyDoesNotCountAcrossIt) {
    Trial trial{artery_wall(0, 0)}; // beside the needle
    trial.finding.along_sd_mm = 30;
    EXPECT_EQ(trial.touch(0, 40).probability, 0);
    trial.finding.across_sd_mm = 5;
    const double exact = below(-9.85 / 5);
    EXPECT_NEAR(trial.touch(0, 40).probability, exact, noise(exact));
}

TEST(Risk, TheBodysOwnUncertaintyCountsLikeTheHands) {
    Trial trial{artery_wall(4, 3)}; // 4 in place and 3 of the surface: 5
    const double exact = below(-9.85 / 5);
    EXPECT_NEAR(trial.touch(0, 40).probability, exact, noise(exact));
}

TEST(Risk, AngleErrorGrowsWithDepth) {
    Trial trial{artery_wall(0, 0)};
    trial.rules.hand.angle_sd_rad = 0.2;
    // The tip of 40 mm is 40 tan(a) / sqrt(1 + tan(a)^2 + tan(b)^2) off; nearly P(40 sin(a)
    // > 9.85).
    const double exact = below(-std::asin(9.85 / 40) / 0.2);
    EXPECT_NEAR(trial.touch(0, 40).probability, exact, noise(exact) + 0.005);
}

TEST(Risk, DepthErrorAgainstAWallAheadIsTheTailOfANormal) {
    Trial trial{thigh_with_one_artery()};
    trial.description.structures.back() = slab("artery", Kind::Vessel, 60, 80);
    trial.rules.hand.depth_sd_mm = 4;
    const double exact = below(-(60 - 53 - 0.15) / 4);
    EXPECT_NEAR(trial.touch(0, 53).probability, exact, noise(exact));
}

TEST(Risk, CompressedFatMakesTheSameLengthReachDeeper) {
    Trial trial{thigh_with_one_artery()};
    trial.description.structures.back() = slab("artery", Kind::Vessel, 60, 80);
    trial.description.structures.push_back(slab("subcutaneous_fat", Kind::Fat, 0, 10));
    trial.rules.hand.compression_most = 0.5; // up to 5 of 10 mm, evenly
    // 57 mm planned; touches when more than 60 - 0.15 - 57 = 2.85 of 5 mm are lost: 43 %.
    EXPECT_NEAR(trial.touch(0, 57).probability, 1 - 2.85 / 5, noise(0.43) + 0.03);
}

TEST(Risk, ALevelSlipMovesTheWholeNeedle) {
    Trial trial{thigh_with_one_artery()};
    trial.description.structures.back() = ball("artery", Kind::Vessel, {0, 30, 34}, 6);
    trial.finding.level_too_high = 0.2;
    trial.finding.level_too_low = 0.1;
    trial.finding.level_mm = 34; // one level up is through the middle of the ball
    EXPECT_NEAR(trial.touch(0, 40).probability, 0.2, noise(0.2));
}

TEST(Risk, ASphereBesideTheNeedleIsTouchedAsOftenAsTheIntegralSays) {
    Trial trial{thigh_with_one_artery()};
    trial.description.structures.back() = ball("artery", Kind::Vessel, {10, 30, 0}, 6);
    trial.rules.hand.entry_sd_mm = 5;
    // A needle through the whole ball's depth touches within a disc of 6.15 mm about (10, 0).
    double exact = 0;
    constexpr double step = 0.05;
    for (double u = -7; u <= 7; u += step)
        for (double v = -7; v <= 7; v += step)
            if (u * u + v * v < 6.15 * 6.15)
                exact += std::exp(-((10 + u) * (10 + u) + v * v) / 50) / (50 * M_PI) * step * step;
    EXPECT_NEAR(trial.touch(0, 45).probability, exact, noise(exact) + 0.004);
}

TEST(Risk, BoneStopsTheNeedleOnlyUnderThatRule) {
    Trial trial{flat_skin()};
    trial.description.structures = {slab("gluteus_maximus.right", Kind::Muscle, 10, 40),
                                    slab("hip.right", Kind::Bone, 40, 44),
                                    slab("nerve", Kind::Nerve, 46, 60)};
    trial.rules.hand.depth_sd_mm = 10;
    chart::NeedlePath path = straight_in(trial.rules, 0, 0, 39);
    path.stop = chart::StopRule::BoneOrDepth;
    EXPECT_EQ(trial.at(path).touches.at(0).touch.probability, 0);
    path.stop = chart::StopRule::Depth;
    const double exact = below(-(46 - 39 - 0.15) / 10);
    EXPECT_NEAR(trial.at(path).touches.at(0).touch.probability, exact, noise(exact));
}

TEST(Risk, ABoneThatNotAllPeopleHaveStopsThatShareOfTheNeedles) {
    Trial trial{flat_skin()};
    trial.description.structures = {slab("gluteus_maximus.right", Kind::Muscle, 10, 40),
                                    slab("rib_12.right", Kind::Bone, 40, 44),
                                    slab("nerve", Kind::Nerve, 46, 60)};
    trial.rules.hand.depth_sd_mm = 10;
    chart::NeedlePath path = straight_in(trial.rules, 0, 0, 39);
    path.stop = chart::StopRule::BoneOrDepth;
    anatomy::Body body = anatomy::make_body(trial.description);
    const double without = below(-(46 - 39 - 0.15 - trial.rules.hand.bone_search_mm) / 10);
    for (const double share : {1.0, 0.92, 0.5}) {
        for (anatomy::Structure& structure : body.structures)
            if (structure.kind == Kind::Bone)
                structure.share = share;
        const Scene scene = *make_scene(body, trial.rules, maximus());
        const PerturbationTable table(3, samples, body, trial.rules.limits);
        const double exact = (1 - share) * without;
        EXPECT_NEAR(estimate_risk(scene, path, {}, table, samples).any_touch.probability, exact,
                    noise(exact));
    }
}

TEST(Risk, ASlipAndAMiscountAddUpLevelByLevel) {
    Palpation finger;
    finger.level_too_high = 0.2;
    finger.level_too_low = 0.1;
    Finding finding;
    set_slips(finding, finger, {0.17, 0.11});
    // One too high: slipped and counted right, or not slipped and counted too high; two: both.
    EXPECT_NEAR(finding.two_too_high, 0.2 * 0.17, 1e-12);
    EXPECT_NEAR(finding.level_too_high, 0.2 * 0.72 + 0.7 * 0.17 + 0.2 * 0.17, 1e-12);
    EXPECT_NEAR(finding.two_too_low, 0.1 * 0.11, 1e-12);
    EXPECT_NEAR(finding.level_too_low, 0.1 * 0.72 + 0.7 * 0.11 + 0.1 * 0.11, 1e-12);
    set_slips(finding, Palpation{}, {0.17, 0.11}); // the PSIS is not counted
    EXPECT_EQ(finding.level_too_high + finding.level_too_low, 0);
}

TEST(Risk, TwoLevelsTooHighMoveTheNeedleTwiceAsFar) {
    Trial trial{thigh_with_one_artery()};
    trial.description.structures.back() = ball("artery", Kind::Vessel, {0, 30, 68}, 6);
    trial.finding.level_too_high = 0.3;
    trial.finding.two_too_high = 0.1;
    trial.finding.level_mm = 34;
    EXPECT_NEAR(trial.touch(0, 40).probability, 0.1, noise(0.1));
}

TEST(Risk, TheTipReachesTheTargetAsOftenAsDepthAllows) {
    Trial trial{thigh_with_one_artery()};
    trial.rules.hand.depth_sd_mm = 10;
    // In muscle from 10 to 60 mm, planned at 25 with a needle of 40: depths above 40 end at 40.
    const double exact = 1 - below((10.0 - 25) / 10);
    EXPECT_NEAR(trial.at(straight_in(trial.rules, 0, 0, 25)).reach.probability, exact,
                noise(exact));
}

TEST(Risk, AnUnfailingHandInAKnownBodyTouchesNothing) {
    const Trial trial{thigh_with_one_artery()};
    const chart::Estimate touch = trial.touch(0, 40);
    EXPECT_EQ(touch.probability, 0);
    EXPECT_EQ(touch.low, 0);
    EXPECT_NEAR(touch.high, 3.84 / samples, 1e-4); // Wilson: z^2 / (n + z^2)
}

TEST(Risk, AgreesWithDenseSamplingSampleBySample) {
    AnalyticBody description = thigh_with_one_artery();
    description.structures.back().position_sd_mm = 5;
    description.structures.back().boundary_sd_mm = 1;
    const anatomy::Body body = anatomy::make_body(description);
    Rules rules = plain_rules();
    rules.hand.entry_sd_mm = 6;
    rules.hand.angle_sd_rad = 0.08;
    rules.hand.depth_sd_mm = 4;
    rules.hand.bending_at_50_mm = 2;
    const Scene scene = *make_scene(body, rules, maximus());
    const PerturbationTable table(9, 600, body, rules.limits);
    const chart::NeedlePath path = straight_in(rules, 8, 0, 45);
    const anatomy::Structure& artery = *anatomy::find_structure(body, StructureId("artery"));
    std::size_t hits = 0;
    for (std::size_t i = 0; i < table.samples(); ++i) {
        const geometry::Segment needle = sampled_needle(scene, path, {}, table, i);
        const StructureDraw& draw = table.places(artery.id, chart::Side::None).draws[i];
        const Vec3 shift = Vec3{draw.x, draw.y, draw.z} * 5.0;
        double least = 1e9;
        for (double at = 0; at <= needle.length_mm; at += 0.1)
            least = std::min(least, artery.field.at(needle.point(at) - shift));
        hits += least < 0.15 + draw.boundary ? 1 : 0;
    }
    const auto estimate = estimate_risk(scene, path, {}, table, table.samples());
    // The kernel's own step is 0.25 mm: a sample or two on the very edge may fall either way.
    EXPECT_NEAR(estimate.touches.at(0).touch.probability * 600, static_cast<double>(hits), 3);
    EXPECT_GT(hits, 40U);
}

TEST(Risk, OfAMapIsTheTouchOfAnyHazard) {
    for (const auto stop : {chart::StopRule::Depth, chart::StopRule::BoneOrDepth}) {
        AnalyticBody description = thigh_with_one_artery();
        description.structures.back().position_sd_mm = 5;
        description.structures.push_back(
            capsule("vein", Kind::Vessel, {{-9, 20, -90}, {-9, 30, 90}, 2}));
        description.structures.back().position_sd_mm = 3;
        description.structures.push_back(slab("hip.right", Kind::Bone, 42, 60));
        const anatomy::Body body = anatomy::make_body(description);
        Rules rules = plain_rules();
        rules.hand.entry_sd_mm = 6;
        rules.hand.angle_sd_rad = 0.08;
        rules.hand.depth_sd_mm = 4;
        const Scene scene = *make_scene(body, rules, maximus());
        const PerturbationTable table(9, 600, body, rules.limits);
        for (const double x : {-30.0, -6.0, 2.0, 8.0}) {
            chart::NeedlePath path = straight_in(rules, x, 0, 40);
            path.stop = stop;
            const auto whole = estimate_risk(scene, path, {}, table, 600).any_touch;
            const auto any = estimate_any_touch(scene, path, {}, table, 600).any;
            EXPECT_EQ(any.probability, whole.probability) << x;
            EXPECT_EQ(any.high, whole.high) << x;
        }
    }
}

TEST(Risk, IsTheSameForEveryNumberOfThreads) {
    const anatomy::Body body = anatomy::make_body(artery_wall(4, 1));
    Rules rules = plain_rules();
    rules.hand.entry_sd_mm = 5;
    const Scene scene = *make_scene(body, rules, maximus());
    const auto run = [&](unsigned threads) {
        base::set_threads(threads);
        const PerturbationTable table(3, 3000, body, rules.limits);
        const auto risk = estimate_risk(scene, straight_in(rules, 0, 0, 40), {}, table, 3000);
        base::set_threads(0);
        return risk.touches.at(0).touch.probability;
    };
    EXPECT_EQ(run(1), run(2));
}

TEST(Perturbation, AShorterTableIsTheBeginningOfALongerOne) {
    const anatomy::Body body = anatomy::make_body(artery_wall(4, 1));
    const Rules rules = plain_rules();
    const PerturbationTable few(3, 10, body, rules.limits);
    const PerturbationTable many(3, 20, body, rules.limits);
    EXPECT_EQ(few.hand()[9].depth, many.hand()[9].depth);
    EXPECT_EQ(few.places(StructureId("artery"), chart::Side::None).draws[9].x,
              many.places(StructureId("artery"), chart::Side::None).draws[9].x);
}

TEST(Proportion, WilsonsIntervalHoldsTheEstimateAndIsOpenNowhere) {
    const chart::Estimate half = proportion(50, 100);
    EXPECT_NEAR(half.low, 0.4038, 1e-4); // Wilson 1927, worked by hand
    EXPECT_NEAR(half.high, 0.5962, 1e-4);
    EXPECT_EQ(proportion(0, 100).low, 0);
    EXPECT_EQ(proportion(100, 100).high, 1);
    EXPECT_EQ(proportion(0, 0).high, 1);
}

} // namespace
} // namespace filiform::needle
