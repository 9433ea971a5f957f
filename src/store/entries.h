// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "store/connection.h"
#include "store/store.h"

/// Reading entries by their id; no other room includes this.
namespace filiform::store {

/// The word as the record's own; fails on one that this program does not know.
[[nodiscard]] record::Kind kind_of(const Connection& connection, const std::string& word);
[[nodiscard]] record::State state_of(const Connection& connection, const std::string& word);

/// The columns of an entry's version `v`, and what read_entry makes of them.
extern const char* const entry_columns;
extern const char* const entry_types;
[[nodiscard]] record::Entry read_entry(const Connection& connection, const Row& row);

/// All refuse with record.missing.
[[nodiscard]] record::Entry find_entry(Connection& connection, const record::EntryId& id);
[[nodiscard]] record::Entry find_entry_version(Connection& connection, const record::EntryId& id,
                                               std::int64_t version);
[[nodiscard]] std::vector<record::Entry> history_of(Connection& connection,
                                                    const record::EntryId& id);
[[nodiscard]] std::vector<Happened> happened_after(Connection& connection, std::int64_t place,
                                                   std::size_t most);
[[nodiscard]] std::string body_at(Connection& connection, std::int64_t place);
[[nodiscard]] Blob find_blob(Connection& connection, const std::string& digest);

} // namespace filiform::store
