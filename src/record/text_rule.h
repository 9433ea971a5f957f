// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "record/fields.h"

/// What texts and answers may be: the reader, the published schema and the drawn examples agree on
/// it here.
namespace filiform::record {

inline constexpr std::size_t most_answers = 1000;
inline constexpr std::size_t answer_name_length = 128;
inline constexpr std::size_t most_answer_words = 100;
inline constexpr Range answer_range{-1e9, 1e9};

/// Why this text cannot stand in a field of at most `most` characters; empty when it can.
[[nodiscard]] std::string text_fault(std::string_view text, std::size_t most);
/// Characters, not bytes, of a text in UTF-8.
[[nodiscard]] std::size_t characters(std::string_view text);
/// 64 lower-case hexadecimal digits.
[[nodiscard]] bool is_digest(std::string_view text);
/// A name as a step of a JSON pointer (RFC 6901), cut off where it gets long.
[[nodiscard]] std::string pointer_step(std::string_view name);
/// The shortest text that reads back as the same number; zero has no sign.
[[nodiscard]] std::string short_text(double number);

} // namespace filiform::record
