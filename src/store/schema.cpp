// SPDX-License-Identifier: Apache-2.0
#include "store/schema.h"

#include <string>
#include <string_view>
#include <vector>

#include "base/data_files.h"

namespace filiform::store {

namespace {

constexpr std::string_view folder = "migrations/";

std::vector<std::string_view> steps() {
    std::vector<std::string_view> texts;
    for (const base::DataFile& file : base::data_files())
        if (file.path.starts_with(folder))
            texts.push_back(file.text);
    return texts;
}

void replace(std::string& text, std::string_view word, std::string_view by) {
    for (auto at = text.find(word); at != std::string::npos; at = text.find(word, at))
        text.replace(at, word.size(), by);
}

std::string without_remarks(std::string_view text) {
    std::string kept;
    while (!text.empty()) {
        const std::string_view line = text.substr(0, text.find('\n'));
        kept += std::string(line.substr(0, line.find("--"))) + "\n";
        text.remove_prefix(std::min(line.size() + 1, text.size()));
    }
    return kept;
}

/// The statements of one step, in the words of one database.
std::vector<std::string> statements(std::string_view step, Dialect dialect) {
    const bool is_sqlite = dialect == Dialect::Sqlite;
    std::string text = without_remarks(step);
    replace(text, "{text}", is_sqlite ? "TEXT" : "TEXT COLLATE \"C\"");
    replace(text, "{whole}", is_sqlite ? "INTEGER" : "BIGINT");
    replace(text, "{keyed}", is_sqlite ? " WITHOUT ROWID" : "");
    std::vector<std::string> found;
    for (std::size_t begin = 0; begin < text.size();) {
        const std::size_t end = std::min(text.find(';', begin), text.size());
        if (text.find_first_not_of(" \n", begin) < end)
            found.push_back(text.substr(begin, end - begin));
        begin = end + 1;
    }
    return found;
}

bool has_head(Connection& connection) {
    const bool is_sqlite = connection.address().dialect == Dialect::Sqlite;
    std::int64_t count = 0;
    connection.each({is_sqlite ? "SELECT count(*) FROM sqlite_master WHERE name = 'head'"
                               : "SELECT count(*) FROM pg_class WHERE oid = to_regclass('head')",
                     "i"},
                    {}, [&](const Row& row) { count = row.whole(0); });
    return count > 0;
}

void take_forward(Connection& connection, int up_to) {
    const auto texts = steps();
    for (int at = schema_of(connection); at < up_to; ++at) {
        for (const std::string& statement :
             statements(texts.at(static_cast<std::size_t>(at)), connection.address().dialect))
            connection.command(statement);
        connection.run({"UPDATE head SET schema_version = :version"}, {std::int64_t{at + 1}});
    }
}

} // namespace

int newest_schema() {
    return static_cast<int>(steps().size());
}

int schema_of(Connection& connection) {
    if (!has_head(connection))
        return 0;
    int version = 0;
    connection.each({"SELECT schema_version FROM head", "i"}, {},
                    [&](const Row& row) { version = static_cast<int>(row.whole(0)); });
    return version;
}

void migrate(Connection& connection, int up_to) {
    const int before = schema_of(connection);
    if (before > newest_schema())
        refuse("store.newer", connection.address().shown,
               "This store was written by a later program (version " + std::to_string(before) +
                   ", this one knows " + std::to_string(newest_schema()) + ").",
               "Use the later program; a store never goes back.");
    if (before >= up_to)
        return;
    connection.begin();
    try {
        if (connection.address().dialect == Dialect::Postgresql)
            connection.command("SELECT pg_advisory_xact_lock(1179208777)");
        take_forward(connection, up_to);
        connection.commit();
    } catch (...) {
        connection.roll_back();
        throw;
    }
}

} // namespace filiform::store
