// SPDX-License-Identifier: Apache-2.0
#include "server/target.h"

#include <algorithm>
#include <cstddef>
#include <optional>

#include "base/utf8.h"

namespace filiform::server {

namespace {

constexpr std::size_t most_target_bytes = 8192;
constexpr std::size_t most_segments = 32;
constexpr std::size_t most_parameters = 100;

tl::unexpected<base::Problem> unreadable(std::string what) {
    return tl::unexpected(base::Problem{"request.target", "", std::move(what),
                                        "Encode what is not a letter or a digit with percent "
                                        "signs, in UTF-8."});
}

int hex_digit(char c) {
    if (c >= '0' && c <= '9')
        return c - '0';
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    if (c >= 'A' && c <= 'F')
        return c - 'A' + 10;
    return -1;
}

bool is_control(char c) {
    return static_cast<unsigned char>(c) < 0x20 || c == 0x7f;
}

enum class Plus { IsPlus, IsBlank };

std::optional<std::string> decoded(std::string_view text, Plus plus) {
    std::string out;
    out.reserve(text.size());
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '%') {
            if (i + 2 >= text.size())
                return std::nullopt;
            const int high = hex_digit(text[i + 1]);
            const int low = hex_digit(text[i + 2]);
            if (high < 0 || low < 0)
                return std::nullopt;
            out += static_cast<char>(high * 16 + low);
            i += 2;
        } else {
            out += text[i] == '+' && plus == Plus::IsBlank ? ' ' : text[i];
        }
    }
    if (!is_utf8(out) || std::any_of(out.begin(), out.end(), is_control))
        return std::nullopt;
    return out;
}

base::Result<std::vector<std::string>> read_path(std::string_view text) {
    std::vector<std::string> path;
    while (!text.empty()) {
        text.remove_prefix(1); // the slash
        const std::size_t end = std::min(text.find('/'), text.size());
        const std::string_view raw = text.substr(0, end);
        text.remove_prefix(end);
        if (raw.empty() && text.empty())
            break; // a slash at the end
        const auto segment = decoded(raw, Plus::IsPlus);
        if (!segment || segment->empty() || *segment == "." || *segment == ".." ||
            segment->find_first_of("/\\") != std::string::npos)
            return unreadable("Part " + std::to_string(path.size() + 1) +
                              " of the path cannot be read.");
        if (path.size() == most_segments)
            return unreadable("The path has more than " + std::to_string(most_segments) +
                              " parts.");
        path.push_back(*segment);
    }
    return path;
}

} // namespace

bool is_utf8(std::string_view text) {
    return base::is_utf8(text);
}

base::Result<std::vector<Named>> read_parameters(std::string_view text) {
    std::vector<Named> query;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find('&'), text.size());
        const std::string_view pair = text.substr(0, end);
        text.remove_prefix(std::min(end + 1, text.size()));
        if (pair.empty())
            continue;
        const std::size_t equals = std::min(pair.find('='), pair.size());
        const auto name = decoded(pair.substr(0, equals), Plus::IsBlank);
        const auto value = decoded(pair.substr(std::min(equals + 1, pair.size())), Plus::IsBlank);
        if (!name || name->empty() || !value)
            return unreadable("Parameter " + std::to_string(query.size() + 1) + " cannot be read.");
        if (query.size() == most_parameters)
            return unreadable("There are more than " + std::to_string(most_parameters) +
                              " parameters.");
        query.push_back({*name, *value});
    }
    return query;
}

base::Result<Target> read_target(std::string_view text) {
    if (text.size() > most_target_bytes)
        return unreadable("The address is longer than " + std::to_string(most_target_bytes) +
                          " bytes.");
    if (!text.starts_with('/'))
        return unreadable("The address does not begin with a slash.");
    const std::size_t question = std::min(text.find('?'), text.size());
    auto path = read_path(text.substr(0, question));
    if (!path)
        return tl::unexpected(path.error());
    auto query = read_parameters(text.substr(std::min(question + 1, text.size())));
    if (!query)
        return tl::unexpected(query.error());
    return Target{std::move(*path), std::move(*query)};
}

} // namespace filiform::server
