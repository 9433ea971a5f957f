// SPDX-License-Identifier: Apache-2.0
#include "server/fhir_desk.h"

#include <algorithm>
#include <ctime>

#include "record/noun.h"
#include "server/record_writes.h"

namespace filiform::server {

namespace {

constexpr std::string_view fhir_path_base = "/fhir/R4";

/// Whether a Host header names nothing but a host and a port.
bool is_host(std::string_view text) {
    constexpr std::string_view others = ".-:[]";
    return !text.empty() && text.size() <= 255 &&
           std::all_of(text.begin(), text.end(), [&](char c) {
               return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                      others.find(c) != std::string_view::npos;
           });
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
    : desk_(desk), call_(call), lookups_(desk.store, fhir_base(desk, call.request)),
      restricted_(desk.store, call.request, call.caller) {}

base::Result<record::Entry> FhirDesk::find_entry(fhir::ResourceType type,
                                                 const record::EntryId& id) {
    auto entry = desk_.store.find(id);
    if (!entry)
        return entry;
    const auto kinds = fhir::facts(type).kinds;
    if (std::find(kinds.begin(), kinds.end(), entry->kind) == kinds.end())
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
    for (const fhir::Origin& origin : fhir::origins_of(id)) {
        auto entry = find_entry(type, origin.entry);
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
    if (!desk.address.empty())
        return desk.address + std::string(fhir_path_base);
    const std::string_view host = request.header("host").value_or("");
    return (request.is_secure ? "https://" : "http://") +
           std::string(is_host(host) ? host : "localhost") + std::string(fhir_path_base);
}

std::vector<fhir::ResourceType> types_left_out() {
    std::vector<fhir::ResourceType> all;
    for (const fhir::TypeFacts& one : fhir::every_type())
        if (one.kinds.empty())
            all.push_back(one.type);
    return all;
}

base::Result<fhir::ResourceType> type_asked(const Call& call) {
    const auto type = fhir::find_type(call.place("type"));
    if (type && !fhir::facts(*type).kinds.empty())
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
    answer.headers = {{"etag", "W/" + tag_of(seen.entry)},
                      {"last-modified", http_date(seen.entry.at)}};
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
