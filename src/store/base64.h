// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

/// Bytes as text; no other room includes this. SOCI has a type for bytes, but it is a large object
/// on PostgreSQL and a cell on SQLite, with different lives; text is the same on both, for a third
/// more.
namespace filiform::store {

[[nodiscard]] std::string to_base64(std::string_view bytes);
/// Throws Failure on text that to_base64 does not write.
[[nodiscard]] std::string from_base64(std::string_view text);

} // namespace filiform::store
