// SPDX-License-Identifier: Apache-2.0
#include "atlas/level_distance.h"

#include <cmath>

#include "base/parallel.h"
#include "geometry/distance_transform.h"

namespace filiform::atlas {

std::vector<float> level_distance(const geometry::Lattice& lattice, std::span<const float> level,
                                  double band_mm) {
    std::vector<float> mm = geometry::distance_to_crossings(lattice, level);
    const auto h = static_cast<float>(lattice.spacing.x);
    // How much longer the way to a crossing may be than to the surface between crossings.
    const float slack = 0.35F * h;
    const auto band = static_cast<float>(band_mm) - slack;
    base::parallel_chunks(mm.size(), std::size_t{1} << 16, [&](std::size_t from, std::size_t to) {
        for (std::size_t i = from; i < to; ++i) {
            const float near = std::abs(level[i]);
            const float far = std::abs(mm[i]);
            const bool is_exact = (near < band) & ((near < h) | (std::abs(far - near) < slack));
            mm[i] = std::copysign(is_exact ? near : far, level[i]);
        }
    });
    return mm;
}

} // namespace filiform::atlas
