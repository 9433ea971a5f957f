// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>

namespace filiform::base {

/// Letters to insert, delete or exchange to make one word of the other.
/// Cost: the product of the lengths.
[[nodiscard]] std::size_t letters_apart(std::string_view a, std::string_view b);

/// The name that a misspelt word is nearest to, the first of several; nothing ("") when even that
/// is a different word: more than a third of the letters, and more than two, are wrong.
[[nodiscard]] std::string nearest_name(std::span<const std::string> names, std::string_view word);

} // namespace filiform::base
