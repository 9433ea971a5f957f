// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "store/connection.h"

/// All of a store at once, table by table; no other room includes this.
namespace filiform::store {

/// Copies what one store holds into another that is empty, both of the newest schema. The caller
/// has begun a snapshot of the one and a transaction on the other.
void copy_tables(Connection& from, Connection& to);

/// Whether anything was ever written to it.
[[nodiscard]] bool is_empty(Connection& connection);

/// Refuses with store.damaged unless both hold as many rows in every table.
void compare_counts(Connection& one, Connection& other);

/// Refuses with store.damaged unless a store is what it should be: the file itself, the audit
/// chain, the digests of bytes, every entry with the version it stands at.
void check_whole(Connection& connection);

} // namespace filiform::store
