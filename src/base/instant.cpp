// SPDX-License-Identifier: Apache-2.0
#include "base/instant.h"

#include <array>
#include <cstdio>
#include <optional>

#include "base/date.h"

namespace filiform::base {

namespace {

constexpr const char* form_hint = "Write day, time and zone, as 2026-11-25T14:30:00Z or +02:00.";

/// Two digits at `at`, at most `most`.
std::optional<int> two_digits(std::string_view text, std::size_t at, int most) {
    if (at + 2 > text.size() || text[at] < '0' || text[at] > '9' || text[at + 1] < '0' ||
        text[at + 1] > '9')
        return std::nullopt;
    const int value = (text[at] - '0') * 10 + (text[at + 1] - '0');
    return value <= most ? std::optional(value) : std::nullopt;
}

/// The milliseconds of ".120345", which is taken off the front of `rest`.
std::optional<int> milliseconds(std::string_view& rest) {
    if (rest.empty() || rest.front() != '.')
        return 0;
    int value = 0;
    std::size_t digits = 0;
    for (rest.remove_prefix(1); !rest.empty() && rest.front() >= '0' && rest.front() <= '9';
         rest.remove_prefix(1), ++digits)
        if (digits < 3)
            value = value * 10 + (rest.front() - '0');
    for (std::size_t i = digits; i < 3; ++i)
        value *= 10;
    return digits == 0 ? std::nullopt : std::optional(value);
}

/// Minutes east of Greenwich.
std::optional<int> zone_minutes(std::string_view zone) {
    if (zone == "Z" || zone == "z")
        return 0;
    if (zone.size() != 6 || (zone[0] != '+' && zone[0] != '-') || zone[3] != ':')
        return std::nullopt;
    const auto hours = two_digits(zone, 1, 14);
    const auto minutes = two_digits(zone, 4, 59);
    if (!hours || !minutes)
        return std::nullopt;
    return (zone[0] == '-' ? -1 : 1) * (*hours * 60 + *minutes);
}

Problem malformed() {
    return {"instant.form", "", "This is no moment in time.", form_hint};
}

} // namespace

Result<Instant> read_instant(std::string_view text) {
    constexpr std::size_t day_size = 10, time_size = 19;
    if (text.size() < time_size || (text[day_size] != 'T' && text[day_size] != 't') ||
        text[13] != ':' || text[16] != ':')
        return tl::unexpected(malformed());
    const auto day = read_date(text.substr(0, day_size));
    const auto hour = two_digits(text, 11, 23);
    const auto minute = two_digits(text, 14, 59);
    const auto second = two_digits(text, 17, 60);
    std::string_view rest = text.substr(time_size);
    const auto milli = milliseconds(rest);
    if (!day && day.error().code == "date.no_such_day")
        return tl::unexpected(Problem{"instant.no_such_moment", "", day.error().what, form_hint});
    if (!day || !hour || !minute || !second || !milli)
        return tl::unexpected(malformed());
    if (rest.empty())
        return tl::unexpected(
            Problem{"instant.no_zone", "", "This moment names no time zone.", form_hint});
    const auto zone = zone_minutes(rest);
    if (!zone)
        return tl::unexpected(malformed());
    return Instant(std::chrono::sys_days(*day) + std::chrono::hours(*hour) +
                   std::chrono::minutes(*minute - *zone) + std::chrono::seconds(*second) +
                   std::chrono::milliseconds(*milli));
}

std::string text(Instant instant) {
    const auto day = std::chrono::floor<std::chrono::days>(instant);
    const std::chrono::hh_mm_ss time(instant - day);
    std::array<char, 48> written{};
    std::snprintf(written.data(), written.size(), "T%02d:%02d:%02d.%03dZ",
                  static_cast<int>(time.hours().count()), static_cast<int>(time.minutes().count()),
                  static_cast<int>(time.seconds().count()),
                  static_cast<int>(time.subseconds().count()));
    return text(Date(day)) + written.data();
}

} // namespace filiform::base
