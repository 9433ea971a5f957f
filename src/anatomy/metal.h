// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "anatomy/body.h"

namespace filiform::anatomy {

/// Implants and what they spoil.
struct Metal {
    /// "metal" (kind Metal) and "metal_artefact" (kind Artefact); empty without metal.
    std::vector<Structure> structures;
    /// body.metal and body.artefact, with the side and the spoilt structures.
    std::vector<chart::Warning> warnings;
};

/// Finds metal by its values, and the zone whose image it spoils: around it, and in its own axial
/// slices wherever values are darker than any tissue or brighter than any soft tissue, with the
/// gaps between such streaks closed. Nothing that was drawn inside the zone is to be trusted.
///
/// Also: a "metal" that a label map brought is used as it is.
/// Nothing without a CT.
[[nodiscard]] Metal find_metal(const Body& body);

} // namespace filiform::anatomy
