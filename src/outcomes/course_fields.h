// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>

#include <boost/json.hpp>

#include "base/instant.h"
#include "base/result.h"

/// What the bodies that read a course share; no other room includes this.
namespace filiform::outcomes {

namespace json = boost::json;

inline constexpr const char* course_schema = "`filiform schema course` says what a course holds.";

/// Collects problems of one course file; `at` is a JSON pointer.
class CourseFields {
  public:
    explicit CourseFields(std::string_view name) : name_(name) {}

    void complain(std::string code, const std::string& at, std::string what, std::string hint);
    void allow_only(const json::object& object, const std::string& at,
                    std::initializer_list<std::string_view> known);
    /// The member of that name, unless it is left out or null.
    [[nodiscard]] static const json::value* find(const json::object& object, std::string_view key);

    /// Each complains, and answers nothing, of what is of another type or not allowed.
    const json::object* object(const json::value& value, const std::string& at);
    const json::array* list(const json::value& value, const std::string& at, std::size_t most);
    std::optional<std::string> text(const json::value& value, const std::string& at);
    std::optional<bool> flag(const json::value& value, const std::string& at);
    std::optional<double> number(const json::value& value, const std::string& at, double low,
                                 double high);
    /// A day, taken at `minute` of it, or a moment.
    std::optional<base::Instant> moment(const json::value& value, const std::string& at,
                                        int minute);

    base::Problems problems;

  private:
    std::string name_;
};

/// A number without noughts at its end.
[[nodiscard]] std::string short_number(double value);

} // namespace filiform::outcomes
