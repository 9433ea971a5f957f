// SPDX-License-Identifier: Apache-2.0
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "fhir/bundle.h"
#include "fhir/cds_hooks.h"
#include "fhir/resource.h"
#include "fhir/search.h"

namespace {

using namespace filiform;

template <class Read>
void must_be_told(const Read& read) {
    if (read)
        return;
    if (read.error().empty())
        std::abort();
    for (const base::Problem& problem : read.error())
        if (problem.code.empty() || problem.what.empty())
            std::abort();
}

/// What is taken is written so that it is taken again, and means the same.
void must_come_back(const fhir::Received& received) {
    record::Entry entry;
    entry.id = record::EntryId(received.id.empty() ? "e1" : received.id);
    entry.kind = record::kind_of(received.noun);
    entry.version = 1;
    entry.state = received.state;
    for (const fhir::Resource& one : fhir::resources_of(entry, received.noun, {}, received.type)) {
        const auto again = fhir::read_resource(one.json, {});
        if (one.type != received.type)
            continue;
        if (!again || record::write_noun(again->noun) != record::write_noun(received.noun))
            std::abort();
    }
}

/// "name=value&…", without decoding.
void search(std::string_view text) {
    std::vector<std::pair<std::string, std::string>> parameters;
    while (!text.empty()) {
        const std::string_view one = text.substr(0, text.find('&'));
        text.remove_prefix(std::min(text.size(), one.size() + 1));
        const std::size_t equals = std::min(one.find('='), one.size());
        parameters.emplace_back(one.substr(0, equals),
                                one.substr(std::min(one.size(), equals + 1)));
    }
    for (const auto type : {fhir::ResourceType::Patient, fhir::ResourceType::Appointment}) {
        const auto read = fhir::read_search(type, parameters, fhir::Handling::Lenient);
        must_be_told(read);
        if (!read)
            continue;
        for (const fhir::EntryQuery& query : fhir::entry_queries(*read))
            if (query.kind != fhir::facts(type).kinds.front())
                std::abort();
        (void)fhir::matches({type, "a", R"({"birthDate":"1980-01-02","start":"2026-01-01"})"},
                            *read);
    }
}

} // namespace

/// Any text at all is answered, whatever it is taken for: with what it says, or with problems.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    const auto received = fhir::read_resource(text, {});
    must_be_told(received);
    if (received)
        must_come_back(*received);
    auto batch = fhir::read_batch(text, {});
    must_be_told(batch);
    if (batch)
        (void)fhir::place_references(*batch);
    for (const fhir::HookService& service : fhir::hook_services()) {
        const auto call = fhir::read_hook_request(service, text);
        must_be_told(call);
        if (call)
            (void)fhir::write_cards(*call, {});
    }
    must_be_told(fhir::read_feedback(text));
    search(text);
    return 0;
}
