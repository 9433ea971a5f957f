// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>

namespace filiform::geometry {

class DistanceField;

/// A distance field as the kernels read it: single precision, no checks. Borrowed.
struct FieldView {
    struct Axis {
        float origin;
        float voxels_per_mm;
        float mm_per_voxel;
        float last;            ///< voxel, as a number
        std::int32_t last_low; ///< the last voxel that has a neighbour after it, or 0
        std::int32_t stride;   ///< to the neighbour, in entries; 0 when there is none
        float box_low;         ///< of the shape, mm
        float box_high;
    };
    Axis x, y, z;
    const std::int16_t* steps;
};
[[nodiscard]] FieldView view_of(const DistanceField& field);

} // namespace filiform::geometry
