// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "knowledge/condition.h"

namespace filiform::knowledge {

/// A condition as a person reads it, in the names of the findings: "age_years at least 70 and not
/// (male yes)", "at least 2 of: slr.same yes; crossed_slr.same yes". Empty when it always holds.
[[nodiscard]] std::string in_words(const Condition& condition);

} // namespace filiform::knowledge
