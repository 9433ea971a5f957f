// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/result.h"
#include "evidence/trials.h"

namespace filiform::evidence {

/// Whether cells of that column are numbers.
[[nodiscard]] bool holds_numbers(std::string_view column);

/// What cannot be in a table of trials, see read_trials.
[[nodiscard]] base::Problems check_trials(const TrialTable& table);

} // namespace filiform::evidence
