// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <memory>
#include <string>

#include "server/answer.h"
#include "server/http_client.h"

/// For tests: asks a running server over a socket, and reads what comes as an Answer.
namespace filiform::server {

class AnswerClient {
  public:
    struct Asked {
        Method method = Method::Get;
        std::string target; ///< as it goes over the wire, percent signs and all
        std::string body;
        std::vector<Named> headers;
    };

    explicit AnswerClient(std::uint16_t port) : port_(port) {}

    /// Of an answer that does not end, the first piece. Status 0: the server closed without one.
    Answer ask(const Asked& asked) {
        if (!client_)
            client_ = std::make_unique<RawClient>(port_);
        std::string bytes = std::string(text(asked.method)) + ' ' + asked.target +
                            " HTTP/1.1\r\nHost: localhost\r\n";
        for (const Named& one : asked.headers)
            bytes += one.name + ": " + one.value + "\r\n";
        const bool has_length =
            std::any_of(asked.headers.begin(), asked.headers.end(),
                        [](const Named& one) { return one.name == "content-length"; });
        if (!has_length && !is_safe(asked.method))
            bytes += "Content-Length: " + std::to_string(asked.body.size()) + "\r\n";
        client_->send(bytes + "\r\n" + asked.body);
        return read(asked.method == Method::Head);
    }

  private:
    Answer read(bool is_head) {
        Answer answer = head_of(client_->receive_until("\r\n\r\n"));
        const std::string length = header(answer, "content-length");
        if (header(answer, "transfer-encoding") == "chunked") {
            const std::string size = client_->receive_until("\r\n");
            answer.body = client_->receive(size.empty() ? 0 : std::stoul(size, nullptr, 16));
            client_.reset();
        } else if (!length.empty() && !is_head) {
            answer.body = client_->receive(std::stoul(length));
        }
        if (answer.status == 0 || header(answer, "connection") == "close")
            client_.reset();
        return answer;
    }
    static Answer head_of(std::string_view head) {
        Answer answer;
        answer.status = status_in(head);
        head.remove_prefix(std::min(head.find("\r\n"), head.size()));
        while (head.size() > 4) {
            head.remove_prefix(2);
            const std::string_view line = head.substr(0, head.find("\r\n"));
            head.remove_prefix(line.size());
            const std::size_t colon = std::min(line.find(": "), line.size());
            std::string name(line.substr(0, colon));
            std::transform(name.begin(), name.end(), name.begin(), ::tolower);
            answer.headers.push_back(
                {name, std::string(line.substr(std::min(colon + 2, line.size())))});
        }
        answer.media_type = header(answer, "content-type");
        return answer;
    }
    static std::string header(const Answer& answer, std::string_view name) {
        for (const Named& one : answer.headers)
            if (one.name == name)
                return one.value;
        return {};
    }

    std::uint16_t port_;
    std::unique_ptr<RawClient> client_;
};

} // namespace filiform::server
