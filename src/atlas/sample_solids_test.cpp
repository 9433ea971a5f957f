// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>

#include <gtest/gtest.h>

#include "atlas/reference_body.h"
#include "base/parallel.h"

namespace filiform::atlas {
namespace {

using geometry::Box;
using geometry::DistanceField;
using geometry::Vec3;

/// Chords lie up to 0.2 mm inside a ball; from two spacings on, the nearest crossing of a lattice
/// edge is some 0.15 spacings farther than the surface.
constexpr double accuracy_mm = 0.2 + 0.15 * 1.5;

Shape ball(const Vec3& centre, double radius_mm) {
    return Ball{centre, {radius_mm, 0, 0}, {0, radius_mm, 0}, {0, 0, radius_mm}};
}

Solid solid(const std::string& id, std::vector<Shape> shapes) {
    Solid s;
    s.id = id;
    s.role = chart::Role::Hazard;
    s.shapes = std::move(shapes);
    return s;
}

double ball_distance(const Vec3& p, const Vec3& centre, double radius_mm) {
    return distance(p, centre) - radius_mm;
}

const DistanceField& field_of(const std::vector<SolidField>& made, const std::string& id) {
    const auto found =
        std::find_if(made.begin(), made.end(), [&](const SolidField& f) { return f.id == id; });
    EXPECT_NE(found, made.end()) << id;
    return found->field;
}

TEST(SampleSolids, WhatHasNoPartnerIsSeenInAWindowOnItsSide) {
    std::vector<Solid> solids{solid("aorta", {ball({-40, 0, 0}, 10)})};
    solids.front().sides = Sides::One;
    for (const double side : {-1.0, 1.0}) { // a window serves both sides
        Box window;
        window.add({side * 30, -15, -15});
        window.add({side * 55, 15, 15});
        const auto made = sample_solids(solids, {1.5, window, {}});
        ASSERT_EQ(made.size(), 1U);
        EXPECT_NEAR(made.front().field.at({-40, 0, 0}), -10, 1);
    }
}

/// A thigh on each side: flesh with a bone in it, kept within a slab.
std::vector<Solid> two_thighs() {
    std::vector<Solid> solids;
    solids.push_back(solid("bone", {ball({40, 0, 0}, 12), ball({40, 0, 14}, 10)}));
    Solid slab = solid("slab", {ball({40, 0, 0}, 26)});
    slab.is_helper = true;
    solids.push_back(slab);
    Solid flesh = solid("flesh", {ball({40, 6, 0}, 24), ball({40, -6, 4}, 24)});
    flesh.cut = {{"bone", 2}};
    flesh.within = {{"slab", 0}};
    solids.push_back(flesh);
    return solids;
}

double true_bone(const Vec3& p) {
    return std::min(ball_distance(p, {40, 0, 0}, 12), ball_distance(p, {40, 0, 14}, 10));
}
double true_flesh(const Vec3& p) {
    const double own =
        std::min(ball_distance(p, {40, 6, 0}, 24), ball_distance(p, {40, -6, 4}, 24));
    return std::max({own, ball_distance(p, {40, 0, 0}, 26), 2 - true_bone(p)});
}

TEST(SampleSolids, union_cut_and_within_are_those_of_every_point) {
    const auto made = sample_solids(two_thighs(), {1.5, {}, {}});
    const DistanceField& flesh = field_of(made, "flesh.right");
    const DistanceField& bone = field_of(made, "bone.right");
    const geometry::Lattice& lattice = flesh.lattice();
    for (int k = 0; k < lattice.size.z; ++k)
        for (int j = 0; j < lattice.size.y; ++j)
            for (int i = 0; i < lattice.size.x; ++i) {
                const Vec3 p = lattice.point(i, j, k);
                // Chords lie up to 0.1 mm inside the balls: nearer than 0.2 the sign may differ.
                if (std::abs(true_flesh(p)) > 0.2) {
                    ASSERT_EQ(flesh.at(p) < 0, true_flesh(p) < 0);
                }
                // Outside joined balls the least of the two distances is the true one.
                if (true_bone(p) > 0 && distance_to_box(p, bone.lattice().bounds()) == 0) {
                    ASSERT_NEAR(bone.at(p), true_bone(p), accuracy_mm);
                }
            }
}

TEST(SampleSolids, a_ball_is_measured_from_afar_and_from_within) {
    const auto made =
        sample_solids(std::vector{solid("ball", {ball({50, 3, -2}, 15)})}, {1.5, {}, {}});
    const DistanceField& field = field_of(made, "ball.right");
    for (const Vec3& p : {Vec3{50, 8, -2}, Vec3{50, 13, -2}, Vec3{50, 43, -2}, Vec3{75, 20, 10}})
        EXPECT_NEAR(field.at(p), ball_distance(p, {50, 3, -2}, 15), accuracy_mm);
}

TEST(SampleSolids, the_left_is_the_right_mirrored) {
    const auto made = sample_solids(two_thighs(), {1.5, {}, {}});
    const DistanceField& right = field_of(made, "flesh.right");
    const DistanceField& left = field_of(made, "flesh.left");
    const geometry::Size3& size = right.lattice().size;
    ASSERT_EQ(left.lattice().size, size);
    for (int k = 0; k < size.z; ++k)
        for (int j = 0; j < size.y; ++j)
            for (int i = 0; i < size.x; ++i) {
                ASSERT_EQ(left.steps()[size.index(size.x - 1 - i, j, k)],
                          right.steps()[size.index(i, j, k)]);
                ASSERT_EQ(left.lattice().point(size.x - 1 - i, j, k).x,
                          -right.lattice().point(i, j, k).x);
            }
}

TEST(SampleSolids, a_middle_solid_is_what_is_drawn_and_its_mirror_image) {
    Solid pair = solid("pair", {ball({14, 0, 0}, 9)});
    pair.sides = Sides::Middle;
    const auto made = sample_solids(std::vector{pair}, {1.5, {}, {}});
    const DistanceField& field = field_of(made, "pair");
    for (const Vec3& p : {Vec3{0, 0, 0}, Vec3{-14, 6, 0}, Vec3{-20, 12, 3}, Vec3{9, -20, 4}})
        EXPECT_NEAR(field.at(p), ball_distance({std::abs(p.x), p.y, p.z}, {14, 0, 0}, 9),
                    accuracy_mm);
}

TEST(SampleSolids, shapes_that_blend_fill_the_corner_between_them) {
    Solid sharp = solid("sharp", {ball({40, -8, 0}, 10), ball({40, 8, 0}, 10)});
    Solid smooth = sharp;
    smooth.id = "smooth";
    smooth.blend_mm = 8;
    const auto made = sample_solids(std::vector{sharp, smooth}, {1, {}, {}});
    // At (47, 0, 0) both balls are √(7² + 8²) - 10 = 0.63 mm away: outside the sharp pair; the
    // blend lowers that by a quarter of itself.
    const Vec3 corner{47, 0, 0};
    EXPECT_NEAR(field_of(made, "sharp.right").at(corner), 0.63, 0.2);
    EXPECT_LT(field_of(made, "smooth.right").at(corner), -0.5);
}

TEST(SampleSolids, a_window_is_the_part_of_the_whole) {
    const BodyOrder window{1.5, Box{{20, -20, -15}, {45, 10, 12}}, {}};
    const auto whole = sample_solids(two_thighs(), {1.5, {}, {}});
    const auto part = sample_solids(two_thighs(), window);
    for (const SolidField& seen : part) {
        const DistanceField& all = field_of(whole, seen.id);
        const geometry::Lattice& lattice = seen.field.lattice();
        for (int k = 0; k < lattice.size.z; ++k)
            for (int j = 0; j < lattice.size.y; ++j)
                for (int i = 0; i < lattice.size.x; ++i) {
                    const Vec3 p = lattice.point(i, j, k);
                    if (std::abs(all.at(p)) < 24) {
                        ASSERT_EQ(seen.field.at(p), all.at(p)) << seen.id;
                    }
                }
    }
}

TEST(SampleSolids, a_nerve_thinner_than_the_lattice_has_no_gaps) {
    const Vec3 from{41.1, -3.7, -30.2};
    const Vec3 to{52.3, 7.9, 33.4};
    const auto made =
        sample_solids(std::vector{solid("nerve", {Tube{{{from, 0.4}, {to, 0.4}}}})}, {2, {}, {}});
    const DistanceField& nerve = field_of(made, "nerve.right");
    for (double t = 0; t <= 1; t += 0.01) {
        const Vec3 on_axis = lerp(from, to, t);
        // Drawn 1.8 mm thick to each side.
        EXPECT_LT(nerve.at(on_axis), 0) << t;
        EXPECT_NEAR(nerve.at(on_axis + Vec3{12, 0, 0}), 12 * 0.985 - 1.8, 0.6) << t;
    }
}

TEST(SampleSolids, only_what_is_ordered_is_made) {
    const auto made = sample_solids(two_thighs(), {2, {}, std::vector<std::string>{"flesh.left"}});
    ASSERT_EQ(made.size(), 1U);
    EXPECT_EQ(made.front().id, "flesh.left");
}

TEST(SampleSolids, one_thread_makes_what_many_make) {
    base::set_threads(1);
    const auto one = sample_solids(two_thighs(), {1.5, {}, {}});
    base::set_threads(0);
    const auto many = sample_solids(two_thighs(), {1.5, {}, {}});
    ASSERT_EQ(one.size(), many.size());
    for (std::size_t i = 0; i < one.size(); ++i)
        ASSERT_TRUE(std::ranges::equal(one[i].field.steps(), many[i].field.steps()));
}

} // namespace
} // namespace filiform::atlas
