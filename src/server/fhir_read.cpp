// SPDX-License-Identifier: Apache-2.0
#include "fhir/bundle.h"
#include "server/fhir_desk.h"
#include "server/fhir_made.h"
#include "server/record_writes.h"

namespace filiform::server {

namespace {

/// The version in the address; nothing when it cannot be one.
std::optional<std::int64_t> version_named(const Call& call) {
    const std::string& text = call.place("version");
    const bool is_number = !text.empty() && text.size() < 10 &&
                           text.find_first_not_of("0123456789") == std::string::npos;
    return is_number ? std::optional<std::int64_t>(std::stoll(text)) : std::nullopt;
}

base::Problem no_such_version() {
    return {"record.missing", "", "There is no such version.", "The history has them all."};
}

/// The type in the address, if its resources have versions.
base::Result<fhir::ResourceType> versioned_type_asked(const Call& call) {
    auto type = type_asked(call);
    if (type && is_made(*type))
        return tl::unexpected(base::Problem{"fhir.read_only_type", "",
                                            "Resources of this type have no versions.",
                                            "Read it by its id alone."});
    return type;
}

bool is_gone(record::State state) {
    return state == record::State::Mistaken || state == record::State::Erased;
}

/// Whether the caller may see this version of an entry.
bool may_see(const Call& call, const record::Entry& version) {
    const Wish see{version.kind, record::Action::See, false};
    return permit(call.caller, see, version).has_value();
}

} // namespace

Answer fhir_read(const Desk& desk, const Call& call) {
    const auto type = type_asked(call);
    if (!type)
        return refusal(call.request, type.error());
    if (*type == fhir::ResourceType::Binary)
        return fhir_binary(desk, call);
    FhirDesk at(desk, call);
    const auto seen = at.find(*type, call.place("id"));
    if (!seen)
        return refusal(call.request, seen.error());
    if (seen->entry.version > 0) // reading the audit is not audited
        note_read(desk.store, call.request, call.caller, "read", seen->entry);
    Answer answer = resource_answer(at, *seen, 200);
    if (call.request.header("if-none-match") == answer.headers.front().value) {
        answer.status = 304;
        answer.body.clear();
    }
    return answer;
}

Answer fhir_read_version(const Desk& desk, const Call& call) {
    const auto type = versioned_type_asked(call);
    if (!type)
        return refusal(call.request, type.error());
    FhirDesk at(desk, call);
    auto seen = at.find(*type, call.place("id"));
    if (!seen)
        return refusal(call.request, seen.error());
    const auto number = version_named(call);
    if (!number)
        return refusal(call.request, no_such_version());
    auto version = desk.store.find_version(seen->entry.id, *number);
    if (!version && version.error().code != "record.missing")
        return refusal(call.request, version.error());
    if (!version || !may_see(call, *version))
        return refusal(call.request, no_such_version());
    auto resource = at.resource(*version, *type, seen->resource.id);
    if (!resource)
        return refusal(call.request, resource.error());
    note_read(desk.store, call.request, call.caller, "read", *version);
    return resource_answer(at, {*std::move(version), *std::move(resource)}, 200);
}

Answer fhir_history(const Desk& desk, const Call& call) {
    const auto type = versioned_type_asked(call);
    if (!type)
        return refusal(call.request, type.error());
    FhirDesk at(desk, call);
    const auto seen = at.find(*type, call.place("id"));
    if (!seen)
        return refusal(call.request, seen.error());
    const auto history = desk.store.history(seen->entry.id);
    if (!history)
        return refusal(call.request, history.error());
    std::vector<fhir::Version> versions;
    for (const record::Entry& one : *history) {
        if (!may_see(call, one))
            continue;
        auto resource = at.resource(one, *type, seen->resource.id);
        if (resource) // a part may have come later
            versions.push_back({*std::move(resource), one.version, one.at, is_gone(one.state)});
        else if (resource.error().code != "record.missing")
            return refusal(call.request, resource.error());
    }
    note_read(desk.store, call.request, call.caller, "history", seen->entry);
    const std::string self = at.context().base + "/" + std::string(fhir::text(*type)) + "/" +
                             seen->resource.id + "/_history";
    return fhir_answer(200, fhir::write_history(versions, self, at.context()));
}

} // namespace filiform::server
