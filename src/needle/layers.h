// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "needle/scene.h"

namespace filiform::needle {

/// What a needle passes from the skin to its tip, in order and without gaps.
///
/// Where several structures hold a point the one that matters most names it: a hazard before bone,
/// bone before the target, the target before other muscles, muscle before fat; seen before
/// inferred. Where none does: "soft tissue, not segmented". Slivers below half a millimetre join
/// the layer before them. The first `skin_thickness_mm` are skin.
[[nodiscard]] std::vector<chart::Layer> make_layers(const Scene& scene,
                                                    const geometry::Segment& shaft);

} // namespace filiform::needle
