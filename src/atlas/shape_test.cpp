// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>
#include <map>

#include <gtest/gtest.h>

#include "atlas/mesh_levels.h"
#include "atlas/shape.h"
#include "geometry/shapes.h"

namespace filiform::atlas {
namespace {

using geometry::Box;
using geometry::Mesh;
using geometry::Vec3;

constexpr double spacing_mm = 1.5;
/// Chords lie at most 0.1 mm inside a round surface, along and around: together 0.2.
constexpr double chord_mm = 0.21;

/// The largest difference between the sampled distance and the true one within 3 mm of a shape.
double worst_difference(const Shape& shape, const Box& box,
                        const std::function<double(const Vec3&)>& truth) {
    constexpr double band_mm = 3;
    const Window window = window_around(box.grown(5), spacing_mm);
    const Levels levels = levels_of(surface_of(shape), spacing_mm, window, {band_mm, band_mm, {}});
    const geometry::Lattice lattice = lattice_of(window, spacing_mm);
    double worst = 0;
    for (int k = 0; k < window.size.z; ++k)
        for (int j = 0; j < window.size.y; ++j)
            for (int i = 0; i < window.size.x; ++i) {
                const double expected =
                    std::clamp(truth(lattice.point(i, j, k)), -band_mm, band_mm);
                const double found = static_cast<double>(levels.mm[window.size.index(i, j, k)]);
                worst = std::max(worst, std::abs(found - expected));
            }
    return worst;
}

TEST(Shape, a_loft_of_two_equal_circles_is_a_capsule) {
    const Vec3 a{3, -4, 2};
    const Vec3 b{9, 4, 26};
    const Vec3 axis = normalized(b - a);
    const auto [u, v] = geometry::perpendiculars(axis);
    const Loft loft{{{a, u * 8, v * 8, 2}, {b, u * 8, v * 8, 2}}};
    Box box;
    box.add(a - Vec3{8, 8, 8});
    box.add(b + Vec3{8, 8, 8});
    EXPECT_LT(worst_difference(loft, box,
                               [&](const Vec3& p) {
                                   return distance_to_capsule(p, {a, b, 8});
                               }),
              chord_mm);
}

TEST(Shape, a_tube_along_a_line_is_a_capsule) {
    const Vec3 a{-12, 1, 5};
    const Vec3 m{0, 1, 5};
    const Vec3 b{15, 1, 5};
    EXPECT_LT(worst_difference(Tube{{{a, 4}, {m, 4}, {b, 4}}}, Box{{-16, -3, 1}, {19, 5, 9}},
                               [&](const Vec3& p) {
                                   return distance_to_capsule(p, {a, b, 4});
                               }),
              chord_mm);
}

TEST(Shape, a_ball_of_equal_half_axes_is_a_sphere) {
    const Vec3 c{1, 2, 3};
    EXPECT_LT(worst_difference(Ball{c, {12, 0, 0}, {0, 12, 0}, {0, 0, 12}},
                               Box{c - Vec3{12, 12, 12}, c + Vec3{12, 12, 12}},
                               [&](const Vec3& p) { return distance(p, c) - 12; }),
              chord_mm);
}

TEST(Shape, a_flat_sheet_is_a_plate_with_a_round_rim) {
    // Knots 20 apart in the plane z = 1, 3 mm thick to each side.
    Sheet sheet{3, {}};
    for (const double y : {-20.0, 0.0, 20.0})
        for (const double x : {-20.0, 0.0, 20.0})
            sheet.knots.push_back({{x, y, 1}, 3});
    // The rim's arc has four chords, which lie 3 (1 - cos 22.5°) = 0.23 mm inside it; at the
    // corners, two more directions are averaged.
    EXPECT_LT(worst_difference(sheet, Box{{-23, -23, -2}, {23, 23, 4}},
                               [](const Vec3& p) {
                                   const Box plane{{-20, -20, 1}, {20, 20, 1}};
                                   const double beside = distance_to_box(p, plane);
                                   return beside - 3;
                               }),
              1.0);
}

TEST(Shape, every_edge_of_a_surface_is_shared_by_two_triangles_that_face_the_same_way) {
    const std::vector<Shape> shapes{
        Tube{{{{0, 0, 0}, 3}, {{5, 3, 9}, 4}, {{2, 8, 20}, 2}}},
        Ball{{0, 0, 0}, {5, 0, 0}, {0, 6, 0}, {0, 0, 7}},
        Sheet{2, {{{0, 0, 0}, 2}, {{9, 0, 0}, 2}, {{0, 9, 3}, 3}, {{9, 9, 1}, 1}}},
        Hull{4,
             {{5, 0, 0},
              {0, 5, 0},
              {-5, 0, 0},
              {0, -5, 0},
              {6, 0, 9},
              {0, 6, 9},
              {-6, 0, 9},
              {0, -6, 9}}}};
    for (const Shape& shape : shapes) {
        const Mesh mesh = surface_of(shape);
        std::map<std::pair<std::uint32_t, std::uint32_t>, int> balance;
        double volume = 0;
        for (const auto& t : mesh.triangles) {
            for (std::size_t i = 0; i < 3; ++i) {
                const std::uint32_t a = t[i];
                const std::uint32_t b = t[(i + 1) % 3];
                balance[std::minmax(a, b)] += a < b ? 1 : -1;
            }
            volume += dot(mesh.vertices[t[0]], cross(mesh.vertices[t[1]], mesh.vertices[t[2]]));
        }
        for (const auto& [edge, count] : balance)
            ASSERT_EQ(count, 0) << "shape " << shape.index();
        EXPECT_GT(volume, 0) << "shape " << shape.index();
    }
}

TEST(Shape, a_tube_that_runs_through_itself_has_no_hole) {
    const Tube loop{{{{0, 0, 0}, 4}, {{20, 0, 0}, 4}, {{20, 20, 0}, 4}, {{4, 2, 0}, 4}}};
    const Window window = window_around(Box{{-5, -5, -5}, {30, 30, 5}}, 1);
    const Levels levels = levels_of(surface_of(loop), 1, window, {2, 2, {}});
    EXPECT_LT(levels.at(1, 0, 0), 0);
    EXPECT_LT(levels.at(4, 1, 0), 0);
}

TEST(Shape, a_value_does_not_depend_on_the_window) {
    const Mesh mesh = surface_of(Ball{{0.3, 0.7, -0.2}, {9, 0, 0}, {0, 7, 0}, {0, 0, 11}});
    const Bands bands{3, 3, {}};
    const Levels whole =
        levels_of(mesh, 1, window_around(Box{{-14, -12, -16}, {14, 12, 16}}, 1), bands);
    const Levels part = levels_of(mesh, 1, window_around(Box{{-3, 2, -4}, {11, 9, 14}}, 1), bands);
    const auto end = part.window.end();
    for (int k = part.window.low[2]; k < end[2]; ++k)
        for (int j = part.window.low[1]; j < end[1]; ++j)
            for (int i = part.window.low[0]; i < end[0]; ++i)
                ASSERT_EQ(part.at(i, j, k), whole.at(i, j, k)) << i << ' ' << j << ' ' << k;
}

} // namespace
} // namespace filiform::atlas
