// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

#include "base/result.h"
#include "needle/pareto.h"

namespace filiform::needle {

/// What one merit of a needle is worth in another: millimetres of room to the nearest limit.
struct Rates {
    double room_per_inside_mm = 0; ///< for each mm the tip lies deep in the muscle
    double room_per_tilt_deg = 0;  ///< lost for each degree away from straight in
    double room_per_depth_mm = 0;  ///< lost for each mm of needle in the body
};

/// What the planner weighs (data/needle/planning.yaml). Orders needles, allows none.
struct Planning {
    double enough_room_mm = 0;   ///< room beyond this is not told apart
    double enough_inside_mm = 0; ///< nor depth in the muscle beyond this
    Rates rates;
    Rates aimed;                 ///< instead, each for the merit that a needle is improved for
    Differences differences;     ///< between proposals
    double inferred_near_mm = 0; ///< inferred structures this near a proposed needle are named
};

/// Problems: data.* of DataDocument, data.range, data.mark.
[[nodiscard]] base::Checked<Planning> read_planning(std::string_view text, std::string name);

} // namespace filiform::needle
