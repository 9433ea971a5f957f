// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string>
#include <string_view>

namespace filiform::base {

/// SHA-256 of the bytes, as 64 lower-case hexadecimal digits.
[[nodiscard]] std::string sha256(std::span<const std::byte> bytes);
[[nodiscard]] std::string sha256(std::string_view text);

/// BLAKE2b of 256 bits, in the same form: as hard to deceive and four times as fast, for a body's
/// hundreds of megabytes that are in memory anyway.
///
/// Source: RFC 7693.
[[nodiscard]] std::string blake2b(std::span<const std::byte> bytes);

} // namespace filiform::base
