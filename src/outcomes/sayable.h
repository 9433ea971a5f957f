// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>

#include "outcomes/model.h"

namespace filiform::outcomes {

/// Whether the readings are too few, too close together or too noisy to say anything of a change:
/// few_readings, few_days and barely_narrower of the rules. `sd`: of the change of the true level
/// after the readings; `prior_sd`: before them.
[[nodiscard]] bool is_too_little(const SayingRules& rules, std::span<const ReadingTime> readings,
                                 double sd, double prior_sd);

} // namespace filiform::outcomes
