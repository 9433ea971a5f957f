// SPDX-License-Identifier: Apache-2.0
#include "geometry/spatial_order.h"

#include <algorithm>
#include <numeric>

#include "base/expects.h"
#include "geometry/lattice.h"

namespace filiform::geometry {

namespace {

/// Bit n of the lower 21 goes to bit 3n.
std::uint64_t spaced_out(std::uint64_t bits) {
    bits = (bits | bits << 32) & 0x001F00000000FFFF;
    bits = (bits | bits << 16) & 0x001F0000FF0000FF;
    bits = (bits | bits << 8) & 0x100F00F00F00F00F;
    bits = (bits | bits << 4) & 0x10C30C30C30C30C3;
    bits = (bits | bits << 2) & 0x1249249249249249;
    return bits;
}

} // namespace

std::vector<std::uint32_t> spatial_order(std::span<const Vec3> points, double cube_mm) {
    base::expects(cube_mm > 0 && points.size() < 0xFFFFFFFF, "cubes of some size, few enough");
    Box box;
    for (const Vec3& p : points)
        box.add(p);
    const auto cube = [&](double p, double low) {
        return spaced_out(static_cast<std::uint64_t>((p - low) / cube_mm) & 0x1FFFFF);
    };
    std::vector<std::uint64_t> code(points.size());
    std::transform(points.begin(), points.end(), code.begin(), [&](const Vec3& p) {
        return cube(p.x, box.low.x) | cube(p.y, box.low.y) << 1 | cube(p.z, box.low.z) << 2;
    });
    std::vector<std::uint32_t> order(points.size());
    std::iota(order.begin(), order.end(), 0U);
    std::stable_sort(order.begin(), order.end(),
                     [&](std::uint32_t a, std::uint32_t b) { return code[a] < code[b]; });
    return order;
}

} // namespace filiform::geometry
