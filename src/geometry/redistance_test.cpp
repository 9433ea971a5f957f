// SPDX-License-Identifier: Apache-2.0
#include <cmath>
#include <functional>

#include <gtest/gtest.h>

#include "geometry/distance_field.h"
#include "geometry/shapes.h"

namespace filiform::geometry {
namespace {

using Distance = std::function<double(const Vec3&)>;

/// 72 mm across at 1.5 mm, its points at no special place.
const Lattice cube{{49, 49, 49}, {-36.3, -35.9, -36.1}, {1.5, 1.5, 1.5}};

std::vector<float> sampled(const Lattice& lattice, const Distance& of) {
    std::vector<float> values(lattice.size.voxels());
    for (int k = 0; k < lattice.size.z; ++k)
        for (int j = 0; j < lattice.size.y; ++j)
            for (int i = 0; i < lattice.size.x; ++i)
                values[lattice.size.index(i, j, k)] =
                    static_cast<float>(of(lattice.point(i, j, k)));
    return values;
}

struct Worst {
    double outside = 0;
    double inside = 0;
};

/// The largest error of redistance(`level`), where the truth is `truth`.
Worst worst_error(const Lattice& lattice, const Distance& level, const Distance& truth) {
    const auto mm = redistance(lattice, sampled(lattice, level));
    const auto expected = sampled(lattice, truth);
    Worst worst;
    for (std::size_t i = 0; i < mm.size(); ++i) {
        double& side = expected[i] < 0 ? worst.inside : worst.outside;
        side = std::max(side, static_cast<double>(std::abs(mm[i] - expected[i])));
    }
    return worst;
}

TEST(Redistance, KeepsTheDistancesOfASphere) {
    for (const double radius : {4.0, 10.0, 25.0}) {
        const Distance sphere = [&](const Vec3& p) {
            return length(p - Vec3{.2, .3, .1}) - radius;
        };
        const Worst worst = worst_error(cube, sphere, sphere);
        EXPECT_LT(worst.outside, radius < 5 ? 0.15 : 0.1) << radius;
        EXPECT_LT(worst.inside, 0.1) << radius;
    }
}

TEST(Redistance, KeepsTheDistancesOfACapsule) {
    const Capsule capsule{{-11, -7, -16}, {9, 12, 14}, 5};
    const Distance distance = [&](const Vec3& p) { return distance_to_capsule(p, capsule); };
    const Worst worst = worst_error(cube, distance, distance);
    EXPECT_LT(worst.outside, 0.15); // rounder, and so more sag, than the larger spheres
    EXPECT_LT(worst.inside, 0.1);
}

TEST(Redistance, KeepsTheDistancesOfASlantedPlaneUpToWhereTheLatticeCutsIt) {
    for (const Vec3& slant : {Vec3{1, 0, 0}, Vec3{1, 0.05, 0.02}, Vec3{1, 1, 0}, Vec3{1, 2, 3}}) {
        const Vec3 normal = normalized(slant);
        const Distance plane = [&](const Vec3& p) { return dot(p, normal); };
        const auto mm = redistance(cube, sampled(cube, plane));
        double worst = 0;
        for (int k = 0; k < cube.size.z; ++k)
            for (int j = 0; j < cube.size.y; ++j)
                for (int i = 0; i < cube.size.x; ++i) {
                    const Vec3 p = cube.point(i, j, k);
                    const double expected = plane(p);
                    if (!cube.bounds().grown(-1.5).contains(p - normal * expected))
                        continue;
                    worst = std::max(worst, std::abs(mm[cube.size.index(i, j, k)] - expected));
                }
        EXPECT_LT(worst, 0.1) << slant.x << ' ' << slant.y << ' ' << slant.z;
    }
}

TEST(Redistance, MakesDistancesOfALevelThatIsNone) {
    // Steeper on one side, flatter far away: only the zero is that of the sphere.
    const Distance sphere = [](const Vec3& p) { return length(p) - 12; };
    const Distance level = [&](const Vec3& p) {
        return (2 + p.x / 40) * 6 * std::tanh(sphere(p) / 6);
    };
    const Worst worst = worst_error(cube, level, sphere);
    EXPECT_LT(worst.outside, 0.1);
    EXPECT_LT(worst.inside, 0.15);
}

TEST(Redistance, IsAccurateOnAnAnisotropicLattice) {
    const Lattice flat{{61, 61, 25}, {-30, -30, -36}, {1, 1, 3}};
    const Distance sphere = [](const Vec3& p) { return length(p) - 14; };
    const Worst worst = worst_error(flat, sphere, sphere);
    // A chord of 3 mm on a sphere of 14 mm sags by 3²/8/14 = 0.08 mm.
    EXPECT_LT(worst.outside, 0.2);
    EXPECT_LT(worst.inside, 0.2);
}

TEST(Redistance, NegativeStaysNegative) {
    const Distance sphere = [](const Vec3& p) { return length(p) - 12; };
    const auto level = sampled(cube, sphere);
    const auto mm = redistance(cube, level);
    for (std::size_t i = 0; i < mm.size(); ++i)
        EXPECT_EQ(mm[i] < 0, level[i] < 0);
}

TEST(Redistance, OfAMirroredLevelIsMirrored) {
    const Capsule capsule{{-11, -7, -16}, {9, 12, 14}, 5};
    const double middle = cube.bounds().low.x + cube.bounds().high.x;
    const auto mm = redistance(
        cube, sampled(cube, [&](const Vec3& p) { return distance_to_capsule(p, capsule); }));
    const auto mirrored =
        redistance(cube, sampled(cube, [&](const Vec3& p) {
                       return distance_to_capsule({middle - p.x, p.y, p.z}, capsule);
                   }));
    for (int k = 0; k < cube.size.z; ++k)
        for (int j = 0; j < cube.size.y; ++j)
            for (int i = 0; i < cube.size.x; ++i)
                // The walk stops a fiftieth of a spacing from where it would end.
                ASSERT_NEAR(mirrored[cube.size.index(cube.size.x - 1 - i, j, k)],
                            mm[cube.size.index(i, j, k)], 0.03);
}

} // namespace
} // namespace filiform::geometry
