// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "record/kind.h"

namespace filiform::record {

/// Whether an entry of that kind may go from one state to the other, its content apart.
///
/// What is signed: assessments, plans, consents, sessions, adverse events, outcomes, instruments,
/// letters, the clinic's word on rules. The rest stays open as long as it lives. Signed becomes
/// Superseded when a later entry has taken its place, a consent Withdrawn; an appointment or a
/// waiting entry is Withdrawn while open only with its patient's word (mostly its own status says
/// it). Anything may be found to be a mistake, but for the clinic itself. Nothing comes back from
/// Mistaken, and nothing becomes Erased but through the store's `erase`.
[[nodiscard]] bool may_become(Kind kind, State from, State to);

/// Whether entries of that kind are signed at all.
[[nodiscard]] bool is_signable(Kind kind);

} // namespace filiform::record
