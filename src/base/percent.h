// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

namespace filiform::base {

/// A text as it can stand in an address: every byte but letters, digits and "-._~" as "%20" and
/// the like (RFC 3986, section 2).
[[nodiscard]] std::string percent_encoded(std::string_view text);
/// One byte in that form.
void append_percent(std::string& out, char byte);

} // namespace filiform::base
