// SPDX-License-Identifier: Apache-2.0
#include "atlas/blend_zones.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>

#include "geometry/lattice.h"

namespace filiform::atlas {

using geometry::Box;
using geometry::Mesh;
using geometry::Vec3;

namespace {

constexpr double cell_mm = 8;

Box box_of(const Mesh& mesh, const std::array<std::uint32_t, 3>& triangle) {
    Box box;
    for (const std::uint32_t corner : triangle)
        box.add(mesh.vertices[corner]);
    return box;
}

/// A coarse lattice over all surfaces: who was in each cell first, and whether another came.
class Cells {
  public:
    explicit Cells(const Box& around) : low_(around.low) {
        const Vec3 extent = (around.high - around.low) / cell_mm;
        size_ = {static_cast<int>(extent.x) + 1, static_cast<int>(extent.y) + 1,
                 static_cast<int>(extent.z) + 1};
        first_.assign(size_.voxels(), -1);
        is_shared_.assign(size_.voxels(), false);
    }

    /// Calls `visit` with every cell the box touches, until it answers true.
    template <class Visit>
    bool any(const Box& box, Visit visit) const {
        const auto at = [&](double v, double low, int count) {
            return std::clamp(static_cast<int>((v - low) / cell_mm), 0, count - 1);
        };
        for (int k = at(box.low.z, low_.z, size_.z); k <= at(box.high.z, low_.z, size_.z); ++k)
            for (int j = at(box.low.y, low_.y, size_.y); j <= at(box.high.y, low_.y, size_.y); ++j)
                for (int i = at(box.low.x, low_.x, size_.x); i <= at(box.high.x, low_.x, size_.x);
                     ++i)
                    if (visit(size_.index(i, j, k)))
                        return true;
        return false;
    }

    void mark(const Box& box, int surface) {
        any(box, [&](std::size_t cell) {
            if (first_[cell] < 0)
                first_[cell] = surface;
            is_shared_[cell] = is_shared_[cell] || first_[cell] != surface;
            return false;
        });
    }
    [[nodiscard]] bool is_shared(const Box& box) const {
        return any(box, [&](std::size_t cell) { return is_shared_[cell]; });
    }

  private:
    Vec3 low_;
    geometry::Size3 size_;
    std::vector<int> first_;
    std::vector<bool> is_shared_;
};

} // namespace

std::vector<std::vector<bool>> blend_zones(std::span<const Mesh> surfaces, double reach_mm) {
    Box around;
    for (const Mesh& mesh : surfaces)
        for (const Vec3& p : mesh.vertices)
            around.add(p);
    std::vector<std::vector<bool>> zones(surfaces.size());
    if (around.is_empty())
        return zones;
    Cells cells(around.grown(reach_mm));
    for (std::size_t s = 0; s < surfaces.size(); ++s)
        for (const auto& t : surfaces[s].triangles)
            cells.mark(box_of(surfaces[s], t).grown(reach_mm / 2), static_cast<int>(s));
    for (std::size_t s = 0; s < surfaces.size(); ++s)
        for (const auto& t : surfaces[s].triangles)
            zones[s].push_back(cells.is_shared(box_of(surfaces[s], t).grown(reach_mm / 2)));
    return zones;
}

} // namespace filiform::atlas
