// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>

#include <gtest/gtest.h>

#include "base/parallel.h"
#include "base/random.h"
#include "geometry/distance_field.h"
#include "geometry/instruction_set.h"

namespace filiform::geometry {
namespace {

std::vector<std::uint8_t> random_mask(const Lattice& lattice, double share, std::uint64_t seed) {
    base::RandomStream random(seed, 0);
    std::vector<std::uint8_t> mask(lattice.size.voxels());
    for (auto& voxel : mask)
        voxel = random.uniform() < share ? 1 : 0;
    return mask;
}

/// The surface as the obvious program sees it: the middle of every lattice edge between voxels of
/// different kind, in doubled voxel coordinates.
std::vector<std::array<int, 3>> surface_points(const Size3& size,
                                               const std::vector<std::uint8_t>& mask) {
    std::vector<std::array<int, 3>> points;
    for (int k = 0; k < size.z; ++k)
        for (int j = 0; j < size.y; ++j)
            for (int i = 0; i < size.x; ++i) {
                const auto here = mask[size.index(i, j, k)];
                if (i + 1 < size.x && mask[size.index(i + 1, j, k)] != here)
                    points.push_back({2 * i + 1, 2 * j, 2 * k});
                if (j + 1 < size.y && mask[size.index(i, j + 1, k)] != here)
                    points.push_back({2 * i, 2 * j + 1, 2 * k});
                if (k + 1 < size.z && mask[size.index(i, j, k + 1)] != here)
                    points.push_back({2 * i, 2 * j, 2 * k + 1});
            }
    return points;
}

double brute_force(const Lattice& lattice, const std::vector<std::array<int, 3>>& points,
                   const std::array<int, 3>& voxel) {
    double best = 1e300;
    for (const auto& p : points) {
        const Vec3 d{(p[0] - 2 * voxel[0]) * lattice.spacing.x / 2,
                     (p[1] - 2 * voxel[1]) * lattice.spacing.y / 2,
                     (p[2] - 2 * voxel[2]) * lattice.spacing.z / 2};
        best = std::min(best, dot(d, d));
    }
    return std::sqrt(best);
}

void expect_brute_force(const Lattice& lattice, const std::vector<std::uint8_t>& mask) {
    const auto points = surface_points(lattice.size, mask);
    const auto mm = signed_distance(lattice, mask);
    for (int k = 0; k < lattice.size.z; ++k)
        for (int j = 0; j < lattice.size.y; ++j)
            for (int i = 0; i < lattice.size.x; ++i) {
                const auto at = lattice.size.index(i, j, k);
                const double expected = brute_force(lattice, points, {i, j, k});
                // Squares add up exactly to seven digits in single precision.
                ASSERT_NEAR(mm[at], mask[at] != 0 ? -expected : expected, 1e-6 * expected + 1e-6)
                    << i << ' ' << j << ' ' << k;
            }
}

TEST(SignedDistance, AgreesWithBruteForceOnRandomBodies) {
    std::uint64_t seed = 0;
    for (const double share : {0.003, 0.05, 0.5, 0.97})
        for (const Size3& size : {Size3{17, 9, 21}, Size3{33, 1, 5}, Size3{1, 40, 2}})
            for (const Vec3& spacing : {Vec3{1, 1, 1}, Vec3{0.7, 1.3, 3}}) {
                const Lattice lattice{size, {5, -7, 11}, spacing};
                auto mask = random_mask(lattice, share, ++seed);
                mask.front() = 1; // never without a surface
                mask.back() = 0;
                expect_brute_force(lattice, mask);
            }
}

TEST(SignedDistance, OfOneVoxelIsHalfAStepInside) {
    const Lattice lattice{{5, 5, 5}, {0, 0, 0}, {1, 1, 1}};
    std::vector<std::uint8_t> mask(125);
    mask[lattice.size.index(2, 2, 2)] = 1;
    const auto mm = signed_distance(lattice, mask);
    EXPECT_FLOAT_EQ(mm[lattice.size.index(2, 2, 2)], -0.5F);
    EXPECT_FLOAT_EQ(mm[lattice.size.index(4, 2, 2)], 1.5F);
    // From (4,4,2) the nearest surface point is (2.5,2,2) or (2,2.5,2): 1.5 and 2 across.
    EXPECT_FLOAT_EQ(mm[lattice.size.index(4, 4, 2)], std::sqrt(1.5F * 1.5F + 2 * 2));
}

TEST(SignedDistance, OfNothingIsFarAndOfEverythingDeep) {
    const Lattice lattice{{3, 4, 5}, {0, 0, 0}, {1, 1, 1}};
    for (const float mm : signed_distance(lattice, std::vector<std::uint8_t>(60, 0)))
        EXPECT_GT(mm, 1e6F);
    for (const float mm : signed_distance(lattice, std::vector<std::uint8_t>(60, 1)))
        EXPECT_LT(mm, -1e6F);
}

TEST(SignedDistance, IsTheSameForEveryThreadCount) {
    const Lattice lattice{{37, 41, 29}, {0, 0, 0}, {1, 1.5, 0.8}};
    const auto mask = random_mask(lattice, 0.01, 4);
    base::set_threads(1);
    const auto alone = signed_distance(lattice, mask);
    base::set_threads(0);
    EXPECT_EQ(signed_distance(lattice, mask), alone);
}

TEST(SignedDistance, IsTheSameForEveryInstructionSet) {
    const Lattice lattice{{45, 38, 51}, {0, 0, 0}, {0.9, 1.5, 2}};
    const auto mask = random_mask(lattice, 0.004, 8);
    const InstructionSet before = instruction_set();
    set_instruction_set(InstructionSet::plain);
    const auto plain = signed_distance(lattice, mask);
    for (const InstructionSet set : usable_instruction_sets()) {
        set_instruction_set(set);
        EXPECT_EQ(signed_distance(lattice, mask), plain);
    }
    set_instruction_set(before);
}

TEST(SignedDistance, OfAMirroredMaskIsMirrored) {
    const Lattice lattice{{23, 12, 17}, {0, 0, 0}, {1, 1.3, 0.8}};
    const auto mask = random_mask(lattice, 0.02, 9);
    const auto flipped = [&](const auto& values) {
        auto result = values;
        for (int k = 0; k < lattice.size.z; ++k)
            for (int j = 0; j < lattice.size.y; ++j)
                for (int i = 0; i < lattice.size.x; ++i)
                    result[lattice.size.index(i, j, k)] =
                        values[lattice.size.index(lattice.size.x - 1 - i, j, k)];
        return result;
    };
    EXPECT_EQ(signed_distance(lattice, flipped(mask)), flipped(signed_distance(lattice, mask)));
}

} // namespace
} // namespace filiform::geometry
