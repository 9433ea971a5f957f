// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>

#include "base/result.h"
#include "server/answer.h"
#include "server/asio.h"
#include "server/listener.h"
#include "server/request.h"

/// Requests and answers between Beast's types and ours; for the bodies that own sockets.
namespace filiform::server {

using WireRequest = http::request<http::string_body>;

struct Peer {
    std::string address;
    bool is_tls = false;
};

/// Problems: request.target, request.header.
[[nodiscard]] base::Result<Request> read_request(WireRequest&& wire, const Peer& peer,
                                                 const ListenerOptions& options);

/// The first line and headers of an answer, with the empty line that ends them; what follows is its
/// body as it is, or its stream in chunks.
///
/// `version`: of HTTP, 10 or 11.
/// Edge cases: a header's value cannot begin another header: control characters become blanks.
[[nodiscard]] std::string head_of(const Answer& answer, unsigned version, bool is_kept_alive);

/// What to say of a request that could not be read; nothing when there is nobody to say it to.
[[nodiscard]] std::optional<Answer> answer_to_broken(const beast::error_code& error);

/// A request by its time and a random part; nothing of who asks.
[[nodiscard]] std::string new_request_id();

} // namespace filiform::server
