// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

namespace filiform::base {

/// Whether the bytes are UTF-8: no overlong forms, surrogates or code points beyond U+10FFFF.
[[nodiscard]] bool is_utf8(std::string_view text);

} // namespace filiform::base
