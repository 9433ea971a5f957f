// SPDX-License-Identifier: Apache-2.0
#include "atlas/warp_grid.h"

#include <algorithm>
#include <cmath>

#include "base/expects.h"
#include "base/parallel.h"

namespace filiform::atlas {

using geometry::Box;
using geometry::Vec3;

WarpGrid::WarpGrid(const Box& box, double step_mm, const Map& map) {
    base::expects(step_mm > 0 && !box.is_empty(), "a warp's grid covers a box in steps");
    const auto count = [&](double low, double high) {
        return 2 + static_cast<int>(std::ceil((high - low) / step_mm));
    };
    lattice_.size = {count(box.low.x, box.high.x), count(box.low.y, box.high.y),
                     count(box.low.z, box.high.z)};
    lattice_.spacing = {step_mm, step_mm, step_mm};
    const Vec3 middle = geometry::lerp(box.low, box.high, 0.5);
    lattice_.origin =
        middle - Vec3{(lattice_.size.x - 1) * step_mm, (lattice_.size.y - 1) * step_mm,
                      (lattice_.size.z - 1) * step_mm} *
                     0.5;
    to_.resize(lattice_.size.voxels());
    base::parallel_chunks(
        static_cast<std::size_t>(lattice_.size.z), 1, [&](std::size_t from, std::size_t end) {
            for (int k = static_cast<int>(from); k < static_cast<int>(end); ++k)
                for (int j = 0; j < lattice_.size.y; ++j)
                    for (int i = 0; i < lattice_.size.x; ++i)
                        to_[lattice_.size.index(i, j, k)] = map(lattice_.point(i, j, k));
        });
}

Vec3 WarpGrid::at(const Vec3& p) const {
    const Vec3 v = lattice_.voxel(p);
    const auto low = [](double x, int n) {
        return static_cast<int>(std::clamp(std::floor(x), 0.0, static_cast<double>(n - 2)));
    };
    const int i = low(v.x, lattice_.size.x);
    const int j = low(v.y, lattice_.size.y);
    const int k = low(v.z, lattice_.size.z);
    const std::size_t at = lattice_.size.index(i, j, k);
    const std::size_t dy = static_cast<std::size_t>(lattice_.size.x);
    const std::size_t dz = dy * static_cast<std::size_t>(lattice_.size.y);
    const auto along = [&](std::size_t start) {
        return geometry::lerp(to_[start], to_[start + 1], v.x - i);
    };
    const Vec3 near = geometry::lerp(along(at), along(at + dy), v.y - j);
    const Vec3 far = geometry::lerp(along(at + dz), along(at + dz + dy), v.y - j);
    return geometry::lerp(near, far, v.z - k);
}

double WarpGrid::stretch(const Vec3& p) const {
    const double h = lattice_.spacing.x / 2;
    const Vec3 x = (at(p + Vec3{h, 0, 0}) - at(p - Vec3{h, 0, 0})) / (2 * h);
    const Vec3 y = (at(p + Vec3{0, h, 0}) - at(p - Vec3{0, h, 0})) / (2 * h);
    const Vec3 z = (at(p + Vec3{0, 0, h}) - at(p - Vec3{0, 0, h})) / (2 * h);
    return std::cbrt(std::abs(geometry::dot(x, geometry::cross(y, z))));
}

Box WarpGrid::carried_into(const Box& there) const {
    Box box;
    const double step = lattice_.spacing.x;
    const Box wide = there.grown(step);
    for (int k = 0; k < lattice_.size.z; ++k)
        for (int j = 0; j < lattice_.size.y; ++j)
            for (int i = 0; i < lattice_.size.x; ++i)
                if (wide.contains(to_[lattice_.size.index(i, j, k)]))
                    box.add(lattice_.point(i, j, k));
    return box.is_empty() ? box : box.grown(step);
}

} // namespace filiform::atlas
