// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "fhir/search.h"
#include "fhir/search_value.h"
#include "record/folding.h"

namespace filiform::fhir {

namespace {

using Kind = SearchFacts::Kind;
using Modifier = SearchCondition::Modifier;

/// The record's term for a parameter, of one kind of entry.
struct TermOf {
    std::string name;
    bool is_loose = false; ///< the resource may lie up to a day after it
};

TermOf term_of(const SearchFacts& parameter, record::Kind kind) {
    const std::string prefix = std::string(record::text(kind)) + "=";
    for (const std::string_view one : parted(parameter.terms, '|'))
        if (one.starts_with(prefix)) {
            TermOf term{std::string(one.substr(prefix.size())), false};
            term.is_loose = term.name.ends_with('~');
            if (term.is_loose)
                term.name.pop_back();
            return term;
        }
    return {};
}

/// The record's word for a code of FHIR; nothing where there is none.
std::string word_for(const SearchFacts& parameter, std::string_view code) {
    if (parameter.words.empty())
        return record::folded(code);
    for (const std::string_view one : parted(parameter.words, '|'))
        if (one.substr(0, one.find('=')) == code)
            return std::string(one.substr(one.find('=') + 1));
    return "";
}

/// From the day that holds `low` up to the day after the one that holds `high`.
struct Days {
    std::optional<base::Instant> from, before;
};

Days bounds_of(const AskedDate& asked) {
    switch (asked.prefix) {
    case Prefix::Eq:
        return {asked.span.low, asked.span.high};
    case Prefix::Gt:
    case Prefix::Sa:
        return {asked.span.high, std::nullopt};
    case Prefix::Ge:
        return {asked.span.low, std::nullopt};
    case Prefix::Lt:
    case Prefix::Eb:
        return {std::nullopt, asked.span.low};
    case Prefix::Le:
        return {std::nullopt, asked.span.high};
    case Prefix::Ne:
        break;
    }
    return {};
}

class Narrower {
  public:
    Narrower(const Search& search, record::Kind kind) : search_(search) {
        query_.kind = kind;
        query_.is_exact = is_one_to_one(search.type);
    }

    EntryQuery make() {
        for (const std::string& id : search_.ids)
            for (const Origin& origin : origins_of(id))
                query_.ids.push_back(origin.entry);
        if (!search_.ids.empty() && query_.is_exact) // only the whole id can be meant
            std::erase_if(query_.ids, [&](const record::EntryId& one) {
                return std::find(search_.ids.begin(), search_.ids.end(), one.text()) ==
                       search_.ids.end();
            });
        for (const SearchCondition& condition : search_.conditions)
            if (!narrow(condition))
                query_.is_exact = false;
        order();
        return std::move(query_);
    }

  private:
    /// Types of which every entry of their kinds is one resource.
    static bool is_one_to_one(ResourceType type) {
        switch (type) {
        case ResourceType::Condition:
        case ResourceType::Observation:
        case ResourceType::QuestionnaireResponse:
        case ResourceType::RiskAssessment:
        case ResourceType::ServiceRequest:
        case ResourceType::Procedure:
        case ResourceType::DocumentReference:
        case ResourceType::Slot:
        case ResourceType::Provenance:
        case ResourceType::AuditEvent:
        case ResourceType::Measure:
        case ResourceType::MeasureReport:
        case ResourceType::Binary:
            return false;
        default: // every other
            return true;
        }
    }

    /// Adds what the store can look for; answers whether that is all that is asked.
    bool narrow(const SearchCondition& condition) {
        if (condition.parameter->name == "_lastUpdated" && condition.modifier == Modifier::None)
            return narrow_written(condition);
        const TermOf term = term_of(*condition.parameter, query_.kind);
        if (term.name.empty() || condition.modifier == Modifier::Missing ||
            condition.modifier == Modifier::Not || condition.modifier == Modifier::Contains)
            return false;
        switch (condition.parameter->kind) {
        case Kind::Token:
            return narrow_token(condition, term);
        case Kind::Reference:
            return narrow_reference(condition, term);
        case Kind::Text:
            return narrow_text(condition, term);
        case Kind::Date:
            return narrow_date(condition, term);
        case Kind::Uri:
            break;
        }
        return false;
    }

    bool narrow_written(const SearchCondition& condition) {
        const auto asked = read_asked_date(condition.values.front());
        if (condition.values.size() != 1 || !asked || asked->prefix == Prefix::Ne)
            return false;
        const Days bounds = bounds_of(*asked);
        if (bounds.from && (!query_.changed_from || *bounds.from > *query_.changed_from))
            query_.changed_from = bounds.from;
        if (bounds.before && (!query_.changed_before || *bounds.before < *query_.changed_before))
            query_.changed_before = bounds.before;
        return true;
    }

    bool narrow_token(const SearchCondition& condition, const TermOf& term) {
        EntryQuery::Condition made{term.name, false, {}, "", ""};
        bool is_exact = true;
        for (const std::string& value : condition.values) {
            const std::size_t bar = value.find('|');
            const std::string code = value.substr(bar == std::string::npos ? 0 : bar + 1);
            const std::string word = word_for(*condition.parameter, code);
            if (word.empty())
                return false;
            is_exact = is_exact && bar == std::string::npos;
            made.values.push_back(word);
        }
        query_.all.push_back(std::move(made));
        // A number may be kept under a name that is no address, and then has no system in FHIR.
        return is_exact && condition.parameter->name != "identifier";
    }

