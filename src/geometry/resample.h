// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdlib>
#include <optional>
#include <vector>

#include "geometry/affine.h"
#include "geometry/lattice.h"

namespace filiform::geometry {

/// Which axis of the image follows x, y and z of the world most nearly; nothing when two follow the
/// same one (turned by about 45 degrees).
[[nodiscard]] std::optional<std::array<std::size_t, 3>> axes_along_world(const Affine& affine);

/// The same image stored along the world's axes: x of the file runs to the right, y to the front, z
/// to the head, as nearly as turning and reversing whole axes can make it. No value changes. Images
/// that differ only in how they are stored become equal byte by byte; for that the translation is
/// rounded to 2^-20 mm (a millionth of a millimetre).
template <class T>
[[nodiscard]] Image<T> in_world_order(const Image<T>& image) {
    const auto axes = axes_along_world(image.world_from_voxel);
    if (!axes)
        return image;
    const std::array<int, 3> size{image.size.x, image.size.y, image.size.z};
    const std::array<std::size_t, 3> stride{1, static_cast<std::size_t>(size[0]),
                                            static_cast<std::size_t>(size[0]) *
                                                static_cast<std::size_t>(size[1])};
    Image<T> ordered;
    std::array<int, 3> count{};
    std::array<std::ptrdiff_t, 3> step{};
    std::ptrdiff_t first = 0;
    Vec3 corner = image.world_from_voxel.translation;
    for (std::size_t n = 0; n < 3; ++n) {
        const std::size_t axis = (*axes)[n];
        const Vec3& column = image.world_from_voxel.columns[axis];
        const std::array<double, 3> along{column.x, column.y, column.z};
        const bool is_reversed = along[n] < 0;
        count[n] = size[axis];
        step[n] = static_cast<std::ptrdiff_t>(stride[axis]) * (is_reversed ? -1 : 1);
        ordered.world_from_voxel.columns[n] = is_reversed ? -column : column;
        if (is_reversed) {
            first += static_cast<std::ptrdiff_t>(stride[axis]) * (size[axis] - 1);
            corner = corner + column * static_cast<double>(size[axis] - 1);
        }
    }
    constexpr double per_mm = 1048576;
    ordered.world_from_voxel.translation = {std::round(corner.x * per_mm) / per_mm,
                                            std::round(corner.y * per_mm) / per_mm,
                                            std::round(corner.z * per_mm) / per_mm};
    ordered.size = {count[0], count[1], count[2]};
    ordered.voxels.reserve(image.voxels.size());
    for (int k = 0; k < count[2]; ++k)
        for (int j = 0; j < count[1]; ++j) {
            const T* row = image.voxels.data() + first + step[2] * k + step[1] * j;
            for (int i = 0; i < count[0]; ++i)
                ordered.voxels.push_back(row[step[0] * i]);
        }
    return ordered;
}

/// The value at fractional voxel coordinates by trilinear interpolation, clamped to the grid.
/// `values`: one per voxel, x fastest.
template <class T>
[[nodiscard]] double trilinear(const T* values, const Size3& size, const Vec3& voxel) {
    const auto place = [](double v, int n, int& low, double& part) {
        const double inside = std::clamp(v, 0.0, static_cast<double>(n - 1));
        low = std::min(static_cast<int>(inside), std::max(n - 2, 0));
        part = inside - low;
    };
    int i = 0;
    int j = 0;
    int k = 0;
    double a = 0;
    double b = 0;
    double c = 0;
    place(voxel.x, size.x, i, a);
    place(voxel.y, size.y, j, b);
    place(voxel.z, size.z, k, c);
    const std::size_t at = size.index(i, j, k);
    const std::size_t dx = size.x > 1 ? 1 : 0;
    const std::size_t dy = size.y > 1 ? static_cast<std::size_t>(size.x) : 0;
    const std::size_t dz =
        size.z > 1 ? static_cast<std::size_t>(size.x) * static_cast<std::size_t>(size.y) : 0;
    const auto row = [&](std::size_t start) {
        const double v0 = static_cast<double>(values[start]);
        const double v1 = static_cast<double>(values[start + dx]);
        return v0 + a * (v1 - v0);
    };
    const double low = row(at) + b * (row(at + dy) - row(at));
    const double high = row(at + dz) + b * (row(at + dy + dz) - row(at + dz));
    return low + c * (high - low);
}

/// Values on a lattice smoothed by a symmetric kernel of five taps along each axis in turn; beyond
/// the edge the edge's value goes on. `taps`: the middle one, its neighbours', the outermost's.
void smooth(std::vector<float>& values, const Size3& size, const std::array<float, 3>& taps);

} // namespace filiform::geometry
