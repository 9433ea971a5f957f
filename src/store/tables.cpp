// SPDX-License-Identifier: Apache-2.0
#include "store/tables.h"

#include <array>

#include "base/digest.h"
#include "store/chain.h"
#include "store/entries.h"
#include "store/many_rows.h"

namespace filiform::store {

namespace {

struct Table {
    const char* name;
    const char* columns;
    const char* types;
    int at_once = 256; ///< rows that are in memory together
};

/// In an order in which each refers only to those before.
constexpr std::array<Table, 10> tables{{
    {"entry_version", "place, id, version, kind, state, patient, at_ms, written_by, reason, body",
     "ititttittt"},
    {"entry", "id, kind, version, state, patient, at_ms, place", "ttittii"},
    {"term", "kind, name, value, id", "tttt"},
    {"claim", "claimed, from_ms, to_ms, id", "tiit"},
    {"blob", "digest, media_type, size", "tti"},
    {"blob_part", "digest, part, bytes", "tit", 8},
    {"blob_patient", "digest, patient", "tt"},
    {"audit",
     "place, at_ms, done_by, action, kind, entry, version, patient, outcome, reason, origin, hash",
     "iittttittttt"},
    {"account",
     "id, version, login, role, person, password_hash, totp_secret, totp_last, is_active, "
     "failures, locked_until_ms, recovery_hashes",
     "titttttiiiit"},
    {"ticket", "digest, purpose, account, made_ms, expires_ms, last_used_ms, scopes, note, guard",
     "tttiiittt"},
}};

[[noreturn]] void damaged(const Connection& connection, std::string what) {
    refuse("store.damaged", connection.address().shown, std::move(what), "Use another backup.");
}

/// Rows that wait to be inserted together.
class Inserting {
  public:
    Inserting(Connection& to, const Table& table) : to_(to), table_(table) {}
    void add(const Row& row) {
        Row::Cells& cells = rows_.emplace_back();
        for (std::size_t i = 0; table_.types[i] != '\0'; ++i)
            if (table_.types[i] == 'i')
                cells.emplace_back(static_cast<long long>(row.whole(i)));
            else
                cells.emplace_back(std::move(row.text(i)));
        if (rows_.size() >= static_cast<std::size_t>(table_.at_once))
            finish();
    }
    void finish() {
        std::vector<Values> values;
        for (const Row::Cells& cells : rows_) {
            Values& row = values.emplace_back();
            for (const auto& cell : cells)
                if (const auto* whole = std::get_if<long long>(&cell))
                    row.emplace_back(std::int64_t{*whole});
                else
                    row.emplace_back(std::string_view(std::get<std::string>(cell)));
        }
        insert_rows(to_, {table_.name, table_.columns}, values);
        rows_.clear();
    }

  private:
    Connection& to_;
    const Table& table_;
    std::vector<Row::Cells> rows_;
};

/// Every row, without having the whole table in memory: PostgreSQL would send it in one piece.
void each_row(Connection& from, const Table& table, const std::function<void(const Row&)>& visit) {
    const std::string select = std::string("SELECT ") + table.columns + " FROM " + table.name;
    if (from.address().dialect == Dialect::Sqlite) {
        from.each({select, table.types}, {}, visit);
        return;
    }
    const std::string cursor = std::string("copy_of_") + table.name;
    from.command("DECLARE " + cursor + " NO SCROLL CURSOR FOR " + select);
    const Sql fetch{"FETCH " + std::to_string(table.at_once) + " FROM " + cursor, table.types};
    for (std::size_t seen = 1; seen > 0;) {
        seen = 0;
        from.each(fetch, {}, [&](const Row& row) {
            ++seen;
            visit(row);
        });
    }
    from.command("CLOSE " + cursor);
}

void copy_head(Connection& from, Connection& to) {
    const Sql take{"SELECT place, at_ms, audit_place, audit_hash FROM head", "iiit"};
    const Sql put{"UPDATE head SET place = :place, at_ms = :at, audit_place = :audit_place, "
                  "audit_hash = :audit_hash"};
    from.each(take, {}, [&](const Row& row) {
        to.run(put, {row.whole(0), row.whole(1), row.whole(2), row.text(3)});
    });
}

std::int64_t count(Connection& connection, const std::string& what) {
    std::int64_t rows = 0;
    connection.each({"SELECT count(*) FROM " + what, "i"}, {},
                    [&](const Row& row) { rows = row.whole(0); });
    return rows;
}

void check_file(Connection& connection) {
    std::string found;
    connection.each({"PRAGMA integrity_check", "t"}, {}, [&](const Row& row) {
        if (found.empty())
            found = row.text(0);
    });
    if (found != "ok")
        damaged(connection, "The file is damaged.");
    bool is_orphan = false;
    connection.each({"PRAGMA foreign_key_check", "t"}, {}, [&](const Row&) { is_orphan = true; });
    if (is_orphan)
        damaged(connection, "A row belongs to another that is not there.");
}

void check_blobs(Connection& connection) {
    std::vector<std::string> digests;
    connection.each({"SELECT digest FROM blob", "t"}, {},
                    [&](const Row& row) { digests.push_back(row.text(0)); });
    for (const std::string& digest : digests)
        if (base::sha256(find_blob(connection, digest).bytes) != digest)
            damaged(connection, "The bytes " + digest + " are not what they were.");
}

} // namespace

void copy_tables(Connection& from, Connection& to) {
    for (const Table& table : tables) {
        Inserting inserting(to, table);
        each_row(from, table, [&](const Row& row) { inserting.add(row); });
        inserting.finish();
    }
    copy_head(from, to);
}

bool is_empty(Connection& connection) {
    for (const Table& table : tables)
        if (count(connection, table.name) != 0)
            return false;
    return true;
}

void compare_counts(Connection& one, Connection& other) {
    for (const Table& table : tables)
        if (count(one, table.name) != count(other, table.name))
            damaged(other, std::string("Not every row of ") + table.name + " has come over.");
}

void check_whole(Connection& connection) {
    if (connection.address().dialect == Dialect::Sqlite)
        check_file(connection);
    if (count(connection, "entry e WHERE NOT EXISTS (SELECT 1 FROM entry_version v WHERE "
                          "v.place = e.place AND v.id = e.id AND v.version = e.version)") != 0 ||
        count(connection, "head h WHERE h.place < (SELECT COALESCE(max(place), 0) "
                          "FROM entry_version)") != 0)
        damaged(connection, "An entry is not at the version it stands at.");
    if (const AuditCheck check = check_chain(connection); check.broken)
        damaged(connection, "The audit is broken. " + check.what);
    check_blobs(connection);
}

} // namespace filiform::store
