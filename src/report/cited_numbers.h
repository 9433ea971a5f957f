// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "chart/structure.h"

namespace filiform::report {

/// One number, or a few that belong together, that plans rest on: what, how much, who says so and
/// how far that may be trusted.
struct CitedNumber {
    std::string what;   ///< "Distance to canal"
    std::string values; ///< "refused nearer than 5 mm; caution nearer than 10 mm"
    chart::SourceId source;
    std::string mark;         ///< in words: "proposal: unverified"
    bool is_verified = false; ///< seen in its source, or calculated from it
    bool is_in_words = true;  ///< every value found its words in data/report/numbers.yaml
};

/// Every cited number of data/needle/limits.yaml, then of hand.yaml, in the order written: each
/// member that has a source and a mark, under the name of its section.
[[nodiscard]] std::vector<CitedNumber> cited_limits();
[[nodiscard]] std::vector<CitedNumber> cited_hand_errors();

} // namespace filiform::report
