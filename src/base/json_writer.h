// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <concepts>
#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

namespace filiform::base {

/// Writes JSON that a person can read: indented, keys in the order given, numbers without
/// exponents and rounded to the decimals asked for, so that equal values give equal bytes.
///
/// Use: begin/end in pairs; inside an object each value is preceded by `key`, or use `field`.
/// Edge cases: a number that is not finite is written as null; text must be UTF-8.
class JsonWriter {
  public:
    JsonWriter& begin_object();
    JsonWriter& end_object();
    JsonWriter& begin_array();
    JsonWriter& end_array();
    JsonWriter& key(std::string_view name);

    JsonWriter& text(std::string_view value);
    JsonWriter& number(double value, int decimals = 3);
    JsonWriter& integer(std::int64_t value);
    JsonWriter& flag(bool value);
    /// An array of numbers on one line.
    JsonWriter& numbers(std::initializer_list<double> values, int decimals = 3);

    JsonWriter& field(std::string_view name, std::string_view value);
    JsonWriter& field(std::string_view name, const char* value);
    JsonWriter& field(std::string_view name, std::same_as<double> auto value, int decimals = 3) {
        return key(name).number(value, decimals);
    }
    JsonWriter& field(std::string_view name, std::same_as<bool> auto value) {
        return key(name).flag(value);
    }
    JsonWriter& field(std::string_view name, std::same_as<int> auto value) {
        return key(name).integer(value);
    }

    /// The finished document, ending in a line feed. Every begin must have met its end.
    [[nodiscard]] std::string finish() &&;

  private:
    void before_value();
    void close(char bracket);

    struct Level {
        bool is_array = false;
        bool has_items = false;
    };
    std::string out_;
    std::vector<Level> levels_;
    bool after_key_ = false;
};

} // namespace filiform::base
