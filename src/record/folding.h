// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

namespace filiform::record {

/// A text as it is searched for: small letters, without accents, one blank between words.
///
/// "José  MUÑOZ-Łęcki" becomes "jose munoz lecki", "Straße" "strasse", "O'Brien" "obrien". Letters
/// of every script are folded by Unicode's rules (compatibility forms, case, marks); those that
/// Unicode holds for letters of their own and people type without their stroke (ł, ø, đ, …) are
/// folded as they are typed. Dashes part words, apostrophes and soft hyphens do not; other signs
/// stay.
///
/// Edge cases: what is not UTF-8 becomes U+FFFD; folding twice is folding once.
/// Cost:       linear.
[[nodiscard]] std::string folded(std::string_view text);

} // namespace filiform::record
