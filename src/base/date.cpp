// SPDX-License-Identifier: Apache-2.0
#include "base/date.h"

#include <array>
#include <cstdio>

namespace filiform::base {

namespace {

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

int number_of(std::string_view digits) {
    int value = 0;
    for (const char c : digits)
        value = value * 10 + (c - '0');
    return value;
}

} // namespace

Result<Date> read_date(std::string_view text) {
    constexpr std::string_view form = "0000-00-00";
    bool is_formed = text.size() == form.size();
    for (std::size_t i = 0; is_formed && i < form.size(); ++i)
        is_formed = form[i] == '-' ? text[i] == '-' : is_digit(text[i]);
    if (!is_formed)
        return tl::unexpected(Problem{"date.form", "", "This is no date.",
                                      "Write year, month and day, as 2026-11-25."});
    const Date date{std::chrono::year(number_of(text.substr(0, 4))),
                    std::chrono::month(static_cast<unsigned>(number_of(text.substr(5, 2)))),
                    std::chrono::day(static_cast<unsigned>(number_of(text.substr(8, 2))))};
    if (!date.ok())
        return tl::unexpected(Problem{"date.no_such_day", "",
                                      "There is no day " + std::string(text) + ".",
                                      "Write year, month and day, as 2026-11-25."});
    return date;
}

std::string text(Date date) {
    std::array<char, 32> written{};
    std::snprintf(written.data(), written.size(), "%04d-%02u-%02u", static_cast<int>(date.year()),
                  static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()));
    return written.data();
}

int days_between(Date from, Date to) {
    return static_cast<int>((std::chrono::sys_days(to) - std::chrono::sys_days(from)).count());
}

int years_between(Date birth, Date on) {
    const int years = static_cast<int>(on.year()) - static_cast<int>(birth.year());
    const bool is_before =
        on.month() < birth.month() || (on.month() == birth.month() && on.day() < birth.day());
    return years - (is_before ? 1 : 0);
}

} // namespace filiform::base
