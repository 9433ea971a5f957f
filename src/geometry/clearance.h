// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "geometry/distance_field.h"
#include "geometry/shapes.h"

namespace filiform::geometry {

/// The least value of a field along a segment, and where.
struct Nearest {
    double distance_mm = 0;
    double at_mm = 0; ///< along the segment, from its start
};

/// Least signed distance from the points of a segment to the field's shape.
///
/// Accuracy:  at most `tolerance_mm` above the least interpolated value, never below it. The place
///            belongs to the value returned.
/// Assumes:   the field changes by at most `lipschitz` mm per mm (1 for a true distance; sampled
///            fields are measured a little above, which the search allows for).
/// Cost:      about 17 look-ups for 60 mm at 0.25 mm.
[[nodiscard]] Nearest least_distance(const DistanceField& field, const Segment& segment,
                                     double tolerance_mm = 0.05);

/// Where, along the segment, the field first falls below `level_mm`; negative when it never does.
/// Found to `tolerance_mm`; a dip narrower than that may be missed.
[[nodiscard]] double first_below(const DistanceField& field, const Segment& segment,
                                 double level_mm, double tolerance_mm = 0.05);

/// Whether every point of the segment keeps at least `clearance_mm` from the shape.
[[nodiscard]] bool keeps(const DistanceField& field, const Segment& segment, double clearance_mm);

/// Many segments as columns: entry i of each span is segment i. float is enough: one part in
/// sixteen million of a body is far below a needle's width.
struct SegmentColumns {
    std::span<const float> x, y, z;    ///< start, mm
    std::span<const float> dx, dy, dz; ///< unit direction
    std::span<const float> length_mm;
    std::span<const float> clearance_mm; ///< to be kept by segment i
};

/// Which segments come nearer than their clearance: writes 1 or 0 to `below`, returns how many.
///
/// The same answer as `keeps` for every segment whose least distance differs from its clearance by
/// more than `keeps_step_mm`, on every machine: the fastest kernel the processor has (AVX-512,
/// AVX2, plain) is chosen at run time.
/// Order:  segments near each other in memory should be near each other in space; it is worth 2x.
/// Cost:   about 6 look-ups a segment. One thread; call it from chunks.
[[nodiscard]] std::size_t count_below(const DistanceField& field, const SegmentColumns& segments,
                                      std::span<std::uint8_t> below);

/// The step that threshold tracing takes when it is almost at the threshold.
inline constexpr double keeps_step_mm = 0.25;

} // namespace filiform::geometry
