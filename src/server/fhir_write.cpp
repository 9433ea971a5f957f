// SPDX-License-Identifier: Apache-2.0
#include "server/fhir_write.h"

#include "record/noun.h"
#include "server/care_steps.h"
#include "server/fhir_search.h"
#include "server/record_writes.h"
#include "server/target.h"

namespace filiform::server {

namespace {

using record::State;

std::string action_of_step(std::int64_t follows, std::optional<State> to) {
    if (!to)
        return follows == 0 ? "create" : "update";
    switch (*to) {
    case State::Signed:
        return "sign";
    case State::Superseded:
        return "supersede";
    case State::Withdrawn:
        return "withdraw";
    case State::Mistaken:
        return "mistake";
    case State::Open:
    case State::Erased:
        break;
    }
    return "update";
}

/// The state that a write asks for; nothing when it stays as it is.
std::optional<State> step_of(const FhirDesk& at, const fhir::Received& received,
                             const ResourceWanted& wanted) {
    State now = State::Open;
    if (wanted.follows > 0)
        if (const auto entry = at.desk().store.find(record::EntryId(wanted.id)))
            now = entry->state;
    return received.state == now ? std::nullopt : std::optional(received.state);
}

base::Checked<std::vector<store::Blob>> kept_blobs(std::vector<fhir::ReceivedBlob> received,
                                                   const std::string& where) {
    std::vector<store::Blob> blobs;
    for (fhir::ReceivedBlob& one : received) {
        if (!is_kept_type(one.media_type))
            return tl::unexpected(
                base::Problems{{"fhir.unholdable", where + ".content.attachment.contentType",
                                "This type of document is not kept.",
                                "PDF, PNG, JPEG, JSON, GLB or plain text."}});
        blobs.push_back({one.media_type, std::move(one.bytes)});
    }
    return blobs;
}

/// What does not fit between the address and what was sent there.
std::optional<base::Problem> misfit(const fhir::Received& received, const ResourceWanted& wanted) {
    const std::string type(fhir::text(received.type));
    if (received.type != wanted.type)
        return base::Problem{"fhir.disagrees", type,
                             "The resource is of another type than the address.",
                             "Send it to /fhir/R4/" + type + "."};
    if (wanted.follows > 0 && received.id != wanted.id)
        return base::Problem{"fhir.disagrees", type + ".id",
                             "The resource has another id than the address.",
                             "Send it with the id it was read with."};
    return std::nullopt;
}

/// An element that is missing from what was sent is not a resource that is missing here.
base::Problems in_fhir(base::Problems problems) {
    for (base::Problem& problem : problems)
        if (problem.code == "record.missing" && !problem.where.empty())
            problem.code = "fhir.missing";
    return problems;
}

/// Whether somebody may make resources of this type at all.
base::Result<void> may_create(const Call& call, fhir::ResourceType type) {
    const auto kind = fhir::facts(type).written_as;
    if (!kind ||
        reach_of(call.caller, {*kind, record::Action::Create, false}) != record::Reach::None)
        return {};
    return tl::unexpected(base::Problem{"request.forbidden", "", "You may not make these.",
                                        "Ask somebody whose work it is."});
}

Answer write_judged(FhirDesk& at, JudgedResource judged, int status) {
    const Call& call = at.call();
    const Desk& desk = at.desk();
    store::Change change{act_of(call, judged.action, ""), {judged.write}, std::move(judged.blobs)};
    if (auto added = add_consequences(desk, change); !added)
        return refusal(call.request, added.error());
    auto written = desk.store.write(change);
    if (!written)
        return refusal(call.request, in_resource(written.error(), judged));
    desk.metrics.counted("entries_written_total");
    record::Entry& entry = written->front();
    auto resource = at.resource(entry, judged.received.type, entry.id.text());
    if (!resource)
        return refusal(call.request, resource.error());
    return resource_answer(at, {std::move(entry), *std::move(resource)}, status);
}

} // namespace

base::Problem in_resource(base::Problem problem, const JudgedResource& judged) {
    const std::string& id = judged.write.id.text();
    if (id.empty() || !problem.where.starts_with(id))
        return problem;
    problem = placed_taken(std::move(problem), "");
    const std::size_t field = problem.where.find('#');
    problem.where = fhir::path_in(judged.received,
                                  field == std::string::npos ? "" : problem.where.substr(field));
    return problem;
}

std::unique_lock<std::mutex> conditional_creation() {
    static std::mutex one;
    return std::unique_lock(one);
}

base::Checked<JudgedResource> judged_resource(FhirDesk& at, std::string_view json,
                                              const ResourceWanted& wanted) {
    auto received = fhir::read_resource(json, at.context());
    if (!received)
        return tl::unexpected(in_fhir(received.error()));
    if (auto problem = misfit(*received, wanted))
        return tl::unexpected(base::Problems{*std::move(problem)});
    auto blobs = kept_blobs(std::move(received->blobs), std::string(fhir::text(received->type)));
    if (!blobs)
        return tl::unexpected(blobs.error());
    Wanted entry;
    entry.kind = record::kind_of(received->noun);
    entry.id = record::EntryId(wanted.id);
    entry.follows = wanted.follows;
    entry.state = step_of(at, *received, wanted);
    entry.body = record::write_noun(received->noun);
    auto write = judged_write(at.call(), at.desk(), entry);
    if (!write) {
        base::Problems problems = write.error();
        for (base::Problem& problem : problems)
            if (problem.where.starts_with('#'))
                problem.where = fhir::path_in(*received, problem.where);
        return tl::unexpected(in_fhir(std::move(problems)));
    }
    return JudgedResource{*std::move(received), *std::move(write), *std::move(blobs),
                          action_of_step(wanted.follows, entry.state)};
}

base::Checked<std::optional<Seen>> find_existing(FhirDesk& at, fhir::ResourceType type,
                                                 std::string_view text) {
    const std::size_t mark = text.find('?');
    const auto parameters =
        read_parameters(mark == std::string_view::npos ? text : text.substr(mark + 1));
    if (!parameters)
        return tl::unexpected(base::Problems{parameters.error()});
    std::vector<std::pair<std::string, std::string>> pairs;
    for (const Named& one : *parameters)
        pairs.emplace_back(one.name, one.value);
    auto search = fhir::read_search(type, pairs, fhir::Handling::Strict);
    if (!search)
        return tl::unexpected(search.error());
    if (search->conditions.empty() && search->ids.empty())
        return tl::unexpected(base::Problems{{"fhir.search_value", "If-None-Exist",
                                              "It is not said what is looked for.",
                                              "Write it like identifier=system|value."}});
    search->count = 2;
    search->counts_only = false;
    const auto found = find_resources(at, *search);
    if (!found)
        return tl::unexpected(base::Problems{found.error()});
    if (found->resources.size() > 1)
        return tl::unexpected(
            base::Problems{{"fhir.many", "If-None-Exist", "More than one resource is so.",
                            "Say more of the one that is meant."}});
    if (found->resources.empty())
        return std::optional<Seen>();
    auto seen = at.find(type, found->resources.front().id);
    if (!seen)
        return tl::unexpected(base::Problems{seen.error()});
    return std::optional(*std::move(seen));
}

Answer fhir_create(const Desk& desk, const Call& call) {
    const auto type = type_asked(call);
    if (!type)
        return refusal(call.request, type.error());
    if (const auto may = may_create(call, *type); !may)
        return refusal(call.request, may.error());
    FhirDesk at(desk, call);
    std::unique_lock<std::mutex> creation;
    if (const auto condition = call.request.header("if-none-exist")) {
        creation = conditional_creation();
        const auto existing = find_existing(at, *type, *condition);
        if (!existing)
            return refusal(call.request, existing.error());
        if (*existing)
            return resource_answer(at, **existing, 200);
    }
    auto judged = judged_resource(at, call.request.body, {*type, "", 0});
    if (!judged)
        return refusal(call.request, judged.error());
    return write_judged(at, *std::move(judged), 201);
}

Answer fhir_update(const Desk& desk, const Call& call) {
    const auto type = type_asked(call);
    if (!type)
        return refusal(call.request, type.error());
    const auto version = version_asked(call.request);
    if (!version)
        return refusal(call.request, version.error());
    FhirDesk at(desk, call);
    const auto seen = at.find(*type, call.place("id"));
    if (!seen)
        return refusal(call.request, seen.error());
    auto judged = judged_resource(at, call.request.body, {*type, call.place("id"), *version});
    if (!judged)
        return refusal(call.request, judged.error());
    return write_judged(at, *std::move(judged), 200);
}

} // namespace filiform::server
