// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <atomic>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <type_traits>
#include <utility>

#include "server/asio.h"
#include "server/listener.h"
#include "server/wire.h"

/// One peer and its requests; for listener.cpp alone.
namespace filiform::server {

inline constexpr auto as_values = asio::as_tuple(asio::use_awaitable);

/// What all connections of a listener share.
struct Shared {
    ListenerOptions options;
    Answerer answerer;
    asio::thread_pool workers;
    std::atomic<bool> is_stopping = false;
    std::atomic<std::size_t> connections = 0;
    std::atomic<std::size_t> streams = 0;
    std::atomic<std::size_t> at_work = 0;

    Shared(ListenerOptions given, Answerer answers)
        : options(std::move(given)), answerer(std::move(answers)), workers(options.workers) {}
};

/// Runs `work` on a worker and goes on with what it returns where the caller was.
template <class Value, class Work>
asio::awaitable<Value> on_worker(Shared& shared, Work work) {
    const auto start = [&shared](auto handler, Work inner) {
        ++shared.at_work;
        asio::post(shared.workers, [&shared, inner = std::move(inner),
                                    handler = std::move(handler)]() mutable {
            Value value = inner();
            --shared.at_work;
            const auto home = asio::get_associated_executor(handler);
            asio::post(home, [handler = std::move(handler), value = std::move(value)]() mutable {
                std::move(handler)(std::move(value));
            });
        });
    };
    co_return co_await asio::async_initiate<const asio::use_awaitable_t<>&, void(Value)>(
        start, asio::use_awaitable, std::move(work));
}

/// What is passed to something that is waited for has a name, and an answer goes by reference:
/// GCC 12 moves the temporaries of such an expression byte by byte, which breaks short strings.
///
/// Stream: beast::tcp_stream, or TLS over it.
template <class Stream>
class Connection : public std::enable_shared_from_this<Connection<Stream>> {
  public:
    Connection(Stream stream, Shared& shared)
        : stream_(std::move(stream)), shared_(shared), buffer_(buffer_bytes(shared.options)) {
        beast::error_code error;
        const auto peer = beast::get_lowest_layer(stream_).socket().remote_endpoint(error);
        if (!error)
            peer_.address = peer.address().to_string();
        peer_.is_tls = !std::is_same_v<Stream, beast::tcp_stream>;
    }

    asio::awaitable<void> run() {
        if constexpr (!std::is_same_v<Stream, beast::tcp_stream>) {
            limit(shared_.options.header_time);
            const auto [error] =
                co_await stream_.async_handshake(asio::ssl::stream_base::server, as_values);
            if (error)
                co_return;
        }
        bool goes_on = true;
        while (goes_on && !shared_.is_stopping)
            goes_on = co_await one_request();
        co_await close();
    }

    auto executor() { return stream_.get_executor(); }
    /// On the connection's own executor: ends it if it does nothing.
    void end_if_idle() {
        if (is_idle_)
            beast::get_lowest_layer(stream_).cancel();
    }
    void cut() { beast::get_lowest_layer(stream_).close(); }

  private:
    static std::size_t buffer_bytes(const ListenerOptions& options) {
        constexpr std::size_t room = 64U << 10U;
        return options.most_header_bytes + room;
    }

    void limit(std::chrono::milliseconds time) {
        beast::get_lowest_layer(stream_).expires_after(time);
    }

    /// Waits for the first byte of a request; a peer may think as long as `idle_time`.
    asio::awaitable<bool> awaken() {
        if (buffer_.size() > 0)
            co_return true;
        is_idle_ = true;
        limit(shared_.options.idle_time);
        constexpr std::size_t at_once = 4096;
        const auto space = buffer_.prepare(at_once);
        const auto [error, count] = co_await stream_.async_read_some(space, as_values);
        is_idle_ = false;
        buffer_.commit(count);
        co_return !error;
    }

    /// Whether the connection may go on.
    asio::awaitable<bool> one_request() {
        const bool is_awake = co_await awaken();
        if (!is_awake)
            co_return false;
        http::request_parser<http::string_body> parser;
        parser.header_limit(static_cast<std::uint32_t>(shared_.options.most_header_bytes));
        parser.body_limit(shared_.options.most_body_bytes);
        limit(shared_.options.header_time);
        auto [error, count] = co_await http::async_read_header(stream_, buffer_, parser, as_values);
        if (error)
            co_return co_await refuse(error);
        const bool is_met = co_await meet_expectation(parser);
        if (!is_met)
            co_return false;
        limit(shared_.options.body_time);
        std::tie(error, count) = co_await http::async_read(stream_, buffer_, parser, as_values);
        if (error)
            co_return co_await refuse(error);
        const unsigned version = parser.get().version();
        const bool is_head = parser.get().method() == http::verb::head;
        const bool is_kept = parser.get().keep_alive();
        auto request = read_request(parser.release(), peer_, shared_.options);
        if (!request) {
            Request unread;
            unread.id = new_request_id();
            Answer answer = refusal(unread, request.error());
            co_await send(answer, 11, is_head, false);
            co_return false;
        }
        limit(std::chrono::hours(1)); // the handler's own time; it is ours to bound
        const auto asked = std::make_shared<Request>(std::move(*request));
        const auto work = [this, asked] { return shared_.answerer(std::move(*asked)); };
        Answer answer = co_await on_worker<Answer>(shared_, work);
        co_return co_await reply(answer, version, is_head, is_kept);
    }

