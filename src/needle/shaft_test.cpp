// SPDX-License-Identifier: Apache-2.0
#include "needle/shaft.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

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

TEST(Shaft, HasLessSlackExactlyWhereDenseReadingFindsLess) {
    constexpr double tolerance_mm = 0.06; // of least_slack, and of reading every 0.02 mm
    base::RandomStream random(22, 0);
    std::size_t less = 0;
    std::size_t no_less = 0;
    for (int n = 0; n < 400; ++n) {
        const auto field = three_balls(random);
        const geometry::Segment needle{
            {60 * random.uniform(), 60 * random.uniform(), 60 * random.uniform()},
            geometry::normalized({random.normal(), random.normal(), random.normal()}),
            10 + 50 * random.uniform()};
        const double slope = n % 2 == 0 ? 0 : 0.07;
        double least = 1e9;
        for (double at = 0; at <= needle.length_mm; at += 0.02)
            least = std::min(least, field.at(needle.point(at)) - slope * at);
        for (double level = -4; level <= 12; level += 0.5) {
            if (std::abs(level - least) <= tolerance_mm)
                continue;
            EXPECT_EQ(has_less_slack(field, needle, slope, level), least < level)
                << "least " << least << ", level " << level;
            ++(least < level ? less : no_less);
        }
    }
    EXPECT_GT(less, 1000U);
    EXPECT_GT(no_less, 1000U);
}

TEST(Shaft, LeastUpToIsTheLeastOrTheMostAskedFor) {
    constexpr double tolerance_mm = 0.05;
    base::RandomStream random(23, 0);
    std::size_t told_apart = 0;
    std::size_t no_use = 0;
    for (int n = 0; n < 400; ++n) {
        const auto field = three_balls(random);
        const geometry::Segment needle{
            {60 * random.uniform(), 60 * random.uniform(), 60 * random.uniform()},
            geometry::normalized({random.normal(), random.normal(), random.normal()}),
            10 + 50 * random.uniform()};
        const double least = least_slack(field, needle, 0, tolerance_mm).mm;
        for (double most = -4; most <= 12; most += 0.5) {
            const double found = least_up_to(field, needle, tolerance_mm, most);
            EXPECT_NEAR(found, std::min(least, most), tolerance_mm) << "most " << most;
            EXPECT_LE(found, most);
            ++(least < most ? told_apart : no_use);
        }
    }
    EXPECT_GT(told_apart, 1000U);
    EXPECT_GT(no_use, 1000U);
}

} // namespace
} // namespace filiform::needle
