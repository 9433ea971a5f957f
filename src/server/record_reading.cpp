// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "record/noun.h"
#include "server/access.h"
#include "server/entry_json.h"
#include "server/json_parts.h"
#include "server/record_routes.h"
#include "server/record_search.h"
#include "server/record_writes.h"
#include "server/search_limits.h"

namespace filiform::server {

namespace {

using record::Action;
using record::Kind;

/// An entry of this kind that the caller may see.
base::Result<record::Entry> find_seen(const Desk& desk, const Call& call, Kind kind) {
    auto entry = find_of_kind(desk.store, kind, call.place("id"));
    if (!entry)
        return entry;
    if (auto permitted = permit(call.caller, {kind, Action::See, false}, *entry); !permitted)
        return tl::unexpected(permitted.error());
    RestrictedPatients restricted(desk.store, call.request, call.caller);
    if (auto permitted = restricted.permit(entry->patient); !permitted)
        return tl::unexpected(permitted.error());
    return entry;
}

Answer read_one(const Desk& desk, const Call& call, Kind kind) {
    const auto entry = find_seen(desk, call, kind);
    if (!entry)
        return refusal(call.request, entry.error());
    note_read(desk.store, call.request, call.caller, "read", *entry);
    if (call.request.header("if-none-match") == tag_of(*entry)) {
        Answer answer;
        answer.status = 304;
        answer.headers = {{"etag", tag_of(*entry)}};
        return answer;
    }
    return entry_answer(*entry);
}

std::string joined_entries(const std::vector<record::Entry>& entries, const std::string& rest) {
    std::string out = "{\"entries\":[";
    for (const record::Entry& entry : entries)
        out += (out.back() == '[' ? "" : ",") + write_entry(entry);
    return out + "]" + rest + "}";
}

Answer read_history(const Desk& desk, const Call& call, Kind kind) {
    const auto entry = find_seen(desk, call, kind);
    if (!entry)
        return refusal(call.request, entry.error());
    auto versions = desk.store.history(entry->id);
    if (!versions)
        return refusal(call.request, versions.error());
    // A patient who sees what is signed sees no draft that came before it.
    std::erase_if(*versions, [&](const record::Entry& one) {
        return !permit(call.caller, {kind, Action::See, false}, one);
    });
    note_read(desk.store, call.request, call.caller, "history", *entry);
    Answer answer;
    answer.body = joined_entries(*versions, "");
    return answer;
}

Answer read_version(const Desk& desk, const Call& call, Kind kind) {
    const auto entry = find_seen(desk, call, kind);
    if (!entry)
        return refusal(call.request, entry.error());
    const std::string& text = call.place("version");
    const bool is_number = !text.empty() && text.size() < 10 &&
                           text.find_first_not_of("0123456789") == std::string::npos;
    const base::Problem missing{"record.missing", "", "There is no such version.",
                                "The history has them all."};
    if (!is_number)
        return refusal(call.request, missing);
    const auto version = desk.store.find_version(entry->id, std::stoll(text));
    if (!version)
        return refusal(call.request, version.error());
    if (!permit(call.caller, {kind, Action::See, false}, *version))
        return refusal(call.request, missing);
    note_read(desk.store, call.request, call.caller, "read", *version);
    return entry_answer(*version);
}

Answer read_document(const Desk& desk, const Call& call, Kind kind) {
    const auto entry = find_seen(desk, call, kind);
    if (!entry)
        return refusal(call.request, entry.error());
    const std::string& digest = call.place("digest");
    const auto noun = record::read_noun(kind, entry->body, "");
    const auto spoken_of =
        noun ? record::index_of(*noun, entry->state).blobs : std::vector<std::string>();
    if (std::find(spoken_of.begin(), spoken_of.end(), digest) == spoken_of.end())
        return refusal(call.request,
                       base::Problem{"record.missing", "", "This entry has no such document.",
                                     "Its body lists them."});
    auto blob = desk.store.find_blob(digest);
    if (!blob)
        return refusal(call.request, blob.error());
    note_read(desk.store, call.request, call.caller, "read_document", *entry);
    Answer answer;
    answer.media_type = blob->media_type;
    answer.body = std::move(blob->bytes);
    answer.headers = {{"etag", '"' + digest + '"'},
                      {"content-disposition", "attachment"},
                      {"content-security-policy", "default-src 'none'; sandbox"}};
    return answer;
}

Answer search(const Desk& desk, const Call& call, Kind kind) {
    auto query = read_query(kind, call.request.query);
    if (!query)
        return refusal(call.request, query.error());
    if (auto narrowed = narrow(*query, call.caller); !narrowed)
        return refusal(call.request, narrowed.error());
    if (auto taken = take_in_doubles(desk, *query); !taken)
        return refusal(call.request, taken.error());
    const auto page = desk.store.search(*query);
    if (!page)
        return refusal(call.request, page.error());
    RestrictedPatients restricted(desk.store, call.request, call.caller);
    std::vector<record::Entry> shown;
    std::string out = "{\"entries\":[";
    for (const record::Entry& entry : page->entries) {
        const auto withheld = restricted.is_withheld(entry.patient);
        if (!withheld)
            return refusal(call.request, withheld.error());
        if (!*withheld)
            shown.push_back(entry);
        out += (out.back() == '[' ? "" : ",") +
               write_entry(entry, *withheld ? Shown::Envelope : Shown::Everything);
    }
    out += ']';
    note_search(desk, call, *query, shown);
    if (!page->next.empty())
        out += ",\"next\":" + json::serialize(json::value(page->next));
    if (page->total)
        out += ",\"total\":" + std::to_string(*page->total);
    Answer answer;
    answer.body = out + '}';
    return answer;
}

} // namespace

void add_reading(Routes& routes, const Desk& desk, Kind kind) {
    const Told break_glass = told_break_glass();
    const std::string base = "/api/v1/" + std::string(record::collection(kind));
    const auto who = roles_for(kind, Action::See);
    const std::string name = "`" + std::string(record::text(kind)) + "`";
    Route list{Method::Get,
               base,
               "Finds entries of the kind " + name + ".",
               false,
               who,
               "",
               told_of(kind),
               {{200, {"A page of them.", page_schema(kind)}}},
               bound(desk, search, kind)};
    list.told.push_back(break_glass);
    list.has_open_parameters = true;
    routes.push_back(std::move(list));
    const std::string one = base + "/{id}";
    routes.push_back({Method::Get,
                      one,
                      "Reads one.",
                      false,
                      who,
                      "",
                      {{"If-None-Match", "An ETag: 304 if it is still this version.",
                        R"({"type":"string"})", true, false},
                       break_glass},
                      {{200, {"The entry.", entry_schema(kind)}}, {304, {"It is unchanged.", ""}}},
                      bound(desk, read_one, kind)});
    routes.back().is_quick = true;
    routes.push_back({Method::Get,
                      one + "/history",
                      "Reads every version, the newest first.",
                      false,
                      who,
                      "",
                      {break_glass},
                      {{200, {"Its versions.", page_schema(kind)}}},
                      bound(desk, read_history, kind)});
    routes.push_back({Method::Get,
                      one + "/versions/{version}",
                      "Reads one version.",
                      false,
                      who,
                      "",
                      {break_glass},
                      {{200, {"The version.", entry_schema(kind)}}},
                      bound(desk, read_version, kind)});
    routes.back().is_quick = true;
    routes.push_back({Method::Get,
                      one + "/documents/{digest}",
                      "Fetches bytes that it speaks of: pages, a signature.",
                      false,
                      who,
                      "",
                      {break_glass},
                      {{200, {"The bytes.", "", "*/*"}}},
                      bound(desk, read_document, kind)});
}

} // namespace filiform::server
