// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>

#include "needle/rules.h"
#include "anatomy/body.h"
#include "chart/plan.h"

namespace filiform::needle {

/// Judges a path a second time, by plain means, before anybody sees it: points every 0.2 mm, every
/// structure of the body, no pruning, and none of the code that found or judged it.
///
/// Checks:  entry on the skin; tip in the target; a quarter of the needle outside; no shaft inside
///          bone; the hard limit of every hazard, uncertainty and hand's cone included; nothing
///          touched when driven too deep; no unknown territory entered.
/// Answer:  nothing when all is well, otherwise one sentence.
/// Cost:    about a millisecond.
[[nodiscard]] std::optional<std::string> recheck(const anatomy::Body& body, const Rules& rules,
                                                 const chart::TargetRequest& request,
                                                 const chart::NeedlePath& path);

} // namespace filiform::needle
