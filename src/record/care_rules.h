// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <vector>

#include "base/result.h"
#include "record/known.h"

namespace filiform::record {

// What a noun cannot be beside those that it speaks of. Asked before it is signed; each names the
// field in `where`, with the code record.rule.

/// A plan beside the assessment it rests on: which is signed, of the same patient and episode, and
/// decided as the plan says. Needling is allowed only where that screening allowed it.
[[nodiscard]] base::Problems plan_faults(const Plan& plan, const Known<Assessment>& assessment);

/// A consent beside its plan: which is signed, and of the same patient.
[[nodiscard]] base::Problems consent_faults(const Consent& consent, const Known<Plan>& plan);

/// What a session rests on.
struct SessionGround {
    Known<Plan> plan;
    Known<Consent> consent;
    std::map<EntryId, Known<Stock>> stock; ///< every lot that its needles name
};

/// A session beside them.
///
/// Plan:    signed, and not superseded when the session begins; needling allowed; of the same
///          patient and episode; a needle that says it was planned has the target it was planned
///          for; more needles than the plan's dose need a word why, in the session's note.
/// Consent: signed and given, for this plan, before the first needle; not withdrawn.
/// Stock:   there, in use, sterile; not expired on the day (UTC) on which the needle went in; of
/// the
///          needle's lot and size; and enough of it, these needles counted.
[[nodiscard]] base::Problems session_faults(const Session& session, const SessionGround& ground);

/// How many needles of each lot a session used up: those that went in. To be added to `countUsed`
/// in the change that signs the session.
[[nodiscard]] std::map<EntryId, std::int64_t> needles_used(const Session& session);

} // namespace filiform::record
