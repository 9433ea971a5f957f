// SPDX-License-Identifier: Apache-2.0
#include "server/desk.h"

#include <algorithm>

namespace filiform::server {

namespace {

/// Whether a Host header names nothing but a host and a port.
bool is_host(std::string_view text) {
    constexpr std::string_view others = ".-:[]";
    return !text.empty() && text.size() <= 255 &&
           std::all_of(text.begin(), text.end(), [&](char c) {
               return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                      others.find(c) != std::string_view::npos;
           });
}

} // namespace

std::string server_address(const Desk& desk, const Request& request) {
    if (!desk.address.empty())
        return desk.address;
    const std::string_view host = request.header("host").value_or("");
    return (request.is_secure ? "https://" : "http://") +
           std::string(is_host(host) ? host : "localhost");
}

} // namespace filiform::server
