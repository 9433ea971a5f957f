// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "outcomes/calibration.h"

namespace filiform::outcomes {

/// docs/validation/forecast.md and its figures.
struct TrialPages {
    std::string page;     ///< Markdown
    std::string ranks;    ///< SVG: rank histograms of the cohorts that are as believed
    std::string coverage; ///< SVG: how often ranges held, all cohorts
};

[[nodiscard]] TrialPages trial_pages(const std::vector<Tally>& tallies, const Beliefs& beliefs,
                                     const TrialOrder& order);

/// Tries every cohort the program carries. Cost: minutes at 400 patients.
[[nodiscard]] TrialPages try_all_out(const Beliefs& beliefs, const TrialOrder& order);

} // namespace filiform::outcomes
