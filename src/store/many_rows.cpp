// SPDX-License-Identifier: Apache-2.0
#include "store/many_rows.h"

#include <algorithm>

namespace filiform::store {

namespace {

constexpr std::size_t most_rows = 32;
constexpr std::size_t list_size = 8; ///< one length of list, so that one statement is prepared

} // namespace

std::string parameters(std::size_t first, std::size_t count) {
    std::string names;
    for (std::size_t i = first; i < first + count; ++i)
        names += (names.empty() ? ":p" : ", :p") + std::to_string(i);
    return names;
}

std::int64_t insert_rows(Connection& connection, const Into& into,
                         const std::vector<Values>& rows) {
    std::int64_t inserted = 0;
    for (std::size_t begin = 0; begin < rows.size(); begin += most_rows) {
        const std::size_t count = std::min(most_rows, rows.size() - begin);
        const std::size_t width = rows[begin].size();
        std::string text = "INSERT INTO " + into.table + " (" + into.columns + ") VALUES ";
        Values values;
        values.reserve(count * width);
        for (std::size_t i = 0; i < count; ++i) {
            text += (i == 0 ? "(" : ", (") + parameters(i * width, width) + ")";
            values.insert(values.end(), rows[begin + i].begin(), rows[begin + i].end());
        }
        inserted += connection.run({text + into.ending}, values);
    }
    return inserted;
}

void each_of(Connection& connection, const Sql& before, const std::string& after,
             const std::vector<std::string>& values, const std::function<void(const Row&)>& visit) {
    const Sql sql{before.text + parameters(0, list_size) + after, before.columns};
    for (std::size_t begin = 0; begin < values.size(); begin += list_size) {
        Values list;
        for (std::size_t i = 0; i < list_size; ++i) // the last one again fills the list
            list.emplace_back(values[std::min(begin + i, values.size() - 1)]);
        connection.each(sql, list, visit);
    }
}

} // namespace filiform::store
