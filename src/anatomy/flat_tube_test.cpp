// SPDX-License-Identifier: Apache-2.0
#include "anatomy/flat_tube.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "base/random.h"
#include "geometry/shapes.h"

namespace filiform::anatomy {
namespace {

using geometry::Vec3;

/// A nerve 16 wide (x) and 5 thick (y), straight down from z = 0 to -100.
Tube flat_nerve() {
    return Tube({{{0, 0, 0}, {1, 0, 0}, 8, 2.5}, {{0, 0, -100}, {1, 0, 0}, 8, 2.5}});
}

TEST(FlatTube, is_as_thick_and_wide_as_its_stations_say) {
    EXPECT_NEAR(flat_nerve().distance_to({0, -10, -50}), 7.5, 1e-12); // 10 - 2.5
    EXPECT_NEAR(flat_nerve().distance_to({10, 0, -50}), 2, 1e-12);    // 10 - 8
    EXPECT_NEAR(flat_nerve().distance_to({5, 1, -50}), -1.5, 1e-12);  // 1 - 2.5
}

TEST(FlatTube, with_equal_halves_is_a_capsule) {
    const Tube tube(round_tube({{1, 2, 3}, {20, 5, -30}}, 4));
    const geometry::Capsule capsule{{1, 2, 3}, {20, 5, -30}, 4};
    base::RandomStream random(4, 0);
    for (int n = 0; n < 100; ++n) {
        const Vec3 p{60 * random.uniform() - 20, 40 * random.uniform() - 20,
                     60 * random.uniform() - 40};
        EXPECT_NEAR(tube.distance_to(p), geometry::distance_to_capsule(p, capsule), 1e-9);
    }
}

TEST(FlatTube, skipping_far_stretches_changes_nothing) {
    std::vector<Vec3> winding;
    for (int i = 0; i < 20; ++i)
        winding.push_back({30 * std::sin(0.5 * i), 20 * std::cos(0.3 * i), -6.0 * i});
    const Tube tube(round_tube(winding, 3));
    base::RandomStream random(8, 0);
    for (int n = 0; n < 300; ++n) {
        const Vec3 p{120 * random.uniform() - 60, 80 * random.uniform() - 40,
                     160 * random.uniform() - 140};
        double brute = 1e300;
        for (std::size_t i = 0; i + 1 < winding.size(); ++i)
            brute =
                std::min(brute, geometry::distance_to_capsule(p, {winding[i], winding[i + 1], 3}));
        EXPECT_NEAR(tube.distance_to(p), brute, 1e-9);
    }
}

TEST(FlatTube, bends_around_a_ball_and_keeps_its_ends) {
    const geometry::Lattice lattice{{61, 61, 61}, {-60, -60, -60}, {2, 2, 2}};
    const auto ball = geometry::sample_field(lattice, [](const Vec3& p) {
        return geometry::length(p - Vec3{0, 3, 0}) - 15;
    });
    std::vector<Station> tube = round_tube(resample({{0, 0, 50}, {0, 0, -50}}, 21), 4);
    const Obstacle obstacle{&ball, 1};
    bend_around(tube, std::span(&obstacle, 1));
    EXPECT_EQ(tube.front().centre, (Vec3{0, 0, 50}));
    EXPECT_EQ(tube.back().centre, (Vec3{0, 0, -50}));
    for (const Station& station : tube)
        EXPECT_GT(ball.at(station.centre), 4);
}

TEST(FlatTube, resampling_is_even_and_keeps_the_ends) {
    // An L of 30 and 10: five points, 10 apart.
    const auto even = resample({{0, 0, 0}, {30, 0, 0}, {30, 10, 0}}, 5);
    ASSERT_EQ(even.size(), 5U);
    EXPECT_EQ(even[2], (Vec3{20, 0, 0}));
    EXPECT_EQ(even[3], (Vec3{30, 0, 0}));
    EXPECT_EQ(even[4], (Vec3{30, 10, 0}));
}

TEST(FlatTube, thinning_keeps_the_last_station) {
    const std::vector<Station> tube = round_tube(resample({{0, 0, 0}, {9, 0, 0}}, 10), 1);
    const auto few = thinned(tube, 4); // 0, 4, 8 and the last
    ASSERT_EQ(few.size(), 4U);
    EXPECT_EQ(few.back().centre, tube.back().centre);
}

} // namespace
} // namespace filiform::anatomy
