// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "evidence/effect.h"
#include "evidence/model.h"

namespace filiform::evidence {

/// Fixed-effect methods that pool the cells of two-by-two tables themselves, for rare events.
enum class CountMethod {
    MantelHaenszelOr, ///< variance of Robins, Breslow and Greenland 1986
    MantelHaenszelRr, ///< variance of Greenland and Robins 1985
    MantelHaenszelRd, ///< variance of Sato 1989
    PetoOr,           ///< observed less expected over the hypergeometric variance (Yusuf 1985)
};
[[nodiscard]] std::string_view name_of(CountMethod method);

struct PooledCounts {
    Coefficient effect; ///< ratios as logarithms; normal interval
    /// Spread of the studies' own effects (0.5 added where a cell is zero) around the pooled one.
    double q = 0;
    double df = 0;
    double p = 1;
    std::vector<std::size_t> dropped;    ///< studies that tell nothing: no event, or only events
    std::vector<double> weights_percent; ///< of all studies; 0 for those dropped
};

/// Nothing is added to zero cells for the pooled effect.
/// Problems: evidence.no_events (an arm without any event in all studies together, or with nothing
///           else: the ratio is 0, infinite or unknown).
[[nodiscard]] base::Result<PooledCounts> pool_counts(std::span<const ArmCounts> studies,
                                                     CountMethod method, double level = 0.95);

} // namespace filiform::evidence
