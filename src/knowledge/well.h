// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>

#include "knowledge/finding.h"

namespace filiform::knowledge {

/// What somebody answers who has nothing the matter: no, none, normal, full power. Other numbers
/// are not known. For tests and examples: nobody's answers are ever filled in with it.
[[nodiscard]] std::optional<chart::Answer> answer_of_somebody_well(const Finding& finding);

} // namespace filiform::knowledge
