// SPDX-License-Identifier: Apache-2.0
#include "server/router.h"

#include <algorithm>

#include "base/expects.h"

namespace filiform::server {

const std::string& Call::place(std::string_view name) const {
    const auto found = std::find_if(places.begin(), places.end(),
                                    [&](const Named& one) { return one.name == name; });
    base::expects(found != places.end(), "a handler asks for places of its own pattern");
    return found->value;
}

std::string name_of(const Route& route) {
    return std::string(text(route.method)) + ' ' + route.pattern;
}

std::vector<std::string> segments_of(std::string_view pattern) {
    std::vector<std::string> out;
    while (pattern.size() > 1) {
        pattern.remove_prefix(1);
        const std::size_t end = std::min(pattern.find('/'), pattern.size());
        out.emplace_back(pattern.substr(0, end));
        pattern.remove_prefix(end);
    }
    return out;
}

Router::Router(std::vector<Route> routes) : routes_(std::move(routes)) {
    for (std::size_t i = 0; i < routes_.size(); ++i) {
        Node* node = &root_;
        for (const std::string& segment : segments_of(routes_[i].pattern)) {
            auto& next = segment.starts_with('{') ? node->any : node->written[segment];
            if (!next)
                next = std::make_unique<Node>();
            node = next.get();
        }
        const bool is_new = node->routes.emplace(routes_[i].method, i).second;
        base::expects(is_new, "no two routes have one method and pattern");
    }
}

const Router::Node* Router::walk(const Node& node, const std::vector<std::string>& path,
                                 std::size_t depth) {
    if (depth == path.size())
        return node.routes.empty() ? nullptr : &node;
    if (const auto found = node.written.find(path[depth]); found != node.written.end())
        if (const Node* end = walk(*found->second, path, depth + 1))
            return end;
    return node.any ? walk(*node.any, path, depth + 1) : nullptr;
}

Router::Match Router::find(Method method, const std::vector<std::string>& path) const {
    Match match;
    const Node* node = walk(root_, path, 0);
    if (node == nullptr)
        return match;
    for (const auto& [known, index] : node->routes) {
        match.allowed.push_back(known);
        if (known == Method::Get)
            match.allowed.push_back(Method::Head);
        if (known == method || (known == Method::Get && method == Method::Head))
            match.route = &routes_[index];
    }
    match.allowed.push_back(Method::Options);
    if (match.route != nullptr) {
        const auto segments = segments_of(match.route->pattern);
        for (std::size_t i = 0; i < segments.size(); ++i)
            if (segments[i].starts_with('{'))
                match.places.push_back({segments[i].substr(1, segments[i].size() - 2), path[i]});
    }
    return match;
}

} // namespace filiform::server
