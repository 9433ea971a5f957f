// SPDX-License-Identifier: Apache-2.0
#include "geometry/spatial_order.h"

#include <algorithm>

#include <gtest/gtest.h>

#include "base/random.h"

namespace filiform::geometry {
namespace {

TEST(SpatialOrder, GoesThroughTheEightCubesOfACubeOneByOne) {
    // Cubes of 1 mm; z counts most, then y, then x.
    const std::vector<Vec3> points{{1.5, 1.5, 1.5}, {0, 0, 1.5}, {1.5, 0, 0},  {0, 1.5, 0},
                                   {0, 0, 0},       {0.5, 0, 0}, {1.5, 1.5, 0}};
    EXPECT_EQ(spatial_order(points, 1), (std::vector<std::uint32_t>{4, 5, 2, 3, 6, 1, 0}));
}

TEST(SpatialOrder, IsAPermutationThatShortensTheWay) {
    base::RandomStream random(3, 0);
    std::vector<Vec3> points(2000);
    for (Vec3& p : points)
        p = {random.uniform() * 200, random.uniform() * 200, -random.uniform() * 200};
    const auto order = spatial_order(points);
    auto sorted = order;
    std::sort(sorted.begin(), sorted.end());
    double as_given = 0;
    double in_order = 0;
    for (std::uint32_t i = 0; i < points.size(); ++i) {
        EXPECT_EQ(sorted[i], i);
        if (i == 0)
            continue;
        as_given += distance(points[i - 1], points[i]);
        in_order += distance(points[order[i - 1]], points[order[i]]);
    }
    EXPECT_LT(in_order, as_given / 4);
}

} // namespace
} // namespace filiform::geometry
