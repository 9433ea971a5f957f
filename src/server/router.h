// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "server/route.h"

namespace filiform::server {

/// Finds the route of a request. A written segment goes before a "{…}" of the same place.
/// Cost: linear in the segments of the path.
class Router {
  public:
    /// No two routes may have the same method and pattern.
    explicit Router(std::vector<Route> routes);

    struct Match {
        const Route* route = nullptr; ///< null: there is none
        std::vector<Named> places;    ///< "{id}" → what stood there
        std::vector<Method> allowed;  ///< what the path answers to; empty: there is no such path
    };
    /// HEAD is answered by the route of GET.
    [[nodiscard]] Match find(Method method, const std::vector<std::string>& path) const;
    [[nodiscard]] const std::vector<Route>& routes() const { return routes_; }

  private:
    struct Node {
        std::map<std::string, std::unique_ptr<Node>, std::less<>> written;
        std::unique_ptr<Node> any;
        std::map<Method, std::size_t> routes;
    };
    [[nodiscard]] static const Node* walk(const Node& node, const std::vector<std::string>& path,
                                          std::size_t depth);

    std::vector<Route> routes_;
    Node root_;
};

} // namespace filiform::server
