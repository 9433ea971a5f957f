// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "quality/cohort.h"
#include "quality/figures.h"

namespace filiform::quality {

/// The courses with a treatment in the period, a row each, as they can be given away: no id, no
/// day; times are whole weeks since the course's first treatment, ages are bands.
///
/// Known to outsiders, hence coarsened: sex, age at the start, cause, technique, how many
/// treatments. To be learnt: how long the pain had lasted and how strong it was, weeks of
/// treatment, worst adverse event, and of each instrument the scores at start and end and the week
/// of the end.
[[nodiscard]] Cohort cohort_of(const Ledger& ledger, const Wanted& wanted);

/// The release as CSV, and before it, on lines that begin with "#", what was made coarser and how
/// many were left out.
[[nodiscard]] std::string told_csv(const Release& release);

} // namespace filiform::quality
