// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "base/result.h"

namespace filiform::server {

/// What hashing a password takes. Moderate by libsodium's measure: about 0.7 s and 256 MiB.
struct PasswordCost {
    unsigned long long operations = 3;
    std::size_t memory_bytes = 256U << 20U;
};

/// Whether a password may be chosen: 12 to 128 characters, at most 256 bytes of UTF-8, more than
/// four different ones, not among the common ones or those that leaked (the two lists in
/// data/server, compared without case and without what is put before or behind the word), and not
/// holding the login. No classes of characters are asked for: they make passwords that are harder
/// to keep, not to guess (NIST SP 800-63B). Problems: people.password.
[[nodiscard]] base::Result<void> check_password(std::string_view password, std::string_view login);

/// Argon2id, in libsodium's form, which carries its own cost and salt. At most two are hashed or
/// held against a hash at a time; others wait.
/// Problems: people.memory when there is none for it.
[[nodiscard]] base::Result<std::string> hash_password(std::string_view password,
                                                      const PasswordCost& cost);
[[nodiscard]] bool is_password(const std::string& hash, std::string_view password);

} // namespace filiform::server
