// SPDX-License-Identifier: Apache-2.0
#include "server/connection.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <utility>

namespace filiform::server {

namespace {

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

std::size_t buffer_bytes(const ListenerOptions& options) {
    constexpr std::size_t room = 64U << 10U;
    return options.most_header_bytes + room;
}

Socket::Pieces pieces_of(const std::string& first, const std::string& second) {
    return {asio::const_buffer(first.data(), first.size()),
            asio::const_buffer(second.data(), second.size())};
}

/// A piece of an answer whose length nobody knows yet, RFC 9112 section 7.1; an empty one ends it.
std::string chunk_of(const std::string& piece) {
    std::array<char, 2 * sizeof(std::size_t) + 1> size{};
    std::snprintf(size.data(), size.size(), "%zx", piece.size());
    return std::string(size.data()) + "\r\n" + piece + "\r\n";
}

} // namespace

Connection::Connection(std::unique_ptr<Socket> socket, Shared& shared)
    : socket_(std::move(socket)), shared_(shared), buffer_(buffer_bytes(shared.options)) {
    beast::error_code error;
    const auto peer = socket_->below().socket().remote_endpoint(error);
    if (!error)
        peer_.address = peer.address().to_string();
    peer_.is_tls = socket_->is_tls();
}

void Connection::end_if_idle() {
    if (is_idle_)
        socket_->below().cancel();
}

void Connection::cut() {
    socket_->below().close();
}

void Connection::limit(std::chrono::milliseconds time) {
    socket_->below().expires_after(time);
}

asio::awaitable<void> Connection::run() {
    limit(shared_.options.header_time);
    const beast::error_code error = co_await socket_->handshake();
    if (error)
        co_return;
    bool goes_on = true;
    while (goes_on && !shared_.is_stopping)
        goes_on = co_await one_request();
    limit(std::chrono::seconds(2));
    co_await socket_->say_goodbye();
}

/// Waits for the first byte of a request; a peer may think as long as `idle_time`.
asio::awaitable<bool> Connection::awaken() {
    if (buffer_.size() > 0)
        co_return true;
    is_idle_ = true;
    limit(shared_.options.idle_time);
    constexpr std::size_t at_once = 4096;
    const auto space = buffer_.prepare(at_once);
    const Socket::Read read = co_await socket_->read_some(space);
    is_idle_ = false;
    buffer_.commit(read.count);
    co_return !read.error;
}

/// Whether the connection may go on.
asio::awaitable<bool> Connection::one_request() {
    const bool is_awake = co_await awaken();
    if (!is_awake)
        co_return false;
    Parser parser;
    parser.header_limit(static_cast<std::uint32_t>(shared_.options.most_header_bytes));
    parser.body_limit(shared_.options.most_body_bytes);
    limit(shared_.options.header_time);
    beast::error_code error = co_await read(parser, true);
    if (error)
        co_return co_await refuse(error);
    const bool is_met = co_await meet_expectation(parser);
    if (!is_met)
        co_return false;
    limit(shared_.options.body_time);
    error = co_await read(parser, false);
    if (error)
        co_return co_await refuse(error);
    const unsigned version = parser.get().version();
    const bool is_head = parser.get().method() == http::verb::head;
    const bool is_kept = parser.get().keep_alive();
    auto request = read_request(parser.release(), peer_, shared_.options);
    if (!request) {
        Request unread;
        unread.id = new_request_id();
        const Answer refused = refusal(unread, request.error());
        co_await send(refused, 11, is_head, false);
        co_return false;
    }
    Answer made = co_await answer(*request);
    co_return co_await reply(made, version, is_head, is_kept);
}

asio::awaitable<Answer> Connection::answer(Request& request) {
    if (shared_.is_quick && shared_.is_quick(request))
        co_return shared_.answerer(std::move(request));
    limit(std::chrono::hours(1)); // the handler's own time; it is ours to bound
    const auto asked = std::make_shared<Request>(std::move(request));
    const auto work = [this, asked] { return shared_.answerer(std::move(*asked)); };
    Answer made = co_await on_worker<Answer>(shared_, work);
    co_return made;
}

/// Feeds `parser` what the buffer holds and what comes after it: its header, or all of it.
asio::awaitable<beast::error_code> Connection::read(Parser& parser, bool is_header_alone) {
    parser.eager(!is_header_alone);
    while (!(is_header_alone ? parser.is_header_done() : parser.is_done())) {
        beast::error_code error;
        if (buffer_.size() > 0)
            buffer_.consume(parser.put(buffer_.data(), error));
        else
            error = http::error::need_more;
        if (error == http::error::need_more)
            error = co_await read_more(parser);
        if (error)
            co_return error;
    }
    co_return beast::error_code();
}

asio::awaitable<beast::error_code> Connection::read_more(Parser& parser) {
    constexpr std::size_t at_once = 64U << 10U;
    const std::size_t room = std::min(at_once, buffer_.max_size() - buffer_.size());
    if (room == 0)
        co_return http::error::buffer_overflow;
    const auto space = buffer_.prepare(room);
    const Socket::Read read = co_await socket_->read_some(space);
    buffer_.commit(read.count);
    beast::error_code error = read.error;
    if (error == asio::error::eof) {
        error = http::error::end_of_stream;
        if (parser.got_some()) {
            error = {};
            parser.put_eof(error);
        }
    }
    co_return error;
}

/// A peer that asks first whether its body is wanted is told to go on; other wishes are not known.
asio::awaitable<bool> Connection::meet_expectation(Parser& parser) {
    const auto expected = parser.get()[http::field::expect];
    if (expected.empty())
        co_return true;
    const bool is_known = beast::iequals(expected, "100-continue");
    Answer interim;
    interim.status = is_known ? 100 : 417;
    const bool is_sent = co_await send(interim, 11, false, is_known);
    co_return is_known&& is_sent;
}

asio::awaitable<bool> Connection::reply(Answer& answer, unsigned version, bool is_head,
                                        bool is_kept) {
    const bool goes_on = is_kept && !shared_.is_stopping;
    if (answer.stream && !is_head) {
        co_await stream_out(answer, version);
        co_return false;
    }
    answer.stream = nullptr;
    const bool is_sent = co_await send(answer, version, is_head, goes_on);
    co_return is_sent&& goes_on;
}

asio::awaitable<bool> Connection::refuse(beast::error_code error) {
    if (const auto broken = answer_to_broken(error))
        co_await send(*broken, 11, false, false);
    co_return false;
}

asio::awaitable<bool> Connection::send(const Answer& answer, unsigned version, bool is_head,
                                       bool is_kept) {
    const std::string head = head_of(answer, version, is_kept);
    const std::string nothing;
    co_return co_await write(head, is_head ? nothing : answer.body);
}

asio::awaitable<bool> Connection::write(const std::string& first, const std::string& second) {
    limit(shared_.options.write_time);
    const Socket::Pieces pieces = pieces_of(first, second);
    const beast::error_code error = co_await socket_->write(pieces);
    co_return !error;
}

/// An answer that goes on until its source or its reader ends it, or the server stops.
asio::awaitable<void> Connection::stream_out(const Answer& answer, unsigned version) {
    if (shared_.streams.fetch_add(1) >= shared_.options.most_streams) {
        --shared_.streams;
        Answer full;
        full.status = 503;
        full.headers = {{"retry-after", "30"}};
        co_await send(full, version, false, false);
        co_return;
    }
    const bool is_begun = co_await send(answer, version, false, false);
    if (is_begun)
        co_await pump(answer.stream, version >= 11);
    --shared_.streams;
}

asio::awaitable<void> Connection::pump(const Source& source, bool is_chunked) {
    asio::steady_timer timer(executor());
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
        const auto [error] = co_await timer.async_wait(asio::as_tuple(asio::use_awaitable));
        if (error)
            co_return;
    }
    const std::string last;
    if (is_chunked)
        co_await write_piece(last, is_chunked);
}

asio::awaitable<bool> Connection::write_piece(const std::string& piece, bool is_chunked) {
    const std::string chunk = is_chunked ? chunk_of(piece) : piece;
    const std::string nothing;
    co_return co_await write(chunk, nothing);
}

} // namespace filiform::server
