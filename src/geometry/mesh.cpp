// SPDX-License-Identifier: Apache-2.0
#include "geometry/mesh.h"

#include <algorithm>

namespace filiform::geometry {

namespace {

constexpr std::uint32_t no_vertex = 0xFFFFFFFF;
constexpr double outside_the_lattice = 1; // steps: just outside, so that the border is closed

/// Cells run from -1 to size-1: one layer around the lattice closes what reaches its border.
class Net {
  public:
    explicit Net(const DistanceField& field)
        : field_(field), size_(field.lattice().size), cells_{size_.x + 1, size_.y + 1, size_.z + 1},
          vertex_of_(cells_.voxels(), no_vertex) {}

    Mesh make() {
        for (int k = -1; k < size_.z; ++k)
            for (int j = -1; j < size_.y; ++j)
                for (int i = -1; i < size_.x; ++i)
                    place_vertex(i, j, k);
        for (int k = 0; k < size_.z; ++k)
            for (int j = 0; j < size_.y; ++j)
                for (int i = 0; i < size_.x; ++i)
                    add_faces(i, j, k);
        for (const Vec3& v : mesh_.vertices)
            mesh_.normals.push_back(field_.gradient(v));
        return std::move(mesh_);
    }

  private:
    [[nodiscard]] double value(int i, int j, int k) const {
        if (i < 0 || j < 0 || k < 0 || i >= size_.x || j >= size_.y || k >= size_.z)
            return outside_the_lattice;
        return field_.steps()[size_.index(i, j, k)] + 0.5; // no value is exactly on the surface
    }
    [[nodiscard]] std::size_t cell(int i, int j, int k) const {
        return cells_.index(i + 1, j + 1, k + 1);
    }

    void place_vertex(int i, int j, int k) {
        Vec3 sum;
        int crossings = 0;
        const auto edge = [&](int x, int y, int z, int dx, int dy, int dz) {
            const double a = value(i + x, j + y, k + z);
            const double b = value(i + x + dx, j + y + dy, k + z + dz);
            if ((a < 0) == (b < 0))
                return;
            const double t = a / (a - b);
            sum = sum + Vec3{x + dx * t, y + dy * t, z + dz * t};
            ++crossings;
        };
        for (int u = 0; u < 2; ++u)
            for (int v = 0; v < 2; ++v) {
                edge(0, u, v, 1, 0, 0);
                edge(u, 0, v, 0, 1, 0);
                edge(u, v, 0, 0, 0, 1);
            }
        if (crossings == 0)
            return;
        const Lattice& lattice = field_.lattice();
        const Vec3 at = Vec3{double(i), double(j), double(k)} + sum / crossings;
        vertex_of_[cell(i, j, k)] = static_cast<std::uint32_t>(mesh_.vertices.size());
        mesh_.vertices.push_back({lattice.origin.x + at.x * lattice.spacing.x,
                                  lattice.origin.y + at.y * lattice.spacing.y,
                                  lattice.origin.z + at.z * lattice.spacing.z});
    }

    /// The faces across the three edges that leave lattice point (i,j,k) upwards, and across those
    /// that reach it from outside the lattice.
    void add_faces(int i, int j, int k) {
        const bool inside = value(i, j, k) < 0;
        const auto face = [&](bool from_inside, std::array<std::size_t, 4> ring) {
            std::array<std::uint32_t, 4> v{};
            for (int n = 0; n < 4; ++n)
                v[n] = vertex_of_[ring[from_inside ? n : 3 - n]];
            mesh_.triangles.push_back({v[0], v[1], v[2]});
            mesh_.triangles.push_back({v[0], v[2], v[3]});
        };
        const auto along_x = [&](int x, bool low, bool high) {
            if (low != high)
                face(low,
                     {cell(x, j - 1, k - 1), cell(x, j, k - 1), cell(x, j, k), cell(x, j - 1, k)});
        };
        const auto along_y = [&](int y, bool low, bool high) {
            if (low != high)
                face(low,
                     {cell(i - 1, y, k - 1), cell(i - 1, y, k), cell(i, y, k), cell(i, y, k - 1)});
        };
        const auto along_z = [&](int z, bool low, bool high) {
            if (low != high)
                face(low,
                     {cell(i - 1, j - 1, z), cell(i, j - 1, z), cell(i, j, z), cell(i - 1, j, z)});
        };
        along_x(i, inside, value(i + 1, j, k) < 0);
        along_y(j, inside, value(i, j + 1, k) < 0);
        along_z(k, inside, value(i, j, k + 1) < 0);
        if (i == 0)
            along_x(-1, false, inside);
        if (j == 0)
            along_y(-1, false, inside);
        if (k == 0)
            along_z(-1, false, inside);
    }

    const DistanceField& field_;
    Size3 size_;
    Size3 cells_;
    std::vector<std::uint32_t> vertex_of_;
    Mesh mesh_;
};

} // namespace

Mesh make_surface(const DistanceField& field) {
    if (field.is_empty())
        return {};
    return Net(field).make();
}

} // namespace filiform::geometry
