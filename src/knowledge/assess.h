// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "chart/assessment.h"
#include "knowledge/library.h"
#include "knowledge/screen.h"

namespace filiform::knowledge {

/// Whether a plan may go on beyond its screening: nothing urgent was found, and no question is open
/// that must be answered. That needling is ended does not end other care.
[[nodiscard]] bool may_go_on(const Screening& screening);

/// What follows from the answers: causes weighed, care ranked, muscles that were found, and what
/// the patient is told.
///
/// Needling: offered, and spoken of to the patient, only where the patient is cleared, at least one
///           muscle was found, and `has_path`: a needle can be led into one of them in this body.
[[nodiscard]] chart::Assessment assess(const Library& library, const Answers& answers,
                                       const Screening& screening, bool has_path = true);

/// Why a muscle may not be needled although the patient may; nothing when it was found, or when the
/// library has no criteria for it.
[[nodiscard]] std::optional<std::string> not_found_because(const Library& library,
                                                           const Answers& answers,
                                                           const chart::TargetRequest& target);

} // namespace filiform::knowledge
