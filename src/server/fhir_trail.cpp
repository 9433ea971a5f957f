// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <charconv>

#include "server/fhir_made.h"

namespace filiform::server {

namespace {

using fhir::ResourceType;

constexpr std::size_t most_versions = 20000;
constexpr std::size_t most_rows = 20000;
constexpr std::size_t rows_at_once = 1000;

/// A whole number from `text`, all of it.
std::optional<std::int64_t> number_in(std::string_view text) {
    std::int64_t value = 0;
    const auto read = std::from_chars(text.data(), text.data() + text.size(), value);
    const bool is_read = read.ec == std::errc() && read.ptr == text.data() + text.size();
    return is_read && value >= 0 ? std::optional(value) : std::nullopt;
}

bool may_see_version(const FhirDesk& at, const record::Entry& version) {
    return permit(at.call().caller, {version.kind, record::Action::See, false}, version)
        .has_value();
}

base::Result<fhir::Resource> provenance(FhirDesk& at, const record::Entry& version) {
    const auto targets = at.resources(version, std::nullopt);
    if (!targets)
        return tl::unexpected(targets.error());
    if (targets->empty()) // a kind that is not shown in FHIR
        return tl::unexpected(no_such_entry());
    return fhir::provenance_of(version, *targets, at.agent_of(version.by), at.context());
}

/// Adds what tells of every version of an entry that the caller may see.
base::Result<void> add_history(FhirDesk& at, const record::Entry& entry, Resources& all) {
    const auto history = at.desk().store.history(entry.id);
    if (!history)
        return tl::unexpected(history.error());
    for (const record::Entry& version : *history) {
        if (!may_see_version(at, version))
            continue;
        auto made = provenance(at, version);
        if (made)
            all.push_back(*std::move(made));
        else if (made.error().code != "record.missing")
            return tl::unexpected(made.error());
    }
    note_read(at.desk().store, at.call().request, at.call().caller, "history", entry);
    return {};
}

using NamedResources = std::vector<std::pair<std::optional<ResourceType>, std::string>>;

/// What a search for provenance names; of a bare id any entry can be meant.
base::Result<std::vector<record::Entry>> entries_named(FhirDesk& at, const NamedResources& named) {
    std::vector<record::Entry> entries;
    for (const auto& [type, id] : named) {
        if (type && is_made(*type))
            continue;
        base::Result<record::Entry> entry = tl::unexpected(no_such_entry());
        if (type)
            entry = at.find(*type, id).map([](Seen seen) { return std::move(seen.entry); });
        else if (record::is_entry_id(id))
            entry = at.find_entry(record::EntryId(id));
        if (!entry && (entry.error().code.starts_with("store.") ||
                       entry.error().code == "request.restricted"))
            return tl::unexpected(entry.error());
        const bool is_new =
            entry && std::none_of(entries.begin(), entries.end(),
                                  [&](const record::Entry& one) { return one.id == entry->id; });
        if (is_new) // what is not there, or not theirs to see, was written by nobody
            entries.push_back(*std::move(entry));
    }
    return entries;
}

base::Result<void> only_for_the_lead(const FhirDesk& at) {
    if (at.call().caller.role == record::Role::Lead)
        return {};
    return tl::unexpected(base::Problem{
        "request.forbidden", "", "The audit is for the clinic's lead.", "Ask the clinic's lead."});
}

fhir::Resource event_of(FhirDesk& at, const store::AuditRow& row) {
    fhir::AuditFact fact;
    fact.place = row.place;
    fact.at = row.at;
    fact.agent = at.agent_of(row.by);
    fact.action = row.action;
    fact.kind = record::kind_of_word(row.kind);
    if (record::is_entry_id(row.entry))
        fact.entry = record::EntryId(row.entry);
    if (record::is_entry_id(row.patient))
        fact.patient = record::EntryId(row.patient);
    fact.outcome = row.outcome;
    fact.reason = row.reason;
    fact.from = row.from;
    return fhir::audit_event_of(fact, at.context());
}

/// The accounts that an agent can be: the account itself, or those of a person.
std::vector<std::string> accounts_of(const FhirDesk& at, const NamedResources& agents) {
    std::vector<std::string> accounts;
    const auto all = at.desk().people.all();
    for (const auto& [type, id] : agents) {
        if (!type)
            accounts.push_back(id);
        if (all)
            for (const store::Account& one : *all)
                if (one.person.text() == id && one.id != id)
                    accounts.push_back(one.id);
    }
    return accounts;
}

/// What the audit itself can be asked; whatever else is asked, the resources are held against.
store::AuditQuery narrowed_rows(const FhirDesk& at, const fhir::Search& search) {
    store::AuditQuery query;
    query.most = rows_at_once;
    const fhir::AskedTime time = fhir::time_asked(search, "date");
    query.from = time.from;
    query.before = time.before;
    if (const auto patient = fhir::named_in(search, "patient"); patient && patient->size() == 1)
        query.patient = patient->front().second;
    if (const auto entity = fhir::named_in(search, "entity"); entity && entity->size() == 1) {
        const auto& [type, id] = entity->front();
        if (type == ResourceType::Patient)
            query.patient = id;
        else if (type)
            query.entry = id;
    }
    if (const auto agents = fhir::named_in(search, "agent")) {
        const auto accounts = accounts_of(at, *agents);
        if (accounts.size() == 1)
            query.by = accounts.front();
    }
    return query;
}

/// Walks the audit from a row on, until the page is full.
class RowWalk {
  public:
    RowWalk(FhirDesk& at, const fhir::Search& search)
        : at_(at), search_(search), query_(narrowed_rows(at, search)) {}

