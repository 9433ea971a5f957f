// SPDX-License-Identifier: Apache-2.0
#include "store/search_cursor.h"

#include <charconv>
#include <vector>

#include "base/base64.h"
#include "base/digest.h"
#include "store/failure.h"
#include "store/storable.h"

namespace filiform::store {

namespace {

/// So that a cursor of another order is noticed.
std::string mark_of(const Query& query) {
    constexpr std::size_t mark_size = 8;
    return base::sha256(std::string(record::text(query.kind)) + "\n" + query.order_by +
                        (query.is_descending ? "\ndown" : "\nup"))
        .substr(0, mark_size);
}

std::optional<std::int64_t> whole(const std::string& text) {
    std::int64_t value = 0;
    const char* const end = text.data() + text.size();
    const auto [stop, error] = std::from_chars(text.data(), end, value);
    return error == std::errc() && stop == end ? std::optional(value) : std::nullopt;
}

} // namespace

std::string write_cursor(const Cursor& cursor, const Query& query) {
    std::string text = mark_of(query);
    switch (cursor.part) {
    case Cursor::Part::Written:
        text += "w" + std::to_string(cursor.at_ms) + "\n" + std::to_string(cursor.place);
        break;
    case Cursor::Part::Ordered:
        text += "o" + cursor.id + "\n" + cursor.value;
        break;
    case Cursor::Part::Unordered:
        text += "u" + cursor.id + "\n";
        break;
    }
    return base::to_base64(text, base::Base64::ForAddresses);
}

std::optional<Cursor> read_cursor(const std::string& text, const Query& query) {
    const auto plain = base::from_base64(text, base::Base64::ForAddresses);
    const std::string mark = mark_of(query);
    if (!plain || !plain->starts_with(mark) || !is_storable(*plain))
        return std::nullopt;
    const auto line = plain->find('\n');
    if (plain->size() <= mark.size() || line == std::string::npos)
        return std::nullopt;
    const std::string first = plain->substr(mark.size() + 1, line - mark.size() - 1);
    const std::string second = plain->substr(line + 1);
    const auto at = whole(first), place = whole(second);
    const char part = (*plain)[mark.size()];
    if (part == 'w' && query.order_by.empty() && at && place)
        return Cursor{Cursor::Part::Written, *at, *place, "", ""};
    if (part == 'o' && !query.order_by.empty())
        return Cursor{Cursor::Part::Ordered, 0, 0, second, first};
    if (part == 'u' && !query.order_by.empty())
        return Cursor{Cursor::Part::Unordered, 0, 0, "", first};
    return std::nullopt;
}

} // namespace filiform::store
