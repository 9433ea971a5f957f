// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "anatomy/body.h"
#include "report/projection.h"

namespace filiform::report {

/// The two parts of the way from a landmark to an entry, in the words and numbers of an
/// instruction: "31 mm to the right", "27 mm caudal". Empty where a part is under half a mm.
struct Way {
    std::string across;
    std::string along; ///< towards head or feet
};

/// Measured along the skin, as a ruler is laid; straight where the skin allows no such walk.
[[nodiscard]] Way way_from(const anatomy::Body& body, const anatomy::Landmark& from,
                           const geometry::Vec3& entry);

/// Draws it: from where a finger lies, across, then along, with its lengths. A part that the skin's
/// curve makes look more than a seventh shorter than it is says so.
struct WayInput {
    const anatomy::Body& body;
    const anatomy::Landmark& from;
    const geometry::Vec3& entry;
    const Projection& projection;
};
void draw_way(Drawing& drawing, const WayInput& input, std::vector<Area>& taken);

} // namespace filiform::report
