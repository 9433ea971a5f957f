// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>

#include "base/zone.h"
#include "record/booking.h"
#include "record/clinic.h"

namespace filiform::record {

/// A booking as it was and as it is wanted.
struct BookingStep {
    const Appointment* before = nullptr; ///< nothing: it is new
    const Appointment* after = nullptr;
    base::Instant now{};
};

/// Why a patient may not take this step by themselves; empty when they may. They ask for a time
/// (proposed, for the clinic to agree to), and they cancel what is to come; moving is cancelling
/// and asking anew. The clinic's own people are bound by none of this, only by `off_hours`.
///
/// New:       proposed, by the patient; not past; within the clinic's cut-off and not further ahead
///            than it says; within open hours.
/// Cancelled: by the patient, at `now`; before it begins and within the cut-off; nothing else
///            changed.
/// Problems:  record.rule, with the field in `where` and the clinic's rule in `what`.
[[nodiscard]] base::Problems forbidden_booking(const BookingStep& step, const Clinic& clinic,
                                               std::span<const Hours> hours,
                                               const base::Zone& zone);

/// Why the clinic's own people would have to say a reason for this step: the practitioner, or the
/// room, does not work then, or it is closed. Empty when they need none: the time is open; it is
/// not taken (cancelled, done, missed); nothing about when, with whom, where and what for has
/// changed; or the practitioner has no hours in the record and nothing is closed. Problems:
/// record.rule, of "#/start".
[[nodiscard]] base::Problems off_hours(const BookingStep& step, std::span<const Hours> hours,
                                       const base::Zone& zone);

/// Whether a booking takes its time: it is proposed, booked or arrived.
[[nodiscard]] bool takes_time(const Appointment& booking);

} // namespace filiform::record
