// SPDX-License-Identifier: Apache-2.0
#include "anatomy/expression_text.h"

#include <charconv>
#include <cmath>
#include <numbers>

namespace filiform::anatomy {

namespace {

bool is_space(char c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}
bool is_digit(char c) {
    return c >= '0' && c <= '9';
}
bool is_letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/// Numbers and units that are typed by a person; beyond this they are slips.
constexpr double largest = 1e6;

/// Characters of what was typed that a sentence repeats.
constexpr std::size_t longest_shown = 24;

} // namespace

void ExpressionText::skip_space() {
    while (at_ < text_.size() && is_space(text_[at_]))
        ++at_;
}

bool ExpressionText::is_at_end() {
    skip_space();
    return at_ >= text_.size();
}

bool ExpressionText::is_at_number() {
    skip_space();
    if (at_ >= text_.size())
        return false;
    const char c = text_[at_];
    return is_digit(c) || c == '-' || c == '+' || c == '.';
}

bool ExpressionText::take(char wanted) {
    skip_space();
    if (at_ >= text_.size() || text_[at_] != wanted)
        return false;
    ++at_;
    return true;
}

std::string ExpressionText::word() {
    skip_space();
    std::string word;
    if (at_ >= text_.size() || !is_letter(text_[at_]))
        return word;
    while (at_ < text_.size()) {
        const char c = text_[at_];
        if (!is_letter(c) && !is_digit(c) && c != '_' && c != '.')
            break;
        word += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
        ++at_;
    }
    return word;
}

std::optional<double> ExpressionText::number() {
    skip_space();
    std::size_t from = at_;
    if (from < text_.size() && text_[from] == '+')
        ++from; // from_chars knows only '-'
    double value = 0;
    const char* begin = text_.data() + from;
    const auto [end, error] = std::from_chars(begin, text_.data() + text_.size(), value);
    if (error != std::errc{} || end == begin || !std::isfinite(value) || std::abs(value) > largest)
        return std::nullopt;
    at_ = static_cast<std::size_t>(end - text_.data());
    return value;
}

tl::unexpected<base::Problem> ExpressionText::fail(const std::string& code, const std::string& what,
                                                   const std::string& hint) const {
    return tl::unexpected(base::Problem{code, "expression:" + std::to_string(at_ + 1), what, hint});
}

std::string ExpressionText::here() const {
    std::string shown;
    for (std::size_t i = at_; i < text_.size() && shown.size() < longest_shown; ++i) {
        const char c = text_[i];
        shown += c >= ' ' && c <= '~' ? c : '?';
    }
    return shown.empty() ? "nothing more" : '"' + shown + '"';
}

std::string shortened(const std::string& word) {
    return word.size() <= longest_shown ? word : word.substr(0, longest_shown) + "...";
}

base::Result<double> read_length_mm(ExpressionText& text) {
    const auto value = text.number();
    if (!value)
        return text.fail("expression.number", "a length was expected, not " + text.here() + ".",
                         "Write it like 20mm.");
    const std::string unit = text.word();
    if (unit == "mm")
        return *value;
    constexpr double mm_per_cm = 10;
    if (unit == "cm")
        return *value * mm_per_cm;
    return text.fail("expression.unit",
                     unit.empty() ? "the length has no unit."
                                  : "the length has the unit \"" + unit + "\".",
                     "Write mm or cm after the number.");
}

base::Result<double> read_angle_rad(ExpressionText& text) {
    const auto value = text.number();
    if (!value)
        return text.fail("expression.number", "an angle was expected, not " + text.here() + ".",
                         "Write it like 15deg.");
    const std::string unit = text.word();
    if (unit == "deg")
        return *value * std::numbers::pi / 180;
    return text.fail("expression.unit",
                     unit.empty() ? "the angle has no unit."
                                  : "the angle has the unit \"" + unit + "\".",
                     "Write deg after the number.");
}

} // namespace filiform::anatomy
