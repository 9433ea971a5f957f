// SPDX-License-Identifier: Apache-2.0
#include "store/entries.h"

#include <optional>

#include "base/base64.h"
#include "store/failure.h"
#include "store/storable.h"
#include "store/turn.h"

namespace filiform::store {

namespace {

[[noreturn]] void unknown_word(const Connection& connection, const char* what) {
    throw Failure{{"store.failed", connection.address().shown,
                   std::string("The store holds a ") + what + " that this program does not know.",
                   "Use the program that wrote it."},
                  false};
}

[[noreturn]] void no_such_entry(const std::string& id) {
    refuse("record.missing", is_storable(id) ? id : "", "There is no such entry.");
}

/// PostgreSQL takes no other; and under no other was anything written.
void check_text(const std::string& id) {
    if (!is_storable(id))
        no_such_entry(id);
}

std::string selected(const char* from_and_where) {
    return std::string("SELECT ") + entry_columns + from_and_where;
}

} // namespace

record::Kind kind_of(const Connection& connection, const std::string& word) {
    const auto kind = record::kind_of_word(word);
    if (!kind)
        unknown_word(connection, "kind");
    return *kind;
}

record::State state_of(const Connection& connection, const std::string& word) {
    const auto state = record::state_of_word(word);
    if (!state)
        unknown_word(connection, "state");
    return *state;
}

const char* const entry_columns =
    "v.id, v.kind, v.version, v.state, v.patient, v.at_ms, v.written_by, v.reason, v.body";
const char* const entry_types = "ttittittt";

record::Entry read_entry(const Connection& connection, const Row& row) {
    return {record::EntryId(row.text(0)),
            kind_of(connection, row.text(1)),
            row.whole(2),
            state_of(connection, row.text(3)),
            record::EntryId(row.text(4)),
            from_ms(row.whole(5)),
            row.text(6),
            row.text(7),
            std::move(row.text(8))};
}

record::Entry find_entry(Connection& connection, const record::EntryId& id) {
    static const Sql find{
        selected(" FROM entry e JOIN entry_version v ON v.place = e.place WHERE e.id = :id"),
        entry_types};
    check_text(id.text());
    std::optional<record::Entry> found;
    connection.each(find, {id.text()},
                    [&](const Row& row) { found = read_entry(connection, row); });
    if (!found)
        no_such_entry(id.text());
    return std::move(*found);
}

record::Entry find_entry_version(Connection& connection, const record::EntryId& id,
                                 std::int64_t version) {
    static const Sql find{
        selected(" FROM entry_version v WHERE v.id = :id AND v.version = :version"), entry_types};
    check_text(id.text());
    std::optional<record::Entry> found;
    connection.each(find, {id.text(), version},
                    [&](const Row& row) { found = read_entry(connection, row); });
    if (!found)
        refuse("record.missing", id.text(),
               "There is no version " + std::to_string(version) + " of this entry.");
    return std::move(*found);
}

std::vector<record::Entry> history_of(Connection& connection, const record::EntryId& id) {
    static const Sql find{
        selected(" FROM entry_version v WHERE v.id = :id ORDER BY v.version DESC"), entry_types};
    check_text(id.text());
    std::vector<record::Entry> entries;
    connection.each(find, {id.text()},
                    [&](const Row& row) { entries.push_back(read_entry(connection, row)); });
    if (entries.empty())
        no_such_entry(id.text());
    return entries;
}

std::vector<Happened> happened_after(Connection& connection, std::int64_t place, std::size_t most) {
    static const Sql find{"SELECT place, id, kind, version, patient, at_ms FROM entry_version "
                          "WHERE place > :place ORDER BY place LIMIT :most",
                          "ittiti"};
    std::vector<Happened> found;
    connection.each(find, {place, static_cast<std::int64_t>(most)}, [&](const Row& row) {
        found.push_back({row.whole(0), record::EntryId(row.text(1)),
                         kind_of(connection, row.text(2)), row.whole(3),
                         record::EntryId(row.text(4)), from_ms(row.whole(5))});
    });
    return found;
}

std::string body_at(Connection& connection, std::int64_t place) {
    static const Sql find{"SELECT body FROM entry_version WHERE place = :place", "t"};
    std::string body;
    connection.each(find, {place}, [&](const Row& row) { body = std::move(row.text(0)); });
    return body;
}

Blob find_blob(Connection& connection, const std::string& digest) {
    static const Sql find{"SELECT media_type, size FROM blob WHERE digest = :digest", "ti"};
    static const Sql parts{"SELECT bytes FROM blob_part WHERE digest = :digest ORDER BY part", "t"};
    check_text(digest);
    std::optional<Blob> blob;
    connection.each(find, {digest}, [&](const Row& row) {
        blob = Blob{row.text(0), ""};
        blob->bytes.reserve(static_cast<std::size_t>(row.whole(1)));
    });
    if (!blob)
        refuse("record.missing", digest, "There are no bytes of this digest.");
    connection.each(parts, {digest}, [&](const Row& row) {
        const auto bytes = base::from_base64(row.text(0));
        if (!bytes)
            throw Failure{
                {"store.failed", digest, "The store holds bytes that cannot be read.", ""}, false};
        blob->bytes += *bytes;
    });
    return std::move(*blob);
}

} // namespace filiform::store
