// SPDX-License-Identifier: Apache-2.0
#include "server/record_search.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <set>

#include "base/date.h"
#include "record/folding.h"
#include "record/index.h"

namespace filiform::server {

namespace {

using Type = record::SearchParameter::Type;
using Match = store::Query::Condition::Match;

constexpr std::size_t most_results = 200;
constexpr std::size_t most_values = 50;

std::vector<std::string> comma_separated(std::string_view text) {
    std::vector<std::string> out;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find(','), text.size());
        if (end > 0)
            out.emplace_back(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return out;
}

/// A day or a moment as a stretch of time, as texts that compare as the moments do.
struct Stretch {
    std::string from, before;
};

std::optional<Stretch> stretch_of(std::string_view text) {
    if (const auto day = base::read_date(text)) {
        const base::Date next = std::chrono::sys_days(*day) + std::chrono::days(1);
        return Stretch{base::text(*day), base::text(next)};
    }
    if (const auto moment = base::read_instant(text))
        return Stretch{base::text(*moment), base::text(*moment + std::chrono::milliseconds(1))};
    return std::nullopt;
}

/// [from, before) of "ge2026-11-29" and the like; nothing when it is not so written.
std::optional<Stretch> bounds_of(std::string_view text) {
    const std::string_view prefix = text.substr(0, std::min<std::size_t>(2, text.size()));
    const bool has_prefix =
        prefix == "ge" || prefix == "gt" || prefix == "le" || prefix == "lt" || prefix == "eq";
    const auto stretch = stretch_of(has_prefix ? text.substr(2) : text);
    if (!stretch || !has_prefix || prefix == "eq")
        return stretch;
    if (prefix == "ge")
        return Stretch{stretch->from, ""};
    if (prefix == "gt")
        return Stretch{stretch->before, ""};
    return Stretch{"", prefix == "le" ? stretch->before : stretch->from};
}

class QueryReader {
  public:
    explicit QueryReader(record::Kind kind) : known_(record::search_parameters(kind)) {
        query_.kind = kind;
    }

    void read(const Named& parameter) {
        if (!read_common(parameter) && !read_term(parameter))
            complain(parameter, "There is no parameter of this name here.", names());
    }

    base::Checked<store::Query> take() && {
        if (!problems_.empty())
            return tl::unexpected(std::move(problems_));
        return std::move(query_);
    }

  private:
    void complain(const Named& parameter, std::string what, std::string hint) {
        problems_.push_back(
            {"request.parameter", parameter.name, std::move(what), std::move(hint)});
    }

    std::string names() const {
        std::string out = "There are: ";
        for (const auto& one : known_)
            out += one.name + ", ";
        return out + "patient, id, state, changed, limit, after, sort, total.";
    }

    bool read_common(const Named& one) {
        constexpr std::array single{"patient", "limit", "after", "sort", "total"};
        const bool is_single = std::find(single.begin(), single.end(), one.name) != single.end();
        if (is_single && !seen_.insert(one.name).second)
            complain(one, "This parameter is there twice.", "Give it once.");
        if (one.name == "patient")
            read_patient(one);
        else if (one.name == "id")
            read_ids(one);
        else if (one.name == "state")
            read_states(one);
        else if (one.name == "changed")
            read_changed(one);
        else if (one.name == "limit")
            read_limit(one);
        else if (one.name == "after")
            query_.after = one.value;
        else if (one.name == "sort")
            read_sort(one);
        else if (one.name == "total")
            read_total(one);
        else
            return false;
        return true;
    }

    void read_patient(const Named& one) {
        if (!record::is_entry_id(one.value))
            complain(one, "This is not the id of an entry.", "Give the patient's id.");
        else
            query_.patient = record::EntryId(one.value);
    }

    void read_ids(const Named& one) {
        for (const std::string& id : comma_separated(one.value))
            if (record::is_entry_id(id))
                query_.ids.emplace_back(id);
        if (query_.ids.empty() || query_.ids.size() > most_values)
            complain(one, "This is not one to 50 ids.", "Separate them with commas.");
    }

    void read_states(const Named& one) {
        for (const std::string& word : comma_separated(one.value)) {
            const auto state = record::state_of_word(word);
            if (!state)
                complain(one, "This is no state of an entry.",
                         "open, signed, superseded, withdrawn, mistaken, erased.");
            else
                query_.states.push_back(*state);
        }
    }

    void read_changed(const Named& one) {
        const auto bounds = bounds_of(one.value);
        if (!bounds) {
            complain_of_time(one);
            return;
        }
        const auto instant = [](const std::string& text) -> std::optional<base::Instant> {
            if (text.empty())
                return std::nullopt;
            if (const auto day = base::read_date(text))
                return base::Instant(std::chrono::sys_days(*day));
            return *base::read_instant(text);
        };
        if (!bounds->from.empty())
            query_.changed_from = instant(bounds->from);
        if (!bounds->before.empty())
            query_.changed_before = instant(bounds->before);
    }

