// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

namespace filiform::story {

/// Holds a JSON text against the schema of that name that the program carries. Empty when it fits;
/// otherwise what does not, or "not JSON".
[[nodiscard]] std::string schema_errors(const std::string& schema, const std::string& text);

} // namespace filiform::story
