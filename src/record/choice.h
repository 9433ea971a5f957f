// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <optional>
#include <string_view>

namespace filiform::record {

/// The words of an enumeration whose last value is `last`; as many words as values, or it does not
/// compile.
template <auto last, class... Words>
[[nodiscard]] consteval std::array<std::string_view, sizeof...(Words)> worded(Words... all) {
    static_assert(sizeof...(Words) == static_cast<std::size_t>(last) + 1);
    return {std::string_view(all)...};
}

/// The word of a value, and the value of a word, of any enumeration that has `words(Enum)`.
template <class Enum>
[[nodiscard]] std::string_view word_of(Enum value) {
    return words(Enum{})[static_cast<std::size_t>(value)];
}
template <class Enum>
[[nodiscard]] std::optional<Enum> find_choice(std::string_view word) {
    const auto all = words(Enum{});
    const auto found = std::find(all.begin(), all.end(), word);
    if (found == all.end())
        return std::nullopt;
    return static_cast<Enum>(found - all.begin());
}

} // namespace filiform::record
