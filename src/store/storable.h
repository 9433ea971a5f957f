// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

/// What both databases keep as it is; no other room includes this.
namespace filiform::store {

/// Whether a text is UTF-8 and holds no zero character: PostgreSQL takes no other.
[[nodiscard]] bool is_storable(std::string_view text);

/// The text itself, or, with every byte that cannot be kept as "?", what comes near it: an audit
/// row must never be lost for what somebody typed.
[[nodiscard]] std::string made_storable(std::string_view text);

} // namespace filiform::store
