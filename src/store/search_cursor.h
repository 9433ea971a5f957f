// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "store/store.h"

/// Where a page of a search ended; no other room includes this.
namespace filiform::store {

/// A page goes on behind an entry, not behind a number of entries, so that what others write
/// meanwhile neither repeats nor hides one.
struct Cursor {
    enum class Part { Written, Ordered, Unordered };
    Part part = Part::Written;
    std::int64_t at_ms = 0, place = 0; ///< of Written
    std::string value, id;             ///< of Ordered; of Unordered the id alone
};

/// Letters, digits, "-" and "_".
[[nodiscard]] std::string write_cursor(const Cursor& cursor, const Query& query);
/// Nothing when it is not one of this query's kind and order.
[[nodiscard]] std::optional<Cursor> read_cursor(const std::string& text, const Query& query);

} // namespace filiform::store