    void complain_of_time(const Named& one) {
        complain(one, "This is neither a day nor a moment with its zone.",
                 "Write it like ge2026-11-29 or lt2026-11-29T14:00:00Z.");
    }

    void read_limit(const Named& one) {
        std::size_t limit = 0;
        const char* end = one.value.data() + one.value.size();
        const auto read = std::from_chars(one.value.data(), end, limit);
        if (read.ec != std::errc() || read.ptr != end || limit < 1 || limit > most_results)
            complain(one, "This is not a number from 1 to 200.",
                     "Ask for further pages with after.");
        else
            query_.most = limit;
    }

    void read_total(const Named& one) {
        query_.with_total = one.value == "true";
        if (one.value != "true" && one.value != "false")
            complain(one, "This is neither true nor false.", "Write true, or leave it out.");
    }

    void read_sort(const Named& one) {
        query_.is_descending = one.value.starts_with('-');
        query_.order_by = one.value.substr(query_.is_descending ? 1 : 0);
        const bool is_known = query_.order_by == "changed" ||
                              std::any_of(known_.begin(), known_.end(), [&](const auto& known) {
                                  return known.name == query_.order_by;
                              });
        if (!is_known)
            complain(one, "This is nothing to sort by.", names());
        if (query_.order_by == "changed")
            query_.order_by.clear();
    }

    bool read_term(const Named& one) {
        const auto known = std::find_if(known_.begin(), known_.end(),
                                        [&](const auto& each) { return each.name == one.name; });
        if (known == known_.end())
            return false;
        store::Query::Condition condition;
        condition.term = one.name;
        switch (known->type) {
        case Type::Text:
            condition.match = Match::Beginning;
            condition.values = {record::folded(one.value)};
            break;
        case Type::Word:
        case Type::Reference:
            condition.values = comma_separated(one.value);
            break;
        case Type::Date:
        case Type::Instant:
            add_bounds(one, condition);
            break;
        }
        const bool is_empty = condition.match != Match::Between &&
                              (condition.values.empty() || condition.values.front().empty());
        if (is_empty || condition.values.size() > most_values)
            complain(one, "There is nothing here to look for, or too much.",
                     "Give one to 50 values.");
        query_.all.push_back(std::move(condition));
        return true;
    }

    void add_bounds(const Named& one, store::Query::Condition& condition) {
        condition.match = Match::Between;
        const auto bounds = bounds_of(one.value);
        if (!bounds) {
            complain_of_time(one);
            return;
        }
        condition.from = bounds->from;
        condition.before = bounds->before;
    }

    std::vector<record::SearchParameter> known_;
    std::set<std::string> seen_;
    store::Query query_;
    base::Problems problems_;
};

} // namespace

base::Checked<store::Query> read_query(record::Kind kind, const std::vector<Named>& parameters) {
    QueryReader reader(kind);
    for (const Named& one : parameters)
        reader.read(one);
    return std::move(reader).take();
}

std::vector<Told> told_of(record::Kind kind) {
    constexpr const char* any = R"({"type":"string"})";
    constexpr const char* bound =
        R"({"type":"string","pattern":"^(ge|gt|le|lt|eq)?[0-9]{4}-[0-9]{2}-[0-9]{2}"})";
    constexpr const char* id = R"({"type":"string","pattern":"^[A-Za-z0-9.-]{1,64}$"})";
    constexpr const char* ids = R"({"type":"string","pattern":"^[A-Za-z0-9.,-]+$"})";
    constexpr const char* words = R"({"type":"string","pattern":"^-?[a-z,-]+$"})";
    std::vector<Told> all{
        {"patient", "Only of this patient.", id, false, false},
        {"id", "Only these, separated by commas.", ids, false, false},
        {"state", "Only in these states, separated by commas.", words, false, false},
        {"changed", "Last written then: ge, gt, le or lt before a day or a moment.", bound, false,
         false},
        {"limit", "How many at most.", R"({"type":"integer","minimum":1,"maximum":200})", false,
         false},
        {"after", "`next` of the page before.", any, false, false},
        {"sort", "A parameter's name, with - before it for the last first.", words, false, false},
        {"total", "true: count all there are.", R"({"type":"boolean"})", false, false}};
    for (const record::SearchParameter& one : record::search_parameters(kind)) {
        const bool is_of_time = one.type == Type::Date || one.type == Type::Instant;
        if (one.name != "patient")
            all.push_back({one.name, one.about, is_of_time ? bound : any, false, false});
    }
    return all;
}

} // namespace filiform::server
