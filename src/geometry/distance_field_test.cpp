// SPDX-License-Identifier: Apache-2.0
#include "geometry/distance_field.h"

#include <algorithm>
#include <cmath>

#include <gtest/gtest.h>

#include "base/random.h"
#include "geometry/shapes.h"

namespace filiform::geometry {
namespace {

const Lattice cube{{21, 21, 21}, {-10, -10, -10}, {1, 1, 1}};
const Sphere ball{{0.3, -0.2, 0.1}, 5};
double distance_to_ball(const Vec3& p) {
    return distance(p, ball.centre) - ball.radius_mm;
}

TEST(DistanceField, AnswersItsSamplesAtLatticePoints) {
    const DistanceField field = sample_field(cube, distance_to_ball);
    for (int i = 0; i < 21; i += 5)
        for (int j = 0; j < 21; j += 4) {
            const Vec3 p = cube.point(i, j, 7);
            EXPECT_NEAR(field.at(p), distance_to_ball(p), 1.0 / 128 + 1e-4); // half a step
        }
}

TEST(DistanceField, IsLinearBetweenLatticePoints) {
    const DistanceField plane = sample_field(cube, [](const Vec3& p) { return p.x * 0.5; });
    EXPECT_NEAR(plane.at({2.25, 0.7, -3.1}), 1.125, 1.0 / 128);
    EXPECT_NEAR(plane.gradient({2.25, 0.7, -3.1}).x, 1, 1e-9);
}

TEST(DistanceField, MixesTheCornersOfItsVoxelAsOneAfterTheOtherWouldToTheBit) {
    const auto mix = [](double a, double b, double t) { return a + t * (b - a); };
    base::RandomStream random(5, 0);
    for (const Size3& size : {Size3{7, 6, 5}, Size3{1, 6, 5}, Size3{7, 1, 5}, Size3{7, 6, 1}}) {
        std::vector<std::int16_t> steps(size.voxels());
        for (std::int16_t& step : steps)
            step = static_cast<std::int16_t>(random.uniform() * 4000 - 2000);
        const DistanceField field({size, {}, {1, 1, 1}}, steps, {{0, 0, 0}, {7, 6, 5}});
        const auto value = [&](int i, int j, int k) {
            return static_cast<double>(steps[size.index(
                std::min(i, size.x - 1), std::min(j, size.y - 1), std::min(k, size.z - 1))]);
        };
        for (int n = 0; n < 500; ++n) {
            const Vec3 p{random.uniform() * (size.x - 1), random.uniform() * (size.y - 1),
                         random.uniform() * (size.z - 1)};
            const int i = static_cast<int>(p.x);
            const int j = static_cast<int>(p.y);
            const int k = static_cast<int>(p.z);
            const auto row = [&](int y, int z) {
                return mix(value(i, y, z), value(i + 1, y, z), p.x - i);
            };
            const double low = mix(row(j, k), row(j + 1, k), p.y - j);
            const double high = mix(row(j, k + 1), row(j + 1, k + 1), p.y - j);
            EXPECT_EQ(field.at(p), mix(low, high, p.z - k) / 64);
        }
    }
}

TEST(DistanceField, PointsAwayFromItsShape) {
    const DistanceField field = sample_field(cube, distance_to_ball);
    const Vec3 p{4, 3, -5};
    EXPECT_GT(dot(field.gradient(p), normalized(p - ball.centre)), 0.99);
}

TEST(DistanceField, NeverOverstatesOutsideItsLattice) {
    const DistanceField field = sample_field(cube, distance_to_ball);
    base::RandomStream random(1, 0);
    for (int n = 0; n < 500; ++n) {
        const Vec3 p{random.normal() * 20, random.normal() * 20, random.normal() * 20};
        if (cube.bounds().contains(p))
            continue;
        EXPECT_LE(field.at(p), distance_to_ball(p) + 0.1);
        EXPECT_GE(field.at(p), distance_to_box(p, field.bounds()) - 1e-9);
    }
}

TEST(DistanceField, DoesNotJumpAtTheBorderOfItsLattice) {
    const DistanceField field = sample_field(cube, distance_to_ball);
    for (const Vec3& p : {Vec3{10, 3, 4}, Vec3{-10, -10, 2}, Vec3{1, 10, -10}})
        EXPECT_NEAR(field.at(p), field.at(p * 1.0001), 0.01);
}

TEST(DistanceField, BoundsHoldTheShapeAndLittleMore) {
    const Box box = sample_field(cube, distance_to_ball).bounds();
    // 5 mm either side of the centre, and up to one voxel beyond the outermost inside.
    EXPECT_LE(box.low.x, -4.7);
    EXPECT_GE(box.low.x, -4.7 - 1);
    EXPECT_GE(box.high.z, 5.1);
    EXPECT_LE(box.high.z, 5.1 + 1);
}

TEST(DistanceField, OfNothingIsFarEverywhere) {
    EXPECT_TRUE(DistanceField().is_empty());
    EXPECT_GT(DistanceField().at({1, 2, 3}), 511);
    const DistanceField nothing = sample_field(cube, [](const Vec3&) { return 7.0; });
    EXPECT_TRUE(nothing.is_empty());
    EXPECT_TRUE(crop(nothing, 5).is_empty());
}

TEST(DistanceField, ClipsWhatItCannotStore) {
    const DistanceField field =
        sample_field(cube, [](const Vec3& p) { return p.x < 0 ? -4000.0 : 4000.0; });
    EXPECT_NEAR(field.at({5, 0, 0}), 511.98, 0.01);
    EXPECT_NEAR(field.at({-5, 0, 0}), -511.98, 0.01);
}

TEST(DistanceField, NothingIsMetAsNearAsItIsSurelyFree) {
    // A sliver thinner than a voxel, cropped close, so that creases and the border count.
    const Box sliver{{-0.4, -3, -6}, {0.3, 4, 5}};
    const auto away = [&](const Vec3& p) {
        const double outside = distance_to_box(p, sliver);
        if (outside > 0)
            return outside;
        return -std::min({p.x - sliver.low.x, sliver.high.x - p.x, p.y - sliver.low.y,
                          sliver.high.y - p.y, p.z - sliver.low.z, sliver.high.z - p.z});
    };
    const DistanceField field = crop(sample_field(cube, away), 2);
    base::RandomStream random(5, 1);
    const auto spread = [&] { return 30 * random.uniform() - 15; };
    int told = 0;
    for (int i = 0; i < 20000; ++i) {
        const Vec3 p{spread(), spread(), spread()};
        const double free_mm = field.surely_free_mm(field.at(p));
        if (free_mm <= 0)
            continue;
        ++told;
        const Vec3 step = normalized({spread(), spread(), spread()});
        EXPECT_GT(field.at(p + step * (free_mm * random.uniform())), 0);
    }
    EXPECT_GT(told, 10000);
}

TEST(Crop, KeepsTheSurroundingsOfTheShape) {
    const DistanceField whole = sample_field(cube, distance_to_ball);
    const DistanceField part = crop(whole, 2);
    EXPECT_LT(part.lattice().size.voxels(), whole.lattice().size.voxels());
    EXPECT_EQ(part.bounds(), whole.bounds());
    for (const Vec3& p : {Vec3{0, 0, 0}, Vec3{5, 3, -4}, Vec3{-6.5, 0.5, 1}})
        EXPECT_EQ(part.at(p), whole.at(p));
}

} // namespace
} // namespace filiform::geometry
