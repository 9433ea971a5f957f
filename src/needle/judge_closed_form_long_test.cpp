// SPDX-License-Identifier: Apache-2.0
#include "needle/judge.h"

#include <gtest/gtest.h>

#include <numbers>

#include "base/random.h"
#include "needle/approach.h"
#include "needle/test_bodies.h"

namespace filiform::needle {
namespace {

using geometry::Vec3;
using namespace test;

TEST(Judge, ClearanceFromCapsulesAndBallsIsTheirClosedFormTo0Point2MmOn1Point5MmGrids) {
    const Rules rules = plain_rules();
    base::RandomStream random(77, 0);
    const auto place = [&] {
        return Vec3{60 * random.uniform() - 30, 15 + 45 * random.uniform(),
                    60 * random.uniform() - 30};
    };
    const double cell = 1.5 * std::numbers::sqrt3; // from corner to corner
    std::size_t near = 0;
    for (int n = 0; n < 40; ++n) {
        const Vec3 a = place();
        const Vec3 b = n % 2 == 0 ? a : place(); // a ball, a capsule
        const geometry::Capsule hazard{a, b, 3 + 6 * random.uniform()};
        AnalyticBody description = flat_skin();
        description.lattice = {{108, 87, 108}, {-80, -20, -80}, {1.5, 1.5, 1.5}};
        description.structures.push_back(slab("gluteus_maximus.right", Kind::Muscle, 10, 60));
        description.structures.push_back(capsule("artery", Kind::Vessel, hazard));
        const anatomy::Body body = anatomy::make_body(description);
        const Scene scene = *make_scene(body, rules, maximus());
        const double axis_length = geometry::distance(a, b);
        const geometry::Segment axis{
            a, axis_length > 0 ? geometry::normalized(b - a) : Vec3{1, 0, 0}, axis_length};
        for (int i = 0; i < 20; ++i) {
            const chart::NeedlePath path = random_path(random, rules);
            const geometry::Segment needle{path.entry, path.direction, path.depth_mm};
            const double apart = geometry::distance_between(needle, axis);
            const double truth = apart - hazard.radius_mm - path.needle.diameter_mm / 2;
            if (apart < cell || truth > 30)
                continue; // across the axis itself a grid cannot follow; beyond its crop it bounds
            EXPECT_NEAR(clearance_of(judge(scene, path), "artery").min_mm, truth, 0.2);
            near += truth < 10 ? 1 : 0;
        }
    }
    EXPECT_GT(near, 100U);
}

} // namespace
} // namespace filiform::needle
