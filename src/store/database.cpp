// SPDX-License-Identifier: Apache-2.0
#include "store/database.h"

#include "store/chain.h"
#include "store/change.h"
#include "store/entries.h"
#include "store/search.h"
#include "store/storable.h"

namespace filiform::store {

namespace {

/// What was deleted still lies in the log, or in pages nobody reads any more, until these have run.
void wipe_deleted(const Address& address) {
    Connection connection(address, Connection::Access::Write);
    if (address.dialect == Dialect::Sqlite) {
        connection.command("PRAGMA wal_checkpoint(TRUNCATE)");
        return;
    }
    for (const char* table :
         {"entry_version", "term", "claim", "blob_part", "blob", "blob_patient"})
        connection.command(std::string("VACUUM ") + table);
}

} // namespace

Database::Database(const Address& address, Owner owner, std::unique_ptr<Connection> connection)
    : address_(address), owner_(std::move(owner)), readers_(address),
      writer_(address, std::move(connection)), people_(readers_, writer_) {}

base::Result<std::vector<record::Entry>> Database::write(const Change& change) {
    return guarded([&] {
        check_form(change);
        std::vector<ReadyBlob> blobs;
        for (const Blob& blob : change.blobs)
            blobs.push_back(make_ready(blob));
        std::vector<record::Entry> entries;
        writer_.perform([&](Turn& turn) { entries = write_change(turn, change, blobs); });
        return entries;
    });
}

base::Result<record::Entry> Database::find(const record::EntryId& id) {
    return read([&](Connection& connection) { return find_entry(connection, id); });
}

base::Result<record::Entry> Database::find_version(const record::EntryId& id,
                                                   std::int64_t version) {
    return read(
        [&](Connection& connection) { return find_entry_version(connection, id, version); });
}

base::Result<std::vector<record::Entry>> Database::history(const record::EntryId& id) {
    return read([&](Connection& connection) { return history_of(connection, id); });
}

base::Result<Page> Database::search(const Query& query) {
    return read([&](Connection& connection) { return store::search(connection, query); });
}

base::Result<Page> Database::of_patients(const OfPatients& wanted) {
    return read([&](Connection& connection) { return store::of_patients(connection, wanted); });
}

base::Result<std::vector<Happened>> Database::happened_after(std::int64_t place, std::size_t most) {
    return read(
        [&](Connection& connection) { return store::happened_after(connection, place, most); });
}

base::Result<Blob> Database::find_blob(const std::string& digest) {
    return read([&](Connection& connection) { return store::find_blob(connection, digest); });
}

base::Result<void> Database::erase(const Act& act, const record::EntryId& patient,
                                   const std::vector<Write>& writes) {
    return guarded([&] {
        check_form({act, writes, {}});
        writer_.perform([&](Turn& turn) { erase_patient(turn, act, patient, writes); });
        wipe_deleted(address_);
    });
}

base::Result<void> Database::ping() {
    if (auto trouble = writer_.trouble())
        return tl::unexpected(std::move(*trouble));
    static const Sql alive{"SELECT 1 FROM head", "i"};
    const auto rows = read([](Connection& connection) {
        int count = 0;
        connection.each(alive, {}, [&](const Row&) { ++count; });
        return count;
    });
    if (!rows)
        return tl::unexpected(rows.error());
    return {};
}

void Database::note(AuditRow row) {
    for (std::string* text : {&row.by, &row.action, &row.kind, &row.entry, &row.patient,
                              &row.outcome, &row.reason, &row.from})
        *text = made_storable(*text);
    writer_.note(std::move(row));
}

base::Result<void> Database::settle() {
    auto done = guarded([&] { writer_.perform([](Turn&) {}); });
    if (auto trouble = writer_.trouble(); done && trouble)
        return tl::unexpected(std::move(*trouble));
    return done;
}

base::Result<std::vector<AuditRow>> Database::find(const AuditQuery& query) {
    return read([&](Connection& connection) { return find_audit(connection, query); });
}

base::Result<AuditCheck> Database::verify() {
    return read([](Connection& connection) { return check_chain(connection); });
}

} // namespace filiform::store
