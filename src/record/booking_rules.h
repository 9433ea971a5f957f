// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>

#include "base/zone.h"
#include "record/booking.h"
#include "record/clinic.h"

namespace filiform::record {

/// A booking as a patient asks for it or gives it back.
struct BookingStep {
    const Appointment* before = nullptr; ///< nothing: it is new
    const Appointment* after = nullptr;
    base::Instant now{};
};

/// Why a patient may not take this step by themselves; empty when they may. They ask for a time
/// (proposed, for the clinic to agree to), and they cancel what is to come; moving is cancelling
/// and asking anew. The clinic's own people are bound by none of this.
///
/// New:       proposed, by the patient; not past; within the clinic's cut-off and not further ahead
///            than it says; within open hours.
/// Cancelled: by the patient, at `now`; before it begins and within the cut-off; nothing else
///            changed.
/// Problems:  record.rule, with the field in `where` and the clinic's rule in `what`.
[[nodiscard]] base::Problems forbidden_booking(const BookingStep& step, const Clinic& clinic,
                                               std::span<const Hours> hours,
                                               const base::Zone& zone);

} // namespace filiform::record
