// SPDX-License-Identifier: Apache-2.0
#include "server/listener.h"

#include <algorithm>
#include <functional>
#include <list>
#include <mutex>
#include <thread>

#include <openssl/ssl.h>

#include "server/connection.h"

namespace filiform::server {

namespace {

base::Problem bad_address(const ListenerOptions& options, const beast::error_code& error) {
    return {"listener.address", options.address + ":" + std::to_string(options.port),
            "Nothing can be served there: " + error.message() + ".",
            "Choose another port, or end the program that has it."};
}

/// TLS 1.2 or later, with ciphers that authenticate what they hide.
base::Result<std::unique_ptr<asio::ssl::context>> make_tls(const ListenerOptions& options) {
    auto tls = std::make_unique<asio::ssl::context>(asio::ssl::context::tls_server);
    beast::error_code error;
    tls->set_options(asio::ssl::context::default_workarounds | asio::ssl::context::no_tlsv1 |
                         asio::ssl::context::no_tlsv1_1 | asio::ssl::context::no_compression,
                     error);
    SSL_CTX_set_min_proto_version(tls->native_handle(), TLS1_2_VERSION);
    SSL_CTX_set_cipher_list(tls->native_handle(), "ECDHE+AESGCM:ECDHE+CHACHA20");
    SSL_CTX_set_options(tls->native_handle(), SSL_OP_NO_RENEGOTIATION);
    const auto refused = [&](const std::string& file) {
        return tl::unexpected(base::Problem{"listener.certificate", file,
                                            "This cannot be used for TLS: " + error.message() + ".",
                                            "Give a certificate with its chain and its key, both "
                                            "as PEM, readable by the server."});
    };
    tls->use_certificate_chain_file(options.certificate_file, error);
    if (error)
        return refused(options.certificate_file);
    tls->use_private_key_file(options.key_file, asio::ssl::context::pem, error);
    if (error || SSL_CTX_check_private_key(tls->native_handle()) != 1)
        return refused(options.key_file);
    return tls;
}

/// How the listener speaks to a connection, whatever its stream.
struct Handle {
    std::function<void()> end_if_idle;
    std::function<void()> cut;
};

class OpenListener final : public Listener {
  public:
    OpenListener(const ListenerOptions& options, Answerer answerer, Quick is_quick)
        : shared_(options, std::move(answerer), std::move(is_quick)), acceptor_(wire_) {}

    ~OpenListener() override { finish(); }

    base::Result<void> start() {
        if (!shared_.options.certificate_file.empty()) {
            auto tls = make_tls(shared_.options);
            if (!tls)
                return tl::unexpected(tls.error());
            tls_ = std::move(*tls);
        }
        beast::error_code error;
        const auto address = asio::ip::make_address(shared_.options.address, error);
        const tcp::endpoint endpoint(address, shared_.options.port);
        if (!error)
            acceptor_.open(endpoint.protocol(), error);
        if (!error)
            acceptor_.set_option(asio::socket_base::reuse_address(true), error);
        if (!error)
            acceptor_.bind(endpoint, error);
        if (!error)
            acceptor_.listen(asio::socket_base::max_listen_connections, error);
        if (error)
            return tl::unexpected(bad_address(shared_.options, error));
        port_ = acceptor_.local_endpoint().port();
        asio::co_spawn(wire_, accept(), asio::detached);
        for (unsigned i = 0; i < std::max(1U, shared_.options.wire_threads); ++i)
            threads_.emplace_back([this] { wire_.run(); });
        return {};
    }

    std::uint16_t port() const override { return port_; }
    std::size_t connections() const override { return shared_.connections; }
    std::size_t at_work() const override { return shared_.at_work; }
    void stop() override { finish(); }

