// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string>

#include "record/booking.h"
#include "record/clinic.h"

namespace filiform::record {

/// A booking as a calendar shows it.
struct CalendarEntry {
    EntryId id;
    std::int64_t version = 1;
    base::Instant changed{}; ///< when this version was written
    const Appointment* booking = nullptr;
    std::string with; ///< the practitioner's name, for the patient's calendar; may be empty
    std::string room; ///< may be empty
};

/// A calendar to subscribe to (iCalendar, RFC 5545): times, place, and whom with. Nothing clinical
/// and no patient: neither what the visit is for nor its reason, since calendars end up on
/// telephones and with third parties.
///
/// What is cancelled stays in as cancelled, what is proposed as tentative; done and missed ones
/// stay. Lines end in CR LF and are folded at 75 octets, between characters. Times are in UTC.
[[nodiscard]] std::string write_calendar(const Clinic& clinic,
                                         std::span<const CalendarEntry> entries);

} // namespace filiform::record
