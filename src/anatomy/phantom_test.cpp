// SPDX-License-Identifier: Apache-2.0
#include "anatomy/phantom.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "anatomy/body_shapes.h"
#include "base/random.h"

namespace filiform::anatomy {
namespace {

using geometry::Vec3;

const Body& phantom() {
    static const Body body = make_phantom(4);
    return body;
}

TEST(PhantomShapes, a_point_beside_a_cones_middle_is_off_by_the_tilt_of_its_side) {
    // Radii 4 and 2 over 10 mm: sine 0.2. At the middle, 10 mm from the axis:
    // 10 * sqrt(1 - 0.04) + 5 * 0.2 - 4 = 6.798.
    const Cone cone{{0, 0, 0}, {10, 0, 0}, 4, 2};
    EXPECT_NEAR(distance_to({5, 10, 0}, cone), 10 * std::sqrt(0.96) + 1 - 4, 1e-12);
}

TEST(PhantomShapes, a_point_over_a_plate_is_its_height_less_half_the_thickness) {
    const Plate plate{{0, 0, 0}, {30, 0, 0}, {0, 30, 0}, 2};
    EXPECT_NEAR(distance_to({5, 5, 9}, plate), 7, 1e-12);
    EXPECT_NEAR(distance_to({-3, 5, 4}, plate), 3, 1e-12); // 3-4-5 from its edge, less 2
}

TEST(PhantomShapes, a_cone_is_the_hull_of_its_balls) {
    const Cone cone{{1, 2, 3}, {20, -5, 9}, 6, 2.5};
    base::RandomStream random(7, 0);
    for (int n = 0; n < 50; ++n) {
        const Vec3 p{40 * random.uniform() - 10, 40 * random.uniform() - 20, 30 * random.uniform()};
        double brute = 1e9;
        for (int i = 0; i <= 2000; ++i) {
            const double t = i / 2000.0;
            brute = std::min(brute, geometry::distance(p, geometry::lerp(cone.a, cone.b, t)) -
                                        (6 + t * (2.5 - 6)));
        }
        EXPECT_NEAR(distance_to(p, cone), brute, 2e-3);
    }
}

TEST(Phantom, mirroring_x_swaps_the_sides_and_changes_nothing_else) {
    const AnalyticBody body = describe_phantom(4);
    base::RandomStream random(1, 0);
    for (const AnalyticStructure& structure : body.structures) {
        const std::string other = chart::mirrored(structure.id.text());
        const auto twin =
            std::find_if(body.structures.begin(), body.structures.end(),
                         [&](const AnalyticStructure& s) { return s.id.text() == other; });
        ASSERT_NE(twin, body.structures.end()) << other;
        for (int n = 0; n < 20; ++n) {
            const Vec3 p{340 * random.uniform() - 170, 240 * random.uniform() - 130,
                         400 * random.uniform() - 200};
            EXPECT_DOUBLE_EQ(structure.distance_mm(p), twin->distance_mm({-p.x, p.y, p.z}));
        }
    }
}

TEST(Phantom, every_structure_it_names_is_there) {
    for (const Structure& structure : phantom().structures)
        EXPECT_FALSE(structure.field.is_empty()) << structure.id;
}

TEST(Phantom, sampled_structures_agree_with_their_descriptions) {
    // On lattice points within 40 mm of the shapes: 1/128 mm of storage.
    const AnalyticBody description = describe_phantom(4);
    base::RandomStream random(5, 0);
    for (const AnalyticStructure& structure : description.structures) {
        const Structure* sampled = find_structure(phantom(), structure.id);
        ASSERT_NE(sampled, nullptr);
        const geometry::Lattice& lattice = sampled->field.lattice();
        for (int n = 0; n < 40; ++n) {
            const Vec3 p = lattice.point(static_cast<int>(random.uniform() * lattice.size.x),
                                         static_cast<int>(random.uniform() * lattice.size.y),
                                         static_cast<int>(random.uniform() * lattice.size.z));
            EXPECT_NEAR(sampled->field.at(p), structure.distance_mm(p), 0.01) << structure.id;
        }
    }
}

TEST(Phantom, calls_itself_a_phantom) {
    EXPECT_EQ(phantom().name, "phantom");
    EXPECT_EQ(phantom().origin, chart::Origin::Phantom);
    for (const Structure& structure : phantom().structures)
        EXPECT_EQ(structure.origin, chart::Origin::Phantom);
}

TEST(Phantom, landmarks_lie_on_their_bones) {
    for (const Landmark& landmark : phantom().landmarks) {
        if (landmark.id.text().starts_with("hip_centre"))
            continue;
        double nearest = 1e9;
        for (const Structure& structure : phantom().structures)
            if (structure.kind == chart::Kind::Bone)
                nearest = std::min(nearest, std::abs(structure.field.at(landmark.point)));
        EXPECT_LT(nearest, 4) << landmark.id; // one voxel
    }
}

TEST(Phantom, muscles_keep_out_of_bone) {
    const AnalyticBody body = describe_phantom(4);
    base::RandomStream random(3, 0);
    for (int n = 0; n < 4000; ++n) {
        const Vec3 p{340 * random.uniform() - 170, 240 * random.uniform() - 130,
                     400 * random.uniform() - 200};
        double bone = 1e9;
        for (const AnalyticStructure& s : body.structures)
            if (s.kind == chart::Kind::Bone)
                bone = std::min(bone, s.distance_mm(p));
        if (bone > -0.5)
            continue;
        for (const AnalyticStructure& s : body.structures)
            if (s.kind == chart::Kind::Muscle) {
                EXPECT_GE(s.distance_mm(p), 0) << s.id;
            }
    }
}

} // namespace
} // namespace filiform::anatomy
