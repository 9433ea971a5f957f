// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "record/parts.h"

namespace filiform::record {

enum class Weekday { Monday, Tuesday, Wednesday, Thursday, Friday, Saturday, Sunday };
[[nodiscard]] std::span<const std::string_view> words(Weekday);

/// What an appointment is for.
enum class Visit { First, Needling, Review, Telephone, Other };
[[nodiscard]] std::span<const std::string_view> words(Visit);

/// When a practitioner or a room can be booked, in the clinic's own time: every week, or on one
/// date. Closed hours of a date take away what the weeks give; with neither a practitioner nor a
/// room they close the clinic.
struct Hours {
    EntryId practitioner, room;
    std::optional<Weekday> weekday; ///< every week; or
    Day date;                       ///< on this day only
    Day valid_from, valid_until;    ///< of weekly hours, both days included
    Whole from_minute, to_minute;   ///< of the day: 540 is 9:00; `to` is not included
    Flag is_closed;
    std::vector<Visit> visits; ///< that can be booked then; none: any
    Whole step_minutes;        ///< appointments begin at multiples of it from `from`; none: 15
    std::string note;
    friend bool operator==(const Hours&, const Hours&) = default;
};
void describe(Fields& fields, Hours& hours);

/// A booking. While it is booked or arrived it claims the time of its practitioner and its room.
struct Appointment {
    enum class Status { Proposed, Booked, Arrived, Done, Cancelled, NoShow };
    enum class Booker { Staff, Patient };
    EntryId patient, practitioner, room, episode;
    Moment start, end; ///< whole minutes, at most a day apart
    std::optional<Visit> visit;
    std::optional<Status> status;
    std::optional<Booker> booked_by, cancelled_by;
    std::string reason; ///< in words, for the clinic only: no letter or calendar carries it
    Moment cancelled_at;
    std::string cancelled_why;
    friend bool operator==(const Appointment&, const Appointment&) = default;
};
[[nodiscard]] std::span<const std::string_view> words(Appointment::Status);
[[nodiscard]] std::span<const std::string_view> words(Appointment::Booker);
void describe(Fields& fields, Appointment& appointment);

/// Somebody who would take a time that becomes free.
struct WaitingEntry {
    enum class Status { Waiting, Offered, Booked, GivenUp };
    EntryId patient, practitioner, appointment;
    std::optional<Visit> visit;
    std::optional<Status> status;
    Moment asked_at;
    Day earliest, latest;
    std::vector<Weekday> weekdays; ///< none: any
    Whole from_minute, to_minute;  ///< of the day, in the clinic's time
    Whole minutes;                 ///< wanted length
    Flag is_urgent;
    std::string note;
    friend bool operator==(const WaitingEntry&, const WaitingEntry&) = default;
};
[[nodiscard]] std::span<const std::string_view> words(WaitingEntry::Status);
void describe(Fields& fields, WaitingEntry& waiting);

} // namespace filiform::record
