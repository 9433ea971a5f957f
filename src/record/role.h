// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <span>
#include <string_view>

namespace filiform::record {

/// What somebody is to the clinic. Each is given only what that work needs; rights.h has the table.
enum class Role {
    Clinician,  ///< sees and treats the clinic's patients
    Reception,  ///< books, knows names and addresses, sees nothing clinical
    Lead,       ///< a clinician who also answers for the rules, the people and the figures
    Patient,    ///< their own record, forms and bookings
    Integrator, ///< a program, within the scopes of its token
};

[[nodiscard]] std::span<const std::string_view> words(Role);
[[nodiscard]] std::string_view text(Role role);
[[nodiscard]] std::optional<Role> role_of_word(std::string_view word);

} // namespace filiform::record
