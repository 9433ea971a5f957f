// SPDX-License-Identifier: Apache-2.0
#include "record/role.h"

#include <algorithm>
#include <array>

namespace filiform::record {

namespace {

constexpr std::array<std::string_view, 5> role_words{"clinician", "reception", "lead", "patient",
                                                     "integrator"};

} // namespace

std::span<const std::string_view> words(Role) {
    return role_words;
}

std::string_view text(Role role) {
    return role_words.at(static_cast<std::size_t>(role));
}

std::optional<Role> role_of_word(std::string_view word) {
    const auto found = std::find(role_words.begin(), role_words.end(), word);
    if (found == role_words.end())
        return std::nullopt;
    return static_cast<Role>(found - role_words.begin());
}

} // namespace filiform::record
