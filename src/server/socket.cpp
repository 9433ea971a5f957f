// SPDX-License-Identifier: Apache-2.0
#include "server/socket.h"

#include <utility>

namespace filiform::server {

namespace {

constexpr auto as_values = asio::as_tuple(asio::use_awaitable);

template <class Stream>
class StreamSocket : public Socket {
  public:
    explicit StreamSocket(Stream stream) : stream_(std::move(stream)) {}

    asio::awaitable<Read> read_some(asio::mutable_buffer space) override {
        const auto [error, count] = co_await stream_.async_read_some(space, as_values);
        co_return Read{error, count};
    }

    asio::awaitable<beast::error_code> write(Pieces pieces) override {
        const auto [error, count] = co_await asio::async_write(stream_, pieces, as_values);
        co_return error;
    }

    beast::tcp_stream& below() override { return beast::get_lowest_layer(stream_); }

  protected:
    Stream& stream() { return stream_; }

  private:
    Stream stream_;
};

class PlainSocket final : public StreamSocket<beast::tcp_stream> {
  public:
    using StreamSocket::StreamSocket;

    bool is_tls() const override { return false; }

    asio::awaitable<beast::error_code> handshake() override { co_return beast::error_code(); }

    asio::awaitable<void> say_goodbye() override {
        constexpr int most_reads = 64;
        beast::error_code ignored;
        stream().socket().shutdown(tcp::socket::shutdown_send, ignored);
        std::array<char, 4096> drain{};
        for (int i = 0; i < most_reads; ++i) {
            const auto space = asio::buffer(drain);
            const Read read = co_await read_some(space);
            if (read.error)
                break;
        }
    }
};

class TlsSocket final : public StreamSocket<beast::ssl_stream<beast::tcp_stream>> {
  public:
    using StreamSocket::StreamSocket;

    bool is_tls() const override { return true; }

    asio::awaitable<beast::error_code> handshake() override {
        const auto [error] =
            co_await stream().async_handshake(asio::ssl::stream_base::server, as_values);
        co_return error;
    }

    asio::awaitable<void> say_goodbye() override {
        // However it ends; named, since GCC 12 destroys unnamed results of an await twice.
        [[maybe_unused]] const auto done = co_await stream().async_shutdown(as_values);
    }
};

} // namespace

std::unique_ptr<Socket> plain_socket(tcp::socket socket) {
    return std::make_unique<PlainSocket>(beast::tcp_stream(std::move(socket)));
}

std::unique_ptr<Socket> tls_socket(tcp::socket socket, asio::ssl::context& tls) {
    return std::make_unique<TlsSocket>(
        beast::ssl_stream<beast::tcp_stream>(beast::tcp_stream(std::move(socket)), tls));
}

} // namespace filiform::server
