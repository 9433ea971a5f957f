// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "chart/entry_map.h"
#include "chart/needle_path.h"
#include "chart/plan.h"

namespace filiform::chart {

/// The plan as JSON, schema "filiform.plan/1" (data/schemas/plan.json). Millimetres and degrees,
/// units in the names; lengths to 0.001 mm, probabilities to 0.000001. Parts that belong to
/// screening and to the choice of targets are left out, not faked.
[[nodiscard]] std::string write_plan_json(const Plan& plan);

/// One judged needle as JSON, schema "filiform.needle/1".
[[nodiscard]] std::string write_path_json(const PlannedPath& path);

/// A safe-entry map as JSON, schema "filiform.map/1".
[[nodiscard]] std::string write_map_json(const EntryMap& map);

} // namespace filiform::chart
