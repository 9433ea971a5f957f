// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <string>

namespace filiform::server {

/// The schemas of data/schemas that answers of the server follow, as named parts of its
/// description: "needle", "screening", "library-rules". A schema's definitions are parts of their
/// own, and what refers to them, or to another schema by its id, refers to the part.
[[nodiscard]] std::map<std::string, std::string> carried_schemas();

} // namespace filiform::server
