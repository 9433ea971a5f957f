// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "record/noun.h"

namespace filiform::record {

/// Why a patient may not write this about themselves; empty when they may. Rights say which kinds
/// they may write at all, this says what in them.
///
/// patient       changes how they are reached and called: preferred name, gender, telephone,
///               electronic mail, address, language, interpreter, contacts, and what they agree to.
/// outcome       answers by themselves: given by the patient.
/// appointment   asks and cancels; forbidden_booking has the clinic's times.
/// waitingEntry  waits and gives up; nothing is offered or booked by the patient, nor urgent.
/// message       writes in their own name to somebody of the clinic, or marks one to them as read.
///
/// `self` is the patient's own entry. A first version follows an empty noun. Everything else is
/// refused. Problems: record.rule, with the field in `where`.
[[nodiscard]] base::Problems forbidden_to_patient(const EntryId& self, const Noun& before,
                                                  const Noun& after);

} // namespace filiform::record
