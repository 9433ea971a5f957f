// SPDX-License-Identifier: Apache-2.0
#include "needle/least_field.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "base/parallel.h"

namespace filiform::needle {
namespace {

using geometry::DistanceField;
using geometry::Lattice;
using geometry::Vec3;

constexpr double most_mm = 8;
const Lattice body{{41, 23, 38}, {-30, -20, -30}, {1.5, 1.5, 1.5}};

DistanceField ball(const Lattice& on, const Vec3& centre, double radius_mm) {
    return geometry::sample_field(
        on, [&](const Vec3& p) { return geometry::distance(p, centre) - radius_mm; });
}

/// Two balls on the body's points, one of them cropped, and one sampled elsewhere.
std::vector<DistanceField> balls() {
    return {ball(body, {-12, -5, -10}, 6), geometry::crop(ball(body, {15, 0, 12}, 7), 3),
            ball({{30, 30, 30}, {-10.3, -12.1, -9.7}, {1, 1, 1}}, {4, 2, 3}, 5)};
}

TEST(LeastField, ReadsTheLeastOfAllShapesAtEveryPointInEveryTile) {
    ASSERT_GT(body.size.x, 2 * LeastField::tile_points) << "more than one tile, or nothing is told";
    const std::vector<DistanceField> shapes = balls();
    LeastField field(body, body.bounds(), most_mm);
    for (int i = 0; i < 3; ++i)
        field.add(shapes[static_cast<std::size_t>(i)], i, i);
    std::vector<double> read(body.size.voxels());
    std::vector<int> whose(body.size.voxels());
    const auto at = [](std::size_t n) {
        const auto row = static_cast<int>(n) / body.size.x;
        return body.point(static_cast<int>(n) % body.size.x, row % body.size.y, row / body.size.y);
    };
    // All threads at once, from all sides, as a search reads it.
    base::parallel_chunks(read.size(), 64, [&](std::size_t begin, std::size_t end) {
        for (std::size_t n = begin; n < end; ++n) {
            read[n] = field.at(at(n));
            whose[n] = field.whose(at(n));
        }
    });
    for (std::size_t n = 0; n < read.size(); ++n) {
        double least = most_mm;
        int nearest = LeastField::nobody;
        for (int i = 0; i < 3; ++i) {
            const double room = shapes[static_cast<std::size_t>(i)].at(at(n)) - i;
            if (room < least) {
                least = room;
                nearest = i;
            }
        }
        ASSERT_NEAR(read[n], least, 1e-4) << "single precision";
        if (least < most_mm - 1e-4) {
            ASSERT_EQ(whose[n], nearest) << n;
        }
    }
}

TEST(LeastField, ReadsBetweenTwoTilesWhatLiesBetweenTheirPoints) {
    const DistanceField shape = ball(body, {-6, -5, -6}, 4);
    LeastField field(body, body.bounds(), most_mm);
    field.add(shape, 0, 0);
    // From the last cell of the first tile into the first of the next, along x.
    for (double x = LeastField::tile_cells - 1; x <= LeastField::tile_cells + 1; x += 0.125) {
        const Vec3 p = body.point(0, 9, 15) + Vec3{1.5 * x, 0.4, 0.7};
        EXPECT_NEAR(field.at(p), shape.at(p), 1e-4);
    }
}

} // namespace
} // namespace filiform::needle
