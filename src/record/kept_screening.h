// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "chart/screening.h"
#include "record/parts.h"

namespace filiform::record {

/// A screening as the record keeps it: the decision, the rules that spoke, what is open, what held
/// needling back; in ids, since the words are the library's. What was screened, by which library
/// and when is whoever screened's to add.
///
/// Precondition: `decision` is one of the words of ScreeningDecision.
[[nodiscard]] ScreeningResult kept_screening(const chart::Screening& screening);

} // namespace filiform::record
