// SPDX-License-Identifier: Apache-2.0
#include "server/fhir_desk.h"

#include <algorithm>
#include <ctime>

#include "record/noun.h"
#include "server/fhir_made.h"
#include "server/record_writes.h"

namespace filiform::server {

namespace {

constexpr std::string_view fhir_path_base = "/fhir/R4";

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
    : desk_(desk), call_(call), lookups_(desk.store, fhir_base(desk, call.request)),
      restricted_(desk.store, call.request, call.caller) {}

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
