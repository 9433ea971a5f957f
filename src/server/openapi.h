// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <string>
#include <vector>

#include "server/route.h"

namespace filiform::server {

/// The routes as an OpenAPI 3.1 document. `schemas` are named parts that the routes' schemas may
/// refer to ("#/components/schemas/patient"). Besides the replies a route lists, every route is
/// described with the refusals that the gate may answer for it.
[[nodiscard]] std::string openapi(const std::vector<Route>& routes,
                                  const std::map<std::string, std::string>& schemas);

/// The same for people: docs/api.md.
[[nodiscard]] std::string api_page(const std::vector<Route>& routes);

} // namespace filiform::server
