// SPDX-License-Identifier: Apache-2.0
#include "needle/inside_bound.h"

#include <gtest/gtest.h>

#include "base/random.h"
#include "geometry/shapes.h"

namespace filiform::needle {
namespace {

using geometry::Vec3;

geometry::DistanceField crossed_capsules(const geometry::Lattice& lattice) {
    return geometry::sample_field(lattice, [](const Vec3& p) {
        return std::min(geometry::distance_to_capsule(p, {{12, 20, 20}, {60, 30, 25}, 9}),
                        geometry::distance_to_capsule(p, {{30, 8, 12}, {34, 60, 40}, 5}));
    });
}

/// Walks across the lattice, some of the way beyond it.
void expect_bounds(const geometry::DistanceField& field, std::uint64_t seed) {
    // A cell's deepest corner lies a cell's diagonal from any of its points at most.
    const double most_above = geometry::length(field.lattice().spacing) + 0.2;
    const InsideBound bound(field);
    const geometry::Box box = field.lattice().bounds();
    base::RandomStream random(seed, 0);
    std::size_t deep = 0;
    for (int n = 0; n < 400; ++n) {
        const Vec3 start{box.low.x - 5 + (box.high.x - box.low.x + 10) * random.uniform(),
                         box.low.y - 5 + (box.high.y - box.low.y + 10) * random.uniform(),
                         box.low.z - 5 + (box.high.z - box.low.z + 10) * random.uniform()};
        const Vec3 step{3 * random.normal(), 3 * random.normal(), 3 * random.normal()};
        InsideBound::Walk walk(bound, start, step);
        for (int i = 0; i < 12; ++i) {
            const Vec3 p = start + step * static_cast<double>(i);
            const double inside = -field.at(p);
            const double most = walk.next();
            EXPECT_GE(most, std::min(inside, InsideBound::deepest_mm) - 1e-9);
            if (box.contains(p) && most > 0) {
                EXPECT_LE(most, std::max(inside, 0.0) + most_above);
            }
            deep += inside > 2 ? 1 : 0;
        }
    }
    EXPECT_GT(deep, 50U);
}

TEST(InsideBound, IsNeverBelowTheDepthReadAndNotFarAbove) {
    expect_bounds(crossed_capsules({{48, 44, 36}, {0, 0, 0}, {1.5, 1.5, 1.5}}), 3);
}

TEST(InsideBound, HoldsForAShapeCutByItsLattice) {
    expect_bounds(crossed_capsules({{20, 16, 16}, {16, 16, 14}, {1.5, 1.5, 1.5}}), 4);
}

TEST(InsideBound, SkippingPlacesIsGoingByThem) {
    const auto field = crossed_capsules({{48, 44, 36}, {0, 0, 0}, {1.5, 1.5, 1.5}});
    const InsideBound bound(field);
    InsideBound::Walk walked(bound, {0, 22, 21}, {2, 0.25, 0.125});
    InsideBound::Walk skipped = walked;
    for (int i = 0; i < 9; ++i)
        (void)walked.next();
    skipped.skip(9);
    EXPECT_EQ(walked.next(), skipped.next());
}

} // namespace
} // namespace filiform::needle
