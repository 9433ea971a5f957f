// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "chart/structure.h"

namespace filiform::study {

/// What the reference body has under a structure's name without its side.
enum class Drawing {
    Drawn,
    NotYet,  ///< data/atlas/spread.yaml speaks of it, no shape file draws it
    Unknown, ///< nobody knows the name
};

/// `name`: "piriformis", "vertebra_l4", or "kind.nerve" for everything of a kind.
[[nodiscard]] Drawing drawing_of(std::string_view name);

/// The known name nearest to a misspelt one; empty when none is near.
[[nodiscard]] std::string nearest_structure(std::string_view name);

/// The ids a name means on one side: "piriformis" on the right is "piriformis.right", "sacrum" is
/// itself, "kind.nerve" every nerve of that side and of the middle. Without a side, both sides.
/// Precondition: drawn.
[[nodiscard]] std::vector<std::string> structures_of(std::string_view name, chart::Side side);

/// Every bone of the body, both sides.
[[nodiscard]] std::vector<std::string> bones();

} // namespace filiform::study
