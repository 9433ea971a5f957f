// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "base/result.h"

/// Where a store is; no other room includes this.
namespace filiform::store {

enum class Dialect { Sqlite, Postgresql };

struct Address {
    Dialect dialect = Dialect::Sqlite;
    std::string target; ///< a path, or what libpq connects to
    std::string shown;  ///< for problems: without a password
};

/// Problems: store.where.
[[nodiscard]] base::Result<Address> read_address(const std::string& where);

} // namespace filiform::store
