// SPDX-License-Identifier: Apache-2.0
#include "base/json_writer.h"

#include <array>
#include <cmath>
#include <cstdio>

#include "base/expects.h"

namespace filiform::base {

namespace {

std::string quoted(std::string_view value) {
    std::string out = "\"";
    for (const char c : value) {
        if (c == '"' || c == '\\') {
            out += '\\';
            out += c;
        } else if (c == '\n') {
            out += "\\n";
        } else if (static_cast<unsigned char>(c) < 0x20) {
            std::array<char, 8> escape{};
            std::snprintf(escape.data(), escape.size(), "\\u%04x", static_cast<unsigned>(c));
            out += escape.data();
        } else {
            out += c;
        }
    }
    return out + '"';
}

std::string written(double value, int decimals) {
    if (!std::isfinite(value))
        return "null";
    std::array<char, 400> digits{};
    std::snprintf(digits.data(), digits.size(), "%.*f", decimals, value);
    std::string text = digits.data();
    if (text.find('.') != std::string::npos) {
        while (text.back() == '0')
            text.pop_back();
        if (text.back() == '.')
            text.pop_back();
    }
    return text == "-0" ? "0" : text;
}

} // namespace

void JsonWriter::before_value() {
    if (after_key_) {
        after_key_ = false;
        return;
    }
    if (levels_.empty())
        return;
    expects(levels_.back().is_array, "a value inside an object needs a key");
    if (levels_.back().has_items)
        out_ += ',';
    levels_.back().has_items = true;
    out_ += '\n';
    out_.append(2 * levels_.size(), ' ');
}

void JsonWriter::close(char bracket) {
    expects(!levels_.empty() && !after_key_, "every end belongs to a begin");
    const bool had_items = levels_.back().has_items;
    levels_.pop_back();
    if (had_items) {
        out_ += '\n';
        out_.append(2 * levels_.size(), ' ');
    }
    out_ += bracket;
}

JsonWriter& JsonWriter::begin_object() {
    before_value();
    out_ += '{';
    levels_.push_back({});
    return *this;
}

JsonWriter& JsonWriter::end_object() {
    close('}');
    return *this;
}

JsonWriter& JsonWriter::begin_array() {
    before_value();
    out_ += '[';
    levels_.push_back({.is_array = true});
    return *this;
}

JsonWriter& JsonWriter::end_array() {
    close(']');
    return *this;
}

JsonWriter& JsonWriter::key(std::string_view name) {
    expects(!levels_.empty() && !levels_.back().is_array && !after_key_,
            "a key lives in an object");
    if (levels_.back().has_items)
        out_ += ',';
    levels_.back().has_items = true;
    out_ += '\n';
    out_.append(2 * levels_.size(), ' ');
    out_ += quoted(name) + ": ";
    after_key_ = true;
    return *this;
}

JsonWriter& JsonWriter::text(std::string_view value) {
    before_value();
    out_ += quoted(value);
    return *this;
}

JsonWriter& JsonWriter::number(double value, int decimals) {
    before_value();
    out_ += written(value, decimals);
    return *this;
}

JsonWriter& JsonWriter::numbers(std::initializer_list<double> values, int decimals) {
    before_value();
    out_ += '[';
    bool is_first = true;
    for (const double value : values) {
        out_ += (is_first ? "" : ", ") + written(value, decimals);
        is_first = false;
    }
    out_ += ']';
    return *this;
}

JsonWriter& JsonWriter::integer(std::int64_t value) {
    before_value();
    out_ += std::to_string(value);
    return *this;
}

JsonWriter& JsonWriter::flag(bool value) {
    before_value();
    out_ += value ? "true" : "false";
    return *this;
}

JsonWriter& JsonWriter::field(std::string_view name, std::string_view value) {
    return key(name).text(value);
}

JsonWriter& JsonWriter::field(std::string_view name, const char* value) {
    return key(name).text(value);
}

std::string JsonWriter::finish() && {
    expects(levels_.empty(), "every begin needs its end");
    return std::move(out_) + '\n';
}

} // namespace filiform::base
