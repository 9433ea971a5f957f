// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "base/result.h"
#include "base/zone.h"
#include "quality/figures.h"

namespace filiform::quality {

/// A period as somebody wrote it; what is empty was not said.
struct AskedPeriod {
    std::string from, to; ///< days, both within the period
    std::string grouping;
};

/// Days by the zone's clocks. Without `to` it is today, without `from` a year until `to`.
///
/// Problems: quality.from, quality.to (no such day), quality.period (it ends before it begins, or
///           lies outside 1970 to 2200), quality.grouping; `where` is the name of what is wrong.
[[nodiscard]] base::Result<Wanted> read_wanted(const AskedPeriod& asked, base::Instant now,
                                               const base::Zone& zone);

} // namespace filiform::quality
