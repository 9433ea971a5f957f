// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <atomic>
#include <chrono>
#include <cstddef>
#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "server/listener.h"
#include "server/socket.h"
#include "server/wire.h"

/// One peer and its requests; for listener.cpp alone.
namespace filiform::server {

/// What all connections of a listener share.
struct Shared {
    ListenerOptions options;
    Answerer answerer;
    Quick is_quick;
    asio::thread_pool workers;
    std::atomic<bool> is_stopping = false;
    std::atomic<std::size_t> connections = 0;
    std::atomic<std::size_t> streams = 0;
    std::atomic<std::size_t> at_work = 0;

    Shared(ListenerOptions given, Answerer answers, Quick quick)
        : options(std::move(given)), answerer(std::move(answers)), is_quick(std::move(quick)),
          workers(options.workers) {}
};

/// What is passed to something that is waited for has a name, and an answer goes by reference:
/// GCC 12 moves the temporaries of such an expression byte by byte, which breaks short strings.
class Connection {
  public:
    Connection(std::unique_ptr<Socket> socket, Shared& shared);

    /// Every request of the peer, until one of the two has enough.
    [[nodiscard]] asio::awaitable<void> run();

    auto executor() { return socket_->below().get_executor(); }
    /// On the connection's own executor: ends it if it does nothing.
    void end_if_idle();
    void cut();

  private:
    using Parser = http::request_parser<http::string_body>;
    using Source = std::function<std::optional<std::string>()>;

    void limit(std::chrono::milliseconds time);
    asio::awaitable<bool> awaken();
    asio::awaitable<bool> one_request();
    asio::awaitable<beast::error_code> read(Parser& parser, bool is_header_alone);
    asio::awaitable<beast::error_code> read_more(Parser& parser);
    asio::awaitable<Answer> answer(Request& request);
    asio::awaitable<bool> meet_expectation(Parser& parser);
    asio::awaitable<bool> reply(Answer& answer, unsigned version, bool is_head, bool is_kept);
    asio::awaitable<bool> refuse(beast::error_code error);
    asio::awaitable<bool> send(const Answer& answer, unsigned version, bool is_head, bool is_kept);
    asio::awaitable<bool> write(const std::string& first, const std::string& second);
    asio::awaitable<void> stream_out(const Answer& answer, unsigned version);
    asio::awaitable<void> pump(const Source& source, bool is_chunked);
    asio::awaitable<bool> write_piece(const std::string& piece, bool is_chunked);

    std::unique_ptr<Socket> socket_;
    Shared& shared_;
    beast::flat_buffer buffer_;
    Peer peer_;
    bool is_idle_ = false;
};

} // namespace filiform::server
