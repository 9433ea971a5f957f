// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/instant.h"

namespace filiform::server {

enum class Method { Get, Head, Post, Put, Delete, Options, Other };

/// "GET"; of Other "OTHER".
[[nodiscard]] std::string_view text(Method method);
[[nodiscard]] Method method_of_word(std::string_view word);
/// Whether it changes nothing: GET, HEAD and OPTIONS.
[[nodiscard]] bool is_safe(Method method);

/// A header field or a query parameter.
struct Named {
    std::string name; ///< of a header in lower case
    std::string value;
    friend bool operator==(const Named&, const Named&) = default;
};

/// What somebody asks of the server, read from the wire and checked for its form.
struct Request {
    Method method = Method::Get;
    std::vector<std::string> path; ///< decoded segments: "/a/b%20c" is {"a", "b c"}; "/" is {}
    std::vector<Named> query;      ///< decoded, in the order written; a name may come twice
    std::vector<Named> headers;
    std::string body;
    std::string from;       ///< the client's address, as far as a trusted proxy tells
    bool is_secure = false; ///< came over TLS, here or at a trusted proxy
    std::string id;         ///< ours, for the answer and the log
    base::Instant at{};

    /// The first header of that name (lower case).
    [[nodiscard]] std::optional<std::string_view> header(std::string_view name) const;
    /// The first query parameter of that name.
    [[nodiscard]] std::optional<std::string_view> parameter(std::string_view name) const;
    /// A cookie's value.
    [[nodiscard]] std::optional<std::string_view> cookie(std::string_view name) const;
    /// "/a/b c", for messages to the one who asked; never for the log.
    [[nodiscard]] std::string path_text() const;
};

} // namespace filiform::server
