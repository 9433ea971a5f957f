// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <cmath>

#include "geometry/lattice.h"

namespace filiform::geometry {

/// A block of a lattice's points: where it begins, and itself as a lattice.
struct LatticePart {
    Size3 first;
    Lattice lattice;
};

/// The points within `box` and those just outside it, as far as the lattice goes; a box beyond the
/// lattice gives the points of the face nearest to it.
[[nodiscard]] inline LatticePart part_around(const Lattice& whole, const Box& box) {
    const auto clip = [](double v, int n) {
        return static_cast<int>(std::clamp(v, 0.0, static_cast<double>(n - 1)));
    };
    const Vec3 low = whole.voxel(box.low);
    const Vec3 high = whole.voxel(box.high);
    const Size3 first{clip(std::floor(low.x), whole.size.x), clip(std::floor(low.y), whole.size.y),
                      clip(std::floor(low.z), whole.size.z)};
    return {first,
            {{clip(std::ceil(high.x), whole.size.x) - first.x + 1,
              clip(std::ceil(high.y), whole.size.y) - first.y + 1,
              clip(std::ceil(high.z), whole.size.z) - first.z + 1},
             whole.point(first.x, first.y, first.z),
             whole.spacing}};
}

} // namespace filiform::geometry
