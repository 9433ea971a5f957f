// SPDX-License-Identifier: Apache-2.0
#pragma once

// How a distance field is read at a point. Here, and not in a body, because the search, the risks
// and the pictures do little else: the compiler is to see it where it is called.

#include <algorithm>
#include <bit>
#include <cstring>

#include "geometry/distance_field.h"

namespace filiform::geometry {

namespace side_by_side {

// What the compiler does side by side on every machine it builds for.
typedef double Two __attribute__((vector_size(16)));
typedef std::int32_t FourWhole __attribute__((vector_size(16)));

/// One 32-bit word holds both neighbours.
inline std::int32_t word(const std::int16_t* at) {
    static_assert(std::endian::native == std::endian::little, "the lower neighbour comes first");
    std::int32_t both = 0;
    std::memcpy(&both, at, sizeof both);
    return both;
}

inline Two as_numbers(FourWhole v) {
    return __builtin_convertvector(__builtin_shufflevector(v, v, 0, 1), Two);
}
/// The same of the upper two, which are moved down first: the compiler would take them one by one.
inline Two upper_as_numbers(FourWhole v) {
    typedef std::int64_t Halves __attribute__((vector_size(16)));
    const auto halves = reinterpret_cast<Halves>(v);
    return as_numbers(reinterpret_cast<FourWhole>(__builtin_shufflevector(halves, halves, 1, 1)));
}

} // namespace side_by_side

/// The eight corners are mixed two at a time, along z side by side: in the same order as one after
/// the other, hence with the same roundings.
inline double DistanceField::between(const Vec3& voxel) const {
    using side_by_side::as_numbers;
    using side_by_side::FourWhole;
    using side_by_side::Two;
    using side_by_side::upper_as_numbers;
    using side_by_side::word;
    const int i = std::min(static_cast<int>(voxel.x), last_low_.x);
    const int j = std::min(static_cast<int>(voxel.y), last_low_.y);
    const int k = std::min(static_cast<int>(voxel.z), last_low_.z);
    const double a = voxel.x - i;
    const double b = voxel.y - j;
    const double c = voxel.z - k;
    const std::int16_t* near = steps_.data() + lattice_.size.index(i, j, k);
    const std::int16_t* far = near + step_.z;
    // Where there is one voxel along x, `a` is zero and the entry read beside it does not count.
    const FourWhole words{word(near), word(far), word(near + step_.y), word(far + step_.y)};
    const FourWhole low = (words << 16) >> 16;
    const FourWhole high = words >> 16;
    const auto along_x = [&](const Two& first, const Two& second) {
        return first + a * (second - first);
    };
    const Two first = along_x(as_numbers(low), as_numbers(high));
    const Two second = along_x(upper_as_numbers(low), upper_as_numbers(high));
    const Two across = first + b * (second - first);
    return (across[0] + c * (across[1] - across[0])) * (1 / steps_per_mm);
}

inline double DistanceField::at(const Vec3& p) const {
    const Vec3 d = p - lattice_.origin;
    const Vec3 v{d.x * voxels_per_mm_.x, d.y * voxels_per_mm_.y, d.z * voxels_per_mm_.z};
    if (v.x >= 0 && v.y >= 0 && v.z >= 0 && v.x <= last_.x && v.y <= last_.y && v.z <= last_.z)
        return between(v);
    return beyond(p, v);
}

} // namespace filiform::geometry
