// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace filiform::base {

/// Which of the two forms of RFC 4648: section 4 with its padding, or section 5 without, which can
/// stand in an address.
enum class Base64 { Padded, ForAddresses };

[[nodiscard]] std::string to_base64(std::string_view bytes, Base64 form = Base64::Padded);
/// The bytes again; nothing for text that `to_base64` does not write in that form, but for any
/// characters of `skipped` in between.
[[nodiscard]] std::optional<std::string>
from_base64(std::string_view text, Base64 form = Base64::Padded, const std::string& skipped = "");

} // namespace filiform::base
