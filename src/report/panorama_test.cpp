// SPDX-License-Identifier: Apache-2.0
#include "report/panorama.h"

#include <algorithm>
#include <cmath>

#include <gtest/gtest.h>

#include "base/parallel.h"
#include "report/back_view.h"
#include "report/report_fixtures.h"

namespace filiform::report {
namespace {

using geometry::Vec3;

TEST(Panorama, TheBackOfTheBlockIsSeenWhereItIs) {
    const anatomy::Body body = fixtures::small_body();
    const Panorama view = look_at(body, Viewpoint::Behind, 2);
    // The skin is the plane y = −40 and the gaze runs along +y: depth from the centre of the
    // lattice, which lies behind y = 0.
    for (const Vec3& p : {Vec3{0, 0, 0}, Vec3{30, 10, -40}, Vec3{-50, 0, 50}})
        EXPECT_NEAR(skin_depth_at(view, p), -40 - view.projection.centre.y, 0.05);
}

TEST(Panorama, ABallOfBoneIsMetOnItsNearSide) {
    const anatomy::Body body = fixtures::small_body();
    const Panorama view = look_at(body, Viewpoint::Behind, 1);
    const Spot middle = view.projection.spot({0, 0, 0});
    const std::size_t i = view.index(static_cast<int>(middle.x), static_cast<int>(middle.y));
    // Centre y = 30, radius 10: met at y = 20; half a picture element aside that is 0.01 mm.
    EXPECT_NEAR(view.bone_depth[i] + view.projection.centre.y, 20, 0.3);
    EXPECT_TRUE(std::isnan(view.bone_depth[view.index(2, 2)]));
}

TEST(Panorama, FromTheSideTheScanIsCut) {
    const Panorama view = look_at(fixtures::small_body(), Viewpoint::Left, 2);
    const Spot middle = view.projection.spot({0, 0, 0}) * (1 / view.pixel_mm);
    const std::size_t i = view.index(static_cast<int>(middle.x), static_cast<int>(middle.y));
    EXPECT_EQ(view.is_cut[i], 1);
    EXPECT_EQ(view.is_cut[view.index(0, 0)], 1);
}

TEST(Panorama, OutsideThePictureThereIsNoSkin) {
    const Panorama view = look_at(fixtures::small_body(), Viewpoint::Behind, 2);
    EXPECT_TRUE(std::isnan(skin_depth_at(view, {500, 0, 0})));
}

TEST(Panorama, ForSkinAloneItMeetsTheSameSkin) {
    const anatomy::Body body = fixtures::small_body();
    const Panorama all = look_at(body, Viewpoint::Behind, 2);
    const Panorama skin = look_for_skin(body, Viewpoint::Behind, 2);
    ASSERT_EQ(skin.skin_depth.size(), all.skin_depth.size());
    for (std::size_t i = 0; i < skin.skin_depth.size(); ++i) {
        // Not a number is equal to nothing, itself included.
        EXPECT_EQ(std::isnan(skin.skin_depth[i]), std::isnan(all.skin_depth[i]));
        if (!std::isnan(skin.skin_depth[i])) {
            EXPECT_EQ(skin.skin_depth[i], all.skin_depth[i]);
        }
    }
    EXPECT_EQ(skin.is_cut, all.is_cut);
    EXPECT_TRUE(std::all_of(skin.bone_depth.begin(), skin.bone_depth.end(),
                            [](float depth) { return std::isnan(depth); }));
}

TEST(Panorama, ThreadsDoNotChangeIt) {
    const anatomy::Body body = fixtures::small_body();
    base::set_threads(1);
    const Panorama one = look_at(body, Viewpoint::Behind, 2);
    base::set_threads(0);
    const Panorama all = look_at(body, Viewpoint::Behind, 2);
    EXPECT_EQ(one.skin_shade, all.skin_shade);
    EXPECT_EQ(one.bone_shade, all.bone_shade);
}

TEST(Panorama, CloseByItMeetsWhatEveryRayAloneMeets) {
    const anatomy::Body body = fixtures::small_body();
    const Projection onto{gaze_from(Viewpoint::Behind), {5, 0, -3}, {10, 20, 40, 30}, 0.8};
    const Panorama view = look_close(body, onto, 1);
    EXPECT_EQ(view.width, 40);
    EXPECT_EQ(view.height, 30);
    const anatomy::Structure* ball = nullptr;
    for (const anatomy::Structure& one : body.structures)
        if (one.kind == chart::Kind::Bone)
            ball = &one;
    ASSERT_NE(ball, nullptr);
    int met = 0;
    for (int row = 0; row < view.height; ++row)
        for (int column = 0; column < view.width; ++column) {
            const Spot spot{(column + 0.5) * view.pixel_mm, (row + 0.5) * view.pixel_mm};
            // The obvious way: a hundredth of a millimetre at a time, from outside the body.
            double t = -100;
            while (t < 100 && ball->field.at(view.projection.point(spot) +
                                             view.projection.gaze.forward * t) > 0)
                t += 0.01;
            const float depth = view.bone_depth[view.index(column, row)];
            ASSERT_EQ(std::isnan(depth), t >= 100) << column << ' ' << row;
            if (std::isnan(depth))
                continue;
            // The last step, within which the surface is taken as straight.
            EXPECT_NEAR(depth, t, ball->field.lattice().spacing.x / 4) << column << ' ' << row;
            ++met;
        }
    EXPECT_GT(met, 100);
}

double enclosed(const Outline& outline) {
    double twice = 0;
    for (const Line& line : outline)
        for (std::size_t i = 0; i < line.spots.size(); ++i) {
            const Spot& a = line.spots[i];
            const Spot& b = line.spots[(i + 1) % line.spots.size()];
            twice += a.x * b.y - b.x * a.y;
        }
    return std::abs(twice) / 2;
}

TEST(VerdictAreas, CoverWhatTheMapSays) {
    const Panorama view = look_at(fixtures::small_body(), Viewpoint::Behind, 1);
    const Projection onto{view.projection.gaze, {0, 0, 0}, {0, 0, 60, 60}, 0.5};
    const auto areas = verdict_areas(fixtures::ringed_map(), view, onto);
    ASSERT_EQ(areas.size(), 2U);
    EXPECT_EQ(areas[0].verdict, chart::Verdict::Safe);
    EXPECT_EQ(areas[1].verdict, chart::Verdict::Refused);
    // Half scale: a disc of 15 mm is 7.5 mm on paper, and the ring around it ends at 15 mm; a map
    // of 4 mm cells cannot say it closer than about one millimetre of paper.
    const double pi = std::acos(-1.0);
    EXPECT_GT(enclosed(areas[0].outline), pi * 6.5 * 6.5);
    EXPECT_LT(enclosed(areas[0].outline), pi * 8.5 * 8.5);
    EXPECT_GT(enclosed(areas[1].outline), pi * (14 * 14 - 8.5 * 8.5));
    EXPECT_LT(enclosed(areas[1].outline), pi * (16 * 16 - 6.5 * 6.5));
}

TEST(VerdictAreas, SkinTurnedAwayIsNotPainted) {
    const Panorama view = look_at(fixtures::small_body(), Viewpoint::Front, 1);
    const Projection onto{view.projection.gaze, {0, 0, 0}, {0, 0, 60, 60}, 0.5};
    EXPECT_TRUE(verdict_areas(fixtures::ringed_map(), view, onto).empty());
}

} // namespace
} // namespace filiform::report
