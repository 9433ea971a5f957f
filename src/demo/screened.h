// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <string>
#include <vector>

#include "base/result.h"
#include "chart/consultation.h"
#include "record/assessment.h"
#include "record/patient.h"

namespace filiform::demo {

/// Who was asked what, and when.
struct Asked {
    std::map<std::string, chart::Answer> answers;
    record::Patient patient;
    record::Number height_cm, weight_kg;
    std::vector<record::RuleDecision> clearances, overrides;
    base::Date on{};
    base::Instant at{};
};

/// What the library that the program carries decides on it, as the record keeps it.
/// Problems: those of the library and of its check of answers.
[[nodiscard]] base::Checked<record::ScreeningResult> screened(const Asked& asked);

} // namespace filiform::demo
