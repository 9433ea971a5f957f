// SPDX-License-Identifier: Apache-2.0
#include "study/needling.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include <gtest/gtest.h>

#include "anatomy/analytic_body.h"
#include "study/statistics.h"

namespace filiform::study {
namespace {

using chart::Kind;
using chart::Side;
using geometry::Vec3;

/// A block whose back is the plane y = 0; needles go in along +y. Its right buttock has a muscle
/// from 40 to 60 deep, its nerve is a rod of 5 mm radius along z, 70 deep at x = 45, and behind all
/// lies bone from 90 on. Landmarks lie 5 below the skin: psis.right at x = 20, z = 40; the
/// trochanter at x = 70, z = -40; spinous tips every 30 along the midline.
struct Block {
    anatomy::Body body;
    Parts parts;

    Block() {
        anatomy::AnalyticBody plan;
        plan.name = "block";
        plan.lattice = {{121, 66, 121}, {-120, -20, -120}, {2, 2, 2}};
        plan.skin_mm = [](const Vec3& p) { return -p.y; };
        const auto slab = [&](const char* id, Kind kind, double from, double to) {
            plan.structures.push_back(
                {chart::StructureId(id), kind, chart::Role::Target,
                 [=](const Vec3& p) { return std::max(from - p.y, p.y - to); }, 0, 0});
        };
        slab("piriformis.right", Kind::Muscle, 40, 60);
        slab("subcutaneous_fat", Kind::Fat, 0, 20);
        slab("sacrum", Kind::Bone, 90, 200);
        plan.structures.push_back(
            {chart::StructureId("sciatic_nerve.right"), Kind::Nerve, chart::Role::Hazard,
             [](const Vec3& p) { return std::hypot(p.x - 45, p.y - 70) - 5; }, 0, 0});
        const auto landmark = [&](const char* id, const Vec3& at) {
            plan.landmarks.push_back(
                {chart::LandmarkId(id), at, 0, chart::Origin::Phantom, true, ""});
        };
        landmark("psis.right", {20, 5, 40});
        landmark("psis.left", {-20, 5, 40});
        landmark("greater_trochanter.right", {70, 5, -40});
        landmark("greater_trochanter.left", {-70, 5, -40});
        landmark("spinous_process_l3", {0, 5, 60});
        landmark("spinous_process_l4", {0, 5, 30});
        landmark("spinous_process_l5", {0, 5, 0});
        body = anatomy::make_body(plan);
        for (const anatomy::Structure& structure : body.structures)
            parts.by_id[structure.id.text()] = {structure.field, {}, structure.kind == Kind::Bone};
    }

