// SPDX-License-Identifier: Apache-2.0
#include "fhir/tree.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <vector>

#include <boost/json/basic_parser_impl.hpp>
#include <tl/expected.hpp>

namespace filiform::fhir {

namespace {

constexpr std::size_t most_bytes = 8U << 20U;
constexpr std::size_t most_depth = 32;

json::parse_options strict() {
    json::parse_options options;
    options.max_depth = most_depth;
    return options;
}

/// Builds the value as the library's own parser does, but reads decimals to the last bit and sees
/// names that come twice.
class TreeHandler {
  public:
    using View = json::string_view;
    using Error = json::error_code;
    static constexpr std::size_t max_object_size = json::object::max_size();
    static constexpr std::size_t max_array_size = json::array::max_size();
    static constexpr std::size_t max_key_size = json::string::max_size();
    static constexpr std::size_t max_string_size = json::string::max_size();

    json::value_stack stack;
    std::string repeated;

    bool on_document_begin(Error&) { return true; }
    bool on_document_end(Error&) { return true; }
    bool on_object_begin(Error&) {
        keys_.emplace_back();
        return true;
    }
    bool on_object_end(std::size_t count, Error&) {
        std::vector<std::string>& keys = keys_.back();
        std::sort(keys.begin(), keys.end());
        const auto twice = std::adjacent_find(keys.begin(), keys.end());
        if (twice != keys.end())
            repeated = *twice;
        keys_.pop_back();
        stack.push_object(count);
        return true;
    }
    bool on_array_begin(Error&) { return true; }
    bool on_array_end(std::size_t count, Error&) {
        stack.push_array(count);
        return true;
    }
    bool on_key_part(View part, std::size_t, Error&) {
        key_.append(part);
        stack.push_chars(part);
        return true;
    }
    bool on_key(View part, std::size_t, Error&) {
        keys_.back().push_back(key_.append(part));
        key_.clear();
        stack.push_key(part);
        return true;
    }
    bool on_string_part(View part, std::size_t, Error&) {
        stack.push_chars(part);
        return true;
    }
    bool on_string(View part, std::size_t, Error&) {
        stack.push_string(part);
        return true;
    }
    bool on_number_part(View part, Error&) {
        number_.append(part);
        return true;
    }
    bool on_int64(std::int64_t value, View, Error&) {
        number_.clear();
        stack.push_int64(value);
        return true;
    }
    bool on_uint64(std::uint64_t value, View, Error&) {
        number_.clear();
        stack.push_uint64(value);
        return true;
    }
    bool on_double(double value, View part, Error&) {
        number_.append(part);
        double exact = value;
        std::from_chars(number_.data(), number_.data() + number_.size(), exact);
        number_.clear();
        stack.push_double(exact);
        return true;
    }
    bool on_bool(bool value, Error&) {
        stack.push_bool(value);
        return true;
    }
    bool on_null(Error&) {
        stack.push_null();
        return true;
    }
    bool on_comment_part(View, Error&) { return true; }
    bool on_comment(View, Error&) { return true; }

