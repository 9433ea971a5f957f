// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "geometry/clearance.h"
#include "geometry/distance_field.h"

namespace filiform::bench {

/// A body to measure on: no one's anatomy, but of a trunk's size, about as full of obstacles as one
/// and with thin ones among them. 300 × 250 × 350 voxels of 1 mm; made once, always the same.
struct SyntheticBody {
    geometry::Lattice lattice;
    std::vector<std::uint8_t> obstacles; ///< per voxel
    geometry::DistanceField field;       ///< of the obstacles
};
[[nodiscard]] const SyntheticBody& synthetic_body();

inline constexpr double needle_length_mm = 60;
inline constexpr double clearance_mm = 2;

/// Needles as columns; `chunk` is what one call judges.
struct Needles {
    std::array<std::vector<float>, 8> columns;
    static constexpr std::size_t chunk = 8192;

    void add(const geometry::Segment& needle);
    [[nodiscard]] std::size_t size() const { return columns[0].size(); }
    [[nodiscard]] geometry::SegmentColumns view(std::size_t begin, std::size_t end) const;
    [[nodiscard]] geometry::Segment needle(std::size_t i) const;
};

/// From a tip in free tissue towards the back, up to 40 degrees off straight. As they come, and in
/// spatial order of their tips.
[[nodiscard]] const Needles& scattered_needles();
[[nodiscard]] const Needles& sorted_needles();
/// 4096 samples about each of 512 plans: tip 1.5 mm, direction 2 degrees (standard deviations).
[[nodiscard]] const Needles& monte_carlo_needles();

} // namespace filiform::bench
