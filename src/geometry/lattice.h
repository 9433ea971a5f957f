// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <cstddef>
#include <vector>

#include "geometry/affine.h"
#include "geometry/vec3.h"

namespace filiform::geometry {

/// Voxels along x, y and z. x runs fastest in memory.
struct Size3 {
    int x = 0;
    int y = 0;
    int z = 0;

    [[nodiscard]] std::size_t voxels() const {
        return static_cast<std::size_t>(x) * static_cast<std::size_t>(y) *
               static_cast<std::size_t>(z);
    }
    [[nodiscard]] std::size_t index(int i, int j, int k) const {
        return (static_cast<std::size_t>(k) * static_cast<std::size_t>(y) +
                static_cast<std::size_t>(j)) *
                   static_cast<std::size_t>(x) +
               static_cast<std::size_t>(i);
    }
    friend bool operator==(const Size3&, const Size3&) = default;
};

/// An axis-aligned box, mm. Empty until something is added.
struct Box {
    Vec3 low{1e300, 1e300, 1e300};
    Vec3 high{-1e300, -1e300, -1e300};

    [[nodiscard]] bool is_empty() const { return low.x > high.x; }
    void add(const Vec3& p) {
        low = {std::min(low.x, p.x), std::min(low.y, p.y), std::min(low.z, p.z)};
        high = {std::max(high.x, p.x), std::max(high.y, p.y), std::max(high.z, p.z)};
    }
    [[nodiscard]] bool contains(const Vec3& p) const {
        return p.x >= low.x && p.x <= high.x && p.y >= low.y && p.y <= high.y && p.z >= low.z &&
               p.z <= high.z;
    }
    [[nodiscard]] Box grown(double mm) const {
        return {low - Vec3{mm, mm, mm}, high + Vec3{mm, mm, mm}};
    }
    friend bool operator==(const Box&, const Box&) = default;
};

/// Distance from a point to a box, zero inside.
[[nodiscard]] inline double distance_to_box(const Vec3& p, const Box& box) {
    const Vec3 d{std::max({box.low.x - p.x, 0.0, p.x - box.high.x}),
                 std::max({box.low.y - p.y, 0.0, p.y - box.high.y}),
                 std::max({box.low.z - p.z, 0.0, p.z - box.high.z})};
    return length(d);
}

/// A regular grid of points along the axes of its frame. `origin` is the centre of voxel (0,0,0);
/// `spacing` is positive and may differ by axis. Millimetres.
struct Lattice {
    Size3 size;
    Vec3 origin;
    Vec3 spacing{1, 1, 1};

    [[nodiscard]] Vec3 point(int i, int j, int k) const {
        return {origin.x + spacing.x * i, origin.y + spacing.y * j, origin.z + spacing.z * k};
    }
    /// Voxel coordinates, fractional.
    [[nodiscard]] Vec3 voxel(const Vec3& p) const {
        return {(p.x - origin.x) / spacing.x, (p.y - origin.y) / spacing.y,
                (p.z - origin.z) / spacing.z};
    }
    /// From the first voxel centre to the last.
    [[nodiscard]] Box bounds() const { return {origin, point(size.x - 1, size.y - 1, size.z - 1)}; }
    friend bool operator==(const Lattice&, const Lattice&) = default;
};

/// One value per lattice point, x fastest.
template <class T>
struct Volume {
    Lattice lattice;
    std::vector<T> voxels;

    Volume() = default;
    Volume(const Lattice& on, T value) : lattice(on), voxels(on.size.voxels(), value) {}

    [[nodiscard]] T& at(int i, int j, int k) { return voxels[lattice.size.index(i, j, k)]; }
    [[nodiscard]] const T& at(int i, int j, int k) const {
        return voxels[lattice.size.index(i, j, k)];
    }
};

/// One value per voxel of a scan in any orientation, x fastest; `world_from_voxel` maps voxel
/// indices to RAS+ millimetres and may turn, mirror or shear.
template <class T>
struct Image {
    Size3 size;
    Affine world_from_voxel;
    std::vector<T> voxels;

    [[nodiscard]] const T& at(int i, int j, int k) const { return voxels[size.index(i, j, k)]; }
    [[nodiscard]] T& at(int i, int j, int k) { return voxels[size.index(i, j, k)]; }
};

} // namespace filiform::geometry
