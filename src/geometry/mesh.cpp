// SPDX-License-Identifier: Apache-2.0
#include "geometry/mesh.h"

#include "geometry/lattice_part.h"

#include <algorithm>

namespace filiform::geometry {

namespace {

constexpr std::uint32_t no_vertex = 0xFFFFFFFF;
constexpr double outside_the_lattice = 1; // steps: just outside, so that the border is closed

/// Cells run from -1 to size-1: one layer around the lattice closes what reaches its border. Only
/// those around the shape are looked at.
class Net {
  public:
    explicit Net(const DistanceField& field)
        : field_(field), size_(field.lattice().size),
          around_(part_around(field.lattice(), grown(field.bounds(), field.lattice().spacing))),
          first_{around_.first.x - 1, around_.first.y - 1, around_.first.z - 1},
          cells_{around_.lattice.size.x + 1, around_.lattice.size.y + 1,
                 around_.lattice.size.z + 1},
          vertex_of_(cells_.voxels(), no_vertex) {}

    Mesh make() {
        for_each_mixed_cell([&](int i, int j, int k) { place_vertex(i, j, k); });
        for (int k = first_.z; k < first_.z + cells_.z; ++k)
            for (int j = first_.y; j < first_.y + cells_.y; ++j)
                for (int i = first_.x; i < first_.x + cells_.x; ++i)
                    if (vertex_of_[cell(i, j, k)] != no_vertex)
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
        return cells_.index(i - first_.x, j - first_.y, k - first_.z);
    }

    /// Cells with corners on both sides, in lattice order. Whole rows are looked at, since few
    /// cells are such.
    template <class Visit>
    void for_each_mixed_cell(const Visit& visit) const {
        // Of the points from the first cells' low corners to the last cells' high ones.
        std::vector<std::uint8_t> inside(static_cast<std::size_t>(cells_.x) + 1);
        for (int k = first_.z; k < first_.z + cells_.z; ++k)
            for (int j = first_.y; j < first_.y + cells_.y; ++j) {
                std::fill(inside.begin(), inside.end(), std::uint8_t{0});
                for (const int z : {k, k + 1})
                    for (const int y : {j, j + 1})
                        add_inside(y, z, inside);
                for (int i = 0; i < cells_.x; ++i) {
                    const int corners = inside[i] + inside[i + 1];
                    if (corners != 0 && corners != 8)
                        visit(first_.x + i, j, k);
                }
            }
    }
    void add_inside(int j, int k, std::vector<std::uint8_t>& count) const {
        if (j < 0 || k < 0 || j >= size_.y || k >= size_.z)
            return;
        const std::int16_t* row = field_.steps().data() + size_.index(around_.first.x, j, k);
        std::uint8_t* counts = count.data() + 1;
        for (int i = 0; i < around_.lattice.size.x; ++i)
            counts[i] = static_cast<std::uint8_t>(counts[i] + (row[i] < 0 ? 1 : 0));
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

    /// A quad of four cells around an edge that crosses the surface, split along its shorter
    /// diagonal so that a mirrored field gives the mirrored mesh.
    void add_quad(bool from_inside, const std::array<std::size_t, 4>& ring) {
        std::array<std::uint32_t, 4> v{};
        for (int n = 0; n < 4; ++n)
            v[n] = vertex_of_[ring[from_inside ? n : 3 - n]];
        const auto diagonal = [&](int a, int b) {
            return distance(mesh_.vertices[v[a]], mesh_.vertices[v[b]]);
        };
        const int first = diagonal(1, 3) < diagonal(0, 2) ? 1 : 0;
        const auto corner = [&](int n) { return v[(first + n) % 4]; };
        mesh_.triangles.push_back({corner(0), corner(1), corner(2)});
        mesh_.triangles.push_back({corner(0), corner(2), corner(3)});
    }

    /// The faces across the three edges that leave the low corner of a cell.
    void add_faces(int i, int j, int k) {
        const bool inside = value(i, j, k) < 0;
        if (inside != (value(i + 1, j, k) < 0))
            add_quad(inside,
                     {cell(i, j - 1, k - 1), cell(i, j, k - 1), cell(i, j, k), cell(i, j - 1, k)});
        if (inside != (value(i, j + 1, k) < 0))
            add_quad(inside,
                     {cell(i - 1, j, k - 1), cell(i - 1, j, k), cell(i, j, k), cell(i, j, k - 1)});
        if (inside != (value(i, j, k + 1) < 0))
            add_quad(inside,
                     {cell(i - 1, j - 1, k), cell(i, j - 1, k), cell(i, j, k), cell(i - 1, j, k)});
    }

    static Box grown(const Box& box, const Vec3& by) { return {box.low - by, box.high + by}; }

    const DistanceField& field_;
    Size3 size_;
    LatticePart around_; ///< the points of the shape and those beside them
    Size3 first_;        ///< cell
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
