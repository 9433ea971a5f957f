// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>

#include <boost/json.hpp>

#include "base/result.h"
#include "chart/consultation.h"

/// What the files that read a case share; no other room includes this.
namespace filiform::chart {

namespace json = boost::json;

/// Of a person's measures: what they may be, the body model and the library say.
inline constexpr double most_number = 1e6;
inline constexpr const char* see_schema = "filiform schema case says what a case holds.";

/// Collects problems of one case file; `at` is a JSON pointer.
class CaseReader {
  public:
    explicit CaseReader(std::string_view name) : name_(name) {}

    void complain(std::string code, const std::string& at, std::string what, std::string hint) {
        problems.push_back({std::move(code), name_ + "#" + at, std::move(what), std::move(hint)});
    }

    void allow_only(const json::object& object, const std::string& at,
                    std::initializer_list<std::string_view> known) {
        for (const auto& [key, value] : object)
            if (std::find(known.begin(), known.end(), std::string_view(key)) == known.end())
                complain("case.unknown_key", at + "/" + std::string(key),
                         "This key is not known here.", "Correct its spelling or remove it.");
    }

    std::string text(const json::object& object, const std::string& at, std::string_view key) {
        const json::value* value = object.if_contains(key);
        const std::string place = at + "/" + std::string(key);
        if (value == nullptr) {
            complain("case.missing", place, "This text is missing.", see_schema);
        } else if (!value->is_string() || value->get_string().empty()) {
            complain("case.type", place, "A text that is not empty is expected here.", see_schema);
        } else {
            return std::string(value->get_string());
        }
        return {};
    }

    double number(const json::value& value, const std::string& at, double low, double high) {
        json::error_code error;
        const auto number = value.to_number<double>(error);
        if (error.failed() || !(number >= low && number <= high)) {
            complain("case.value", at,
                     "A number from " + short_number(low) + " to " + short_number(high) +
                         " is expected here.",
                     "Write it without quotes and with a point: 1.5.");
            return low;
        }
        return number;
    }

    const json::array* list(const json::object& object, const std::string& at, std::string_view key,
                            std::size_t most) {
        const json::value* value = object.if_contains(key);
        const std::string place = at + "/" + std::string(key);
        if (value == nullptr) {
            complain("case.missing", place, "This list is missing.", see_schema);
        } else if (!value->is_array() || value->get_array().empty()) {
            complain("case.type", place, "A list with at least one entry is expected here.",
                     see_schema);
        } else if (value->get_array().size() > most) {
            complain("case.too_large", place,
                     "The list has " + std::to_string(value->get_array().size()) +
                         " entries; at most " + std::to_string(most) + " are read.",
                     "Split the case into several.");
        } else {
            return &value->get_array();
        }
        return nullptr;
    }

    base::Problems problems;

  private:
    static std::string short_number(double value) {
        std::string text = std::to_string(value);
        while (text.back() == '0')
            text.pop_back();
        if (text.back() == '.')
            text.pop_back();
        return text;
    }

    std::string name_;
};

/// The member "consultation": who was seen on what day, and what was found. Nothing when it is left
/// out. Answers are true, false, a number, a word or a list of words; null is "not known".
/// Problems: case.missing, case.type, case.value, case.unknown_key.
[[nodiscard]] std::optional<Consultation> read_consultation(CaseReader& reader,
                                                            const json::object& root);

} // namespace filiform::chart
