// SPDX-License-Identifier: Apache-2.0
#include "needle/tolerance.h"

#include <gtest/gtest.h>

#include <cmath>
#include <numbers>

#include "needle/test_bodies.h"

namespace filiform::needle {
namespace {

using geometry::Vec3;
using namespace test;

class ToleranceBesideAnArtery : public testing::Test {
  protected:
    static const anatomy::Body& body() {
        static const anatomy::Body made = anatomy::make_body(thigh_with_one_artery());
        return made;
    }
    const Rules rules_ = plain_rules();
    const Scene scene_ = *make_scene(body(), rules_, maximus());
};

TEST_F(ToleranceBesideAnArtery, EntryMayMoveUntilTheLimitIsMet) {
    // 20 - 3 - 0.15 - 5 = 11.85 mm towards the artery.
    const auto tolerance = find_tolerance(scene_, straight_in(rules_, 0, 0, 45));
    EXPECT_NEAR(tolerance.entry_mm, 11.85, 0.3);
    EXPECT_FALSE(tolerance.entry_is_at_least);
}

TEST_F(ToleranceBesideAnArtery, AngleMayTurnUntilTheLimitIsMet) {
    // The artery's axis is 20 mm aside and 35 deep, at 40.3 from the entry and 29.7 degrees; the
    // needle must pass it by 8.15: asin(8.15 / 40.3) = 11.7 degrees remain untouched.
    const double exact = std::atan2(20.0, 35.0) - std::asin(8.15 / std::hypot(20.0, 35.0));
    const auto tolerance = find_tolerance(scene_, straight_in(rules_, 0, 0, 45));
    EXPECT_NEAR(tolerance.angle_rad, exact, 0.5 * std::numbers::pi / 180);
}

TEST_F(ToleranceBesideAnArtery, DepthMayGrowUntilTheLimitIsMet) {
    // Straight above it, 20 mm deep: 35 - 3 - 0.15 - 5 - 20 = 6.85 mm.
    const auto tolerance = find_tolerance(scene_, straight_in(rules_, 20, 0, 20));
    EXPECT_NEAR(tolerance.depth_mm, 6.85, 0.3);
    EXPECT_FALSE(tolerance.depth_is_at_least);
}

TEST_F(ToleranceBesideAnArtery, TheHandleEndsWhatDepthMayDo) {
    const auto tolerance = find_tolerance(scene_, straight_in(rules_, -40, 0, 25));
    EXPECT_NEAR(tolerance.depth_mm, 40 - 25, 1e-9); // the needle is 40 mm long
    EXPECT_TRUE(tolerance.depth_is_at_least);
    EXPECT_TRUE(tolerance.entry_is_at_least);
}

TEST_F(ToleranceBesideAnArtery, ANeedleThatCrossesALimitHasNone) {
    const auto tolerance = find_tolerance(scene_, straight_in(rules_, 16, 0, 45));
    EXPECT_EQ(tolerance.entry_mm, 0);
    EXPECT_EQ(tolerance.angle_rad, 0);
    EXPECT_EQ(tolerance.depth_mm, 0);
}

TEST_F(ToleranceBesideAnArtery, NoSmallerDeviationInAnyDirectionCrossesALimit) {
    const chart::NeedlePath path = straight_in(rules_, 4, 0, 45);
    const auto tolerance = find_tolerance(scene_, path);
    for (int i = 0; i < 90; ++i) {
        const double around = 2 * std::numbers::pi * i / 90;
        for (const double share : {0.3, 0.7, 0.97}) {
            chart::NeedlePath moved = path;
            moved.entry = path.entry + Vec3{std::cos(around), 0, std::sin(around)} *
                                           (share * tolerance.entry_mm);
            EXPECT_GE(least_room(scene_, moved, 1).slack_mm, 0);
            chart::NeedlePath turned = path;
            const double rad = share * tolerance.angle_rad;
            turned.direction = Vec3{std::sin(rad) * std::cos(around), std::cos(rad),
                                    std::sin(rad) * std::sin(around)};
            EXPECT_GE(least_room(scene_, turned, 1).slack_mm, 0);
        }
    }
}

/// Whether every deviation up to `to` keeps the limits, and one a little larger does not, each
/// judged from nothing.
template <class Deviated>
void expect_largest(const Scene& scene, double to, double step, Deviated deviated) {
    bool is_crossed_beyond = false;
    for (int i = 0; i < 24; ++i) {
        const double around = 2 * std::numbers::pi * i / 24;
        const auto keeps = [&](double by) {
            const auto moved = deviated(std::cos(around), std::sin(around), by);
            return least_room(scene, moved).slack_mm >= 0;
        };
        for (double by = step; by < to; by += step)
            EXPECT_TRUE(keeps(by)) << i << " " << by;
        is_crossed_beyond = is_crossed_beyond || !keeps(to + step / 32);
    }
    EXPECT_TRUE(is_crossed_beyond);
}

TEST_F(ToleranceBesideAnArtery, IsTheLargestThatJudgingEveryDeviationFromNothingAllows) {
    const chart::NeedlePath path = straight_in(rules_, 4, 0, 45);
    const auto tolerance = find_tolerance(scene_, path);
    expect_largest(scene_, tolerance.entry_mm, 0.5, [&](double u, double v, double mm) {
        chart::NeedlePath moved = path;
        moved.entry = anatomy::nearest_skin(body(), path.entry + Vec3{u, 0, v} * mm);
        return moved;
    });
    constexpr double step_rad = 0.5 * std::numbers::pi / 180;
    expect_largest(scene_, tolerance.angle_rad, step_rad, [&](double u, double v, double rad) {
        chart::NeedlePath turned = path;
        turned.direction = Vec3{u * std::sin(rad), std::cos(rad), v * std::sin(rad)};
        return turned;
    });
}

} // namespace
} // namespace filiform::needle
