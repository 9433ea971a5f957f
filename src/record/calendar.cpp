// SPDX-License-Identifier: Apache-2.0
#include "record/calendar.h"

#include <string_view>

#include "base/expects.h"

namespace filiform::record {

namespace {

bool continues(char c) { // a character of UTF-8
    constexpr unsigned top_bits = 0xc0;
    constexpr unsigned continuing = 0x80;
    return (static_cast<unsigned char>(c) & top_bits) == continuing;
}

/// One content line, folded (RFC 5545, 3.1).
void put(std::string& out, std::string_view line) {
    std::size_t room = 75;
    while (line.size() > room) {
        std::size_t length = room;
        while (length > 0 && continues(line[length]))
            --length;
        out += std::string(line.substr(0, length)) + "\r\n ";
        line.remove_prefix(length);
        room = 74; // the blank counts
    }
    out += std::string(line) + "\r\n";
}

/// TEXT (RFC 5545, 3.3.11).
std::string escaped(std::string_view text) {
    std::string safe;
    for (const char c : text) {
        if (c == '\\' || c == ';' || c == ',')
            safe += '\\';
        if (c == '\n')
            safe += "\\n";
        else if (c != '\r')
            safe += c;
    }
    return safe;
}

/// "20261129T140000Z"
std::string utc(base::Instant instant) {
    constexpr std::size_t to_seconds = 19;
    std::string compact;
    for (const char c : base::text(instant).substr(0, to_seconds))
        if (c != '-' && c != ':')
            compact += c;
    return compact + "Z";
}

std::string_view status_of(const Appointment& booking) {
    switch (booking.status.value_or(Appointment::Status::Proposed)) {
    case Appointment::Status::Proposed:
        return "TENTATIVE";
    case Appointment::Status::Booked:
    case Appointment::Status::Arrived:
    case Appointment::Status::Done:
        return "CONFIRMED";
    case Appointment::Status::Cancelled:
    case Appointment::Status::NoShow:
        return "CANCELLED";
    }
    return "TENTATIVE";
}

std::string place_of(const Clinic& clinic, const CalendarEntry& entry) {
    std::string place = entry.room;
    const auto add = [&](const std::string& part) {
        if (!part.empty())
            place += (place.empty() ? "" : ", ") + part;
    };
    add(clinic.name);
    if (clinic.address) {
        for (const std::string& line : clinic.address->lines)
            add(line);
        add(clinic.address->city);
    }
    return place;
}

void put_event(std::string& out, const Clinic& clinic, const CalendarEntry& entry) {
    base::expects(entry.booking != nullptr && entry.booking->start && entry.booking->end,
                  "a calendar entry has a booking with its times");
    put(out, "BEGIN:VEVENT");
    put(out, "UID:" + entry.id.text() + "@filiform");
    put(out, "DTSTAMP:" + utc(entry.changed));
    put(out, "SEQUENCE:" + std::to_string(entry.version));
    put(out, "DTSTART:" + utc(*entry.booking->start));
    put(out, "DTEND:" + utc(*entry.booking->end));
    put(out, "SUMMARY:" +
                 escaped(entry.with.empty() ? "Appointment" : "Appointment with " + entry.with));
    put(out, "LOCATION:" + escaped(place_of(clinic, entry)));
    put(out, "STATUS:" + std::string(status_of(*entry.booking)));
    put(out, "CLASS:PRIVATE");
    put(out, "END:VEVENT");
}

} // namespace

std::string write_calendar(const Clinic& clinic, std::span<const CalendarEntry> entries) {
    std::string out;
    put(out, "BEGIN:VCALENDAR");
    put(out, "VERSION:2.0");
    put(out, "PRODID:-//Filiform//Record//EN");
    put(out, "CALSCALE:GREGORIAN");
    put(out, "METHOD:PUBLISH");
    put(out, "X-WR-CALNAME:" + escaped(clinic.name));
    for (const CalendarEntry& entry : entries)
        put_event(out, clinic, entry);
    put(out, "END:VCALENDAR");
    return out;
}

} // namespace filiform::record
