// SPDX-License-Identifier: Apache-2.0
#include "server/listener.h"

#include <atomic>
#include <chrono>
#include <memory>
#include <thread>

#include <gtest/gtest.h>

#include "server/http_client.h"

namespace filiform::server {

namespace {

using std::chrono::milliseconds;

Answer echo(const Request& request) {
    Answer answer;
    answer.media_type = "text/plain";
    answer.body = std::string(text(request.method)) + ' ' + request.path_text() + ' ' +
                  request.body + ' ' + request.from;
    return answer;
}

std::unique_ptr<Listener> listening(ListenerOptions options, Answerer answerer = echo,
                                    Quick is_quick = {}) {
    options.port = 0;
    auto listener = Listener::open(options, std::move(answerer), std::move(is_quick));
    if (!listener)
        throw std::runtime_error(base::sentence(listener.error()));
    return std::move(*listener);
}

std::string ask(std::uint16_t port, std::string_view bytes) {
    RawClient client(port);
    client.send(bytes);
    return client.receive_all();
}

constexpr std::string_view close_line = "Host: h\r\nConnection: close\r\n";

std::string get(const std::string& target) {
    return "GET " + target + " HTTP/1.1\r\n" + std::string(close_line) + "\r\n";
}

} // namespace

TEST(Listener, answers_what_it_is_asked) {
    const auto listener = listening({});
    const std::string answer = ask(listener->port(), get("/a/b%20c?x=1"));
    EXPECT_EQ(status_in(answer), 200);
    EXPECT_NE(answer.find("GET /a/b c  127.0.0.1"), std::string::npos);
}

TEST(Listener, answers_requests_that_come_together_one_after_the_other) {
    const auto listener = listening({}, [](const Request& request) {
        if (request.path_text() == "/slow")
            std::this_thread::sleep_for(milliseconds(50));
        return echo(request);
    });
    RawClient client(listener->port());
    client.send("GET /slow HTTP/1.1\r\nHost: h\r\n\r\nGET /fast HTTP/1.1\r\nHost: h\r\n\r\n");
    EXPECT_NE(read_answer(client).find("/slow"), std::string::npos);
    EXPECT_NE(read_answer(client).find("/fast"), std::string::npos);
}

TEST(Listener, answers_what_is_quick_while_every_worker_is_busy) {
    ListenerOptions options;
    options.workers = 1;
    std::atomic<bool> may_end = false;
    const auto listener = listening(
        options,
        [&](const Request& request) {
            if (request.path_text() == "/slow")
                may_end.wait(false);
            return echo(request);
        },
        [](const Request& request) { return request.path_text() == "/quick"; });
    RawClient slow(listener->port());
    slow.send("GET /slow HTTP/1.1\r\nHost: h\r\n\r\n");
    while (listener->at_work() == 0)
        std::this_thread::yield();
    EXPECT_NE(ask(listener->port(), get("/quick")).find("/quick"), std::string::npos);
    EXPECT_EQ(listener->at_work(), 1);
    may_end = true;
    may_end.notify_all();
    EXPECT_NE(read_answer(slow).find("/slow"), std::string::npos);
}

TEST(Listener, reads_a_body_and_answers_head_without_one) {
    const auto listener = listening({});
    const std::string posted =
        ask(listener->port(),
            "POST /p HTTP/1.1\r\n" + std::string(close_line) + "Content-Length: 5\r\n\r\nhello");
    EXPECT_NE(posted.find("POST /p hello"), std::string::npos);
    const std::string head =
        ask(listener->port(), "HEAD /p HTTP/1.1\r\n" + std::string(close_line) + "\r\n");
    EXPECT_EQ(status_in(head), 200);
    EXPECT_TRUE(head.ends_with("\r\n\r\n"));
}

TEST(Listener, refuses_what_is_too_large) {
    ListenerOptions options;
    options.most_body_bytes = 1000;
    const auto listener = listening(options);
    EXPECT_EQ(status_in(ask(listener->port(), "GET / HTTP/1.1\r\nHost: h\r\nX: " +
                                                  std::string(20000, 'x') + "\r\n\r\n")),
              431);
    EXPECT_EQ(status_in(ask(listener->port(), "POST / HTTP/1.1\r\n" + std::string(close_line) +
                                                  "Content-Length: 1001\r\n\r\n" +
                                                  std::string(1001, 'x'))),
              413);
    std::string chunked =
        "POST / HTTP/1.1\r\n" + std::string(close_line) + "Transfer-Encoding: chunked\r\n\r\n";
    for (int i = 0; i < 20; ++i)
        chunked += "64\r\n" + std::string(100, 'x') + "\r\n";
    EXPECT_EQ(status_in(ask(listener->port(), chunked + "0\r\n\r\n")), 413);
}

TEST(Listener, refuses_what_could_be_read_in_two_ways) {
    const auto listener = listening({});
    for (const std::string request :
         {"GET / HTTP/1.1\r\n\r\n", "GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n",
          "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n"
          "0\r\n\r\n",
          "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 3\r\nContent-Length: 4\r\n\r\nabcd",
          "GET /a/../b HTTP/1.1\r\nHost: h\r\n\r\n", "GET /%zz HTTP/1.1\r\nHost: h\r\n\r\n",
          "GET /%00 HTTP/1.1\r\nHost: h\r\n\r\n", "NONSENSE\r\n\r\n"})
        EXPECT_EQ(status_in(ask(listener->port(), request)), 400) << request;
}

TEST(Listener, disconnects_a_peer_that_sends_its_header_or_body_too_slowly) {
    ListenerOptions options;
    options.header_time = milliseconds(200);
    options.body_time = milliseconds(200);
    const auto listener = listening(options);
    for (const std::string begin :
         {"GET / HTTP/1.1\r\n", "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 100\r\n\r\n"}) {
        const auto began = std::chrono::steady_clock::now();
        RawClient client(listener->port());
        client.send(begin);
        std::thread drip([&] { // a byte now and then does not buy time
            for (int i = 0; i < 40 && client.send("X"); ++i)
                std::this_thread::sleep_for(milliseconds(50));
        });
        EXPECT_EQ(client.receive_all(), "");
        drip.join();
        EXPECT_LT(std::chrono::steady_clock::now() - began, std::chrono::seconds(10));
    }
}

TEST(Listener, turns_peers_away_beyond_the_connections_it_may_have) {
    ListenerOptions options;
    options.most_connections = 2;
    const auto listener = listening(options);
    RawClient first(listener->port());
    RawClient second(listener->port());
    first.send("GET / HTTP/1.1\r\nHost: h\r\n\r\n");
    second.send("GET / HTTP/1.1\r\nHost: h\r\n\r\n");
    read_answer(first);
    read_answer(second);
    RawClient third(listener->port());
    EXPECT_EQ(status_in(third.receive_all()), 503);
}

TEST(Listener, lets_what_runs_end_when_it_is_stopped) {
    std::atomic<bool> is_begun = false;
    auto listener = listening({}, [&](const Request& request) {
        is_begun = true;
        std::this_thread::sleep_for(milliseconds(200));
        return echo(request);
    });
    RawClient idle(listener->port());
    RawClient busy(listener->port());
    busy.send("GET /last HTTP/1.1\r\nHost: h\r\n\r\n");
    while (!is_begun)
        std::this_thread::sleep_for(milliseconds(1));
    const std::uint16_t port = listener->port();
    listener->stop();
    EXPECT_NE(read_answer(busy).find("/last"), std::string::npos);
    EXPECT_EQ(idle.receive_all(), "");
    EXPECT_THROW(RawClient{port}, std::runtime_error);
}

TEST(Listener, believes_a_proxy_only_if_it_is_named) {
    const std::string asked = "GET / HTTP/1.1\r\n" + std::string(close_line) +
                              "X-Forwarded-For: 6.6.6.6, 203.0.113.9\r\n\r\n";
    EXPECT_NE(ask(listening({})->port(), asked).find(" 127.0.0.1"), std::string::npos);
    ListenerOptions options;
    options.proxies = {"127.0.0.1"};
    EXPECT_NE(ask(listening(options)->port(), asked).find(" 203.0.113.9"), std::string::npos);
}

TEST(Listener, sends_an_answer_that_goes_on_until_its_source_ends) {
    ListenerOptions options;
    options.stream_pause = milliseconds(5);
    const auto listener = listening(options, [](const Request&) {
        Answer answer;
        answer.media_type = "text/event-stream";
        const auto count = std::make_shared<int>(0);
        answer.stream = [count]() -> std::optional<std::string> {
            if (++*count > 3)
                return std::nullopt;
            return "data: " + std::to_string(*count) + "\n\n";
        };
        return answer;
    });
    const std::string answer = ask(listener->port(), get("/"));
    EXPECT_NE(answer.find("data: 1"), std::string::npos);
    EXPECT_NE(answer.find("data: 3"), std::string::npos);
    EXPECT_TRUE(answer.ends_with("0\r\n\r\n"));
}

TEST(Listener, says_why_it_cannot_listen) {
    const auto first = listening({});
    ListenerOptions taken;
    taken.port = first->port();
    const auto second = Listener::open(taken, echo);
    ASSERT_FALSE(second);
    EXPECT_EQ(second.error().code, "listener.address");
    ListenerOptions no_certificate;
    no_certificate.port = 0;
    no_certificate.certificate_file = "/nowhere.pem";
    const auto third = Listener::open(no_certificate, echo);
    ASSERT_FALSE(third);
    EXPECT_EQ(third.error().code, "listener.certificate");
}

} // namespace filiform::server
