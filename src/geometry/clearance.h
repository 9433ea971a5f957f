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
/// Accuracy:  at most `tolerance_mm` above the least value of the true distance that the field
///            samples, give or take the sampling error of the field on the way; never below the
///            least value read. The place belongs to the value returned. Read as a function of its
///            own, the interpolated field may be steeper than 1 mm per mm inside a voxel that a
///            crease crosses, and a dip there may be missed by half a voxel's diagonal at most.
/// Assumes:   finite numbers, a unit direction, tolerance_mm > 0.
/// Cost:      about 18 look-ups for 60 mm at 0.25 mm.
[[nodiscard]] Nearest least_distance(const DistanceField& field, const Segment& segment,
                                     double tolerance_mm = 0.05);

/// Where, along the segment, the field first falls below `level_mm`; negative when it never does.
///
/// Agrees:    negative exactly when `keeps` says that the segment keeps `level_mm`: what grazes a
///            shape is met by both or by neither.
/// Accuracy:  to `tolerance_mm`, once it is met; a dip narrower than that before it may be missed.
[[nodiscard]] double first_below(const DistanceField& field, const Segment& segment,
                                 double level_mm, double tolerance_mm = 0.05);

/// Whether every point of the segment keeps at least `clearance_mm` from the shape.
///
/// Accuracy:  a yes means that the true distance, which changes by at most 1 mm per mm, keeps the
///            clearance to within the sampling error of the field and half of `keeps_step_mm`; the
///            slope of the interpolation plays no part. A no means that a point below was read.
[[nodiscard]] bool keeps(const DistanceField& field, const Segment& segment, double clearance_mm);

/// Many segments as columns: entry i of each span is segment i. float is enough: one part in
/// sixteen million of a body is far below a needle's width.
struct SegmentColumns {
    std::span<const float> x, y, z;    ///< start, mm
    std::span<const float> dx, dy, dz; ///< unit direction
    std::span<const float> length_mm;
    std::span<const float> clearance_mm; ///< to be kept by segment i; least_distances ignores it
};

/// Which segments come nearer than their clearance: writes 1 or 0 to `below`, returns how many.
///
/// The same answers as `keeps`, bit for bit, on every machine: the widest instruction set the
/// processor has is chosen at run time (instruction_set.h).
/// Assumes: finite numbers, unit directions, columns of one length.
/// Order:   segments near each other in memory should be near each other in space; it is worth 2x
///          (spatial_order.h).
/// Cost:    about 4 look-ups a segment. One thread; call it from chunks.
[[nodiscard]] std::size_t count_below(const DistanceField& field, const SegmentColumns& segments,
                                      std::span<std::uint8_t> below);

/// Entry i belongs to segment i.
struct NearestColumns {
    std::span<float> distance_mm;
    std::span<float> at_mm; ///< along the segment, from its start
};

/// least_distance for many segments: the same answers, bit for bit. One thread.
void least_distances(const DistanceField& field, const SegmentColumns& segments,
                     double tolerance_mm, const NearestColumns& nearest);

/// The length of segment that a single reading near the threshold is taken to cover.
inline constexpr double keeps_step_mm = 0.25;

} // namespace filiform::geometry