    asio::awaitable<bool> reply(Answer& answer, unsigned version, bool is_head, bool is_kept) {
        const bool goes_on = is_kept && !shared_.is_stopping;
        if (answer.stream && !is_head) {
            co_await stream_out(answer, version);
            co_return false;
        }
        answer.stream = nullptr;
        const bool is_sent = co_await send(answer, version, is_head, goes_on);
        co_return is_sent&& goes_on;
    }

    /// A peer that asks first whether its body is wanted is told to go on; other wishes are not
    /// known.
    asio::awaitable<bool> meet_expectation(http::request_parser<http::string_body>& parser) {
        const auto expected = parser.get()[http::field::expect];
        if (expected.empty())
            co_return true;
        const bool is_known = beast::iequals(expected, "100-continue");
        http::response<http::empty_body> answer(
            is_known ? http::status::continue_ : http::status::expectation_failed, 11);
        if (!is_known)
            answer.prepare_payload();
        limit(shared_.options.write_time);
        const auto [error, count] = co_await http::async_write(stream_, answer, as_values);
        co_return is_known && !error;
    }

    asio::awaitable<bool> refuse(beast::error_code error) {
        if (auto answer = answer_to_broken(error))
            co_await send(*answer, 11, false, false);
        co_return false;
    }

    asio::awaitable<bool> send(Answer& answer, unsigned version, bool is_head, bool is_kept) {
        WireAnswer wire = write_answer(std::move(answer), version, is_kept);
        limit(shared_.options.write_time);
        if (is_head) {
            http::response_serializer<http::string_body> serializer(wire);
            serializer.split(true);
            const auto [error, count] =
                co_await http::async_write_header(stream_, serializer, as_values);
            co_return !error;
        }
        const auto [error, count] = co_await http::async_write(stream_, wire, as_values);
        co_return !error;
    }

    /// An answer that goes on until its source or its reader ends it, or the server stops.
    asio::awaitable<void> stream_out(Answer& answer, unsigned version) {
        const auto source = std::move(answer.stream);
        answer.stream = [] { return std::optional<std::string>(); };
        if (shared_.streams.fetch_add(1) >= shared_.options.most_streams) {
            --shared_.streams;
            Answer full;
            full.status = 503;
            full.headers = {{"retry-after", "30"}};
            co_await send(full, version, false, false); // NOLINT(bugprone-use-after-move)
            co_return;
        }
        WireAnswer wire = write_answer(std::move(answer), version, false);
        http::response_serializer<http::string_body> serializer(wire);
        limit(shared_.options.write_time);
        const auto [error, count] =
            co_await http::async_write_header(stream_, serializer, as_values);
        if (!error)
            co_await pump(source, version >= 11);
        --shared_.streams;
    }

    asio::awaitable<void> pump(const std::function<std::optional<std::string>()>& source,
                               bool is_chunked) {
        asio::steady_timer timer(stream_.get_executor());
        std::chrono::milliseconds silent(0);
        const auto ask = [&source] { return source(); };
        while (!shared_.is_stopping) {
            auto piece = co_await on_worker<std::optional<std::string>>(shared_, ask);
            if (!piece)
                break;
            if (piece->empty() && silent >= shared_.options.stream_sign)
                *piece = ":\n\n";
            silent += shared_.options.stream_pause;
            if (!piece->empty()) {
                silent = std::chrono::milliseconds(0);
                const bool is_written = co_await write_piece(*piece, is_chunked);
                if (!is_written)
                    co_return;
            }
            timer.expires_after(shared_.options.stream_pause);
            const auto [error] = co_await timer.async_wait(as_values);
            if (error)
                co_return;
        }
        const auto last = http::make_chunk_last();
        if (is_chunked)
            co_await asio::async_write(stream_, last, as_values);
    }

    asio::awaitable<bool> write_piece(const std::string& piece, bool is_chunked) {
        limit(shared_.options.write_time);
        const asio::const_buffer bytes(piece.data(), piece.size());
        if (is_chunked) {
            const auto chunk = http::make_chunk(bytes);
            const auto [error, count] = co_await asio::async_write(stream_, chunk, as_values);
            co_return !error;
        }
        const auto [error, count] = co_await asio::async_write(stream_, bytes, as_values);
        co_return !error;
    }

    /// Says goodbye, and takes what the peer still sends for a moment: closing on unread bytes
    /// would throw the last answer away.
    asio::awaitable<void> close() {
        limit(std::chrono::seconds(2));
        if constexpr (!std::is_same_v<Stream, beast::tcp_stream>) {
            // However it ends; named, since GCC 12 destroys unnamed results of an await twice.
            [[maybe_unused]] const auto done = co_await stream_.async_shutdown(as_values);
            co_return;
        } else {
            beast::error_code ignored;
            stream_.socket().shutdown(tcp::socket::shutdown_send, ignored);
            std::array<char, 4096> drain{};
            for (int i = 0; i < 64; ++i) {
                const auto space = asio::buffer(drain);
                const auto [error, count] = co_await stream_.async_read_some(space, as_values);
                if (error)
                    break;
            }
        }
    }

    Stream stream_;
    Shared& shared_;
    beast::flat_buffer buffer_;
    Peer peer_;
    bool is_idle_ = false;
};

} // namespace filiform::server
