// SPDX-License-Identifier: Apache-2.0
#include "outcomes/course_fields.h"

#include <algorithm>
#include <array>
#include <cstdio>

#include "base/date.h"

namespace filiform::outcomes {

std::string short_number(double value) {
    std::array<char, 40> text{};
    std::snprintf(text.data(), text.size(), "%.6g", value);
    return text.data();
}

void CourseFields::complain(std::string code, const std::string& at, std::string what,
                            std::string hint) {
    constexpr std::size_t most_problems = 50; // a person mends the first few and tries again
    if (problems.size() < most_problems)
        problems.push_back({std::move(code), name_ + "#" + at, std::move(what), std::move(hint)});
}

void CourseFields::allow_only(const json::object& object, const std::string& at,
                              std::initializer_list<std::string_view> known) {
    for (const auto& [key, value] : object)
        if (std::find(known.begin(), known.end(), std::string_view(key)) == known.end())
            complain("course.unknown_key", at + "/" + std::string(key),
                     "This key is not known here.", "Correct its spelling or remove it.");
}

const json::value* CourseFields::find(const json::object& object, std::string_view key) {
    const json::value* value = object.if_contains(key);
    return value == nullptr || value->is_null() ? nullptr : value;
}

const json::object* CourseFields::object(const json::value& value, const std::string& at) {
    if (!value.is_object())
        complain("course.type", at, "An object is expected here.", course_schema);
    return value.if_object();
}

const json::array* CourseFields::list(const json::value& value, const std::string& at,
                                      std::size_t most) {
    const json::array* list = value.if_array();
    if (list == nullptr) {
        complain("course.type", at, "A list is expected here.", course_schema);
    } else if (list->size() > most) {
        complain("course.too_large", at,
                 "The list has " + std::to_string(list->size()) + " entries; at most " +
                     std::to_string(most) + " are read.",
                 "Leave out what is oldest, or keep one a day.");
        return nullptr;
    }
    return list;
}

std::optional<std::string> CourseFields::text(const json::value& value, const std::string& at) {
    if (value.is_string() && !value.get_string().empty())
        return std::string(value.get_string());
    complain("course.type", at, "A text that is not empty is expected here.", course_schema);
    return std::nullopt;
}

std::optional<bool> CourseFields::flag(const json::value& value, const std::string& at) {
    if (value.is_bool())
        return value.get_bool();
    complain("course.type", at, "true or false is expected here.",
             "Leave it out where it is not known.");
    return std::nullopt;
}

std::optional<double> CourseFields::number(const json::value& value, const std::string& at,
                                           double low, double high) {
    json::error_code error;
    const auto number = value.to_number<double>(error);
    if (!error.failed() && number >= low && number <= high)
        return number;
    const std::string range = "from " + short_number(low) + " to " + short_number(high);
    if (error.failed())
        complain("course.type", at, "A number " + range + " is expected here.",
                 "Write it without quotes and with a point: 1.5.");
    else
        complain("course.value", at, short_number(number) + " is outside the scale.",
                 "Write a number " + range + ".");
    return std::nullopt;
}

std::optional<base::Instant> CourseFields::moment(const json::value& value, const std::string& at,
                                                  int minute) {
    const auto written = text(value, at);
    if (!written)
        return std::nullopt;
    constexpr std::size_t date_length = 10;
    if (written->size() <= date_length) {
        const auto date = base::read_date(*written);
        if (date)
            return std::chrono::sys_days(*date) + std::chrono::minutes(minute);
        complain("course.date", at, date.error().what, "Write a day such as 2026-03-02.");
        return std::nullopt;
    }
    const auto instant = base::read_instant(*written);
    if (instant)
        return *instant;
    complain("course.date", at, instant.error().what,
             "Write a moment with its zone such as 2026-03-02T09:30:00Z, or the day alone.");
    return std::nullopt;
}

} // namespace filiform::outcomes