    base::Result<FoundResources> walk(std::int64_t after, std::size_t count) {
        query_.after = after;
        FoundResources found;
        for (std::size_t looked_at = 0; looked_at < most_rows;) {
            const auto rows = at_.desk().store.audit().find(query_);
            if (!rows)
                return tl::unexpected(rows.error());
            for (const store::AuditRow& row : *rows) {
                fhir::Resource one = event_of(at_, row);
                const bool is_it = fhir::matches(one, search_);
                if (is_it && found.resources.size() == count) {
                    found.next = std::to_string(query_.after);
                    return found;
                }
                query_.after = row.place;
                if (is_it)
                    found.resources.push_back(std::move(one));
            }
            looked_at += rows->size();
            if (rows->size() < rows_at_once)
                return found;
        }
        found.next = std::to_string(query_.after);
        found.is_cut_short = true;
        return found;
    }

  private:
    FhirDesk& at_;
    const fhir::Search& search_;
    store::AuditQuery query_;
};

base::Result<FoundResources> sorted_events(FhirDesk& at, const fhir::Search& search) {
    auto all = RowWalk(at, search).walk(0, most_rows);
    if (!all)
        return all;
    if (all->is_cut_short || !all->next.empty())
        return tl::unexpected(base::Problem{"fhir.too_costly", "_sort",
                                            "This finds too much to be sorted.",
                                            "Ask for less, with date, or for no order."});
    return sorted_page(std::move(all->resources), search);
}

} // namespace

base::Result<Seen> find_provenance(FhirDesk& at, const std::string& id) {
    for (const fhir::Origin& origin : fhir::origins_of(id)) {
        const auto number =
            origin.part.starts_with('v') ? number_in(origin.part.substr(1)) : std::nullopt;
        if (!number)
            continue;
        const auto entry = at.find_entry(origin.entry);
        if (!entry)
            return tl::unexpected(entry.error());
        auto version = at.desk().store.find_version(entry->id, *number);
        if (!version)
            return tl::unexpected(version.error());
        if (!may_see_version(at, *version))
            return tl::unexpected(no_such_entry());
        auto made = provenance(at, *version);
        if (!made)
            return tl::unexpected(made.error());
        if (made->id == id)
            return Seen{*std::move(version), *std::move(made)};
    }
    return tl::unexpected(no_such_entry());
}

base::Result<Resources> provenance_for(FhirDesk& at, const fhir::Search& search) {
    Resources all;
    for (const std::string& id : search.ids) {
        auto seen = find_provenance(at, id);
        if (seen)
            all.push_back(std::move(seen->resource));
    }
    if (!search.ids.empty())
        return all;
    auto named = fhir::named_in(search, "target");
    if (!named)
        named = fhir::named_in(search, "patient");
    if (!named)
        return tl::unexpected(
            base::Problem{"fhir.too_costly", "", "It is not said whose versions are asked for.",
                          "Search by target, like target=Patient/id, or by patient."});
    const auto entries = entries_named(at, *named);
    if (!entries)
        return tl::unexpected(entries.error());
    for (const record::Entry& entry : *entries) {
        if (auto added = add_history(at, entry, all); !added)
            return tl::unexpected(added.error());
        if (all.size() > most_versions)
            return tl::unexpected(base::Problem{"fhir.too_costly", "target",
                                                "These are more than 20,000 versions.",
                                                "Name fewer targets."});
    }
    return all;
}

base::Result<Seen> find_audit_event(FhirDesk& at, const std::string& id) {
    if (auto may = only_for_the_lead(at); !may)
        return tl::unexpected(may.error());
    const auto place = id.starts_with('a') ? number_in(id.substr(1)) : std::nullopt;
    if (!place || *place == 0)
        return tl::unexpected(no_such_entry());
    if (const auto settled = at.desk().store.audit().settle(); !settled)
        return tl::unexpected(settled.error());
    store::AuditQuery query;
    query.after = *place - 1;
    query.most = 1;
    const auto rows = at.desk().store.audit().find(query);
    if (!rows)
        return tl::unexpected(rows.error());
    if (rows->empty() || rows->front().place != *place)
        return tl::unexpected(no_such_entry());
    fhir::Resource made = event_of(at, rows->front());
    if (made.id != id) // "a007"
        return tl::unexpected(no_such_entry());
    Seen seen{{}, std::move(made)};
    seen.entry.at = rows->front().at;
    return seen;
}

base::Result<FoundResources> audit_events_for(FhirDesk& at, const fhir::Search& search) {
    if (auto may = only_for_the_lead(at); !may)
        return tl::unexpected(may.error());
    if (const auto settled = at.desk().store.audit().settle(); !settled)
        return tl::unexpected(settled.error());
    if (!search.sort.empty())
        return sorted_events(at, search);
    const auto after = number_in(search.after.empty() ? "0" : search.after);
    if (!after)
        return tl::unexpected(base::Problem{"fhir.search_value", "_after", "No page ended there.",
                                            "Follow the links of the page before."});
    return RowWalk(at, search).walk(*after, search.count);
}

} // namespace filiform::server
