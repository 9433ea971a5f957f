// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "outcomes/model.h"

namespace filiform::outcomes {

/// Invented patients the forecast is tried on (data/outcomes/cohorts.yaml).
struct Cohort {
    std::string id;
    std::string about;
    CoursePlan plan;               ///< when what happens, with the prior the forecast believes in
    Prior truth;                   ///< the prior they are drawn from
    bool is_as_believed = true;    ///< the two are one
    bool has_needle_effect = true; ///< of the needle's own, somewhere
    std::optional<double> first_at_most; ///< only such a first answer is kept
    std::optional<double> first_at_least;
    double now = 0;     ///< day the forecast is made
    double horizon = 0; ///< days after it that it looks ahead
};

/// Problems: data.* of DataDocument; outcomes.cohort (a word, component or number that does not
///           fit).
[[nodiscard]] base::Checked<std::vector<Cohort>> read_cohorts(std::string_view text,
                                                              std::string name, const Prior& prior);

/// Those the program carries.
[[nodiscard]] const std::vector<Cohort>& cohorts();

/// Patient number `index` of a cohort: the same whoever else is drawn.
[[nodiscard]] Simulated draw_patient(const Cohort& cohort, const std::vector<double>& asked,
                                     std::uint64_t seed, std::uint64_t index);

} // namespace filiform::outcomes
