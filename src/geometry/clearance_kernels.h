// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

#include "geometry/clearance.h"
#include "geometry/field_view.h"
#include "geometry/instruction_set.h"

namespace filiform::geometry {

/// The batch judgements of clearance.h in one instruction set. `below` is cleared by the caller;
/// at most 2³² segments.
struct ClearanceKernels {
    std::size_t (*count_below)(const FieldView& field, const SegmentColumns& segments,
                               std::uint8_t* below);
    void (*least)(const FieldView& field, const SegmentColumns& segments, float tolerance_mm,
                  const NearestColumns& nearest);
};
[[nodiscard]] const ClearanceKernels& clearance_kernels_for(InstructionSet set);

extern const ClearanceKernels clearance_plain;
extern const ClearanceKernels clearance_avx2;
extern const ClearanceKernels clearance_avx512;

} // namespace filiform::geometry
