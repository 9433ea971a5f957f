// SPDX-License-Identifier: Apache-2.0
#include "record/text_rule.h"

#include <algorithm>
#include <array>
#include <charconv>

namespace filiform::record {

namespace {

bool is_control(char c) {
    constexpr unsigned char space = 0x20;
    constexpr unsigned char last = 0x7f;
    const auto byte = static_cast<unsigned char>(c);
    return (byte < space && c != '\n') || byte == last;
}

} // namespace

std::size_t characters(std::string_view text) {
    constexpr unsigned continuing = 0x80;
    constexpr unsigned top_bits = 0xc0;
    return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) {
        return (static_cast<unsigned char>(c) & top_bits) != continuing;
    }));
}

std::string text_fault(std::string_view text, std::size_t most) {
    if (text.find_first_not_of(" \n") == std::string_view::npos)
        return "This text is empty; leave the field out.";
    if (const std::size_t length = characters(text); length > most)
        return "This text has " + std::to_string(length) + " characters; at most " +
               std::to_string(most) + " are kept.";
    if (std::any_of(text.begin(), text.end(), is_control))
        return "This text has a control character other than a line feed.";
    return "";
}

bool is_digest(std::string_view text) {
    constexpr std::size_t digits = 64;
    return text.size() == digits &&
           text.find_first_not_of("0123456789abcdef") == std::string_view::npos;
}

std::string pointer_step(std::string_view name) {
    constexpr std::size_t longest = 64;
    std::string step;
    for (const char c : name) {
        if (step.size() >= longest)
            return step + "…";
        if (c == '~' || c == '/')
            step += c == '~' ? "~0" : "~1";
        else
            step += c;
    }
    return step;
}

std::string short_text(double number) {
    std::array<char, 32> text{};
    const auto end =
        std::to_chars(text.data(), text.data() + text.size(), number == 0 ? 0.0 : number);
    return {text.data(), end.ptr};
}

} // namespace filiform::record
