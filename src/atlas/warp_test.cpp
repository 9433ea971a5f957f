// SPDX-License-Identifier: Apache-2.0
#include "atlas/warp.h"

#include <gtest/gtest.h>

namespace filiform::atlas {
namespace {

using geometry::Vec3;

const std::vector<Carried> bent{{{0, 0, 0}, {1, 0, 0}},       {{100, 0, 0}, {110, 5, 0}},
                                {{0, 100, 0}, {0, 90, -3}},   {{0, 0, 100}, {2, 0, 120}},
                                {{60, 50, 40}, {66, 48, 50}}, {{20, 90, 70}, {21, 80, 83}}};

TEST(Warp, carries_each_point_to_its_place) {
    const Warp warp(bent);
    for (const Carried& point : bent)
        EXPECT_LT(distance(warp(point.from), point.to), 1e-6);
}

TEST(Warp, moves_nothing_when_no_point_moves) {
    std::vector<Carried> still = bent;
    for (Carried& point : still)
        point.to = point.from;
    EXPECT_LT(distance(Warp(still)({31, -7, 55}), {31, -7, 55}), 1e-9);
    EXPECT_EQ(Warp({})({1, 2, 3}), (Vec3{1, 2, 3}));
}

TEST(Warp, an_affine_map_of_the_points_is_the_map_of_all_space) {
    const auto affine = [](const Vec3& p) {
        return Vec3{1.1 * p.x + 0.1 * p.z + 4, 0.9 * p.y - 2, 1.3 * p.z - 0.05 * p.x};
    };
    std::vector<Carried> points = bent;
    for (Carried& point : points)
        point.to = affine(point.from);
    const Vec3 p{-40, 33, 210};
    EXPECT_LT(distance(Warp(points)(p), affine(p)), 1e-6);
}

TEST(Warp, two_points_shift_what_is_far_and_meet_their_places) {
    const std::vector<Carried> two{{{0, 0, 0}, {5, 0, 0}}, {{10, 0, 0}, {17, 0, 0}}};
    const Warp warp(two);
    EXPECT_LT(distance(warp({0, 0, 0}), {5, 0, 0}), 1e-9);
    EXPECT_LT(distance(warp({10, 0, 0}), {17, 0, 0}), 1e-9);
}

} // namespace
} // namespace filiform::atlas
