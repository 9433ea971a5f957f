// SPDX-License-Identifier: Apache-2.0
#include "fhir/tree.h"

#include "base/strict_json.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

namespace filiform::fhir {

namespace {

constexpr base::JsonLimits json_limits{8U << 20U, 32};

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

void append(std::string& out, const json::value& value) { // no deeper than was read
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
    auto value = base::read_strict_json(text, json_limits);
    if (!value) {
        switch (value.error().what) {
        case base::JsonFault::What::TooLarge:
            return refuse("fhir.too_large", "This is longer than 8 MiB.", "Send it in parts.");
        case base::JsonFault::What::TooDeep:
            return refuse("fhir.too_deep", "This is nested deeper than 32 levels.",
                          "Make it flatter.");
        case base::JsonFault::What::NotJson:
            break;
        case base::JsonFault::What::Repeated:
            return refuse("fhir.repeated", "The name \"" + value.error().detail + "\" comes twice.",
                          "Keep one of them.");
        }
        return refuse("fhir.syntax", "This is not JSON: " + value.error().detail + ".",
                      "One object in UTF-8 is expected.");
    }
    if (!value->is_object())
        return refuse("fhir.syntax", "This is not a JSON object.", "One object is expected.");
    return std::move(value->get_object());
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
