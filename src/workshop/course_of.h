// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "server/workshop.h"

namespace filiform::workshop {

/// An episode of care as a course ("filiform.course/1") that `filiform progress` reads, too: what
/// the record says, and what was said at the review. No name, no id, no place.
///
/// Readings: scores of instruments that a review knows, asked of the past week; of two of one
/// moment
///           the later in the record. Those that name no episode count when they lie within it.
/// Sessions: signed ones in which a needle went in, with their soreness as a check of them says.
/// Planned:  booked visits for needling within a year.
/// Onset:    as long before the first assessment that says how long it has hurt.
/// Findings: what today's answers or an event already say (data/outcomes/record.yaml), and what was
///           said at the review. A yes of the record is not taken back by a no.
/// As of:    now, or the end of the episode.
[[nodiscard]] std::string course_of(const server::ReviewWanted& wanted);

/// Whether there is a score that a forecast can follow.
[[nodiscard]] bool has_score(const server::ReviewWanted& wanted);

} // namespace filiform::workshop
