// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "record/noun.h"
#include "server/fhir_search.h"

namespace filiform::server {

namespace {

constexpr std::size_t most_doubles = 50;

/// Whose entry goes on for a patient's; empty when it was merged into none.
base::Result<record::EntryId> merged_into(store::Store& store, const std::string& id) {
    const auto entry = find_of_kind(store, record::Kind::Patient, id);
    if (!entry && entry.error().code == "record.missing")
        return record::EntryId();
    if (!entry)
        return tl::unexpected(entry.error());
    const auto noun = record::read_noun(record::Kind::Patient, entry->body, "");
    return noun ? std::get<record::Patient>(*noun).merged_into : record::EntryId();
}

/// Every entry of the same person, the one asked for first: up to who goes on, and down to the
/// doubles of each.
base::Result<std::vector<std::string>> same_person(store::Store& store, const std::string& id) {
    std::vector<std::string> all{id};
    const auto add = [&](const std::string& one) {
        if (!one.empty() && std::find(all.begin(), all.end(), one) == all.end())
            all.push_back(one);
    };
    for (std::size_t i = 0; i < all.size() && all.size() < most_doubles; ++i) {
        const auto into = merged_into(store, all[i]);
        if (!into)
            return tl::unexpected(into.error());
        add(into->text());
        store::Query query;
        query.kind = record::Kind::Patient;
        query.all.push_back(
            {"merged_into", store::Query::Condition::Match::Exactly, {all[i]}, "", "", false});
        const auto doubles = store.search(query);
        if (!doubles)
            return tl::unexpected(doubles.error());
        for (const record::Entry& one : doubles->entries)
            add(one.id.text());
    }
    return all;
}

bool names_patients(const fhir::SearchCondition& condition) {
    return condition.modifier == fhir::SearchCondition::Modifier::None &&
           (condition.parameter->name == "patient" || condition.parameter->name == "subject");
}

} // namespace

base::Result<fhir::Search> with_doubles(const FhirDesk& at, fhir::Search search) {
    for (fhir::SearchCondition& condition : search.conditions) {
        if (!names_patients(condition))
            continue;
        std::vector<std::string> values;
        for (const std::string& value : condition.values) {
            const std::size_t slash = value.rfind('/');
            const std::size_t begin = slash == std::string::npos ? 0 : slash + 1;
            const auto ids = same_person(at.desk().store, value.substr(begin));
            if (!ids)
                return tl::unexpected(ids.error());
            for (const std::string& id : *ids)
                values.push_back(value.substr(0, begin) + id);
        }
        condition.values = std::move(values);
    }
    return search;
}

} // namespace filiform::server
