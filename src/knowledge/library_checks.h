// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <set>
#include <string>

#include "knowledge/library.h"

namespace filiform::knowledge {

/// What only the whole library shows: see read_library.
[[nodiscard]] base::Problems check_library(const Library& library,
                                           const std::set<std::string>& sources);

/// Whether no answers at all could make a condition hold: bounds that exclude each other, or yes
/// and no of one finding, in one place.
[[nodiscard]] bool can_never_hold(const Condition& condition);

} // namespace filiform::knowledge
