// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/instant.h"

namespace filiform::server {

/// One-time codes by time, as authenticator apps make them: six digits, new every 30 seconds,
/// HMAC-SHA-1.
///
/// Source: RFC 6238, RFC 4226.
[[nodiscard]] std::int64_t totp_step(base::Instant now);
/// The code of a step; nothing when the secret is not base32. `digits`: 1 to 9.
[[nodiscard]] std::optional<std::string> totp_code(std::string_view base32_secret,
                                                   std::int64_t step, int digits = 6);

/// The step a code belongs to, if it is of now, the step before or the one after, and later than
/// `last` (a code works once). Takes as long for a wrong code as for a right one.
[[nodiscard]] std::optional<std::int64_t> totp_match(std::string_view base32_secret,
                                                     std::string_view code, base::Instant now,
                                                     std::int64_t last);

/// What an authenticator app reads from a picture: "otpauth://totp/…".
[[nodiscard]] std::string totp_address(std::string_view base32_secret, std::string_view login);

} // namespace filiform::server
