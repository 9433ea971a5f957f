// SPDX-License-Identifier: Apache-2.0
#include "store/search.h"

#include <algorithm>

#include "store/entries.h"
#include "store/search_cursor.h"
#include "store/search_text.h"
#include "store/storable.h"

namespace filiform::store {

namespace {

using Condition = Query::Condition;
using Part = Cursor::Part;

constexpr std::size_t most_entries = 1000;
constexpr std::size_t most_values = 1000; ///< of a condition, and ids

[[noreturn]] void bad_query(std::string what) {
    refuse("store.query", "", std::move(what));
}

void check(const Query& query) {
    if (query.most < 1 || query.most > most_entries)
        bad_query("A page has 1 to 1000 entries.");
    if (!is_storable(query.order_by) || query.ids.size() > most_values)
        bad_query("The order is no term, or there are more than 1000 ids.");
    const auto is_text = [](const record::EntryId& id) { return is_storable(id.text()); };
    if (!std::all_of(query.ids.begin(), query.ids.end(), is_text) ||
        (query.patient && !is_text(*query.patient)) ||
        (query.open_by && !is_storable(*query.open_by)))
        bad_query("An id is not UTF-8.");
    for (const Condition& condition : query.all) {
        bool is_good = is_storable(condition.term) && is_storable(condition.from) &&
                       is_storable(condition.before) && condition.values.size() <= most_values;
        for (const std::string& value : condition.values)
            is_good = is_good && is_storable(value);
        if (!is_good)
            bad_query("A condition has more than 1000 values, or a text that is not UTF-8.");
    }
}

/// Nothing can meet it.
bool is_empty(const Query& query) {
    return std::any_of(query.all.begin(), query.all.end(), [](const Condition& condition) {
        return !condition.is_absent && condition.match != Condition::Match::Between &&
               condition.values.empty();
    });
}

void add_terms(SearchText& sql, const Query& query, const Condition& condition) {
    sql << "term t WHERE t.kind = ";
    sql.value(std::string(record::text(query.kind))) << " AND t.name = ";
    sql.value(condition.term) << " AND ";
    add_match(sql, "t", condition);
}

/// What is looked for first: a condition, the patient, the ids; or nothing, to walk in order.
struct Lead {
    enum class By { Order, Term, Patient, Ids } by = By::Order;
    const Query::Condition* condition = nullptr;
};

/// How many, at most one more than `few_entries`.
std::int64_t count_few(Connection& connection, const Query& query, const Lead& lead) {
    SearchText sql;
    sql << "SELECT count(*) FROM (SELECT 1 FROM ";
    if (lead.by == Lead::By::Term) {
        add_terms(sql, query, *lead.condition);
    } else {
        sql << "entry WHERE patient = ";
        sql.value(query.patient->text()) << " AND kind = ";
        sql.value(std::string(record::text(query.kind)));
    }
    sql << " LIMIT ";
    sql.value(few_entries + 1) << ") few";
    std::int64_t count = 0;
    sql.run(connection, "i", [&](const Row& row) { count = row.whole(0); });
    return count;
}

Lead choose_lead(Connection& connection, const Query& query) {
    if (!query.ids.empty())
        return {Lead::By::Ids, nullptr};
    Lead best;
    std::int64_t fewest = few_entries + 1;
    const auto consider = [&](const Lead& lead) {
        if (const std::int64_t count = count_few(connection, query, lead); count < fewest) {
            fewest = count;
            best = lead;
        }
    };
    if (query.patient)
        consider({Lead::By::Patient, nullptr});
    for (const Condition& condition : query.all)
        if (!condition.is_absent)
            consider({Lead::By::Term, &condition});
    return best;
}

/// "FROM … e": CROSS JOIN, because SQLite then keeps to the order in which the tables stand.
void add_source(SearchText& sql, const Query& query, const Lead& lead) {
    switch (lead.by) {
    case Lead::By::Order:
    case Lead::By::Ids:
        sql << " FROM entry e";
        return;
    case Lead::By::Term:
        sql << " FROM (SELECT DISTINCT t.id FROM ";
        add_terms(sql, query, *lead.condition);
        break;
    case Lead::By::Patient:
        sql << " FROM (SELECT id FROM entry WHERE patient = ";
        sql.value(query.patient->text()) << " AND kind = ";
        sql.value(std::string(record::text(query.kind)));
        break;
    }
    sql << ") d CROSS JOIN entry e";
}

void add_where(SearchText& sql, const Query& query, const Lead& lead) {
    sql << " WHERE ";
    if (lead.by == Lead::By::Term || lead.by == Lead::By::Patient)
        sql << "e.id = d.id AND ";
    add_entry_conditions(sql, query);
    for (const Condition& condition : query.all)
        if (&condition != lead.condition)
            add_condition(sql, condition);
}

/// The conditions on the term that orders, held against one of its values.
void add_order_matches(SearchText& sql, const char* table, const Query& query) {
    for (const Condition& condition : query.all)
        if (condition.term == query.order_by && !condition.is_absent) {
            sql << " AND ";
            add_match(sql, table, condition);
        }
}

/// Of several values of one entry, the first one allowed is where it stands.
void add_order(SearchText& sql, const Query& query) {
    sql << " AND o.id = e.id AND o.name = ";
    sql.value(query.order_by) << " AND o.kind = ";
    sql.value(std::string(record::text(query.kind)));
    add_order_matches(sql, "o", query);
    sql << " AND NOT EXISTS (SELECT 1 FROM term s WHERE s.id = o.id AND s.name = ";
    sql.value(query.order_by) << " AND s.value " << (query.is_descending ? ">" : "<") << " o.value";
    add_order_matches(sql, "s", query);
    sql << ")";
}

const char* behind(const Query& query) {
    return query.is_descending ? " < " : " > ";
}

/// The sorted, limited list of places on the page.
void add_places(SearchText& sql, const Query& query, const Lead& lead, Part part,
                const std::optional<Cursor>& after, std::size_t most) {
    const char* const down = query.is_descending ? " DESC" : "";
    const bool is_walk = part == Part::Ordered && lead.by == Lead::By::Order;
    sql << (part == Part::Ordered ? "SELECT e.place AS place, o.value AS sort_value"
                                  : "SELECT e.place AS place, '' AS sort_value");
    if (is_walk)
        sql << " FROM term o CROSS JOIN entry e";
    else
        add_source(sql, query, lead);
    if (part == Part::Ordered && !is_walk)
        sql << " CROSS JOIN term o";
    add_where(sql, query, lead);
    if (part == Part::Ordered)
        add_order(sql, query);
    if (part == Part::Unordered) {
        Condition none;
        none.term = query.order_by;
        none.is_absent = true;
        add_condition(sql, none);
    }
    if (after && part == Part::Written) {
        sql << " AND (e.at_ms, e.place)" << behind(query) << "(";
        sql.value(after->at_ms) << ", ";
        sql.value(after->place) << ")";
    } else if (after && part == Part::Ordered) {
        sql << " AND (o.value, o.id)" << behind(query) << "(";
        sql.value(after->value) << ", ";
        sql.value(after->id) << ")";
    } else if (after) {
        sql << " AND e.id" << behind(query);
        sql.value(after->id);
    }
    sql << " ORDER BY "
        << (part == Part::Written   ? "e.at_ms"
            : part == Part::Ordered ? "o.value"
                                    : "e.id")
        << down << ", "
        << (part == Part::Written   ? "e.place"
            : part == Part::Ordered ? "o.id"
                                    : "e.id")
        << down << " LIMIT ";
    sql.value(static_cast<std::int64_t>(most));
}

struct Found {
    record::Entry entry;
    std::int64_t place = 0;
    std::string value;
};

std::vector<Found> find(Connection& connection, const Query& query, const Lead& lead, Part part,
                        const std::optional<Cursor>& after, std::size_t most) {
    const char* const down = query.is_descending ? " DESC" : "";
    SearchText sql;
    sql << "SELECT " << entry_columns << ", v.place, f.sort_value FROM (";
    add_places(sql, query, lead, part, after, most);
    sql << ") f CROSS JOIN entry_version v WHERE v.place = f.place ORDER BY "
        << (part == Part::Written   ? "v.place"
            : part == Part::Ordered ? "f.sort_value"
                                    : "v.id")
        << down << ", v.id" << down;
    std::vector<Found> found;
    sql.run(connection, (std::string(entry_types) + "it").c_str(), [&](const Row& row) {
        found.push_back({read_entry(connection, row), row.whole(9), row.text(10)});
    });
    return found;
}

Cursor cursor_of(const Found& found, Part part) {
    if (part == Part::Written)
        return {part, found.entry.at.time_since_epoch().count(), found.place, "", ""};
    return {part, 0, 0, found.value, found.entry.id.text()};
}

std::int64_t count(Connection& connection, const Query& query, const Lead& lead) {
    SearchText sql;
    sql << "SELECT count(*)";
    add_source(sql, query, lead);
    add_where(sql, query, lead);
    std::int64_t total = 0;
    sql.run(connection, "i", [&](const Row& row) { total = row.whole(0); });
    return total;
}

/// The order's term is asked for, so that no entry on the page can be without it.
bool needs_order(const Query& query) {
    return std::any_of(query.all.begin(), query.all.end(), [&](const Condition& condition) {
        return condition.term == query.order_by && !condition.is_absent;
    });
}

/// What a cursor over several kinds is of, so that one of another list is noticed.
Query written_last_first() {
    Query query;
    query.is_descending = true;
    return query;
}

SearchText text_of(const OfPatients& wanted, const std::optional<Cursor>& after) {
    std::vector<std::string> patients, kinds;
    for (const record::EntryId& id : wanted.patients)
        patients.push_back(id.text());
    for (const record::Kind kind : wanted.kinds)
        kinds.emplace_back(record::text(kind));
    SearchText sql;
    sql << "SELECT " << entry_columns << ", v.place FROM (SELECT e.place AS place FROM entry e "
        << "WHERE e.patient IN ";
    sql.list(patients) << " AND e.kind IN ";
    sql.list(kinds) << " AND e.state IN ";
    sql.list(words_of(wanted.states));
    if (after) {
        sql << " AND (e.at_ms, e.place) < (";
        sql.value(after->at_ms) << ", ";
        sql.value(after->place) << ")";
    }
    sql << " ORDER BY e.at_ms DESC, e.place DESC LIMIT ";
    sql.value(static_cast<std::int64_t>(wanted.most) + 1)
        << ") f CROSS JOIN entry_version v WHERE v.place = f.place ORDER BY v.place DESC";
    return sql;
}

} // namespace

Page of_patients(Connection& connection, const OfPatients& wanted) {
    if (wanted.most < 1 || wanted.most > most_entries)
        bad_query("A page has 1 to 1000 entries.");
    if (wanted.patients.empty() || wanted.patients.size() > most_values ||
        !std::all_of(wanted.patients.begin(), wanted.patients.end(),
                     [](const record::EntryId& id) { return is_storable(id.text()); }))
        bad_query("These are not 1 to 1000 patients.");
    std::optional<Cursor> after;
    if (!wanted.after.empty() && !(after = read_cursor(wanted.after, written_last_first())))
        bad_query("The page to go on from is not of this list.");
    Page page;
    if (wanted.kinds.empty())
        return page;
    std::optional<Cursor> last;
    text_of(wanted, after)
        .run(connection, (std::string(entry_types) + "i").c_str(), [&](const Row& row) {
            if (page.entries.size() == wanted.most) {
                page.next = write_cursor(*last, written_last_first());
                return;
            }
            page.entries.push_back(read_entry(connection, row));
            last = Cursor{Part::Written, page.entries.back().at.time_since_epoch().count(),
                          row.whole(9), "", ""};
        });
    return page;
}

Page search(Connection& connection, const Query& query) {
    check(query);
    std::optional<Cursor> after;
    if (!query.after.empty() && !(after = read_cursor(query.after, query)))
        bad_query("The page to go on from is not of this search.");
    Page page;
    if (query.with_total)
        page.total = 0;
    if (is_empty(query))
        return page;
    const Lead lead = choose_lead(connection, query);
    std::vector<Part> parts{Part::Written};
    if (!query.order_by.empty()) {
        parts = {Part::Ordered};
        if (!needs_order(query))
            parts.push_back(Part::Unordered);
        if (after && after->part == Part::Unordered)
            parts = {Part::Unordered};
    }
    std::optional<Cursor> last;
    for (const Part part : parts) {
        const bool goes_on = after && after->part == part;
        const std::size_t wanted = query.most + 1 - page.entries.size();
        for (Found& found :
             find(connection, query, lead, part, goes_on ? after : std::nullopt, wanted)) {
            if (page.entries.size() == query.most) {
                page.next = write_cursor(*last, query);
                break;
            }
            last = cursor_of(found, part);
            page.entries.push_back(std::move(found.entry));
        }
        if (!page.next.empty())
            break;
    }
    if (query.with_total)
        page.total = count(connection, query, lead);
    return page;
}

} // namespace filiform::store
