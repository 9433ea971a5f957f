// SPDX-License-Identifier: Apache-2.0
#include "geometry/shapes.h"

#include <algorithm>

#include <gtest/gtest.h>

#include "base/random.h"

namespace filiform::geometry {
namespace {

TEST(Capsule, APointOnTheAxisIsOneRadiusInside) {
    EXPECT_DOUBLE_EQ(distance_to_capsule({3, 0, 0}, {{0, 0, 0}, {10, 0, 0}, 2}), -2);
}

TEST(Capsule, EndsInHalfSpheres) {
    // 3 mm beyond the end and 4 mm aside: 5 mm from the end of the axis.
    EXPECT_DOUBLE_EQ(distance_to_capsule({13, 4, 0}, {{0, 0, 0}, {10, 0, 0}, 2}), 3);
}

TEST(Capsule, OfNoLengthIsASphere) {
    EXPECT_DOUBLE_EQ(distance_to_capsule({3, 4, 0}, {{0, 0, 0}, {0, 0, 0}, 1}), 4);
}

TEST(DistanceBetween, CrossingSegmentsIsZero) {
    EXPECT_NEAR(distance_between({{-1, 0, 0}, {1, 0, 0}, 2}, {{0, -1, 0}, {0, 1, 0}, 2}), 0, 1e-12);
}

TEST(DistanceBetween, ParallelSegmentsIsTheirGap) {
    EXPECT_NEAR(distance_between({{0, 0, 0}, {1, 0, 0}, 5}, {{2, 3, 0}, {1, 0, 0}, 5}), 3, 1e-12);
    // One after the other on one line: 2 mm between their ends.
    EXPECT_NEAR(distance_between({{0, 0, 0}, {1, 0, 0}, 5}, {{7, 0, 0}, {1, 0, 0}, 5}), 2, 1e-12);
}

TEST(DistanceBetween, AgreesWithBruteForce) {
    for (std::uint64_t n = 0; n < 50; ++n) {
        base::RandomStream random(9, n);
        const auto segment = [&] {
            const Vec3 start{random.normal() * 10, random.normal() * 10, random.normal() * 10};
            const Vec3 along{random.normal(), random.normal(), random.normal()};
            return Segment{start, normalized(along), random.uniform() * 20};
        };
        const Segment a = segment();
        const Segment b = segment();
        double best = 1e9;
        constexpr int steps = 200;
        for (int i = 0; i <= steps; ++i)
            for (int j = 0; j <= steps; ++j)
                best = std::min(best, distance(a.point(a.length_mm * i / steps),
                                               b.point(b.length_mm * j / steps)));
        // Steps of 0.1 mm on either segment.
        EXPECT_NEAR(distance_between(a, b), best, 0.1);
        EXPECT_LE(distance_between(a, b), best + 1e-12);
    }
}

} // namespace
} // namespace filiform::geometry
