// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace filiform::fhir {

/// Base64 with padding, as FHIR's base64Binary has it (RFC 4648).
[[nodiscard]] std::string write_base64(std::string_view bytes);
/// Blanks and line feeds within are skipped; nothing for anything else that does not belong.
[[nodiscard]] std::optional<std::string> read_base64(std::string_view text);

} // namespace filiform::fhir
