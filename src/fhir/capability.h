// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "base/instant.h"
#include "fhir/context.h"

namespace filiform::fhir {

/// What a CapabilityStatement says of the program that answers.
struct Publisher {
    std::string version; ///< of the program: "0.1.0"
    base::Instant at{};  ///< when this statement was last different
};

/// The CapabilityStatement of the server, from the same tables that read, write and search:
/// resource_type.h and search.h. `context.base` is the address it is served at.
[[nodiscard]] std::string capability_statement(const Publisher& publisher, const Context& context);

} // namespace filiform::fhir
