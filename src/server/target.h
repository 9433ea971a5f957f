// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "server/request.h"

namespace filiform::server {

/// Where a request goes: "/api/v1/patients?family=garc%C3%ADa".
struct Target {
    std::vector<std::string> path; ///< decoded segments
    std::vector<Named> query;      ///< decoded
};

/// Reads the target of a request line, strictly: what could be read in two ways is refused, so
/// that no guard and handler can read it differently.
///
/// Form:     origin form only; percent signs with two hexadecimal digits; "+" is a blank in the
///           query; decoded text is UTF-8 without control characters; no segment is empty, "." or
///           "..", or holds a slash once decoded; a slash at the end is allowed and means nothing.
/// Limits:   8192 bytes, 32 segments, 100 parameters.
/// Problems: request.target, with the offending part's place in `what`.
[[nodiscard]] base::Result<Target> read_target(std::string_view text);

/// Parameters as an address or a form has them: "a=1&b=x+y". Problems: request.target.
[[nodiscard]] base::Result<std::vector<Named>> read_parameters(std::string_view text);

/// Whether the bytes are UTF-8: no overlong forms, surrogates or code points beyond U+10FFFF.
[[nodiscard]] bool is_utf8(std::string_view text);

} // namespace filiform::server
