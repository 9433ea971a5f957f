// SPDX-License-Identifier: Apache-2.0
#include "server/fhir_desk.h"

#include <algorithm>
#include <ctime>

#include "record/noun.h"
#include "server/fhir_made.h"
#include "server/record_writes.h"

namespace filiform::server {

namespace {

using record::Kind;

constexpr std::string_view fhir_path_base = "/fhir/R4";

base::Problem unreadable(const record::Entry& entry) {
    return {"store.failed", entry.id.text(), "A stored entry cannot be read.", ""};
}

/// The clinic that patients and episodes belong to.
record::EntryId clinic_of(store::Store& store) {
    store::Query query;
    query.kind = Kind::Clinic;
    query.most = 1;
    const auto page = store.search(query);
    return page && !page->entries.empty() ? page->entries.front().id : record::EntryId();
}

/// "Sun, 29 Nov 2026 14:00:00 GMT"
std::string http_date(base::Instant at) {
    const std::time_t seconds =
        std::chrono::duration_cast<std::chrono::seconds>(at.time_since_epoch()).count();
    std::tm parts{};
    gmtime_r(&seconds, &parts);
    std::string text(40, '\0');
    text.resize(std::strftime(text.data(), text.size(), "%a, %d %b %Y %H:%M:%S GMT", &parts));
    return text;
}

} // namespace

FhirDesk::FhirDesk(const Desk& desk, const Call& call)
    : desk_(desk), call_(call), restricted_(desk.store, call.request, call.caller) {
    context_.base = fhir_base(desk, call.request);
    context_.clinic = clinic_of(desk.store);
    context_.kind_of = [this](const record::EntryId& id) { return kind_of(id); };
    context_.find_instrument = [this](const record::EntryId& id) { return find_instrument(id); };
    context_.find_instrument_of_code = [this](const std::string& code) {
        return find_instrument_of_code(code);
    };
}

std::optional<Kind> FhirDesk::kind_of(const record::EntryId& id) const {
    if (const auto found = announced_.find(id); found != announced_.end())
        return found->second;
    if (!record::is_entry_id(id.text()))
        return std::nullopt;
    const auto entry = desk_.store.find(id);
    return entry ? std::optional(entry->kind) : std::nullopt;
}

std::optional<record::Instrument> FhirDesk::find_instrument(const record::EntryId& id) {
    const auto known = instruments_.find(id);
    if (known != instruments_.end())
        return known->second;
    std::optional<record::Instrument> found;
    if (const auto entry = find_of_kind(desk_.store, Kind::Instrument, id.text()))
        if (const auto noun = record::read_noun(Kind::Instrument, entry->body, ""))
            found = std::get<record::Instrument>(*noun);
    instruments_[id] = found;
    return found;
}

std::optional<std::pair<record::EntryId, std::string>>
FhirDesk::find_instrument_of_code(const std::string& code) {
    store::Query query;
    query.kind = Kind::Instrument;
    query.all.push_back({"code", store::Query::Condition::Match::Exactly, {code}, "", "", false});
    query.states = {record::State::Signed};
    query.is_descending = true;
    query.most = 1;
    const auto page = desk_.store.search(query);
    if (!page || page->entries.empty())
        return std::nullopt;
    const record::EntryId id = page->entries.front().id;
    const auto instrument = find_instrument(id);
    return instrument ? std::optional(std::pair(id, instrument->version)) : std::nullopt;
}

bool FhirDesk::is_invented(const record::Entry& entry) {
    if (entry.patient.is_empty())
        return false;
    const auto known = invented_.find(entry.patient);
    if (known != invented_.end())
        return known->second;
    bool is_one = false;
    if (const auto patient = find_of_kind(desk_.store, Kind::Patient, entry.patient.text()))
        if (const auto noun = record::read_noun(Kind::Patient, patient->body, ""))
            is_one = std::get<record::Patient>(*noun).is_invented.value_or(false);
    invented_[entry.patient] = is_one;
    return is_one;
}

base::Result<std::vector<fhir::Resource>>
FhirDesk::resources(const record::Entry& entry, std::optional<fhir::ResourceType> only) {
    const auto noun = record::read_noun(entry.kind, entry.body, "");
    if (!noun)
        return tl::unexpected(unreadable(entry));
    context_.is_invented = is_invented(entry);
    return fhir::resources_of(entry, *noun, context_, only);
}

const fhir::Agent& FhirDesk::agent_of(const std::string& account) {
    const auto known = agents_.find(account);
    if (known != agents_.end())
        return known->second;
    fhir::Agent agent;
    agent.account = account;
    agent.is_program = account == "system";
    if (const auto found = desk_.people.find(account)) {
        agent.is_program = found->role == record::Role::Integrator;
        agent.person = found->person;
        agent.type = found->role == record::Role::Patient ? fhir::ResourceType::Patient
                                                          : fhir::ResourceType::Practitioner;
    }
    return agents_[account] = std::move(agent);
}

base::Result<record::Entry> FhirDesk::find_entry(const record::EntryId& id,
                                                 std::span<const record::Kind> kinds) {
    auto entry = desk_.store.find(id);
    if (!entry)
        return entry;
    if (!kinds.empty() && std::find(kinds.begin(), kinds.end(), entry->kind) == kinds.end())
        return tl::unexpected(no_such_entry());
    const Wish see{entry->kind, record::Action::See, false};
    if (auto permitted = server::permit(call_.caller, see, *entry); !permitted)
        return tl::unexpected(permitted.error());
    if (auto permitted = restricted_.permit(entry->patient); !permitted)
        return tl::unexpected(permitted.error());
    if (entry->state == record::State::Erased)
        return tl::unexpected(base::Problem{"record.gone", "", "This was erased.",
                                            "Its patient is anonymous from now on."});
    return entry;
}

base::Result<fhir::Resource> FhirDesk::resource(const record::Entry& entry, fhir::ResourceType type,
                                                const std::string& id) {
    auto all = resources(entry, type);
    if (!all)
        return tl::unexpected(all.error());
    for (fhir::Resource& one : *all)
        if (one.id == id)
            return std::move(one);
    return tl::unexpected(no_such_entry());
}

base::Result<Seen> FhirDesk::find(fhir::ResourceType type, const std::string& id) {
    if (is_made(type))
        return find_made(*this, type, id);
    const auto kinds = fhir::facts(type).kinds;
    for (const fhir::Origin& origin : fhir::origins_of(id)) {
        auto entry = find_entry(origin.entry, kinds);
        if (!entry && entry.error().code != "record.missing")
            return tl::unexpected(entry.error());
        if (!entry)
            continue;
        auto shown = resource(*entry, type, id);
        if (shown)
            return Seen{*std::move(entry), *std::move(shown)};
        if (shown.error().code != "record.missing")
            return tl::unexpected(shown.error());
    }
    return tl::unexpected(no_such_entry());
}

std::string fhir_base(const Desk& desk, const Request& request) {
    return server_address(desk, request) + std::string(fhir_path_base);
}

base::Result<fhir::ResourceType> type_asked(const Call& call) {
    const auto type = fhir::find_type(call.place("type"));
    if (type)
        return *type;
    return tl::unexpected(base::Problem{"fhir.unknown_type", "",
                                        "No resources of this type are kept here.",
                                        "/fhir/R4/metadata lists what there is."});
}

Answer fhir_answer(int status, std::string json) {
    Answer answer;
    answer.status = status;
    answer.media_type = "application/fhir+json";
    answer.body = std::move(json);
    return answer;
}

Answer resource_answer(const FhirDesk& at, const Seen& seen, int status) {
    Answer answer = fhir_answer(status, seen.resource.json);
    if (seen.entry.version > 0)
        answer.headers.push_back({"etag", "W/" + tag_of(seen.entry)});
    answer.headers.push_back({"last-modified", http_date(seen.entry.at)});
    if (status == 201)
        answer.headers.push_back({"location", at.context().base + "/" +
                                                  std::string(fhir::text(seen.resource.type)) +
                                                  "/" + seen.resource.id + "/_history/" +
                                                  std::to_string(seen.entry.version)});
    const bool is_written = at.call().request.method != Method::Get;
    if (is_written && at.call().request.header("prefer") == "return=minimal")
        answer.body.clear();
    return answer;
}

} // namespace filiform::server
