// SPDX-License-Identifier: Apache-2.0
#include "store/chain.h"

#include <algorithm>
#include <limits>

#include "base/digest.h"
#include "store/storable.h"
#include "store/turn.h"

namespace filiform::store {

namespace {

constexpr const char* columns = "SELECT place, at_ms, done_by, action, kind, entry, version, "
                                "patient, outcome, reason, origin, hash FROM audit";
constexpr const char* column_types = "iittttittttt";
constexpr std::int64_t rows_at_once = 4096;

AuditRow read_row(const Row& row) {
    return {row.whole(0), from_ms(row.whole(1)), row.text(2),  row.text(3),
            row.text(4),  row.text(5),           row.whole(6), row.text(7),
            row.text(8),  row.text(9),           row.text(10), row.text(11)};
}

/// Notes the first row that does not follow.
void judge_row(AuditCheck& check, const AuditRow& row) {
    if (check.broken)
        return;
    const std::int64_t expected = check.rows + 1;
    if (row.place != expected) {
        check.broken = expected;
        check.what = "Row " + std::to_string(expected) + " is missing.";
    } else if (row.hash != audit_hash(check.head, row)) {
        check.broken = expected;
        check.what = "Row " + std::to_string(expected) +
                     " does not follow from those before: it, or one of them, was changed.";
    } else {
        check.rows = expected;
        check.head = row.hash;
    }
}

void judge_end(AuditCheck& check, std::int64_t place, const std::string& hash) {
    if (check.broken || (place == check.rows && hash == check.head))
        return;
    check.broken = std::min(place, check.rows) + 1;
    check.what = place > check.rows
                     ? "Rows " + std::to_string(check.rows + 1) + " to " + std::to_string(place) +
                           " are missing."
                     : "The store does not know of the rows from " + std::to_string(*check.broken) +
                           " on, or its head was changed.";
}

} // namespace

std::string audit_hash(const std::string& before, const AuditRow& row) {
    std::string bytes;
    const auto add = [&](const std::string& field) {
        bytes += std::to_string(field.size()) + ":" + field;
    };
    add(before);
    add(std::to_string(row.place));
    add(std::to_string(to_ms(row.at)));
    for (const std::string* field : {&row.by, &row.action, &row.kind, &row.entry})
        add(*field);
    add(std::to_string(row.version));
    for (const std::string* field : {&row.patient, &row.outcome, &row.reason, &row.from})
        add(*field);
    return base::sha256(bytes);
}

AuditCheck check_chain(Connection& connection) {
    const Sql page{std::string(columns) + " WHERE place > :after ORDER BY place LIMIT " +
                       std::to_string(rows_at_once),
                   column_types};
    const Sql head{"SELECT audit_place, audit_hash FROM head", "it"};
    AuditCheck check;
    connection.begin_snapshot();
    try {
        std::int64_t seen = rows_at_once, last = -1;
        while (seen == rows_at_once && !check.broken) {
            seen = 0;
            connection.each(page, {last}, [&](const Row& row) {
                last = row.whole(0);
                judge_row(check, read_row(row));
                ++seen;
            });
        }
        connection.each(head, {},
                        [&](const Row& row) { judge_end(check, row.whole(0), row.text(1)); });
        connection.commit();
    } catch (...) {
        connection.roll_back();
        throw;
    }
    return check;
}

std::vector<AuditRow> find_audit(Connection& connection, const AuditQuery& query) {
    for (const auto* asked : {&query.by, &query.patient, &query.entry, &query.action})
        if (*asked && !is_storable(**asked))
            return {}; // and no row has it
    const bool is_newest_first = query.order == AuditQuery::Order::NewestFirst;
    std::string text = std::string(columns) +
                       (is_newest_first ? " WHERE place < :after" : " WHERE place > :after");
    constexpr std::int64_t behind_all = std::numeric_limits<std::int64_t>::max();
    Values values{is_newest_first && query.after == 0 ? behind_all : query.after};
    const auto add = [&](const char* condition, Value value) {
        text += condition;
        values.push_back(value);
    };
    if (query.by)
        add(" AND done_by = :by", *query.by);
    if (query.patient)
        add(" AND patient = :patient", *query.patient);
    if (query.entry)
        add(" AND entry = :entry", *query.entry);
    if (query.action)
        add(" AND action = :action", *query.action);
    if (query.from)
        add(" AND at_ms >= :from", to_ms(*query.from));
    if (query.before)
        add(" AND at_ms < :before", to_ms(*query.before));
    add(is_newest_first ? " ORDER BY place DESC LIMIT :most" : " ORDER BY place LIMIT :most",
        static_cast<std::int64_t>(query.most));
    std::vector<AuditRow> rows;
    connection.each({text, column_types}, values,
                    [&](const Row& row) { rows.push_back(read_row(row)); });
    return rows;
}

} // namespace filiform::store
