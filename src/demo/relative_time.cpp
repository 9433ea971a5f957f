// SPDX-License-Identifier: Apache-2.0
#include "demo/relative_time.h"

#include <algorithm>
#include <charconv>

namespace filiform::demo {

namespace {

constexpr int week_days = 5;
constexpr int most_days = 40'000;

/// The first word, taken off; blanks part words.
std::string_view take_word(std::string_view& words) {
    const std::size_t end = words.find(' ');
    const std::string_view word = words.substr(0, end);
    words.remove_prefix(end == std::string_view::npos ? words.size() : end + 1);
    return word;
}

std::optional<int> number_in(std::string_view word) {
    int number = 0;
    const auto read = std::from_chars(word.data(), word.data() + word.size(), number);
    if (word.empty() || read.ec != std::errc() || read.ptr != word.data() + word.size() ||
        number < -most_days || number > most_days)
        return std::nullopt;
    return number;
}

/// "10:30" as minutes of the day.
std::optional<int> clock_in(std::string_view word) {
    constexpr std::size_t length = 5;
    constexpr int minutes_of_hour = 60;
    constexpr int hours_of_day = 24;
    if (word.size() != length || word[2] != ':')
        return std::nullopt;
    const auto hour = number_in(word.substr(0, 2));
    const auto minute = number_in(word.substr(3));
    if (!hour || !minute || *hour < 0 || *hour >= hours_of_day || *minute < 0 ||
        *minute >= minutes_of_hour)
        return std::nullopt;
    return *hour * minutes_of_hour + *minute;
}

} // namespace

RelativeTime::RelativeTime(base::Instant now, const base::Zone& zone)
    : zone_(zone), today_(zone.local_of(now).date) {}

std::chrono::sys_days RelativeTime::workday(int count) const {
    const unsigned iso = std::chrono::weekday(today_).iso_encoding(); // 1 is Monday
    const int place = static_cast<int>(std::min<unsigned>(iso, week_days)) - 1;
    const auto monday = today_ - std::chrono::days(iso - 1);
    int weeks = (place + count) / week_days;
    int rest = (place + count) % week_days;
    if (rest < 0) {
        rest += week_days;
        --weeks;
    }
    return monday + std::chrono::days(7 * weeks + rest);
}

std::optional<RelativeTime::Meant> RelativeTime::read(std::string_view words,
                                                      base::Instant step) const {
    const std::string_view first = take_word(words);
    if (first == "on" && words.empty())
        return Meant{zone_.local_of(step).date, std::nullopt};
    if (first == "at") {
        const auto minutes = words.empty() ? std::optional(0) : number_in(words);
        if (!minutes)
            return std::nullopt;
        const base::Instant moment = step + std::chrono::minutes(*minutes);
        return Meant{zone_.local_of(moment).date, moment};
    }
    const auto count = number_in(take_word(words));
    if (!count || (first != "workday" && first != "day"))
        return std::nullopt;
    Meant meant;
    meant.day = first == "day" ? today_ + std::chrono::days(*count) : workday(*count);
    if (words.empty())
        return meant;
    const auto minute = clock_in(words);
    if (!minute)
        return std::nullopt;
    meant.moment = zone_.instant_of(meant.day, *minute);
    return meant;
}

std::optional<std::string> RelativeTime::text(std::string_view words, base::Instant step) const {
    const auto meant = read(words, step);
    if (!meant)
        return std::nullopt;
    return meant->moment ? base::text(*meant->moment) : base::text(meant->day);
}

std::optional<base::Instant> RelativeTime::moment(std::string_view words,
                                                  base::Instant step) const {
    const auto meant = read(words, step);
    return meant ? meant->moment : std::nullopt;
}

} // namespace filiform::demo
