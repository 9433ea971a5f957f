// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/result.h"
#include "evidence/living.h"
#include "knowledge/library.h"

namespace filiform::workshop {

/// Where the library and its trials do not name each other: a kind of care whose certainty rests on
/// a question that is not asked, or that does not inform it; a question that informs no such care.
///
/// Problems: knowledge.evidence at the care, evidence.informs at the question, each with file and
///           line.
[[nodiscard]] base::Problems evidence_links(const knowledge::Library& library,
                                            const evidence::LivingEvidence& evidence);

} // namespace filiform::workshop
