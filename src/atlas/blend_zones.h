// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <vector>

#include "geometry/mesh.h"

namespace filiform::atlas {

/// Which triangles of each surface come within `reach_mm` of another surface, for all surfaces of
/// one solid: only there do shapes blend.
///
/// Accuracy: on the safe side by up to two cells of 8 mm: some marked triangles are farther off.
[[nodiscard]] std::vector<std::vector<bool>> blend_zones(std::span<const geometry::Mesh> surfaces,
                                                         double reach_mm);

} // namespace filiform::atlas
