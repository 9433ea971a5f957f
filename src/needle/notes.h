// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "needle/scene.h"

namespace filiform::needle {

/// What is said of a target besides its needles: its muscle's own notes and those on what the body
/// lacks, a posture that is not the muscle's, structures near the paths that run elsewhere in some
/// people, and what near them was only inferred.
[[nodiscard]] std::vector<std::string> make_notes(const Scene& scene,
                                                  const std::vector<chart::PlannedPath>& paths);

} // namespace filiform::needle
