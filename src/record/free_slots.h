// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <vector>

#include "base/zone.h"
#include "record/booking.h"

namespace filiform::record {

/// What a free time is looked for.
struct SlotQuery {
    EntryId practitioner;
    EntryId room;           ///< empty: wherever the practitioner works
    base::Instant from{};   ///< no slot begins earlier
    base::Instant before{}; ///< no slot ends later; at most 100 days after `from`
    std::optional<base::Instant> last_start{}; ///< no slot begins later
    int minutes = 30;                          ///< how long it has to be, 1 to 1440
    std::optional<Visit> visit;
    std::size_t most = 500;
};

/// A time that can be booked, and the room that the hours name for it (or that was asked for).
struct Slot {
    base::Instant start{};
    base::Instant end{};
    EntryId room;
    friend bool operator==(const Slot&, const Slot&) = default;
};

/// The free times of a practitioner, earliest first, none twice.
///
/// Open:   within hours of the practitioner, weekly or dated, that fit the visit and the room; and
///         where the room has hours of its own (that name no practitioner), within those too.
/// Closed: hours marked closed of the practitioner, of the room, or of neither.
/// Taken:  by appointments of the practitioner or in the room that are proposed, booked or arrived.
///         A proposed one claims nothing in the store, but is not offered to a second patient.
/// Grid:   slots begin at `step_minutes` from where the hours begin, and overlap when they are
///         longer than a step.
/// Clocks: hours are the zone's; a slot over the hour at which clocks change is left out.
/// Cost:   slots on the grid times appointments.
[[nodiscard]] std::vector<Slot> free_slots(std::span<const Hours> hours,
                                           std::span<const Appointment> appointments,
                                           const SlotQuery& query, const base::Zone& zone);

/// What the hours say of the time of a booking, other appointments apart.
enum class Openness {
    Open,
    Outside, ///< the practitioner, or the room, has hours, and none of them are good for it
    Closed,  ///< something closes the practitioner, the room or the clinic then
    Unsaid,  ///< the practitioner has no open hours at all: none were written
};
/// By the same rules as `free_slots`. A booking without its times is Outside.
[[nodiscard]] Openness openness(std::span<const Hours> hours, const Appointment& booking,
                                const base::Zone& zone);
/// Whether that time lies within hours that are open for it.
[[nodiscard]] bool is_open(std::span<const Hours> hours, const Appointment& booking,
                           const base::Zone& zone);

} // namespace filiform::record
