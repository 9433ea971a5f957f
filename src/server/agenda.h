// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "base/result.h"
#include "base/zone.h"
#include "record/free_slots.h"
#include "record/known.h"
#include "store/store.h"

/// The clinic's hours and bookings, as they are looked up when times are asked for or booked.
namespace filiform::server {

/// When it can be booked at all.
struct Agenda {
    std::vector<record::Known<record::Hours>> entries;
    std::vector<record::Hours> hours; ///< the same without their ids
    base::Zone zone;                  ///< the clinic's
};
/// Every entry of hours. Problems: those of the store.
[[nodiscard]] base::Result<Agenda> load_agenda(store::Store& store);

/// Time of somebody, and of rooms.
struct TimeAsked {
    record::EntryId practitioner;
    std::vector<record::EntryId> rooms;
    base::Instant from{};
    base::Instant before{};
};
/// What takes that time: bookings that are proposed, booked or arrived. None twice.
/// Cost: linear in the bookings of two days and those between.
/// Problems: those of the store.
[[nodiscard]] base::Result<std::vector<record::Known<record::Appointment>>>
bookings_in(store::Store& store, const TimeAsked& asked);

/// See record::free_slots. Problems: those of the store.
[[nodiscard]] base::Result<std::vector<record::Slot>>
find_free(store::Store& store, const Agenda& agenda, const record::SlotQuery& query);

/// How far ahead and how many times may be asked for at once, and how long they are unless said.
inline constexpr std::chrono::days most_days_asked{100};
inline constexpr std::chrono::days usual_days_asked{14};
inline constexpr int usual_slot_minutes = 30;

} // namespace filiform::server
