// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "store/connection.h"

/// Many rows in one exchange with the database; no other room includes this.
namespace filiform::store {

struct Into {
    std::string table;
    std::string columns;  ///< separated by ", "
    std::string ending{}; ///< such as " ON CONFLICT DO NOTHING"
};

/// Inserts the rows, up to 32 with one statement. Answers how many were inserted.
std::int64_t insert_rows(Connection& connection, const Into& into, const std::vector<Values>& rows);

/// Runs `before` (a list of `values`) `after` for every chunk of them: "… IN (" and ")".
void each_of(Connection& connection, const Sql& before, const std::string& after,
             const std::vector<std::string>& values, const std::function<void(const Row&)>& visit);

/// ":p0, :p1": names for parameters that a statement of changing length has.
[[nodiscard]] std::string parameters(std::size_t first, std::size_t count);

} // namespace filiform::store
