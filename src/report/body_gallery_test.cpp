// SPDX-License-Identifier: Apache-2.0
#include "report/body_gallery.h"

#include <cmath>
#include <numbers>

#include <gtest/gtest.h>

#include "geometry/distance_field.h"

namespace filiform::report {
namespace {

using geometry::Vec3;

/// A ball of 10 mm around the origin.
geometry::DistanceField ball_field() {
    return geometry::sample_field({{31, 31, 31}, {-15, -15, -15}, {1, 1, 1}},
                                  [](const Vec3& p) { return length(p) - 10; });
}

const GalleryView from_behind{gaze_from(Viewpoint::Behind), {{-12, -12, -12}, {12, 12, 12}}, 2};

int painted_pixels(const Picture& picture) {
    int count = 0;
    for (std::size_t i = 3; i < picture.rgba.size(); i += 4)
        count += picture.rgba[i] > 0 ? 1 : 0;
    return count;
}

TEST(BodyGallery, a_ball_is_a_disc_to_scale_brightest_where_it_faces_the_light) {
    const geometry::Mesh mesh = make_surface(ball_field());
    const PaintedSurface ball{&mesh, {1, 1, 1}};
    const Picture picture = paint_surfaces({&ball, 1}, from_behind);
    ASSERT_EQ(picture.width, 48);
    ASSERT_EQ(picture.height, 48);
    // π 10² mm² at 4 pixels a mm², give or take the rim.
    EXPECT_NEAR(painted_pixels(picture), std::numbers::pi * 100 * 4, 70);
    const auto red = [&](int x, int y) { return picture.rgba[4 * (48 * y + x)]; };
    EXPECT_GT(red(20, 18), red(20, 36)); // lit from above
    EXPECT_GT(red(18, 24), red(40, 24)); // and from the left
}

TEST(BodyGallery, what_is_nearer_covers_what_is_behind) {
    const geometry::Mesh near = make_surface(ball_field());
    geometry::Mesh far = near;
    for (Vec3& p : far.vertices)
        p = p + from_behind.gaze.forward * 5;
    const std::vector<PaintedSurface> surfaces{{&near, {1, 0, 0}}, {&far, {0, 1, 0}}};
    const Picture picture = paint_surfaces(surfaces, from_behind);
    const std::size_t middle = 4 * (48 * 24 + 24);
    EXPECT_GT(picture.rgba[middle], 0);
    EXPECT_EQ(picture.rgba[middle + 1], 0);
}

TEST(BodyGallery, a_section_shows_the_inside_with_a_dark_outline) {
    const geometry::DistanceField field = ball_field();
    const PaintedField ball{&field, {1, 1, 1}};
    const Picture picture = paint_section({&ball, 1}, from_behind);
    EXPECT_NEAR(painted_pixels(picture), std::numbers::pi * 100 * 4, 90);
    EXPECT_EQ(picture.rgba[4 * (48 * 24 + 24)], 255);
    EXPECT_EQ(picture.rgba[4 * 24 + 3], 0);
}

} // namespace
} // namespace filiform::report
