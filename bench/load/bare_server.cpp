// SPDX-License-Identifier: Apache-2.0
// The least that a server of rows could do, for bench/load.sh to hold the clinic's against: one
// thread, Boost.Beast, SQLite with the same durability; no accounts, rights, audit, history, terms
// or checks. GET /rows/N answers a row of 1.2 kB by its key, POST /rows keeps a body as one. Usage:
// filiform_bare_server PORT FILE
#include <cstdlib>
#include <functional>
#include <iostream>
#include <memory>
#include <string>

#include <boost/asio.hpp>
#include <boost/beast.hpp>
#include <sqlite3.h>

namespace {

namespace asio = boost::asio;
namespace http = boost::beast::http;
using asio::ip::tcp;
using boost::beast::error_code;

constexpr int rows_at_first = 20'000;
constexpr std::size_t row_bytes = 1200;

class Rows {
  public:
    explicit Rows(const char* file) {
        if (sqlite3_open(file, &database_) != SQLITE_OK)
            throw std::runtime_error(sqlite3_errmsg(database_));
        run("PRAGMA journal_mode = WAL");
        run("PRAGMA synchronous = FULL");
        run("CREATE TABLE kept (place INTEGER PRIMARY KEY, body TEXT)");
        sqlite3_prepare_v2(database_, "SELECT body FROM kept WHERE place = ?1", -1, &find_,
                           nullptr);
        sqlite3_prepare_v2(database_, "INSERT INTO kept (body) VALUES (?1)", -1, &keep_, nullptr);
        run("BEGIN");
        for (int i = 0; i < rows_at_first; ++i)
            keep(std::string(row_bytes, 'x'));
        run("COMMIT");
    }
    ~Rows() {
        sqlite3_finalize(find_);
        sqlite3_finalize(keep_);
        sqlite3_close(database_);
    }
    Rows(const Rows&) = delete;
    Rows& operator=(const Rows&) = delete;

    std::string find(long place) {
        std::string body;
        sqlite3_bind_int64(find_, 1, place);
        if (sqlite3_step(find_) == SQLITE_ROW)
            body.assign(reinterpret_cast<const char*>(sqlite3_column_text(find_, 0)),
                        static_cast<std::size_t>(sqlite3_column_bytes(find_, 0)));
        sqlite3_reset(find_);
        return body;
    }
    bool keep(const std::string& body) {
        sqlite3_bind_text(keep_, 1, body.data(), static_cast<int>(body.size()), SQLITE_STATIC);
        const bool is_kept = sqlite3_step(keep_) == SQLITE_DONE;
        sqlite3_reset(keep_);
        return is_kept;
    }

  private:
    void run(const char* sql) { sqlite3_exec(database_, sql, nullptr, nullptr, nullptr); }

    sqlite3* database_ = nullptr;
    sqlite3_stmt* find_ = nullptr;
    sqlite3_stmt* keep_ = nullptr;
};

class Peer : public std::enable_shared_from_this<Peer> {
  public:
    Peer(tcp::socket socket, Rows& rows) : stream_(std::move(socket)), rows_(rows) {}

    void read() {
        request_ = {};
        http::async_read(stream_, buffer_, request_,
                         [self = shared_from_this()](error_code error, std::size_t) {
                             if (!error)
                                 self->answer();
                         });
    }

  private:
    void answer() {
        answer_ = {http::status::ok, request_.version()};
        answer_.keep_alive(request_.keep_alive());
        const std::string target(request_.target());
        if (request_.method() == http::verb::post)
            answer_.result(rows_.keep(request_.body()) ? http::status::created
                                                       : http::status::internal_server_error);
        else
            answer_.body() = rows_.find(std::atol(target.c_str() + target.rfind('/') + 1));
        answer_.set(http::field::content_type, "application/json");
        answer_.prepare_payload();
        http::async_write(stream_, answer_,
                          [self = shared_from_this()](error_code error, std::size_t) {
                              if (!error && self->answer_.keep_alive())
                                  self->read();
                          });
    }

    boost::beast::tcp_stream stream_;
    boost::beast::flat_buffer buffer_;
    http::request<http::string_body> request_;
    http::response<http::string_body> answer_;
    Rows& rows_;
};

int serve(unsigned short port, const char* file) {
    Rows rows(file);
    asio::io_context wire(1);
    tcp::acceptor acceptor(wire, {asio::ip::make_address("127.0.0.1"), port});
    asio::signal_set signals(wire, SIGTERM, SIGINT);
    signals.async_wait([&](error_code, int) { wire.stop(); });
    const std::function<void()> accept = [&] {
        acceptor.async_accept([&](error_code error, tcp::socket socket) {
            if (!error) {
                socket.set_option(tcp::no_delay(true));
                std::make_shared<Peer>(std::move(socket), rows)->read();
            }
            accept();
        });
    };
    accept();
    wire.run();
    return 0;
}

} // namespace

int main(int argc, char** argv) {
    if (argc != 3) {
        std::cerr << "usage: filiform_bare_server PORT FILE\n";
        return 2;
    }
    try {
        return serve(static_cast<unsigned short>(std::atoi(argv[1])), argv[2]);
    } catch (const std::exception& error) {
        std::cerr << error.what() << '\n';
        return 1;
    }
}
