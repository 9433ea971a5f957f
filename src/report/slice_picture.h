// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "anatomy/body.h"
#include "report/projection.h"

namespace filiform::report {

/// A structure as one slice shows it.
struct SlicedStructure {
    const anatomy::Structure* structure = nullptr;
    Spot middle;               ///< well inside its visible part
    bool wants_name = false;   ///< large or thin-but-dangerous enough to be named
    bool is_band_only = false; ///< only the band of its uncertain place is met, not itself
};

/// CT (where there is one) within the skin, structures tinted, hatched and outlined over it, skin
/// on top; everything outside the body stays paper. What is inferred has a dashed outline; around
/// inferred nerves and vessels, and an inferred target, a dotted band one standard deviation of
/// their place wide.
/// `target` is drawn stronger. Answers what was met, in the order drawn.
std::vector<SlicedStructure> draw_slice_picture(Drawing& drawing, const anatomy::Body& body,
                                                const chart::StructureId& target,
                                                const Projection& projection);

/// What is painted over what in a slice: the higher over the lower. Envelopes first, then what lies
/// in them, hazards and the target last.
[[nodiscard]] int layer_of(const anatomy::Structure& structure, const chart::StructureId& target);

/// Hounsfield units to grey 0..255 as slices show them: a soft-tissue window, lifted off black so
/// that lines and a printer's ink stay apart.
[[nodiscard]] std::uint8_t grey_of(double hounsfield);

} // namespace filiform::report
