// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

namespace filiform::server {

/// The JSON schema data/schemas/NAME.json that the program carries, as a route's reply has it: what
/// names the file itself ("$schema", "$id") is left out.
///
/// Edge cases: a name that the program does not carry is our mistake.
[[nodiscard]] std::string carried_schema(const std::string& name);

} // namespace filiform::server
