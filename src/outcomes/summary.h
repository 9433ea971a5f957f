// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "outcomes/progress.h"

namespace filiform::outcomes {

/// What a review found, in sentences for the patient and their doctor, the most important first:
/// whether it changed and whether that matters, what was to be expected anyway, what is left for
/// the needle, and how likely the goal is.
[[nodiscard]] std::vector<std::string> summary(const Progress& progress);

// The words that figures are told in; no number that is not finite comes out of a review.

/// "3.4"; no minus before nought.
[[nodiscard]] std::string points(double value);
/// "7", "3.5"
[[nodiscard]] std::string score_words(double value);
/// "8 in 100", never none or all.
[[nodiscard]] std::string chance_words(double value);
/// "2 Mar 2026"
[[nodiscard]] std::string day_words(base::Date date);
/// "2 Mar"
[[nodiscard]] std::string short_day_words(base::Date date);

} // namespace filiform::outcomes
