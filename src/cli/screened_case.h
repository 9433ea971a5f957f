// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <iosfwd>
#include <memory>
#include <string>

#include "base/result.h"
#include "chart/assessment.h"
#include "chart/consultation.h"
#include "chart/screening.h"
#include "knowledge/library.h"
#include "knowledge/screen.h"

namespace filiform::cli {

/// A consultation that was screened with the library the program carries.
struct ScreenedCase {
    const knowledge::Library* library = nullptr;
    /// What the screening's decisions point into.
    std::shared_ptr<const chart::Consultation> consultation;
    knowledge::Answers answers;
    knowledge::Screening screening;
};

/// `file` is what problems call the case.
/// Problems: those of the library, of check_answers and of check_decisions.
[[nodiscard]] base::Checked<ScreenedCase>
screen_consultation(const chart::Consultation& consultation, const std::string& file);

/// A screening as a person reads it at the terminal.
void print_screening(const chart::Screening& screening, std::ostream& out);

/// What is probable and what can be done, likewise.
void print_assessment(const chart::Assessment& assessment, std::ostream& out);

} // namespace filiform::cli
