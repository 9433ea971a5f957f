// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "server/request.h"

namespace filiform::server {

/// What the server says to one request.
struct Answer {
    int status = 200;
    std::string media_type = "application/json"; ///< not sent when there is no body
    std::vector<Named> headers;                  ///< besides those that every answer has
    std::string body;
    /// Where set, the answer does not end: it is called again and again, on a worker, and what it
    /// returns is sent; nothing returned sends nothing, or now and then a sign of life. No value
    /// ends the answer.
    std::function<std::optional<std::string>()> stream;
};

/// The status that fits a problem of ours: 404 for record.missing, 409 record.taken, 412
/// record.conflict, 422 record.rule, 500 for what has no code of its own.
[[nodiscard]] int status_of(const base::Problem& problem);

/// The JSON pointer of a problem's place: what stands behind its "#", or all of it.
[[nodiscard]] std::string pointer_of(const std::string& where);

/// Says no, as problem+json (RFC 9457): type, title, status, detail, instance, and of ours `code`,
/// `pointer` (JSON pointer into what was sent, or the parameter's name), `hint` and, when there are
/// several, `problems`. `instance` is the request's id. Below /fhir, as an OperationOutcome.
[[nodiscard]] Answer refusal(const Request& request, int status, const base::Problems& problems);
[[nodiscard]] Answer refusal(const Request& request, const base::Problems& problems);
[[nodiscard]] Answer refusal(const Request& request, const base::Problem& problem);

/// The reason phrase: 404 is "Not Found".
[[nodiscard]] std::string_view phrase(int status);

} // namespace filiform::server
