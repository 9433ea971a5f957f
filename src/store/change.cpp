// SPDX-License-Identifier: Apache-2.0
#include "store/change.h"

#include <algorithm>
#include <set>

#include "base/base64.h"
#include "base/digest.h"
#include "store/change_judge.h"
#include "store/many_rows.h"

namespace filiform::store {

namespace {

/// Of a blob's bytes in one row: a mebibyte in base64.
constexpr std::size_t part_size = std::size_t{768} * 1024;

using TermSet = std::set<std::pair<std::string, std::string>>;

record::Entry entry_of(Turn& turn, const Act& act, const Write& write) {
    return {write.id,    write.kind,    write.follows + 1,
            write.state, write.patient, turn.moment(act.now),
            act.by,      act.reason,    write.body};
}

void put_version(Turn& turn, const record::Entry& entry, std::int64_t place) {
    static const Into versions{"entry_version", "place, id, version, kind, state, patient, at_ms, "
                                                "written_by, reason, body"};
    static const Sql first{"INSERT INTO entry (id, kind, version, state, patient, at_ms, place) "
                           "VALUES (:id, :kind, :version, :state, :patient, :at, :place)"};
    static const Sql later{"UPDATE entry SET version = :version, state = :state, "
                           "patient = :patient, at_ms = :at, place = :place "
                           "WHERE id = :id AND version = :follows"};
    Connection& db = turn.connection();
    const std::string_view kind = record::text(entry.kind), state = record::text(entry.state);
    insert_rows(db, versions,
                {{place, entry.id.text(), entry.version, kind, state, entry.patient.text(),
                  to_ms(entry.at), entry.by, entry.reason, entry.body}});
    if (entry.version == 1) {
        db.run(first, {entry.id.text(), kind, entry.version, state, entry.patient.text(),
                       to_ms(entry.at), place});
        return;
    }
    if (db.run(later, {entry.version, state, entry.patient.text(), to_ms(entry.at), place,
                       entry.id.text(), entry.version - 1}) != 1)
        throw Failure{{"store.failed", entry.id.text(), "The entry changed while it was written.",
                       "Another program writes past this one."},
                      false};
}

/// Only the difference is written: most changes leave most terms as they are.
void put_terms(Turn& turn, const Write& write) {
    static const Sql old_terms{"SELECT name, value FROM term WHERE id = :id", "tt"};
    static const Sql drop{"DELETE FROM term WHERE kind = :kind AND name = :name AND "
                          "value = :value AND id = :id"};
    static const Into terms{"term", "kind, name, value, id"};
    Connection& db = turn.connection();
    const std::string_view kind = record::text(write.kind);
    TermSet wanted, there;
    for (const record::Term& term : write.index.terms)
        wanted.emplace(term.name, term.value);
    if (write.follows > 0)
        db.each(old_terms, {write.id.text()},
                [&](const Row& row) { there.emplace(row.text(0), row.text(1)); });
    for (const auto& [name, value] : there)
        if (wanted.count({name, value}) == 0)
            db.run(drop, {kind, name, value, write.id.text()});
    std::vector<Values> rows;
    for (const auto& [name, value] : wanted)
        if (there.count({name, value}) == 0)
            rows.push_back({kind, name, value, write.id.text()});
    insert_rows(db, terms, rows);
}

void drop_claims(Turn& turn, const Write& write) {
    static const Sql drop{"DELETE FROM claim WHERE id = :id"};
    if (write.follows > 0)
        turn.connection().run(drop, {write.id.text()});
}

void put_claims(Turn& turn, const Write& write) {
    static const Into claims{"claim", "claimed, from_ms, to_ms, id"};
    if (!claims_time(write.state))
        return;
    std::vector<Values> rows;
    for (const record::Claim& claim : write.index.claims)
        rows.push_back({claim.of.text(), to_ms(claim.from), to_ms(claim.to), write.id.text()});
    insert_rows(turn.connection(), claims, rows);
}

void put_blob(Turn& turn, const ReadyBlob& blob, const std::vector<Write>& writes) {
    static const Into blobs{"blob", "digest, media_type, size", " ON CONFLICT DO NOTHING"};
    static const Into parts{"blob_part", "digest, part, bytes"};
    static const Into patients{"blob_patient", "digest, patient", " ON CONFLICT DO NOTHING"};
    Connection& db = turn.connection();
    if (insert_rows(db, blobs, {{blob.digest, blob.media_type, blob.size}}) == 1)
        for (std::size_t i = 0; i < blob.parts.size(); ++i)
            insert_rows(db, parts, {{blob.digest, static_cast<std::int64_t>(i), blob.parts[i]}});
    std::set<std::string> whose;
    for (const Write& write : writes)
        whose.insert(write.patient.text());
    if (whose.empty())
        whose.insert("");
    std::vector<Values> rows;
    for (const std::string& patient : whose)
        rows.push_back({blob.digest, patient});
    insert_rows(db, patients, rows);
}

void append_row(Turn& turn, const Act& act, const record::Entry& entry) {
    AuditRow row;
    row.at = entry.at;
    row.by = act.by;
    row.action = act.action;
    row.kind = record::text(entry.kind);
    row.entry = entry.id.text();
    row.version = entry.version;
    row.patient = entry.patient.text();
    row.outcome = "done";
    row.reason = act.reason;
    row.from = act.from;
    turn.append(std::move(row));
}

std::vector<record::Entry> put(Turn& turn, const Act& act, const std::vector<Write>& writes) {
    for (const Write& write : writes) // all before any is put: claims may change hands
        drop_claims(turn, write);
    std::vector<record::Entry> entries;
    for (const Write& write : writes) {
        entries.push_back(entry_of(turn, act, write));
        put_version(turn, entries.back(), turn.next_place());
        put_terms(turn, write);
        put_claims(turn, write);
        append_row(turn, act, entries.back());
    }
    return entries;
}

/// Somebody may have written an entry of the patient after these were read.
void judge_completeness(Turn& turn, const record::EntryId& patient,
                        const std::vector<Write>& writes) {
    static const Sql find{"SELECT id FROM entry WHERE patient = :patient AND state <> 'erased'",
                          "t"};
    std::set<std::string> left;
    turn.connection().each(find, {patient.text()},
                           [&](const Row& row) { left.insert(row.text(0)); });
    for (const Write& write : writes)
        if (left.erase(write.id.text()) == 0)
            refuse("record.conflict", write.id.text(), "This is no entry of the patient.");
    if (!left.empty())
        refuse("record.conflict", *left.begin(),
               "The patient has an entry that would not be made anonymous.",
               "Read the patient's entries again.");
}

void empty_history(Turn& turn, const std::vector<record::Entry>& entries) {
    static const Sql empty{"UPDATE entry_version SET body = '', reason = '' "
                           "WHERE id = :id AND version < :version"};
    for (const record::Entry& entry : entries)
        turn.connection().run(empty, {entry.id.text(), entry.version});
}

void drop_blobs(Turn& turn, const record::EntryId& patient) {
    static const Sql unlink{"DELETE FROM blob_patient WHERE patient = :patient"};
    static const Sql drop_parts{"DELETE FROM blob_part WHERE digest = :digest AND NOT EXISTS "
                                "(SELECT 1 FROM blob_patient p WHERE p.digest = blob_part.digest)"};
    static const Sql drop{"DELETE FROM blob WHERE digest = :digest AND NOT EXISTS "
                          "(SELECT 1 FROM blob_patient p WHERE p.digest = blob.digest)"};
    static const Sql find{"SELECT digest FROM blob_patient WHERE patient = :patient", "t"};
    Connection& db = turn.connection();
    std::vector<std::string> digests;
    db.each(find, {patient.text()}, [&](const Row& row) { digests.push_back(row.text(0)); });
    db.run(unlink, {patient.text()});
    for (const std::string& digest : digests) {
        db.run(drop_parts, {digest});
        db.run(drop, {digest});
    }
}

} // namespace

ReadyBlob make_ready(const Blob& blob) {
    ReadyBlob ready{base::sha256(blob.bytes),
                    blob.media_type,
                    static_cast<std::int64_t>(blob.bytes.size()),
                    {}};
    const std::string_view bytes = blob.bytes;
    for (std::size_t at = 0; at < bytes.size(); at += part_size)
        ready.parts.push_back(base::to_base64(bytes.substr(at, part_size)));
    return ready;
}

std::vector<record::Entry> write_change(Turn& turn, const Change& change,
                                        const std::vector<ReadyBlob>& blobs) {
    Connection& db = turn.connection();
    const Standings standings = standings_of(db, change.writes);
    judge_versions(standings, change.writes);
    judge_states(db, standings, change.writes);
    judge_references(standings, change.writes);
    judge_claims(db, change.writes);
    for (const ReadyBlob& blob : blobs)
        put_blob(turn, blob, change.writes);
    return put(turn, change.act, change.writes);
}

void erase_patient(Turn& turn, const Act& act, const record::EntryId& patient,
                   const std::vector<Write>& writes) {
    std::vector<Write> erased = writes;
    for (Write& write : erased) {
        write.state = record::State::Erased;
        write.index.terms.clear();
        write.index.claims.clear();
    }
    const Standings standings = standings_of(turn.connection(), erased);
    judge_versions(standings, erased);
    judge_references(standings, erased);
    judge_completeness(turn, patient, erased);
    const auto entries = put(turn, act, erased);
    empty_history(turn, entries);
    drop_blobs(turn, patient);
}

} // namespace filiform::store
