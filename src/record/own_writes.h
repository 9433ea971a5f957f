// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <string_view>

#include "record/noun.h"

namespace filiform::record {

/// What has to be known of a patient who writes.
struct OwnWriting {
    EntryId self;       ///< the patient's own entry
    base::Date today{}; ///< on the clinic's clocks
    /// Whether a finding, with its side, is asked of patients rather than examined; this room knows
    /// no library. Without it no answer is theirs to give.
    std::function<bool(std::string_view)> is_asked{};
};

/// Why a patient may not write this about themselves; empty when they may. Rights say which kinds
/// they may write at all, this says what in them.
///
/// patient       changes how they are reached and called: preferred name, gender, telephone,
///               electronic mail, address, language, interpreter, contacts, and what they agree to.
/// outcome       answers by themselves: given by the patient.
/// appointment   asks and cancels; forbidden_booking has the clinic's times.
/// waitingEntry  waits and gives up; nothing is offered or booked by the patient, nor urgent.
/// assessment    begins one and goes on with it, on the day it says: answers to what is asked, body
///               chart, pain, medicines, height and weight; before whom and in which episode stays
///               as it was begun, and so does which session it asks about. What was decided on the
///               answers is the server's to write and not looked at here.
/// message       writes in their own name to somebody of the clinic, or marks one to them as read.
///
/// A first version follows an empty noun. Everything else is refused.
/// Problems: record.rule, with the field in `where`.
[[nodiscard]] base::Problems forbidden_to_patient(const OwnWriting& writing, const Noun& before,
                                                  const Noun& after);

} // namespace filiform::record
