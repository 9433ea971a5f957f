// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace filiform::server {

/// A secret that nobody can guess, of so many random bytes, in URL-safe base64 without padding.
[[nodiscard]] std::string new_secret(std::size_t bytes = 32);
/// Random text in base32 (RFC 4648: A–Z, 2–7), of so many characters, five bits each: for people to
/// copy by hand.
[[nodiscard]] std::string new_base32(std::size_t characters);
/// Whether two texts are the same, in a time that does not tell where they differ.
[[nodiscard]] bool is_same_secret(std::string_view a, std::string_view b);

} // namespace filiform::server