  private:
    std::string key_, number_;
    std::vector<std::vector<std::string>> keys_;
};

base::Problem problem(std::string code, std::string_view where, std::string what,
                      std::string hint) {
    return {std::move(code), std::string(where), std::move(what), std::move(hint)};
}

/// Notes everything empty below a value.
void note_empty(const json::value& value, const std::string& at, base::Problems& problems) {
    const bool is_empty = value.is_null() || (value.is_string() && value.get_string().empty()) ||
                          (value.is_array() && value.get_array().empty()) ||
                          (value.is_object() && value.get_object().empty());
    if (is_empty) {
        problems.push_back(problem("fhir.empty", at, "There is nothing here.",
                                   "Leave the element out; FHIR knows no empty ones."));
    } else if (value.is_array()) {
        std::size_t place = 0;
        for (const json::value& one : value.get_array())
            note_empty(one, at + "[" + std::to_string(place++) + "]", problems);
    } else if (value.is_object()) {
        for (const auto& [key, one] : value.get_object())
            note_empty(one, at + "." + std::string(key), problems);
    }
}

void append_number(std::string& out, double value) {
    std::array<char, 40> digits{};
    const auto end = std::abs(value) < 1e15 && std::floor(value) == value
                         ? std::to_chars(digits.data(), digits.data() + digits.size(),
                                         static_cast<std::int64_t>(value))
                         : std::to_chars(digits.data(), digits.data() + digits.size(), value);
    out.append(digits.data(), end.ptr);
}

void append(std::string& out, const json::value& value) { // no deeper than most_depth
    if (value.is_double()) {
        append_number(out, value.get_double());
    } else if (const json::array* list = value.if_array()) {
        out += '[';
        for (const json::value& one : *list) {
            if (&one != list->data())
                out += ',';
            append(out, one);
        }
        out += ']';
    } else if (const json::object* object = value.if_object()) {
        out += '{';
        for (const auto& member : *object) {
            if (&member != object->begin())
                out += ',';
            out += json::serialize(json::string_view(member.key()));
            out += ':';
            append(out, member.value());
        }
        out += '}';
    } else {
        out += json::serialize(value);
    }
}

} // namespace

base::Checked<json::object> read_plain_tree(std::string_view text, std::string_view name) {
    const auto refuse = [&](std::string code, std::string what, std::string hint) {
        return tl::unexpected(
            base::Problems{problem(std::move(code), name, std::move(what), std::move(hint))});
    };
    if (text.size() > most_bytes)
        return refuse("fhir.too_large", "This is longer than 8 MiB.", "Send it in parts.");
    json::basic_parser<TreeHandler> parser(strict());
    parser.handler().stack.reset();
    json::error_code error;
    const std::size_t used = parser.write_some(false, text.data(), text.size(), error);
    if (error == json::error::too_deep)
        return refuse("fhir.too_deep", "This is nested deeper than 32 levels.", "Make it flatter.");
    if (error.failed() || used != text.size())
        return refuse("fhir.syntax",
                      "This is not JSON: " + (error ? error.message() : "more follows it") + ".",
                      "One object in UTF-8 is expected.");
    if (!parser.handler().repeated.empty())
        return refuse("fhir.repeated",
                      "The name \"" + parser.handler().repeated + "\" comes twice.",
                      "Keep one of them.");
    json::value value = parser.handler().stack.release();
    if (!value.is_object())
        return refuse("fhir.syntax", "This is not a JSON object.", "One object is expected.");
    return std::move(value.get_object());
}

base::Checked<json::object> read_tree(std::string_view text, std::string_view name) {
    auto tree = read_plain_tree(text, name);
    if (!tree)
        return tree;
    base::Problems problems;
    if (tree->empty())
        note_empty(*tree, std::string(name), problems);
    for (const auto& [key, value] : *tree)
        note_empty(value, std::string(name) + "." + std::string(key), problems);
    if (!problems.empty())
        return tl::unexpected(problems);
    return tree;
}

std::string write_tree(const json::value& value) {
    std::string out;
    append(out, value);
    return out;
}

std::string_view text_of(const json::object& object, std::string_view key) {
    const json::value* value = object.if_contains(key);
    return value != nullptr && value->is_string() ? std::string_view(value->get_string())
                                                  : std::string_view();
}

const json::object* object_of(const json::object& object, std::string_view key) {
    const json::value* value = object.if_contains(key);
    return value == nullptr ? nullptr : value->if_object();
}

const json::array* array_of(const json::object& object, std::string_view key) {
    const json::value* value = object.if_contains(key);
    return value == nullptr ? nullptr : value->if_array();
}

const json::value* find_at(const json::object& object, std::string_view path) {
    const json::object* scope = &object;
    while (true) {
        const std::size_t dot = path.find('.');
        std::string_view step = path.substr(0, dot);
        const std::size_t bracket = step.find('[');
        const json::value* value = scope->if_contains(step.substr(0, bracket));
        if (value != nullptr && bracket != std::string_view::npos) {
            std::size_t place = 0;
            std::from_chars(step.data() + bracket + 1, step.data() + step.size(), place);
            const json::array* list = value->if_array();
            value = list != nullptr ? list->if_contains(place) : nullptr;
        }
        if (value == nullptr || dot == std::string_view::npos)
            return value;
        scope = value->if_object();
        if (scope == nullptr)
            return nullptr;
        path.remove_prefix(dot + 1);
    }
}

} // namespace filiform::fhir
