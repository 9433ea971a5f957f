// SPDX-License-Identifier: Apache-2.0
#include "geometry/mesh.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <numbers>
#include <utility>

#include <gtest/gtest.h>

namespace filiform::geometry {
namespace {

DistanceField sphere_field(double radius_mm, double spacing_mm) {
    const int n = static_cast<int>(2 * radius_mm / spacing_mm) + 7;
    const double low = -spacing_mm * (n - 1) / 2;
    const Lattice lattice{{n, n, n}, {low, low, low}, {spacing_mm, spacing_mm, spacing_mm}};
    return sample_field(lattice, [&](const Vec3& p) { return length(p) - radius_mm; });
}

/// Whether every directed edge occurs once and its opposite once too.
bool is_closed(const Mesh& mesh) {
    std::map<std::pair<std::uint32_t, std::uint32_t>, int> edges;
    for (const auto& t : mesh.triangles)
        for (int i = 0; i < 3; ++i)
            ++edges[{t[i], t[(i + 1) % 3]}];
    for (const auto& [edge, count] : edges) {
        const auto opposite = edges.find({edge.second, edge.first});
        if (opposite == edges.end() || opposite->second != count)
            return false;
    }
    return !edges.empty();
}

/// Positive when triangles turn counter-clockwise seen from outside.
double volume_mm3(const Mesh& mesh) {
    double sum = 0;
    for (const auto& t : mesh.triangles)
        sum += dot(mesh.vertices[t[0]], cross(mesh.vertices[t[1]], mesh.vertices[t[2]]));
    return sum / 6;
}

TEST(Surface, OfASphereIsClosedAndHasItsVolume) {
    const Mesh mesh = make_surface(sphere_field(20, 1.5));
    EXPECT_TRUE(is_closed(mesh));
    const double expected = 4.0 / 3 * std::numbers::pi * 20 * 20 * 20;
    EXPECT_NEAR(volume_mm3(mesh) / expected, 1, 0.02); // chords cut about (spacing/radius)^2
}

TEST(Surface, NormalsPointAwayFromTheShape) {
    const Mesh mesh = make_surface(sphere_field(20, 1.5));
    ASSERT_EQ(mesh.normals.size(), mesh.vertices.size());
    for (std::size_t i = 0; i < mesh.vertices.size(); ++i)
        EXPECT_GT(dot(mesh.normals[i], normalized(mesh.vertices[i])), 0.98);
}

TEST(Surface, OfAShapeCutByTheLatticeIsClosed) {
    const Lattice lattice{{9, 9, 9}, {0, 0, 0}, {1, 1, 1}};
    const auto field = sample_field(lattice, [](const Vec3& p) { return length(p) - 5; });
    const Mesh mesh = make_surface(field);
    EXPECT_TRUE(is_closed(mesh));
    EXPECT_GT(volume_mm3(mesh), 0);
}

TEST(Surface, OfAMirroredFieldIsMirrored) {
    const Lattice lattice{{24, 22, 20}, {0, 0, 0}, {1, 1.5, 2}};
    const double far_x = lattice.bounds().high.x;
    // At no special place: a quad with equal diagonals may be split either way.
    const auto shape = [](const Vec3& p) {
        return std::min(length(p - Vec3{8.31, 14.13, 17.27}) - 5,
                        length(p - Vec3{14.17, 18.29, 22.41}) - 6);
    };
    const Mesh mesh = make_surface(sample_field(lattice, shape));
    const Mesh mirrored = make_surface(sample_field(lattice, [&](const Vec3& p) {
        return shape({far_x - p.x, p.y, p.z});
    }));

    // By the middles of their corners, since the order follows the lattice.
    const auto middles = [&](const Mesh& of, bool flip) {
        std::vector<std::array<long, 3>> found;
        for (const auto& t : of.triangles) {
            const Vec3 sum = of.vertices[t[0]] + of.vertices[t[1]] + of.vertices[t[2]];
            const double x = flip ? 3 * far_x - sum.x : sum.x;
            found.push_back(
                {std::lround(x * 1e6), std::lround(sum.y * 1e6), std::lround(sum.z * 1e6)});
        }
        std::sort(found.begin(), found.end());
        return found;
    };
    EXPECT_EQ(middles(mesh, false), middles(mirrored, true));
    EXPECT_TRUE(is_closed(mirrored));
}

TEST(Surface, OfEqualFieldsIsEqual) {
    const Mesh a = make_surface(sphere_field(9, 1));
    const Mesh b = make_surface(sphere_field(9, 1));
    EXPECT_EQ(a.vertices, b.vertices);
    EXPECT_EQ(a.triangles, b.triangles);
}

TEST(Surface, OfNothingIsEmpty) {
    EXPECT_TRUE(make_surface({}).triangles.empty());
}

} // namespace
} // namespace filiform::geometry
