// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <chrono>
#include <cstddef>
#include <memory>

#include "server/asio.h"

/// The bytes of one peer, for the bodies that own sockets.
namespace filiform::server {

/// A connected peer, in the clear or over TLS. Everything happens on its executor, and one thing at
/// a time. What is waited for ends with an error when its time is over or the socket is closed.
///
/// It stands between the connection and Asio so that Asio's operations, which take a minute to
/// compile, are written out once for a kind of socket and not once for everything that is sent.
class Socket {
  public:
    /// How far a read came. Without an error it moved at least one byte.
    struct Read {
        beast::error_code error;
        std::size_t count = 0;
    };
    /// Two pieces sent as one; either may be empty.
    using Pieces = std::array<asio::const_buffer, 2>;

    virtual ~Socket() = default;
    Socket(const Socket&) = delete;
    Socket& operator=(const Socket&) = delete;

    /// Before anything else; does nothing in the clear.
    [[nodiscard]] virtual asio::awaitable<beast::error_code> handshake() = 0;
    /// What is there, at least one byte. The end of what the peer sends is asio::error::eof.
    [[nodiscard]] virtual asio::awaitable<Read> read_some(asio::mutable_buffer space) = 0;
    /// All of both pieces, which must live until then.
    [[nodiscard]] virtual asio::awaitable<beast::error_code> write(Pieces pieces) = 0;
    /// Says that nothing more will be sent, and takes what the peer still sends for a moment:
    /// closing on unread bytes would throw the last answer away.
    [[nodiscard]] virtual asio::awaitable<void> say_goodbye() = 0;

    [[nodiscard]] virtual bool is_tls() const = 0;
    /// The socket below, for its executor, its address and the time it may take.
    [[nodiscard]] virtual beast::tcp_stream& below() = 0;

  protected:
    Socket() = default;
};

[[nodiscard]] std::unique_ptr<Socket> plain_socket(tcp::socket socket);
/// `tls` must outlive it.
[[nodiscard]] std::unique_ptr<Socket> tls_socket(tcp::socket socket, asio::ssl::context& tls);

} // namespace filiform::server
