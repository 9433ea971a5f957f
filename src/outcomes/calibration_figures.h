// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "outcomes/calibration.h"

namespace filiform::outcomes {

/// SVG: a histogram of ranks for each quantity and each cohort that is as believed, with the band
/// that even ranks keep within in 99 of 100 bins.
[[nodiscard]] std::string rank_figure(const std::vector<Tally>& tallies);

/// SVG: percent of truths in the ranges said to hold 50 and 90 of 100, by cohort, with the band of
/// chance.
[[nodiscard]] std::string coverage_figure(const std::vector<Tally>& tallies);

} // namespace filiform::outcomes
