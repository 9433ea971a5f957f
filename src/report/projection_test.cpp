// SPDX-License-Identifier: Apache-2.0
#include "report/projection.h"

#include <gtest/gtest.h>

namespace filiform::report {
namespace {

using geometry::Vec3;

void expect_right_handed(const Gaze& gaze) {
    EXPECT_NEAR(geometry::length(gaze.right), 1, 1e-12);
    EXPECT_NEAR(geometry::length(gaze.up), 1, 1e-12);
    EXPECT_NEAR(geometry::dot(gaze.right, gaze.up), 0, 1e-12);
    EXPECT_NEAR(geometry::distance(geometry::cross(gaze.right, gaze.up), -gaze.forward), 0, 1e-12);
}

TEST(Projection, FromBehindThePatientsRightIsOnTheRight) {
    const Gaze gaze = gaze_from(Viewpoint::Behind);
    EXPECT_EQ(gaze.right, (Vec3{1, 0, 0}));
    EXPECT_EQ(direction_letters(gaze.right), "R");
    EXPECT_EQ(direction_letters(gaze.up), "H");
}

TEST(Projection, FromTheFrontThePatientsLeftIsOnTheRight) {
    EXPECT_EQ(direction_letters(gaze_from(Viewpoint::Front).right), "L");
    EXPECT_EQ(direction_letters(gaze_from(Viewpoint::Left).right), "P");
    EXPECT_EQ(direction_letters(gaze_from(Viewpoint::Right).right), "A");
}

TEST(Projection, EveryGazeIsRightHanded) {
    for (const Viewpoint v :
         {Viewpoint::Behind, Viewpoint::Front, Viewpoint::Left, Viewpoint::Right})
        expect_right_handed(gaze_from(v));
    chart::NeedlePath path;
    for (const Vec3& d : {Vec3{0, 1, 0}, Vec3{-1, 0, 0}, Vec3{0, 0, 1}, Vec3{0.6, 0.64, -0.48}}) {
        path.direction = geometry::normalized(d);
        expect_right_handed(gaze_along(path));
        expect_right_handed(gaze_down(path));
    }
}

TEST(Projection, ANeedleFromBehindPointsDownThePageWithRightOnTheRight) {
    chart::NeedlePath path;
    path.direction = {0, 1, 0};
    const Gaze gaze = gaze_along(path);
    EXPECT_EQ(gaze.up, (Vec3{0, -1, 0}));
    EXPECT_EQ(direction_letters(gaze.right), "R");
    EXPECT_EQ(direction_letters(gaze_down(path).up), "H");
}

TEST(Projection, AFlankIsSeenFromItsSide) {
    EXPECT_EQ(viewpoint_facing({0.1, -1, 0}), Viewpoint::Behind);
    EXPECT_EQ(viewpoint_facing({-1, -0.3, 0}), Viewpoint::Left);
    EXPECT_EQ(viewpoint_facing({1, -0.3, 0.5}), Viewpoint::Right);
    EXPECT_EQ(viewpoint_facing({0.2, 0.9, 0}), Viewpoint::Front);
    EXPECT_EQ(viewpoint_facing({1, -1, 0}), Viewpoint::Behind); // in doubt
}

TEST(Projection, ASpotReadsBackAsItsPoint) {
    const Projection p{gaze_from(Viewpoint::Behind), {10, 20, 30}, {5, 5, 80, 60}, 0.5};
    EXPECT_EQ(p.spot({10, 20, 30}), (Spot{45, 35}));
    EXPECT_EQ(p.spot({30, 99, 50}), (Spot{55, 25})); // 20 mm right and 20 mm up, at half scale
    EXPECT_NEAR(geometry::distance(p.point({55, 25}), {30, 20, 50}), 0, 1e-12);
    EXPECT_DOUBLE_EQ(p.depth({0, 26, 0}), 6);
}

} // namespace
} // namespace filiform::report
