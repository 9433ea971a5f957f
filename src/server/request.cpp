// SPDX-License-Identifier: Apache-2.0
#include "server/request.h"

#include <algorithm>
#include <array>
#include <cstddef>

namespace filiform::server {

namespace {

constexpr std::array<std::string_view, 7> method_words{"GET",    "HEAD",    "POST", "PUT",
                                                       "DELETE", "OPTIONS", "OTHER"};

std::optional<std::string_view> first_of(const std::vector<Named>& all, std::string_view name) {
    const auto found =
        std::find_if(all.begin(), all.end(), [&](const Named& one) { return one.name == name; });
    return found == all.end() ? std::nullopt : std::optional<std::string_view>(found->value);
}

} // namespace

std::string_view text(Method method) {
    return method_words.at(static_cast<std::size_t>(method));
}

Method method_of_word(std::string_view word) {
    const auto* const found = std::find(method_words.begin(), method_words.end(), word);
    return found == method_words.end() ? Method::Other
                                       : static_cast<Method>(found - method_words.begin());
}

bool is_safe(Method method) {
    return method == Method::Get || method == Method::Head || method == Method::Options;
}

std::optional<std::string_view> Request::header(std::string_view name) const {
    return first_of(headers, name);
}

std::optional<std::string_view> Request::parameter(std::string_view name) const {
    return first_of(query, name);
}

std::optional<std::string_view> Request::cookie(std::string_view name) const {
    for (const Named& one : headers) {
        if (one.name != "cookie")
            continue;
        std::string_view rest = one.value;
        while (!rest.empty()) {
            const std::size_t end = std::min(rest.find(';'), rest.size());
            std::string_view pair = rest.substr(0, end);
            rest.remove_prefix(std::min(end + 1, rest.size()));
            pair.remove_prefix(std::min(pair.find_first_not_of(' '), pair.size()));
            if (pair.size() > name.size() && pair.starts_with(name) && pair[name.size()] == '=')
                return pair.substr(name.size() + 1);
        }
    }
    return std::nullopt;
}

std::string Request::path_text() const {
    std::string out;
    for (const std::string& segment : path)
        out += '/' + segment;
    return out.empty() ? "/" : out;
}

} // namespace filiform::server
