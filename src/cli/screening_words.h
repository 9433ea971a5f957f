// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <iosfwd>

#include "chart/assessment.h"
#include "chart/screening.h"

namespace filiform::cli {

/// A screening as a person reads it at the terminal.
void print_screening(const chart::Screening& screening, std::ostream& out);

/// What is probable and what can be done, likewise.
void print_assessment(const chart::Assessment& assessment, std::ostream& out);

} // namespace filiform::cli
