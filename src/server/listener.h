// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "base/result.h"
#include "server/answer.h"
#include "server/request.h"

namespace filiform::server {

/// What one listener holds the world to.
struct ListenerOptions {
    std::string address = "127.0.0.1";
    std::uint16_t port = 8080;    ///< 0: any that is free
    std::string certificate_file; ///< PEM, with its chain; "": no TLS
    std::string key_file;         ///< PEM
    /// Peers whose X-Forwarded-For (its last address) and X-Forwarded-Proto are believed.
    std::vector<std::string> proxies;

    std::size_t most_header_bytes = 16U << 10U;
    std::size_t most_body_bytes = 8U << 20U;
    std::size_t most_connections = 1024;
    std::size_t most_streams = 128;                                   ///< answers that do not end
    std::chrono::milliseconds header_time = std::chrono::seconds(10); ///< for a whole header
    std::chrono::milliseconds body_time = std::chrono::seconds(60);   ///< for a whole body
    std::chrono::milliseconds idle_time = std::chrono::seconds(60);   ///< between requests
    std::chrono::milliseconds write_time = std::chrono::seconds(60);  ///< for an answer to be taken
    std::chrono::milliseconds stop_time = std::chrono::seconds(10);   ///< for what runs to end
    std::chrono::milliseconds stream_pause{500}; ///< between two calls of Answer::stream
    std::chrono::milliseconds stream_sign =
        std::chrono::seconds(15); ///< of life, when it is silent
    unsigned wire_threads = 1;
    unsigned workers = 8; ///< run handlers, which may block
};

/// Answers one request. Must not throw.
using Answerer = std::function<Answer(Request)>;

/// Whether a request is answered without waiting for anything: then that is done on the thread of
/// the sockets, which serves nobody else meanwhile, instead of on a worker.
using Quick = std::function<bool(const Request&)>;

/// Owns sockets: HTTP/1.1 on one port, over TLS 1.2 or later when there is a certificate.
///
/// Order:    requests of one connection are answered one after the other, also when they come
///           together.
/// Refuses:  without asking the answerer: headers or bodies that are too large (431, 413), what is
///           not HTTP or could be read in two ways (400: no Host, a length and chunks, a target
///           that read_target refuses), more connections than allowed (503). A peer that does not
///           send its header or body in time is disconnected.
/// Threads:  `wire_threads` for the sockets and what is quick, `workers` for all other answers; all
///           are started by open().
class Listener {
  public:
    /// Problems: listener.address (not an address, taken, or not allowed), listener.certificate.
    [[nodiscard]] static base::Result<std::unique_ptr<Listener>>
    open(const ListenerOptions& options, Answerer answerer, Quick is_quick = {});
    virtual ~Listener() = default;
    Listener(const Listener&) = delete;
    Listener& operator=(const Listener&) = delete;

    [[nodiscard]] virtual std::uint16_t port() const = 0;
    [[nodiscard]] virtual std::size_t connections() const = 0;
    /// Requests that wait for a worker or are with one.
    [[nodiscard]] virtual std::size_t at_work() const = 0;

    /// Accepts no more, lets what runs end for at most `stop_time`, then closes everything. Blocks
    /// until that is done; done by the destructor otherwise.
    virtual void stop() = 0;

  protected:
    Listener() = default;
};

} // namespace filiform::server
