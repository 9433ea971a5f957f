// SPDX-License-Identifier: Apache-2.0
#include "server/fhir_lookups.h"

#include "record/noun.h"
#include "server/access.h"

namespace filiform::server {

namespace {

using record::Kind;

/// The clinic that patients and episodes belong to.
record::EntryId clinic_of(store::Store& store) {
    store::Query query;
    query.kind = Kind::Clinic;
    query.most = 1;
    const auto page = store.search(query);
    return page && !page->entries.empty() ? page->entries.front().id : record::EntryId();
}

} // namespace

FhirLookups::FhirLookups(store::Store& store, std::string base) : store_(store) {
    context_.base = std::move(base);
    context_.clinic = clinic_of(store);
    context_.kind_of = [this](const record::EntryId& id) { return kind_of(id); };
    context_.find_instrument = [this](const record::EntryId& id) { return find_instrument(id); };
    context_.find_instrument_of_code = [this](const std::string& code) {
        return find_instrument_of_code(code);
    };
}

void FhirLookups::announce(const record::EntryId& id, const record::Instrument& instrument) {
    announced_[id] = Kind::Instrument;
    instruments_[id] = instrument;
}

std::optional<Kind> FhirLookups::kind_of(const record::EntryId& id) const {
    if (const auto found = announced_.find(id); found != announced_.end())
        return found->second;
    if (!record::is_entry_id(id.text()))
        return std::nullopt;
    const auto entry = store_.find(id);
    return entry ? std::optional(entry->kind) : std::nullopt;
}

std::optional<record::Instrument> FhirLookups::find_instrument(const record::EntryId& id) {
    const auto known = instruments_.find(id);
    if (known != instruments_.end())
        return known->second;
    std::optional<record::Instrument> found;
    if (const auto entry = find_of_kind(store_, Kind::Instrument, id.text()))
        if (const auto noun = record::read_noun(Kind::Instrument, entry->body, ""))
            found = std::get<record::Instrument>(*noun);
    instruments_[id] = found;
    return found;
}

std::optional<std::pair<record::EntryId, std::string>>
FhirLookups::find_instrument_of_code(const std::string& code) {
    for (const auto& [id, kind] : announced_)
        if (const auto found = instruments_.find(id);
            found != instruments_.end() && found->second && found->second->code == code)
            return std::pair(id, found->second->version);
    store::Query query;
    query.kind = Kind::Instrument;
    query.all.push_back({"code", store::Query::Condition::Match::Exactly, {code}, "", "", false});
    query.states = {record::State::Signed};
    query.is_descending = true;
    query.most = 1;
    const auto page = store_.search(query);
    if (!page || page->entries.empty())
        return std::nullopt;
    const record::EntryId id = page->entries.front().id;
    const auto instrument = find_instrument(id);
    return instrument ? std::optional(std::pair(id, instrument->version)) : std::nullopt;
}

bool FhirLookups::is_invented(const record::Entry& entry) {
    if (entry.patient.is_empty())
        return false;
    const auto known = invented_.find(entry.patient);
    if (known != invented_.end())
        return known->second;
    bool is_one = false;
    if (const auto patient = find_of_kind(store_, Kind::Patient, entry.patient.text()))
        if (const auto noun = record::read_noun(Kind::Patient, patient->body, ""))
            is_one = std::get<record::Patient>(*noun).is_invented.value_or(false);
    invented_[entry.patient] = is_one;
    return is_one;
}

base::Result<std::vector<fhir::Resource>>
FhirLookups::resources(const record::Entry& entry, std::optional<fhir::ResourceType> only) {
    const auto noun = record::read_noun(entry.kind, entry.body, "");
    if (!noun)
        return tl::unexpected(
            base::Problem{"store.failed", entry.id.text(), "A stored entry cannot be read.", ""});
    context_.is_invented = is_invented(entry);
    return fhir::resources_of(entry, *noun, context_, only);
}

} // namespace filiform::server