    bool narrow_reference(const SearchCondition& condition, const TermOf& term) {
        EntryQuery::Condition made{term.name, false, {}, "", ""};
        for (const std::string& value : condition.values) {
            const std::size_t slash = value.rfind('/');
            made.values.push_back(slash == std::string::npos ? value : value.substr(slash + 1));
        }
        if (term.name == "@") {
            std::vector<record::EntryId> named;
            for (const std::string& one : made.values)
                named.emplace_back(one);
            keep_ids(named);
            return true;
        }
        query_.all.push_back(std::move(made));
        // "Location/x" finds no patient, which the term alone does not know.
        return std::all_of(
            condition.values.begin(), condition.values.end(), [](const std::string& one) {
                return one.find('/') == std::string::npos || one.starts_with("Patient/");
            });
    }

    void keep_ids(const std::vector<record::EntryId>& named) {
        if (query_.ids.empty()) {
            query_.ids = named;
            return;
        }
        std::erase_if(query_.ids, [&](const record::EntryId& one) {
            return std::find(named.begin(), named.end(), one) == named.end();
        });
        if (query_.ids.empty()) // nothing can be both; no id is empty
            query_.ids.emplace_back();
    }

    bool narrow_text(const SearchCondition& condition, const TermOf& term) {
        EntryQuery::Condition made{term.name, true, {}, "", ""};
        for (const std::string& value : condition.values)
            made.values.push_back(record::folded(value));
        if (std::any_of(made.values.begin(), made.values.end(),
                        [](const std::string& one) { return one.empty(); }))
            return false;
        query_.all.push_back(std::move(made));
        return false; // a term leaves out what follows the eighth word
    }

    bool narrow_date(const SearchCondition& condition, const TermOf& term) {
        using std::chrono::days;
        using std::chrono::floor;
        const auto asked = read_asked_date(condition.values.front());
        if (condition.values.size() != 1 || !asked || asked->prefix == Prefix::Ne)
            return false;
        const Days bounds = bounds_of(*asked);
        EntryQuery::Condition made{term.name, false, {}, "", ""};
        bool is_exact = !term.is_loose;
        if (bounds.from) {
            const auto day = floor<days>(*bounds.from);
            is_exact = is_exact && base::Instant(day) == *bounds.from;
            made.from = base::text(base::Date(day - days(term.is_loose ? 1 : 0)));
        }
        // Years of five digits do not sort as texts; there is nothing in them.
        if (bounds.before && *bounds.before < base::Instant(std::chrono::sys_days(
                                                  base::Date(std::chrono::year(9999) / 12 / 31)))) {
            const auto day = floor<days>(*bounds.before);
            const bool is_midnight = base::Instant(day) == *bounds.before;
            is_exact = is_exact && is_midnight;
            made.before = base::text(base::Date(day + days(is_midnight ? 0 : 1)));
        }
        query_.all.push_back(std::move(made));
        return is_exact;
    }

    void order() {
        if (search_.sort.empty())
            return;
        const auto& [parameter, is_descending] = search_.sort.front();
        query_.is_descending = is_descending;
        const TermOf term = term_of(*parameter, query_.kind);
        query_.order_by = term.name == "@" ? "" : term.name;
        query_.is_ordered = search_.sort.size() == 1 && !term.is_loose &&
                            (parameter->name == "_lastUpdated" ||
                             (parameter->kind == Kind::Date && !query_.order_by.empty()));
        if (!query_.is_ordered)
            query_.order_by.clear();
    }

    const Search& search_;
    EntryQuery query_;
};

} // namespace

std::vector<EntryQuery> entry_queries(const Search& search) {
    std::vector<EntryQuery> all;
    for (const record::Kind kind : facts(search.type).kinds)
        all.push_back(Narrower(search, kind).make());
    return all;
}

AskedTime time_asked(const Search& search, std::string_view parameter) {
    AskedTime time;
    for (const SearchCondition& one : search.conditions) {
        if (one.parameter->name != parameter || one.modifier != Modifier::None ||
            one.values.size() != 1)
            continue;
        const auto asked = read_asked_date(one.values.front());
        const Days bounds = asked ? bounds_of(*asked) : Days{};
        if (bounds.from)
            time.from = std::max(time.from.value_or(*bounds.from), *bounds.from);
        if (bounds.before)
            time.before = std::min(time.before.value_or(*bounds.before), *bounds.before);
    }
    return time;
}

std::optional<std::vector<std::pair<std::optional<ResourceType>, std::string>>>
named_in(const Search& search, std::string_view parameter) {
    for (const SearchCondition& one : search.conditions) {
        if (one.parameter->name != parameter || one.modifier != Modifier::None)
            continue;
        std::vector<std::pair<std::optional<ResourceType>, std::string>> named;
        for (const std::string& value : one.values) {
            const auto parts = parted(value, '/');
            named.emplace_back(parts.size() > 1 ? find_type(parts[parts.size() - 2]) : std::nullopt,
                               std::string(parts.back()));
        }
        return named;
    }
    return std::nullopt;
}

} // namespace filiform::fhir
