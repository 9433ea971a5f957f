// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "anatomy/body.h"

namespace filiform::anatomy {

/// What could be made of the pleura below the lungs, and what could not.
struct PleuralRecess {
    std::vector<Structure> structures; ///< "pleural_recess.right", "pleural_recess.left"
    std::vector<Missing> missing;
};

/// The costodiaphragmatic recess: the pleura reaches below the lung's edge, and a needle that meets
/// it has opened the chest though no lung is labelled there.
///
/// Where a "thoracic_cavity" is labelled: its part below and beside the lungs on each side.
/// Else inferred from the ribs: a layer along the inside of the rib cage, from the lung's edge down
///   to the floor that anatomy books give: the lower border of T12 beside the spine, the twelfth
///   rib at the side edge of the deep back muscles, the tenth rib in the mid-axillary line, the
///   eighth in the mid-clavicular line; lower where this patient's lung already reaches lower.
/// SD:      data/anatomy/import.yaml, recess.position_sd.
/// Missing: NotFitted without T12 or without any rib of that side.
[[nodiscard]] PleuralRecess find_pleural_recess(const Body& body);

} // namespace filiform::anatomy
