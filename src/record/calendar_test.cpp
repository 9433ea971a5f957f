// SPDX-License-Identifier: Apache-2.0
#include "record/calendar.h"

#include <sstream>

#include <gtest/gtest.h>

#include "record/record_fixture.h"

namespace filiform::record {
namespace {

using fixture::moment;

std::string calendar_of(const Appointment& booking, const std::string& with = "Ana Marín",
                        Clinic clinic = fixture::clinic()) {
    const CalendarEntry entry{EntryId("a-1"), 3,    moment("2026-11-02T12:00:00Z"),
                              &booking,       with, "Blue room"};
    return write_calendar(clinic, {&entry, 1});
}

/// Lines put together again (RFC 5545, 3.1).
std::string unfolded(std::string text) {
    for (auto at = text.find("\r\n "); at != std::string::npos; at = text.find("\r\n "))
        text.erase(at, 3);
    return text;
}

TEST(Calendar, is_what_the_standard_says) {
    EXPECT_EQ(unfolded(calendar_of(fixture::appointment())),
              "BEGIN:VCALENDAR\r\n"
              "VERSION:2.0\r\n"
              "PRODID:-//Filiform//Record//EN\r\n"
              "CALSCALE:GREGORIAN\r\n"
              "METHOD:PUBLISH\r\n"
              "X-WR-CALNAME:Clínica del Río\r\n"
              "BEGIN:VEVENT\r\n"
              "UID:a-1@filiform\r\n"
              "DTSTAMP:20261102T120000Z\r\n"
              "SEQUENCE:3\r\n"
              "DTSTART:20261109T090000Z\r\n"
              "DTEND:20261109T093000Z\r\n"
              "SUMMARY:Appointment with Ana Marín\r\n"
              "LOCATION:Blue room\\, Clínica del Río\\, Calle Mayor 3\\, Soria\r\n"
              "STATUS:CONFIRMED\r\n"
              "CLASS:PRIVATE\r\n"
              "END:VEVENT\r\n"
              "END:VCALENDAR\r\n");
}

TEST(Calendar, says_nothing_clinical) {
    const std::string text = calendar_of(fixture::appointment());
    for (const char* word : {"sciatica", "needl", "patient-1"})
        EXPECT_EQ(text.find(word), std::string::npos) << word;
}

TEST(Calendar, escapes_what_has_a_meaning_of_its_own) {
    const std::string text = unfolded(calendar_of(fixture::appointment(), "A;B,C\\D\nE"));
    EXPECT_NE(text.find("SUMMARY:Appointment with A\\;B\\,C\\\\D\\nE\r\n"), std::string::npos);
}

TEST(Calendar, folds_lines_at_75_octets_and_no_character_in_two) {
    std::string name;
    for (int i = 0; i < 90; ++i)
        name += i % 3 == 0 ? "針" : "é";
    const std::string text = calendar_of(fixture::appointment(), name);
    std::istringstream lines(text);
    for (std::string line; std::getline(lines, line);) {
        ASSERT_TRUE(line.ends_with('\r'));
        line.pop_back();
        EXPECT_LE(line.size(), 75U);
        const auto first = static_cast<unsigned char>(line.starts_with(' ') ? line[1] : line[0]);
        EXPECT_NE(first & 0xc0U, 0x80U) << line;
    }
    EXPECT_NE(unfolded(text).find(name), std::string::npos);
}

TEST(Calendar, keeps_what_was_cancelled_as_cancelled) {
    Appointment booking = fixture::appointment();
    booking.status = Appointment::Status::Cancelled;
    EXPECT_NE(calendar_of(booking).find("STATUS:CANCELLED\r\n"), std::string::npos);
    booking.status = Appointment::Status::Proposed;
    EXPECT_NE(calendar_of(booking).find("STATUS:TENTATIVE\r\n"), std::string::npos);
}

} // namespace
} // namespace filiform::record
