// SPDX-License-Identifier: Apache-2.0
#include "server/json_parts.h"

#include <algorithm>
#include <cmath>

#include "base/strict_json.h"

namespace filiform::server {

namespace {

constexpr std::size_t most_body_bytes = 1U << 30U; // the listener bounds what comes

base::Problem no_json(std::string what) {
    return {"request.json", "", std::move(what), "Send one JSON object in UTF-8."};
}

} // namespace

base::Result<json::value> read_json(std::string_view body) {
    auto value = base::read_strict_json(body, {most_body_bytes, most_json_depth});
    if (value)
        return *std::move(value);
    const base::JsonFault& fault = value.error();
    if (fault.what == base::JsonFault::What::Repeated)
        return tl::unexpected(base::Problem{"request.json", "#" + fault.pointer,
                                            "An object has two members of this name.",
                                            "Keep one of them."});
    return tl::unexpected(no_json(body.empty() ? "There is no body."
                                               : "The body is not JSON, or nested more than " +
                                                     std::to_string(most_json_depth) + " deep."));
}

base::Result<json::object> read_object(std::string_view body) {
    auto value = read_json(body);
    if (!value)
        return tl::unexpected(value.error());
    if (!value->is_object())
        return tl::unexpected(no_json("The body is not an object."));
    return std::move(value->get_object());
}

Members::Members(const json::object& object, std::string at)
    : object_(object), at_(std::move(at)) {}

void Members::complain(std::string_view name, std::string what, std::string hint) {
    problems_.push_back(
        {"request.value", "#" + at_ + "/" + std::string(name), std::move(what), std::move(hint)});
}

const json::value* Members::find(std::string_view name) {
    known_.emplace(name);
    const json::value* value = object_.if_contains(json::string_view(name.data(), name.size()));
    return value == nullptr || value->is_null() ? nullptr : value;
}

const json::value* Members::typed(std::string_view name, json::kind kind, bool is_required,
                                  std::string_view expected) {
    const json::value* value = find(name);
    if (value == nullptr) {
        if (is_required)
            complain(name, "This is missing.", "Send " + std::string(expected) + ".");
        return nullptr;
    }
    if (value->kind() != kind) {
        complain(name, "This is not " + std::string(expected) + ".",
                 "Send " + std::string(expected) + ".");
        return nullptr;
    }
    return value;
}

std::string Members::text_or_none(std::string_view name, std::size_t most) {
    const json::value* value = typed(name, json::kind::string, false, "a text");
    if (value == nullptr)
        return {};
    if (value->get_string().size() > most) {
        complain(name, "This is longer than " + std::to_string(most) + " bytes.", "Shorten it.");
        return {};
    }
    std::string text(value->get_string());
    const bool has_control = std::any_of(text.begin(), text.end(), [](char c) {
        return (static_cast<unsigned char>(c) < 0x20 && c != '\n') || c == 0x7f;
    });
    if (has_control) {
        complain(name, "There are control characters in this.", "Remove them.");
        return {};
    }
    return text;
}

std::string Members::text(std::string_view name, std::size_t most) {
    const std::size_t before = problems_.size();
    std::string value = text_or_none(name, most);
    if (value.empty() && problems_.size() == before)
        complain(name, "This is missing.", "Send a text that is not empty.");
    return value;
}

std::optional<double> Members::number_or_none(std::string_view name, double low, double high) {
    const json::value* value = find(name);
    if (value == nullptr)
        return std::nullopt;
    json::error_code error;
    const auto number = value->to_number<double>(error);
    if (error.failed() || !(number >= low && number <= high)) {
        complain(name,
                 "This is not a number from " + std::to_string(low) + " to " +
                     std::to_string(high) + ".",
                 "Send it without quotes.");
        return std::nullopt;
    }
    return number;
}

std::optional<std::uint64_t> Members::whole_or_none(std::string_view name, std::uint64_t low,
                                                    std::uint64_t high) {
    const json::value* value = find(name);
    if (value == nullptr)
        return std::nullopt;
    json::error_code error;
    const auto number = value->to_number<std::uint64_t>(error);
    if (error.failed() || number < low || number > high) {
        complain(name,
                 "This is not a whole number from " + std::to_string(low) + " to " +
                     std::to_string(high) + ".",
                 "Send it without quotes.");
        return std::nullopt;
    }
    return number;
}

std::optional<bool> Members::flag_or_none(std::string_view name) {
    const json::value* value = typed(name, json::kind::bool_, false, "true or false");
    return value == nullptr ? std::nullopt : std::optional(value->get_bool());
}

double Members::number(std::string_view name, double low, double high) {
    const std::size_t before = problems_.size();
    const auto value = number_or_none(name, low, high);
    if (!value && problems_.size() == before)
        complain(name, "This is missing.", "Send a number.");
    return value.value_or(low);
}

std::vector<std::string> Members::texts_or_none(std::string_view name, std::size_t most) {
    std::vector<std::string> out;
    const json::value* value = typed(name, json::kind::array, false, "a list of texts");
    if (value == nullptr)
        return out;
    for (const json::value& one : value->get_array()) {
        if (!one.is_string() || one.get_string().size() > most || out.size() == most) {
            complain(name, "This is not a list of texts, or it is too long.",
                     "Send at most " + std::to_string(most) + " texts.");
            return {};
        }
        out.emplace_back(one.get_string());
    }
    return out;
}

void Members::take(const Members& inner) {
    for (base::Problem& problem : inner.problems())
        problems_.push_back(std::move(problem));
}

base::Problems Members::problems() const {
    base::Problems all = problems_;
    for (const auto& [key, value] : object_)
        if (!known_.contains(std::string_view(key.data(), key.size())))
            all.push_back({"request.value", "#" + at_ + "/" + std::string(key),
                           "This is not known here.", "Correct its spelling or remove it."});
    return all;
}

} // namespace filiform::server
