// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "store/connection.h"

/// The tables of a store and how they came to be; no other room includes this.
namespace filiform::store {

/// The version of a store that this program writes: how many steps data/migrations has.
[[nodiscard]] int newest_schema();

/// 0 when there is no store yet.
[[nodiscard]] int schema_of(Connection& connection);

/// Takes a store forward, step by step in one transaction: all of it, or it stays as it was. Two
/// programs at once: the second waits, and finds it done. Refuses with store.newer.
void migrate(Connection& connection, int up_to);

} // namespace filiform::store