  private:
    void finish() {
        if (shared_.is_stopping.exchange(true))
            return;
        asio::post(wire_, [this] { acceptor_.close(); });
        tell(&Handle::end_if_idle);
        const auto until = std::chrono::steady_clock::now() + shared_.options.stop_time;
        wait_until_alone(until);
        tell(&Handle::cut);
        wait_until_alone(std::chrono::steady_clock::now() + std::chrono::seconds(2));
        shared_.workers.join();
        guard_.reset();
        wire_.stop();
        for (std::thread& thread : threads_)
            thread.join();
    }

    void tell(std::function<void()> Handle::*what) {
        const std::lock_guard lock(mutex_);
        for (const Handle& handle : handles_)
            (handle.*what)();
    }

    void wait_until_alone(std::chrono::steady_clock::time_point until) const {
        while (shared_.connections > 0 && std::chrono::steady_clock::now() < until)
            std::this_thread::sleep_for(std::chrono::milliseconds(5));
    }

    asio::awaitable<void> accept() {
        constexpr auto as_values = asio::as_tuple(asio::use_awaitable);
        asio::steady_timer pause(wire_);
        while (!shared_.is_stopping) {
            tcp::socket socket(asio::make_strand(wire_));
            const auto [error] = co_await acceptor_.async_accept(socket, as_values);
            if (error == asio::error::operation_aborted)
                co_return;
            if (error) { // no file descriptor left, most likely: it passes
                pause.expires_after(std::chrono::milliseconds(50));
                co_await pause.async_wait(as_values);
                continue;
            }
            if (shared_.connections >= shared_.options.most_connections)
                turn_away(std::move(socket));
            else
                take(std::move(socket));
        }
    }

    /// One line, as far as the socket takes it at once; nobody waits for it.
    static void turn_away(tcp::socket socket) {
        constexpr std::string_view answer = "HTTP/1.1 503 Service Unavailable\r\nretry-after: 5\r\n"
                                            "content-length: 0\r\nconnection: close\r\n\r\n";
        beast::error_code ignored;
        socket.non_blocking(true, ignored);
        socket.write_some(asio::buffer(answer.data(), answer.size()), ignored);
    }

    void take(tcp::socket socket) {
        beast::error_code ignored;
        socket.set_option(tcp::no_delay(true), ignored);
        begin(std::make_shared<Connection>(tls_ ? tls_socket(std::move(socket), *tls_)
                                                : plain_socket(std::move(socket)),
                                           shared_));
    }

    void begin(std::shared_ptr<Connection> connection) {
        ++shared_.connections;
        std::list<Handle>::iterator place;
        {
            const std::weak_ptr weak = connection;
            const auto executor = connection->executor();
            const auto later = [weak, executor](void (Connection::*what)()) {
                return [weak, executor, what] {
                    asio::post(executor, [weak, what] {
                        if (const auto alive = weak.lock())
                            ((*alive).*what)();
                    });
                };
            };
            const std::lock_guard lock(mutex_);
            handles_.push_front({later(&Connection::end_if_idle), later(&Connection::cut)});
            place = handles_.begin();
        }
        asio::co_spawn(
            connection->executor(), [connection] { return connection->run(); },
            [this, place, connection](const std::exception_ptr&) mutable {
                connection.reset();
                const std::lock_guard lock(mutex_);
                handles_.erase(place);
                --shared_.connections;
            });
    }

    Shared shared_;
    asio::io_context wire_;
    asio::executor_work_guard<asio::io_context::executor_type> guard_ =
        asio::make_work_guard(wire_);
    tcp::acceptor acceptor_;
    std::unique_ptr<asio::ssl::context> tls_;
    std::uint16_t port_ = 0;
    std::vector<std::thread> threads_;
    std::mutex mutex_;
    std::list<Handle> handles_;
};

} // namespace

base::Result<std::unique_ptr<Listener>> Listener::open(const ListenerOptions& options,
                                                       Answerer answerer, Quick is_quick) {
    auto listener =
        std::make_unique<OpenListener>(options, std::move(answerer), std::move(is_quick));
    if (auto started = listener->start(); !started)
        return tl::unexpected(started.error());
    return listener;
}

} // namespace filiform::server
