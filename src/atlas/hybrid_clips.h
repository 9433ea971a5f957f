// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "anatomy/body.h"

namespace filiform::atlas {

/// What a muscle pulled into a scan may not enter: bone, what was segmented, fat under the skin,
/// and muscles that are there; nothing of `without`.
[[nodiscard]] std::vector<const geometry::DistanceField*>
clips_of(const anatomy::Body& body, const std::vector<std::string>& without);

} // namespace filiform::atlas
