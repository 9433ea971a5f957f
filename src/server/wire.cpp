// SPDX-License-Identifier: Apache-2.0
#include "server/wire.h"

#include <algorithm>
#include <cctype>
#include <cstddef>
#include <utility>

#include "server/secret.h"
#include "server/target.h"

namespace filiform::server {

namespace {

std::string lower(beast::string_view text) {
    std::string out(text);
    std::transform(out.begin(), out.end(), out.begin(),
                   [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return out;
}

base::Problem bad_header(std::string what) {
    return {"request.header", "", std::move(what), "Send plain HTTP/1.1."};
}

std::optional<base::Problem> ambiguity(const WireRequest& wire) {
    if (wire.version() >= 11 && wire.count(http::field::host) != 1)
        return bad_header("There is not one Host header.");
    if (wire.count(http::field::content_length) > 1 ||
        (wire.count(http::field::content_length) == 1 &&
         wire.count(http::field::transfer_encoding) > 0))
        return bad_header("The length of the body is said twice.");
    return std::nullopt;
}

/// Where a request came from: the peer, or what a proxy we trust says.
void place_origin(Request& request, const Peer& peer, const ListenerOptions& options) {
    request.from = peer.address;
    request.is_secure = peer.is_tls;
    const bool is_proxy = std::find(options.proxies.begin(), options.proxies.end(), peer.address) !=
                          options.proxies.end();
    if (!is_proxy)
        return;
    if (const auto chain = request.header("x-forwarded-for")) {
        std::string_view last = chain->substr(chain->rfind(',') + 1);
        last.remove_prefix(std::min(last.find_first_not_of(' '), last.size()));
        beast::error_code error;
        const auto address = asio::ip::make_address(std::string(last), error);
        if (!error)
            request.from = address.to_string();
    }
    request.is_secure = request.header("x-forwarded-proto") == "https";
}

void add_header(std::string& head, std::string_view name, std::string_view value) {
    head += name;
    head += ": ";
    const std::size_t begin = head.size();
    head += value;
    std::replace_if(
        head.begin() + static_cast<std::ptrdiff_t>(begin), head.end(),
        [](unsigned char c) { return c < 0x20 || c == 0x7f; }, ' ');
    head += "\r\n";
}

/// RFC 9110 section 8.6: what never has a body does not say how long it is.
bool has_length(int status) {
    return status >= 200 && status != 204 && status != 304;
}

} // namespace

std::string new_request_id() {
    constexpr std::size_t bytes = 12;
    return new_secret(bytes);
}

base::Result<Request> read_request(WireRequest&& wire, const Peer& peer,
                                   const ListenerOptions& options) {
    if (auto problem = ambiguity(wire))
        return tl::unexpected(std::move(*problem));
    auto target = read_target({wire.target().data(), wire.target().size()});
    if (!target)
        return tl::unexpected(target.error());
    Request request;
    request.id = new_request_id();
    request.method = method_of_word({wire.method_string().data(), wire.method_string().size()});
    request.path = std::move(target->path);
    request.query = std::move(target->query);
    for (const auto& field : wire)
        request.headers.push_back({lower(field.name_string()), std::string(field.value())});
    request.body = std::move(wire.body());
    place_origin(request, peer, options);
    return request;
}

std::string head_of(const Answer& answer, unsigned version, bool is_kept_alive) {
    const bool is_modern = version >= 11;
    std::string head;
    head.reserve(1024);
    head += is_modern ? "HTTP/1.1 " : "HTTP/1.0 ";
    head += std::to_string(answer.status) + ' ';
    head += phrase(answer.status);
    head += "\r\n";
    for (const Named& header : answer.headers)
        add_header(head, header.name, header.value);
    if (!answer.body.empty() || answer.stream)
        add_header(head, "Content-Type", answer.media_type);
    if (answer.stream && is_modern)
        add_header(head, "Transfer-Encoding", "chunked");
    else if (!answer.stream && has_length(answer.status))
        add_header(head, "Content-Length", std::to_string(answer.body.size()));
    if (is_modern != is_kept_alive)
        add_header(head, "Connection", is_kept_alive ? "keep-alive" : "close");
    return head += "\r\n";
}

std::optional<Answer> answer_to_broken(const beast::error_code& error) {
    Request unread;
    unread.id = new_request_id();
    if (error == http::error::header_limit || error == http::error::buffer_overflow)
        return refusal(unread, 431, {bad_header("The header is too large.")});
    if (error == http::error::body_limit)
        return refusal(unread, 413,
                       {{"request.too_large", "", "The body is too large.", "Send less at once."}});
    if (error == http::error::end_of_stream || error == http::error::partial_message ||
        error.category() != beast::error_code(http::error::bad_method).category())
        return std::nullopt;
    return refusal(unread, 400, {bad_header("This is not an HTTP request.")});
}

} // namespace filiform::server
