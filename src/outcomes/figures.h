// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

#include "knowledge/finding.h"

namespace filiform::outcomes {

/// What the advice on a course speaks of (data/outcomes/figures.yaml), as the program carries it:
/// findings of the library's own kind, so that its conditions can be read against them.
[[nodiscard]] const knowledge::Findings& figures();

/// Whether a finding of that name is asked of a person rather than worked out.
[[nodiscard]] bool is_asked_finding(std::string_view id);
/// The names of those, as a person reads a list: "a, b".
[[nodiscard]] std::string asked_findings();

} // namespace filiform::outcomes
