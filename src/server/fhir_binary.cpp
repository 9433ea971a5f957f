// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "server/fhir_made.h"

namespace filiform::server {

namespace {

bool is_digest(std::string_view text) {
    constexpr std::size_t digits = 64;
    return text.size() == digits &&
           text.find_first_not_of("0123456789abcdef") == std::string_view::npos;
}

/// An entry that speaks of the bytes as it stands and that the caller may see: what the bytes may
/// be seen with. Of several any will do; a restricted patient's is said to be so if there is no
/// other.
base::Result<record::Entry> find_speaker(FhirDesk& at, const std::string& digest) {
    base::Problem refused = no_such_entry();
    for (const record::Kind kind : record::every_kind()) {
        store::Query query;
        query.kind = kind;
        query.all.push_back(
            {"document", store::Query::Condition::Match::Exactly, {digest}, "", "", false});
        const auto page = at.desk().store.search(query);
        if (!page)
            return tl::unexpected(page.error());
        for (const record::Entry& one : page->entries) {
            auto entry = at.find_entry(one.id);
            if (entry)
                return entry;
            if (entry.error().code == "request.restricted" ||
                entry.error().code == "request.forbidden")
                refused = entry.error();
        }
    }
    return tl::unexpected(refused);
}

/// Whether the bytes are wanted inside a resource; FHIR hands over the bytes themselves unless that
/// is asked for.
bool wants_resource(const Request& request) {
    const auto format = request.parameter("_format");
    return format.has_value() || request.header("accept").value_or("").find(
                                     "application/fhir+json") != std::string_view::npos;
}

struct KeptBytes {
    record::Entry entry;
    store::Blob blob;
};

base::Result<KeptBytes> find_bytes(FhirDesk& at, const std::string& digest) {
    if (!is_digest(digest))
        return tl::unexpected(no_such_entry());
    auto entry = find_speaker(at, digest);
    if (!entry)
        return tl::unexpected(entry.error());
    auto blob = at.desk().store.find_blob(digest);
    if (!blob)
        return tl::unexpected(blob.error());
    return KeptBytes{*std::move(entry), *std::move(blob)};
}

Seen shown_bytes(const std::string& digest, KeptBytes kept) {
    auto made = fhir::binary_of({digest, std::move(kept.blob.media_type),
                                 std::move(kept.blob.bytes), kept.entry.kind, kept.entry.id});
    return {std::move(kept.entry), std::move(made)};
}

} // namespace

base::Result<Seen> find_binary(FhirDesk& at, const std::string& id) {
    auto kept = find_bytes(at, id);
    if (!kept)
        return tl::unexpected(kept.error());
    return shown_bytes(id, *std::move(kept));
}

Answer fhir_binary(const Desk& desk, const Call& call) {
    FhirDesk at(desk, call);
    const std::string& digest = call.place("id");
    auto kept = find_bytes(at, digest);
    if (!kept)
        return refusal(call.request, kept.error());
    note_read(desk.store, call.request, call.caller, "read_document", kept->entry);
    if (wants_resource(call.request))
        return fhir_answer(200, shown_bytes(digest, *std::move(kept)).resource.json);
    Answer answer;
    answer.media_type = kept->blob.media_type;
    answer.body = std::move(kept->blob.bytes);
    answer.headers = {{"etag", '"' + digest + '"'},
                      {"content-disposition", "attachment"},
                      {"content-security-policy", "default-src 'none'; sandbox"}};
    return answer;
}

} // namespace filiform::server
