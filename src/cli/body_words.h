// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "anatomy/body.h"
#include "anatomy/measure.h"

namespace filiform::cli {

/// What a body holds, what is missing and what is doubtful: as tables, and as JSON of the schema
/// "filiform.body_summary/1" (data/schemas/body_summary.json).
[[nodiscard]] std::string body_text(const anatomy::Body& body);
[[nodiscard]] std::string body_json(const anatomy::Body& body);

/// Calipers beside the published values: as a table, and as JSON of the schema
/// "filiform.measurements/1" (data/schemas/measurements.json).
[[nodiscard]] std::string measurements_text(const std::vector<anatomy::Measurement>& measurements);
[[nodiscard]] std::string measurements_json(const std::vector<anatomy::Measurement>& measurements);

} // namespace filiform::cli
