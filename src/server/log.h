// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <functional>
#include <iosfwd>
#include <mutex>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/instant.h"

namespace filiform::server {

/// What the server says of its own work: one JSON object a line, for machines to collect.
///
/// Privacy: no name, no body, no address of a page as it was asked for: a route's pattern stands
///          for it. What may be logged of people is an account's id.
/// Threads: any; lines do not mix.
class Log {
  public:
    struct Field {
        std::string_view name;
        std::variant<std::string, std::int64_t, double> value;
    };

    /// `out` may be null: nothing is said.
    explicit Log(std::ostream* out) : out_(out) {}

    /// level: "info", "warning", "error".
    void say(std::string_view level, std::string_view what, const std::vector<Field>& fields,
             base::Instant at);

  private:
    std::ostream* out_;
    std::mutex mutex_;
};

} // namespace filiform::server
