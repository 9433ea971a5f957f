// SPDX-License-Identifier: Apache-2.0
#include "store/turn.h"

#include <algorithm>

#include "store/chain.h"
#include "store/many_rows.h"
#include "store/schema.h"

namespace filiform::store {

Turn::Turn(Connection& connection) : connection_(connection) {
    static const Sql take_head{"UPDATE head SET turn = turn + 1 RETURNING schema_version, place, "
                               "at_ms, audit_place, audit_hash",
                               "iiiit"};
    std::int64_t schema = 0;
    connection_.begin();
    is_open_ = true;
    try {
        connection_.each(take_head, {}, [&](const Row& row) {
            schema = row.whole(0);
            place_ = row.whole(1);
            at_ms_ = row.whole(2);
            audit_place_ = row.whole(3);
            audit_hash_ = row.text(4);
        });
        if (schema != newest_schema())
            throw Failure{{"store.newer", connection_.address().shown,
                           "A later program has taken this store over.",
                           "Stop this one and use the later program."},
                          false};
    } catch (...) {
        connection_.roll_back();
        throw;
    }
}

Turn::~Turn() {
    if (is_open_)
        connection_.roll_back();
}

base::Instant Turn::moment(base::Instant now) {
    at_ms_ = std::max(at_ms_, to_ms(now));
    return from_ms(at_ms_);
}

void Turn::append(AuditRow row) {
    row.place = ++audit_place_;
    row.at = moment(row.at);
    row.hash = audit_hash(audit_hash_, row);
    audit_hash_ = row.hash;
    rows_.push_back(std::move(row));
}

void Turn::finish() {
    static const Sql put_head{"UPDATE head SET place = :place, at_ms = :at, "
                              "audit_place = :audit_place, audit_hash = :audit_hash"};
    std::vector<Values> rows;
    rows.reserve(rows_.size());
    for (const AuditRow& row : rows_)
        rows.push_back({row.place, to_ms(row.at), row.by, row.action, row.kind, row.entry,
                        row.version, row.patient, row.outcome, row.reason, row.from, row.hash});
    insert_rows(connection_,
                {"audit", "place, at_ms, done_by, action, kind, entry, version, patient, outcome, "
                          "reason, origin, hash"},
                rows);
    connection_.run(put_head, {place_, at_ms_, audit_place_, audit_hash_});
}

void Turn::commit() {
    connection_.commit();
    is_open_ = false;
}

} // namespace filiform::store
