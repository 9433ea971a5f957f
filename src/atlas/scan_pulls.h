// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "anatomy/body.h"
#include "atlas/figure.h"
#include "atlas/hybrid_plan.h"
#include "atlas/seen_person.h"
#include "atlas/soft_warp.h"

namespace filiform::atlas {

/// What a scan says of the person: its landmarks that the figure has too, less those on
/// `without_bones`, and how broad the skin is where that can be seen whole.
[[nodiscard]] Seen see(const anatomy::Body& scan, const std::vector<std::string>& without_bones);

/// Each landmark that was seen, to where the figure has it.
[[nodiscard]] std::vector<Pull> landmark_pulls(const Seen& seen, const Figure& figure);

/// From the scan to the reference body.
using Map = std::function<geometry::Vec3(const geometry::Vec3&)>;

/// Points on the scan's bones, skin and fascia, each to the nearest place of the reference's
/// surface of that name, as `map` lays one upon the other; none where the two are too far apart,
/// face different ways, end with the scan, or are spoilt by metal.
[[nodiscard]] std::vector<Pull> surface_pulls(const anatomy::Body& scan,
                                              const anatomy::Body& reference, const Map& map,
                                              const std::vector<std::string>& without_bones);

} // namespace filiform::atlas
