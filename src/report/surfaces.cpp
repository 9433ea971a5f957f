// SPDX-License-Identifier: Apache-2.0
#include "report/surfaces.h"

#include <algorithm>
#include <cmath>
#include <numbers>

#include <meshoptimizer.h>

namespace filiform::report {

using geometry::Box;
using geometry::DistanceField;
using geometry::Lattice;
using geometry::Mesh;
using geometry::Vec3;

namespace {

bool is_deeper_than(const DistanceField& field, double mm) {
    const double limit = -mm * DistanceField::steps_per_mm;
    const auto steps = field.steps();
    constexpr std::size_t block = 4096; // looked at whole, which is faster than one by one
    for (std::size_t from = 0; from < steps.size(); from += block) {
        std::int16_t least = 0;
        for (const std::int16_t step : steps.subspan(from, std::min(block, steps.size() - from)))
            least = std::min(least, step);
        if (least < limit)
            return true;
    }
    return false;
}

Lattice lattice_over(const Box& box, double spacing) {
    const auto count = [&](double low, double high) {
        return std::max(2, static_cast<int>(std::ceil((high - low) / spacing)) + 1);
    };
    return {
        {count(box.low.x, box.high.x), count(box.low.y, box.high.y), count(box.low.z, box.high.z)},
        box.low,
        {spacing, spacing, spacing}};
}

Box meet(const Box& a, const Box& b) {
    return {
        {std::max(a.low.x, b.low.x), std::max(a.low.y, b.low.y), std::max(a.low.z, b.low.z)},
        {std::min(a.high.x, b.high.x), std::min(a.high.y, b.high.y), std::min(a.high.z, b.high.z)}};
}

void add_quad(Mesh& mesh, std::uint32_t a, std::uint32_t b, std::uint32_t c, std::uint32_t d) {
    mesh.triangles.push_back({a, b, c});
    mesh.triangles.push_back({a, c, d});
}

} // namespace

Mesh coarse_surface(const DistanceField& field, double spacing_mm) {
    if (field.is_empty())
        return {};
    const double own = field.lattice().spacing.x;
    // Half as deep as the grid is wide is the least a net of that grid still catches whole.
    const double spacing = is_deeper_than(field, 1.5 * spacing_mm) ? spacing_mm : own;
    if (spacing <= own)
        return geometry::make_surface(field);
    const Box box = meet(field.bounds().grown(spacing), field.lattice().bounds());
    const Lattice lattice = lattice_over(box, spacing);
    const Box known = field.lattice().bounds();
    return geometry::make_surface(geometry::sample_field(lattice, [&](const Vec3& p) {
        // The last plane of the coarse grid may lie past the field, where only a lower bound is
        // known: what is cut there is read at the border.
        const Vec3 held{std::clamp(p.x, known.low.x, known.high.x),
                        std::clamp(p.y, known.low.y, known.high.y),
                        std::clamp(p.z, known.low.z, known.high.z)};
        return field.at(held) + geometry::distance(p, held);
    }));
}

Mesh simplified(const Mesh& mesh, double tolerance_mm) {
    if (mesh.triangles.empty())
        return mesh;
    std::vector<float> places;
    places.reserve(3 * mesh.vertices.size());
    for (const Vec3& v : mesh.vertices)
        for (const double part : {v.x, v.y, v.z})
            places.push_back(static_cast<float>(part));
    constexpr std::size_t stride = 3 * sizeof(float);
    const std::size_t corners = 3 * mesh.triangles.size();
    const float scale = meshopt_simplifyScale(places.data(), mesh.vertices.size(), stride);
    std::vector<unsigned> kept(corners);
    kept.resize(meshopt_simplify(kept.data(), mesh.triangles.front().data(), corners, places.data(),
                                 mesh.vertices.size(), stride, 0,
                                 static_cast<float>(tolerance_mm) / scale, 0, nullptr));
    constexpr auto unseen = static_cast<std::uint32_t>(-1);
    std::vector<std::uint32_t> new_index(mesh.vertices.size(), unseen);
    Mesh result;
    for (std::size_t corner = 0; corner < kept.size(); ++corner) {
        std::uint32_t& index = new_index[kept[corner]];
        if (index == unseen) {
            index = static_cast<std::uint32_t>(result.vertices.size());
            result.vertices.push_back(mesh.vertices[kept[corner]]);
            result.normals.push_back(mesh.normals[kept[corner]]);
        }
        if (corner % 3 == 0)
            result.triangles.emplace_back();
        result.triangles.back()[corner % 3] = index;
    }
    return result;
}

bool are_mirror_images(const DistanceField& a, const DistanceField& b) {
    const Lattice& first = a.lattice();
    const Lattice& second = b.lattice();
    Vec3 corner = second.origin;
    corner.x = -second.bounds().high.x;
    if (!(first.size == second.size && first.spacing == second.spacing && first.origin == corner))
        return false;
    const auto width = static_cast<std::size_t>(first.size.x);
    for (std::size_t row = 0; row < a.steps().size(); row += width) {
        const auto forth = a.steps().subspan(row, width);
        const auto back = b.steps().subspan(row, width);
        if (!std::equal(forth.begin(), forth.end(), back.rbegin()))
            return false;
    }
    return true;
}

Mesh mirrored(Mesh mesh) {
    for (std::vector<Vec3>* vectors : {&mesh.vertices, &mesh.normals})
        for (Vec3& v : *vectors)
            v.x = -v.x;
    for (std::array<std::uint32_t, 3>& corners : mesh.triangles)
        std::swap(corners[1], corners[2]);
    return mesh;
}

Mesh make_cylinder(const geometry::Capsule& shape, int sides) {
    return make_frustum({shape.a, shape.b, shape.radius_mm, shape.radius_mm}, sides);
}

Mesh make_frustum(const Frustum& shape, int sides) {
    Mesh mesh;
    const Vec3 axis = geometry::normalized(shape.b - shape.a);
    const auto across = geometry::perpendiculars(axis);
    const auto n = static_cast<std::uint32_t>(sides);
    const double length = geometry::distance(shape.a, shape.b);
    const double slope = (shape.radius_a_mm - shape.radius_b_mm) / length;
    const auto ring = [&](const Vec3& centre, double radius, const Vec3* cap) {
        for (std::uint32_t i = 0; i < n; ++i) {
            const double angle = 2 * std::numbers::pi * i / n;
            const Vec3 out = across.u * std::cos(angle) + across.v * std::sin(angle);
            mesh.vertices.push_back(centre + out * radius);
            mesh.normals.push_back(cap != nullptr ? *cap
                                                  : geometry::normalized(out + axis * slope));
        }
    };
    const Vec3 back = -axis;
    ring(shape.a, shape.radius_a_mm, nullptr);
    ring(shape.b, shape.radius_b_mm, nullptr);
    ring(shape.a, shape.radius_a_mm, &back);
    ring(shape.b, shape.radius_b_mm, &axis);
    for (std::uint32_t i = 0; i < n; ++i) {
        const std::uint32_t next = (i + 1) % n;
        add_quad(mesh, i, next, n + next, n + i);
        if (i == 0 || next == 0)
            continue;
        mesh.triangles.push_back({2 * n, 2 * n + next, 2 * n + i});
        mesh.triangles.push_back({3 * n, 3 * n + i, 3 * n + next});
    }
    return mesh;
}

Mesh make_ball(const geometry::Sphere& shape, int rings) {
    Mesh mesh;
    const int around = 2 * rings;
    for (int ring = 0; ring <= rings; ++ring) {
        const double polar = std::numbers::pi * ring / rings;
        for (int i = 0; i < around; ++i) {
            const double angle = 2 * std::numbers::pi * i / around;
            const Vec3 out{std::sin(polar) * std::cos(angle), std::sin(polar) * std::sin(angle),
                           std::cos(polar)};
            mesh.normals.push_back(out);
            mesh.vertices.push_back(shape.centre + out * shape.radius_mm);
        }
    }
    const auto at = [&](int ring, int i) {
        return static_cast<std::uint32_t>(ring * around + i % around);
    };
    for (int ring = 0; ring < rings; ++ring)
        for (int i = 0; i < around; ++i) {
            if (ring > 0)
                mesh.triangles.push_back({at(ring, i), at(ring + 1, i + 1), at(ring, i + 1)});
            if (ring + 1 < rings)
                mesh.triangles.push_back({at(ring, i), at(ring + 1, i), at(ring + 1, i + 1)});
        }
    return mesh;
}

} // namespace filiform::report
