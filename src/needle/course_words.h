// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "needle/scene.h"

namespace filiform::needle {

/// What a plan says of each structure that runs elsewhere in some people, where its paths come near
/// enough for that to matter (`Planning::inferred_near_mm`) or their risk has a part of it: how
/// many people, and that a course which was seen can be stated.
[[nodiscard]] std::vector<std::string> course_notes(const Scene& scene,
                                                    const std::vector<chart::PlannedPath>& paths);

/// What would help where another course of some structure stands in the way: to have it seen. Empty
/// when `id` is no such course.
[[nodiscard]] std::string course_help(const Scene& scene, const chart::StructureId& id);

/// "11 of 100 people", to a tenth below ten.
[[nodiscard]] std::string in_hundred(double share);

} // namespace filiform::needle
