// SPDX-License-Identifier: Apache-2.0
#include "anatomy/unseen_tissue.h"

#include <gtest/gtest.h>

#include "anatomy/analytic_body.h"

namespace filiform::anatomy {
namespace {

using geometry::Box;
using geometry::DistanceField;
using geometry::Lattice;
using geometry::Vec3;

/// A scan of 100 mm; the body fills all below y = 0 in it.
const Lattice scanned{{51, 51, 51}, {-50, -50, -50}, {2, 2, 2}};

DistanceField half_body() {
    return geometry::sample_field(scanned, [](const Vec3& p) { return p.y; });
}

TEST(UnseenTissue, AirBeyondTheScanIsNoHazard) {
    const DistanceField unseen = unseen_tissue(outside_of(scanned.bounds()), half_body());
    // Straight above the skin, 10 mm outside the scan: the nearest body beyond the scan is at its
    // sides, 50 mm away, 52 mm below.
    EXPECT_GT(unseen.at({0, 60, 0}), 60);
    EXPECT_GT(unseen.at({0, 40, 0}), 50);
}

TEST(UnseenTissue, TheCutBodyGoesOnBeyondTheScan) {
    const DistanceField unseen = unseen_tissue(outside_of(scanned.bounds()), half_body());
    EXPECT_LT(unseen.at({60, -20, 0}), 0);
    EXPECT_LT(unseen.at({0, -60, 0}), 0);
    // 30 mm inside the scan; shortened by half a step of 4 mm, off by at most another.
    const double inside = unseen.at({20, -20, 0});
    EXPECT_LE(inside, 30);
    EXPECT_GE(inside, 30 - 4);
}

TEST(UnseenTissue, ABodyWhollyInTheScanLeavesNothingUnseen) {
    const DistanceField ball =
        geometry::sample_field(scanned, [](const Vec3& p) { return length(p) - 30; });
    EXPECT_TRUE(unseen_tissue(outside_of(scanned.bounds()), ball).is_empty());
}

TEST(UnseenTissue, AMirroredBodyHasTheMirroredField) {
    const auto tilted = [](double sign) {
        return geometry::sample_field(scanned,
                                      [sign](const Vec3& p) { return p.y + 0.4 * sign * p.x; });
    };
    const DistanceField outside = outside_of(scanned.bounds());
    const DistanceField one = unseen_tissue(outside, tilted(1));
    const DistanceField other = unseen_tissue(outside, tilted(-1));
    for (const Vec3& p : {Vec3{30, -20, 10}, Vec3{-41, 7, 3}, Vec3{12, 30, -44}})
        EXPECT_NEAR(one.at(p), other.at({-p.x, p.y, p.z}), 0.05);
}

} // namespace
} // namespace filiform::anatomy
