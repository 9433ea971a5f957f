// SPDX-License-Identifier: Apache-2.0
#include "server/wire.h"

#include <gtest/gtest.h>

namespace filiform::server {

namespace {

Answer saying(std::string body) {
    Answer answer;
    answer.media_type = "text/plain";
    answer.body = std::move(body);
    return answer;
}

Answer of_status(int status) {
    Answer answer;
    answer.status = status;
    return answer;
}

} // namespace

TEST(Head, has_a_line_for_each_header_and_says_what_follows) {
    Answer answer = saying("hello");
    answer.headers = {{"etag", "\"1\""}};
    EXPECT_EQ(head_of(answer, 11, true), "HTTP/1.1 200 OK\r\netag: \"1\"\r\n"
                                         "Content-Type: text/plain\r\nContent-Length: 5\r\n\r\n");
}

TEST(Head, says_whether_the_connection_goes_on_where_the_version_would_not) {
    const auto said = [](unsigned version, bool is_kept) {
        const std::string head = head_of(saying("x"), version, is_kept);
        const std::size_t at = head.find("Connection: ");
        return at == std::string::npos ? "" : head.substr(at + 12, head.find('\r', at) - at - 12);
    };
    EXPECT_EQ(said(11, true), "");
    EXPECT_EQ(said(11, false), "close");
    EXPECT_EQ(said(10, true), "keep-alive");
    EXPECT_EQ(said(10, false), "");
}

TEST(Head, says_no_length_of_what_never_has_a_body) {
    EXPECT_EQ(head_of(of_status(100), 11, true), "HTTP/1.1 100 Continue\r\n\r\n");
    for (const int status : {100, 204, 304})
        EXPECT_EQ(head_of(of_status(status), 11, true).find("Content-"), std::string::npos);
    EXPECT_NE(head_of(of_status(200), 11, true).find("Content-Length: 0\r\n"), std::string::npos);
    EXPECT_EQ(head_of(of_status(200), 11, true).find("Content-Type"), std::string::npos);
}

TEST(Head, says_that_a_stream_comes_in_chunks_to_those_who_know_them) {
    Answer answer = saying("");
    answer.stream = [] { return std::optional<std::string>(); };
    const std::string head = head_of(answer, 11, false);
    EXPECT_NE(head.find("Transfer-Encoding: chunked\r\n"), std::string::npos);
    EXPECT_NE(head.find("Content-Type: text/plain\r\n"), std::string::npos);
    EXPECT_EQ(head.find("Content-Length"), std::string::npos);
    EXPECT_EQ(head_of(answer, 10, false).find("chunked"), std::string::npos);
}

TEST(Head, a_value_cannot_begin_another_header) {
    Answer answer = saying("x");
    answer.headers = {{"location", "/a\r\nset-cookie: filiform=mine"}};
    EXPECT_NE(head_of(answer, 11, true).find("location: /a  set-cookie: filiform=mine\r\n"),
              std::string::npos);
}

} // namespace filiform::server
