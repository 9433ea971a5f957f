// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"

namespace filiform::anatomy {

/// Reads an expression character by character. Never looks past its end, whatever the text.
class ExpressionText {
  public:
    explicit ExpressionText(std::string_view text) : text_(text) {}

    void skip_space();
    [[nodiscard]] bool is_at_end();
    /// Whether a number begins here.
    [[nodiscard]] bool is_at_number();
    /// Takes the character if it is next.
    [[nodiscard]] bool take(char wanted);
    /// A word of letters, digits, '_' and '.', beginning with a letter; empty when none is next.
    [[nodiscard]] std::string word();
    /// A finite number with an optional sign; nothing when none is next.
    [[nodiscard]] std::optional<double> number();

    [[nodiscard]] std::size_t position() const { return at_; }
    /// A problem of this place, "expression:CHARACTER".
    [[nodiscard]] tl::unexpected<base::Problem>
    fail(const std::string& code, const std::string& what, const std::string& hint) const;
    /// What is written here, shortened and printable, in quotes; or "nothing more".
    [[nodiscard]] std::string here() const;

  private:
    std::string_view text_;
    std::size_t at_ = 0;
};

/// A word short enough for a sentence.
[[nodiscard]] std::string shortened(const std::string& word);

/// Longest expression that is read at all.
inline constexpr std::size_t longest_expression = 400;

/// A length in mm: a number and `mm` or `cm`. Problems: expression.number, expression.unit.
[[nodiscard]] base::Result<double> read_length_mm(ExpressionText& text);
/// An angle in radians: a number and `deg`. Problems: expression.number, expression.unit.
[[nodiscard]] base::Result<double> read_angle_rad(ExpressionText& text);

} // namespace filiform::anatomy
