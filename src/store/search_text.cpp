// SPDX-License-Identifier: Apache-2.0
#include "store/search_text.h"

#include "store/turn.h"

namespace filiform::store {

namespace {

using Match = Query::Condition::Match;

/// Behind every text that begins as another does: no character follows it.
constexpr const char* last_character = "\U0010FFFF";

void add_beginnings(SearchText& sql, const char* table, const std::vector<std::string>& values) {
    sql << "(";
    for (std::size_t i = 0; i < values.size(); ++i) {
        sql << (i == 0 ? "(" : " OR (") << table << ".value >= ";
        sql.value(values[i]) << " AND " << table << ".value < ";
        sql.value(values[i] + last_character) << ")";
    }
    sql << ")";
}

void add_between(SearchText& sql, const char* table, const Query::Condition& condition) {
    sql << table << ".value >= ";
    sql.value(condition.from);
    if (!condition.before.empty()) {
        sql << " AND " << table << ".value < ";
        sql.value(condition.before);
    }
}

} // namespace

std::vector<std::string> words_of(const std::vector<record::State>& states) {
    std::vector<std::string> words;
    for (const record::State state : states)
        words.emplace_back(record::text(state));
    if (words.empty())
        for (const record::State state : {record::State::Open, record::State::Signed,
                                          record::State::Superseded, record::State::Withdrawn})
            words.emplace_back(record::text(state));
    return words;
}

SearchText& SearchText::operator<<(const char* text) {
    text_ += text;
    return *this;
}

SearchText& SearchText::value(std::string text) {
    text_ += ":p" + std::to_string(values_.size());
    values_.emplace_back(kept_.emplace_back(std::move(text)));
    return *this;
}

SearchText& SearchText::value(std::int64_t whole) {
    text_ += ":p" + std::to_string(values_.size());
    values_.emplace_back(whole);
    return *this;
}

SearchText& SearchText::list(const std::vector<std::string>& texts) {
    for (std::size_t i = 0; i < texts.size(); ++i) {
        *this << (i == 0 ? "(" : ", ");
        value(texts[i]);
    }
    return *this << ")";
}

void SearchText::run(Connection& connection, const char* columns,
                     const std::function<void(const Row&)>& visit) const {
    connection.each({text_, columns}, values_, visit);
}

void add_match(SearchText& sql, const char* table, const Query::Condition& condition) {
    switch (condition.match) {
    case Match::Exactly:
        sql << table << ".value IN ";
        sql.list(condition.values);
        return;
    case Match::Beginning:
        add_beginnings(sql, table, condition.values);
        return;
    case Match::Between:
        add_between(sql, table, condition);
        return;
    }
}

void add_condition(SearchText& sql, const Query::Condition& condition) {
    sql << (condition.is_absent ? " AND NOT EXISTS" : " AND EXISTS")
        << " (SELECT 1 FROM term t WHERE t.id = e.id AND t.name = ";
    sql.value(condition.term);
    if (!condition.is_absent) {
        sql << " AND ";
        add_match(sql, "t", condition);
    }
    sql << ")";
}

void add_entry_conditions(SearchText& sql, const Query& query) {
    sql << "e.kind = ";
    sql.value(std::string(record::text(query.kind))) << " AND e.state IN ";
    sql.list(words_of(query.states));
    if (query.patient) {
        sql << " AND e.patient = ";
        sql.value(query.patient->text());
    }
    if (query.open_by) {
        sql << " AND (e.state <> ";
        sql.value(std::string(record::text(record::State::Open)))
            << " OR EXISTS (SELECT 1 FROM entry_version b WHERE b.place = e.place AND "
               "b.written_by = ";
        sql.value(*query.open_by) << "))";
    }
    if (!query.ids.empty()) {
        std::vector<std::string> ids;
        for (const record::EntryId& id : query.ids)
            ids.push_back(id.text());
        sql << " AND e.id IN ";
        sql.list(ids);
    }
    if (query.changed_from) {
        sql << " AND e.at_ms >= ";
        sql.value(to_ms(*query.changed_from));
    }
    if (query.changed_before) {
        sql << " AND e.at_ms < ";
        sql.value(to_ms(*query.changed_before));
    }
}

} // namespace filiform::store
