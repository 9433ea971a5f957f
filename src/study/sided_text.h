// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "anatomy/body.h"

namespace filiform::study {

/// An entry or direction as written in an arm, said for one side: landmarks that come in pairs get
/// the side; where no landmark has one, lateral and medial become right and left.
///
/// So "psis lateral=20mm" on the right is "psis.right lateral=20mm", and
/// "spinous_process_l4 lateral=10mm" is "spinous_process_l4 right=10mm".
[[nodiscard]] std::string for_side(std::string_view text, chart::Side side,
                                   const std::vector<anatomy::Landmark>& landmarks);

/// The landmarks named in such a text, with their sides, each once, in the order written.
[[nodiscard]] std::vector<chart::LandmarkId>
landmarks_in(std::string_view text, const std::vector<anatomy::Landmark>& landmarks);

/// The text up to its first offset: "psis.right lateral=20mm" is measured from "psis.right".
[[nodiscard]] std::string place_in(std::string_view text);

/// How far from its landmarks an entry may lie: the offsets' lengths added up, mm.
[[nodiscard]] double offsets_mm(std::string_view text);

} // namespace filiform::study