    Needling needle(const Arm& arm, const needle::HandModel& hand, std::uint64_t stream = 0,
                    Side side = Side::Right) {
        const auto aim = take_aim(body, arm, hand, {}, side, base::RandomStream(1, stream));
        EXPECT_TRUE(aim) << (aim ? "" : base::sentence(aim.error()));
        return aim ? drive(*aim, arm, parts, {}, side) : Needling{};
    }
    double read(Measure measure, const char* of, const Needling& needling, double within = 0) {
        Outcome outcome;
        outcome.measure = measure;
        outcome.within_mm = within;
        if (*of != 0)
            outcome.of = {of};
        return read_needle(outcome, needling, 0.3, parts, Side::Right, 0);
    }
};

needle::HandModel steady() {
    needle::HandModel hand;
    hand.palpations = {needle::Palpation{}};
    return hand;
}

Arm half_way(const char* stop) {
    Arm arm;
    arm.has_needle = true;
    arm.entry = "between(psis, greater_trochanter, 0.5)";
    arm.direction = "perpendicular";
    arm.stop = *anatomy::read_stop(stop);
    arm.target = "piriformis";
    arm.needles = {{"0.30x100", 0.3, 100}};
    return arm;
}

constexpr double lattice_mm = 0.3; // planes between 2 mm lattice points are met to this

/// Spreads of many needlings by one hand.
struct Spread {
    Moments x;
    Moments z;
    Moments depth;
};
Spread spread_of(Block& block, const Arm& arm, const needle::HandModel& hand) {
    std::vector<double> x;
    std::vector<double> z;
    std::vector<double> depth;
    for (std::uint64_t i = 0; i < 4000; ++i) {
        const Needling needling = block.needle(arm, hand, i);
        x.push_back(needling.shaft.start.x);
        z.push_back(needling.shaft.start.z);
        depth.push_back(needling.tip_mm);
    }
    return {moments_of(x), moments_of(z), moments_of(depth)};
}

// The spread of 4000 draws is known to 1 / sqrt(8000), 1.1 %; four of those, and the lattice.
double four_errors(double sd) {
    return 4 * 0.0112 * sd + 0.05;
}

TEST(Needling, OfASteadyHandGoesWhereItWasMeant) {
    Block block;
    const Needling needling = block.needle(half_way("45mm"), steady());
    EXPECT_NEAR(needling.shaft.start.x, 45, lattice_mm); // half way from 20 to 70
    EXPECT_NEAR(needling.shaft.start.z, 0, lattice_mm);
    EXPECT_NEAR(needling.shaft.direction.y, 1, 1e-6);
    EXPECT_NEAR(needling.tip_mm, 45, 1e-9);
    EXPECT_EQ(block.read(Measure::TipInside, "piriformis", needling), 1);
    EXPECT_NEAR(block.read(Measure::DepthOf, "piriformis", needling), 40, lattice_mm);
    // The rod begins 65 deep; the needle ends 45 deep.
    EXPECT_NEAR(block.read(Measure::Distance, "sciatic_nerve", needling), 20 - 0.15, lattice_mm);
    EXPECT_EQ(block.read(Measure::Touched, "sciatic_nerve", needling), 0);
    EXPECT_EQ(block.read(Measure::Within, "sciatic_nerve", needling, 19), 0);
    EXPECT_EQ(block.read(Measure::Within, "sciatic_nerve", needling, 21), 1);
    EXPECT_NEAR(block.read(Measure::TipLateral, "", needling), 45, lattice_mm);
}

TEST(Needling, StopsAtTheTargetsCentreAndItsFarBorder) {
    Block block;
    EXPECT_NEAR(block.needle(half_way("target_centre"), steady()).tip_mm, 50, lattice_mm);
    EXPECT_NEAR(block.needle(half_way("far_border - 5mm"), steady()).tip_mm, 55, lattice_mm);
}

TEST(Needling, ReadsWhereItLeftAndHowFarItsTipEndedFromSomething) {
    Block block;
    Arm arm = half_way("85mm");
    arm.retract_mm = 55;
    const Needling needling = block.needle(arm, steady());
    EXPECT_NEAR(block.read(Measure::EndOf, "piriformis", needling), 60, lattice_mm);
    // The rod's near side is 65 deep, the tip was drawn back to 30; the shaft went through it.
    EXPECT_NEAR(block.read(Measure::TipDistance, "sciatic_nerve", needling), 35, lattice_mm);
    EXPECT_LT(block.read(Measure::Distance, "sciatic_nerve", needling), 0);
    EXPECT_EQ(block.read(Measure::TipNear, "sciatic_nerve", needling, 34), 0);
    EXPECT_EQ(block.read(Measure::TipNear, "sciatic_nerve", needling, 36), 1);
    EXPECT_TRUE(std::isnan(
        block.read(Measure::EndOf, "piriformis", block.needle(half_way("55mm"), steady()))))
        << "It ended inside.";
}

TEST(Needling, MeasuredBordersAreMissedByTheHandAndAMetOneIsNot) {
    Block block;
    needle::HandModel hand = steady();
    hand.depth_sd_mm = 4;
    const Moments met = spread_of(block, half_way("target_met + 3mm"), hand).depth;
    EXPECT_NEAR(met.mean, 43, lattice_mm);
    EXPECT_LT(met.sd, 0.01);
    const Moments measured = spread_of(block, half_way("near_border + 3mm"), hand).depth;
    EXPECT_NEAR(measured.mean, 43, 4 * 4 / std::sqrt(4000.0) + lattice_mm);
    EXPECT_NEAR(measured.sd, 4, four_errors(4));
    Arm arm = half_way("target_met");
    arm.target = "quadratus_femoris"; // not here: to bone, as a needle driven to the hub
    EXPECT_NEAR(block.needle(arm, hand).tip_mm, 90, lattice_mm);
}

TEST(Needling, PointsAtALandmarkAsItWasFelt) {
    Block block;
    Arm arm = half_way("20mm");
    arm.direction = "towards(30, 90, 0)";
    const Needling straight = block.needle(arm, steady());
    // From (45, 0, 0): 15 towards the midline for 90 forward.
    EXPECT_NEAR(straight.shaft.direction.x / straight.shaft.direction.y, -15.0 / 90, 0.01);
    arm.direction = "towards(psis)";
    const Vec3 right = block.needle(arm, steady()).shaft.direction;
    const Vec3 left = block.needle(arm, steady(), 0, Side::Left).shaft.direction;
    EXPECT_LT(right.x, -0.1); // to the midline
    EXPECT_NEAR(left.x, -right.x, 0.01);
    EXPECT_NEAR(left.z, right.z, 0.01);
    needle::HandModel hand = steady();
    hand.palpations = {{"", 8, 8, 0, 0, chart::SourceId("X")}};
    arm.entry = "psis caudal=40mm";
    arm.direction = "towards(psis)";
    // The entry is off by as much as the landmark is: the way stays.
    for (std::uint64_t i = 0; i < 20; ++i)
        EXPECT_NEAR(block.needle(arm, hand, i).shaft.direction.x, 0, 0.01);
}

TEST(Needling, ToBonePiercesWhatLiesBeforeIt) {
    Block block;
    Arm arm = half_way("first_bone");
    arm.retract_mm = 40;
    const Needling needling = block.needle(arm, steady());
    EXPECT_NEAR(needling.shaft.length_mm, 90, lattice_mm);
    EXPECT_NEAR(needling.tip_mm, 50, lattice_mm);
    EXPECT_EQ(needling.bone, "sacrum");
    EXPECT_EQ(block.read(Measure::FirstBone, "sacrum", needling), 1);
    EXPECT_EQ(block.read(Measure::FirstBone, "hip", needling), 0);
    EXPECT_EQ(block.read(Measure::FirstBone, "", needling), 1);
    EXPECT_EQ(block.read(Measure::Pierced, "sciatic_nerve", needling), 1); // on the way
    EXPECT_EQ(block.read(Measure::TipInside, "sciatic_nerve", needling), 0);
    EXPECT_EQ(block.read(Measure::TipInside, "piriformis", needling), 1); // drawn back into it
}

TEST(Needling, NeverGoesThroughBone) {
    Block block;
    EXPECT_NEAR(block.needle(half_way("hub"), steady()).shaft.length_mm, 90, lattice_mm);
    EXPECT_NEAR(block.needle(half_way("99mm"), steady()).shaft.length_mm, 90, lattice_mm);
}

TEST(Needling, GoesDeeperByTheFatThatIsSqueezed) {
    Block block;
    needle::HandModel hand = steady();
    hand.compression_least = hand.compression_most = 0.25; // of 20 mm: 5 mm
    EXPECT_NEAR(block.needle(half_way("45mm"), hand).tip_mm, 50, 0.3);
}

TEST(Needling, TakesTheShortestNeedleThatReaches) {
    Block block;
    Arm arm = half_way("hub");
    arm.needles = {{"0.30x40", 0.3, 40}, {"0.30x60", 0.3, 60}, {"0.30x75", 0.3, 75}};
    arm.reach_mm = *atlas::Formula::read("55", {});
    EXPECT_EQ(block.needle(arm, steady()).shaft.length_mm, 60);
    arm.reach_mm = *atlas::Formula::read("95", {});
    EXPECT_EQ(block.needle(arm, steady()).shaft.length_mm, 75);
}

TEST(Needling, OnTheLeftIsTheMirrorImage) {
    Block block;
    const Needling needling = block.needle(half_way("45mm"), steady(), 0, Side::Left);
    EXPECT_NEAR(needling.shaft.start.x, -45, lattice_mm);
}

TEST(Needling, BesideTheSpineIsOnTheSideThatIsNeedled) {
    Block block;
    Arm arm = half_way("20mm");
    arm.entry = "spinous_process_l4 lateral=15mm";
    arm.direction = "medial=20deg";
    const Needling right = block.needle(arm, steady(), 0, Side::Right);
    const Needling left = block.needle(arm, steady(), 0, Side::Left);
    EXPECT_NEAR(right.shaft.start.x, 15, lattice_mm);
    EXPECT_NEAR(left.shaft.start.x, -15, lattice_mm);
    EXPECT_NEAR(right.shaft.direction.x, -std::sin(20 * M_PI / 180), 0.01);
    EXPECT_NEAR(left.shaft.direction.x, std::sin(20 * M_PI / 180), 0.01);
}

TEST(Needling, MissesALandmarkHalfWayByHalfOfEachError) {
    Block block;
    needle::HandModel hand = steady();
    hand.palpations = {{"", 8, 8, 0, 0, chart::SourceId("X")}};
    const Spread spread = spread_of(block, half_way("45mm"), hand);
    const double sd = 8 / std::sqrt(2.0); // the mean of two errors of 8
    EXPECT_NEAR(spread.x.sd, sd, four_errors(sd));
    EXPECT_NEAR(spread.z.sd, sd, four_errors(sd));
    EXPECT_NEAR(spread.x.mean, 45, 4 * sd / std::sqrt(4000.0) + lattice_mm);
}

TEST(Needling, MissesALandmarkAcrossAndAlongByWhatIsSaidOfEach) {
    Block block;
    needle::HandModel hand = steady();
    hand.palpations = {{"", 3, 9, 0, 0, chart::SourceId("X")}};
    Arm arm = half_way("20mm");
    arm.entry = "psis";
    const Spread spread = spread_of(block, arm, hand);
    EXPECT_NEAR(spread.x.sd, 3, four_errors(3));
    EXPECT_NEAR(spread.z.sd, 9, four_errors(9));
}

TEST(Needling, MissesEntryAndDepthAsTheHandDoes) {
    Block block;
    needle::HandModel hand = steady();
    hand.entry_sd_mm = 6;
    hand.depth_sd_mm = 3;
    const Spread spread = spread_of(block, half_way("45mm"), hand);
    EXPECT_NEAR(spread.x.sd, 6, four_errors(6));
    EXPECT_NEAR(spread.depth.sd, 3, four_errors(3));
}

TEST(Needling, StartsOneVertebraOffAsOftenAsTheFingerSlips) {
    Block block;
    needle::HandModel hand = steady();
    hand.palpations = {{"", 0, 0, 0.2, 0.1, chart::SourceId("X")}};
    Arm arm = half_way("20mm");
    arm.entry = "spinous_process_l4 lateral=15mm";
    int high = 0;
    int low = 0;
    for (std::uint64_t i = 0; i < 2000; ++i) {
        const double z = block.needle(arm, hand, i).shaft.start.z;
        high += z > 45 ? 1 : 0; // L3 is at 60, L4 at 30, L5 at 0
        low += z < 15 ? 1 : 0;
    }
    EXPECT_NEAR(high / 2000.0, 0.2, 4 * std::sqrt(0.2 * 0.8 / 2000));
    EXPECT_NEAR(low / 2000.0, 0.1, 4 * std::sqrt(0.1 * 0.9 / 2000));
}

TEST(Needling, HitsANerveAsOftenAsTheIntegralSays) {
    Block block;
    needle::HandModel hand = steady();
    hand.entry_sd_mm = 8;
    // Straight in over a rod of radius 5.15 (needle counted in): hit when |x - 45| < 5.15.
    const double chance = std::erf(5.15 / 8 / std::sqrt(2.0));
    int hits = 0;
    for (std::uint64_t i = 0; i < 4000; ++i)
        hits += block.read(Measure::Touched, "sciatic_nerve",
                           block.needle(half_way("85mm"), hand, i)) > 0;
    EXPECT_NEAR(hits / 4000.0, chance, 4 * std::sqrt(chance * (1 - chance) / 4000) + 0.01);
}

TEST(Needling, PutsTheLandmarksBack) {
    Block block;
    needle::HandModel hand = steady();
    hand.palpations = {{"", 20, 20, 0.5, 0.5, chart::SourceId("X")}};
    (void)block.needle(half_way("45mm"), hand);
    EXPECT_EQ(anatomy::find_landmark(block.body, chart::LandmarkId("psis.right"))->point,
              (Vec3{20, 5, 40}));
}

TEST(Needling, SeesAPartWhereItReallyLies) {
    Block block;
    block.parts.by_id["sciatic_nerve.right"].shift = {20, 0, 0};
    const Needling needling = block.needle(half_way("85mm"), steady());
    // The rod's axis is now 20 beside the needle.
    EXPECT_NEAR(block.read(Measure::Distance, "sciatic_nerve", needling), 20 - 5 - 0.15,
                lattice_mm);
}

/// A round trunk of 100 mm radius about the line x = 0, y = 100, with a hip bone on its flank.
anatomy::Body round_trunk() {
    anatomy::AnalyticBody plan;
    plan.name = "round";
    plan.lattice = {{121, 121, 61}, {-120, -20, -60}, {2, 2, 2}};
    plan.skin_mm = [](const Vec3& p) { return std::hypot(p.x, p.y - 100) - 100; };
    for (const auto& [id, at] : {std::pair{"spinous_process_l4", Vec3{0, 10, 0}},
                                 std::pair{"greater_trochanter.right", Vec3{80, 80, 0}}})
        plan.landmarks.push_back({chart::LandmarkId(id), at, 0, chart::Origin::Phantom, true, ""});
    return anatomy::make_body(plan);
}

double entry_across(Marks marks) {
    anatomy::Body body = round_trunk();
    Arm arm = half_way("45mm");
    arm.entry = "between(spinous_process_l4, greater_trochanter, 0.5)";
    arm.marks = marks;
    const auto aim = take_aim(body, arm, steady(), {}, Side::Right, base::RandomStream(1, 0));
    EXPECT_TRUE(aim);
    EXPECT_EQ(anatomy::find_landmark(body, chart::LandmarkId("greater_trochanter.right"))->point,
              (Vec3{80, 80, 0})); // put back
    return aim ? aim->driven.start.x : 0;
}

TEST(Needling, DrawsItsLineBetweenBonesOrBetweenTheirMarksSeenFromBehind) {
    // From bone to bone the middle is (40, 45): 40 across and 55 behind the axis.
    EXPECT_NEAR(entry_across(Marks::Nearest), 100 * 40 / std::hypot(40, 55), lattice_mm);
    // Straight behind them the skin is at (0, 0) and (80, 40); half way, 40 across and 80 behind.
    EXPECT_NEAR(entry_across(Marks::Behind), 100 * 40 / std::hypot(40, 80), lattice_mm);
    // Straight before them it is at (0, 200) and (80, 160): as far across.
    EXPECT_NEAR(entry_across(Marks::Before), 100 * 40 / std::hypot(40, 80), lattice_mm);
    // Beside them at (43.6, 10) and (98, 80): (70.8, 45) is 70.8 across and 55 behind.
    EXPECT_NEAR(entry_across(Marks::Beside), 100 * 70.8 / std::hypot(70.8, 55), lattice_mm);
}

TEST(Needling, SaysWhatAnEntryIsNotOnSkin) {
    Block block;
    Arm arm = half_way("45mm");
    arm.entry = "psis lateral=300mm";
    const auto aim = take_aim(block.body, arm, steady(), {}, Side::Right, base::RandomStream(1, 0));
    ASSERT_FALSE(aim);
    EXPECT_EQ(aim.error().code, "expression.off_skin");
}

} // namespace
} // namespace filiform::study
