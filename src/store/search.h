// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "store/connection.h"
#include "store/store.h"

/// Finding entries by what they say; no other room includes this.
namespace filiform::store {

/// See Store::search.
///
/// How: of all that is asked, the condition fewest entries meet is looked for first; when at most
/// `few_entries` meet it, they are looked through and sorted. Otherwise the entries are walked in
/// the order wanted, each held against every condition, until the page is full: many meet each, so
/// it fills soon. Both go along an index, and neither looks at a body before it is on the page.
[[nodiscard]] Page search(Connection& connection, const Query& query);

/// See Store::of_patients. Cost: all that the patients have of these kinds is sorted.
[[nodiscard]] Page of_patients(Connection& connection, const OfPatients& wanted);

inline constexpr std::int64_t few_entries = 2000;

} // namespace filiform::store
