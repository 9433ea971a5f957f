// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "chart/plan.h"
#include "record/nouns.h"

namespace filiform::workshop {

/// A needle as the record keeps it in a plan, but for which of the planner's it is.
[[nodiscard]] record::ChosenPath chosen_path(const chart::PlannedPath& planned);

/// A plan of a screened patient as the record keeps it, without whose it is and without documents.
///
/// Targets:      each with the path that the session takes, else its best one, else why there is
///               none.
/// Needling:     allowed when the screening allows it and there is a path.
/// Dose:         the most needles of a session; what the library says in sentences stands in the
///               pages alone.
/// Stop rules:   the library's sentences on stopping a session and the course, where there is a
///               path.
/// Alternatives: the care that is no needling, by the library's ids, the best founded first.
[[nodiscard]] record::Plan kept_plan(const chart::Plan& plan);

} // namespace filiform::workshop
