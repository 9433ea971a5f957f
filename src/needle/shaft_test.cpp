// SPDX-License-Identifier: Apache-2.0
#include "needle/shaft.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "base/random.h"

namespace filiform::needle {
namespace {

using geometry::Vec3;

/// Three balls in a crop of 60 mm, as bodies hold their shapes.
geometry::DistanceField three_balls(base::RandomStream& random) {
    std::vector<geometry::Sphere> balls;
    for (int i = 0; i < 3; ++i)
        balls.push_back(
            {{12 + 36 * random.uniform(), 12 + 36 * random.uniform(), 12 + 36 * random.uniform()},
             2 + 6 * random.uniform()});
    return geometry::sample_field({{41, 41, 41}, {}, {1.5, 1.5, 1.5}}, [&](const Vec3& p) {
        double least = 1e9;
        for (const geometry::Sphere& ball : balls)
            least = std::min(least, geometry::distance(p, ball.centre) - ball.radius_mm);
        return least;
    });
}

TEST(Shaft, WhatBoxAndMiddleSayIsNeverAboveWhatDenseReadingFinds) {
    base::RandomStream random(21, 0);
    std::size_t told_by_box = 0;
    for (int body = 0; body < 5; ++body) {
        const auto field = three_balls(random);
        for (int n = 0; n < 200; ++n) {
            const geometry::Segment needle{
                {200 * random.uniform() - 70, 200 * random.uniform() - 70,
                 200 * random.uniform() - 70},
                geometry::normalized({random.normal(), random.normal(), random.normal()}),
                70 * random.uniform()};
            double least = 1e9;
            for (double at = 0; at <= needle.length_mm; at += 0.1)
                least = std::min(least, field.at(needle.point(at)));
            EXPECT_LE(least_by_box(field, needle), least);
            EXPECT_LE(least_by_middle(field, needle), least);
            for (const double needed : {0.0, 5.0, 20.0}) {
                if (is_farther(field, needle, needed)) {
                    EXPECT_GT(least, needed);
                }
                told_by_box += least_by_box(field, needle) > needed ? 1 : 0;
            }
        }
    }
    EXPECT_GT(told_by_box, 300U);
}

} // namespace
} // namespace filiform::needle
