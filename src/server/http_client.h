// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

#include <cstdint>
#include <stdexcept>
#include <string>
#include <string_view>

/// A socket to the server under test, by hand: it can also say what no client would.
namespace filiform::server {

class RawClient {
  public:
    explicit RawClient(std::uint16_t port) : socket_(::socket(AF_INET, SOCK_STREAM, 0)) {
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_port = htons(port);
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        const timeval patience{20, 0};
        ::setsockopt(socket_, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof(patience));
        if (::connect(socket_, reinterpret_cast<const sockaddr*>(&address), sizeof(address)) != 0)
            throw std::runtime_error("nobody listens");
    }
    ~RawClient() { ::close(socket_); }
    RawClient(const RawClient&) = delete;
    RawClient& operator=(const RawClient&) = delete;

    /// False once the peer is gone.
    bool send(std::string_view bytes) {
        while (!bytes.empty()) {
            const auto sent = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
            if (sent <= 0)
                return false;
            bytes.remove_prefix(static_cast<std::size_t>(sent));
        }
        return true;
    }
    /// What comes, until `enough` is in it or the peer closes; what is behind it is kept.
    std::string receive_until(std::string_view enough) {
        while (held_.find(enough) == std::string::npos && more()) {
        }
        const std::size_t at = held_.find(enough);
        const std::size_t end = at == std::string::npos ? held_.size() : at + enough.size();
        std::string out = held_.substr(0, end);
        held_.erase(0, end);
        return out;
    }
    std::string receive(std::size_t bytes) {
        while (held_.size() < bytes && more()) {
        }
        std::string out = held_.substr(0, bytes);
        held_.erase(0, out.size());
        return out;
    }
    std::string receive_all() {
        while (more()) {
        }
        return std::exchange(held_, {});
    }

  private:
    bool more() {
        char bytes[4096];
        const auto got = ::recv(socket_, bytes, sizeof(bytes), 0);
        if (got <= 0)
            return false;
        held_.append(bytes, static_cast<std::size_t>(got));
        return true;
    }

    int socket_;
    std::string held_;
};

/// The status of an answer: 404 of "HTTP/1.1 404 Not Found…"; 0 when there is none.
inline int status_in(std::string_view answer) {
    return answer.starts_with("HTTP/1.1 ") && answer.size() > 12
               ? (answer[9] - '0') * 100 + (answer[10] - '0') * 10 + (answer[11] - '0')
               : 0;
}

/// Reads one whole answer that says its length.
inline std::string read_answer(RawClient& client) {
    std::string head = client.receive_until("\r\n\r\n");
    const std::string_view name = "Content-Length: ";
    const std::size_t at = head.find(name);
    if (at == std::string::npos)
        return head;
    return head + client.receive(std::stoul(head.substr(at + name.size())));
}

} // namespace filiform::server
