// SPDX-License-Identifier: Apache-2.0
#include <array>

#include "record/noun.h"
#include "server/access.h"
#include "server/care_steps.h"
#include "server/entry_json.h"
#include "server/json_parts.h"
#include "server/record_routes.h"
#include "server/record_writes.h"

namespace filiform::server {

namespace {

using record::Action;
using record::Kind;
using record::State;

/// What was sent to make or change an entry.
base::Checked<Wanted> read_sent(const Request& request, Kind kind) {
    auto object = read_object(request.body);
    if (!object)
        return tl::unexpected(base::Problems{object.error()});
    Members members(*object);
    Wanted sent;
    sent.kind = kind;
    sent.at = "/body";
    sent.id = record::EntryId(members.text_or_none("id", 64));
    sent.reason = members.text_or_none("reason", 4000);
    const std::string state = members.text_or_none("state", 20);
    if (state == "signed")
        sent.state = State::Signed;
    else if (!state.empty() && state != "open")
        members.complain("state", "Nothing is written in this state.", "open or signed.");
    const json::value* body = members.find("body");
    if (body == nullptr || !body->is_object())
        members.complain("body", "The entry's body is missing.", "Send it as an object.");
    else
        sent.body = json::serialize(*body);
    if (auto problems = members.problems(); !problems.empty())
        return tl::unexpected(problems);
    return sent;
}

Answer write_one(const Desk& desk, const Call& call, const Wanted& sent, const char* action,
                 int status) {
    auto write = judged_write(call, desk, sent);
    if (!write)
        return refusal(call.request, write.error());
    store::Change change{act_of(call, action, sent.reason), {*std::move(write)}, {}};
    if (auto added = add_consequences(desk, change); !added)
        return refusal(call.request, added.error());
    const auto written = desk.store.write(change);
    if (!written)
        return refusal(call.request, placed_taken(written.error(), sent.at));
    desk.metrics.counted("entries_written_total");
    return entry_answer(written->front(), status);
}

Answer create(const Desk& desk, const Call& call, Kind kind) {
    const auto sent = read_sent(call.request, kind);
    if (!sent)
        return refusal(call.request, sent.error());
    return write_one(desk, call, *sent, "create", 201);
}

Answer change(const Desk& desk, const Call& call, Kind kind) {
    const auto version = version_asked(call.request);
    if (!version)
        return refusal(call.request, version.error());
    auto sent = read_sent(call.request, kind);
    if (!sent)
        return refusal(call.request, sent.error());
    if (!sent->id.is_empty() && sent->id.text() != call.place("id"))
        return refusal(call.request,
                       base::Problem{"record.value", "#/id", "This is not the id in the address.",
                                     "Leave it out."});
    sent->id = record::EntryId(call.place("id"));
    sent->follows = *version;
    return write_one(desk, call, *sent, "update", 200);
}

/// A step from one state to the next, with the reason for it.
struct Step {
    const char* word;
    State to;
    const char* about;
    bool needs_reason;
    Action right;
};

constexpr std::array steps{
    Step{"sign", State::Signed, "Signs it: it stands as it is from now on.", false, Action::Sign},
    Step{"withdraw", State::Withdrawn, "Withdraws it: it no longer holds.", true, Action::Change},
    Step{"supersede", State::Superseded, "Says that a later one has taken its place.", true,
         Action::Sign},
    Step{"mistake", State::Mistaken, "Marks it as entered in error: kept, never counted.", true,
         Action::Sign},
};

Answer take_step(const Desk& desk, const Call& call, Kind kind, const Step& step) {
    const auto version = version_asked(call.request);
    if (!version)
        return refusal(call.request, version.error());
    const auto object = read_object(call.request.body);
    if (!object)
        return refusal(call.request, object.error());
    Members members(*object);
    Wanted sent;
    sent.reason =
        step.needs_reason ? members.text("reason", 4000) : members.text_or_none("reason", 4000);
    if (const auto problems = members.problems(); !problems.empty())
        return refusal(call.request, problems);
    sent.kind = kind;
    sent.id = record::EntryId(call.place("id"));
    sent.follows = *version;
    sent.state = step.to;
    return write_one(desk, call, sent, step.word, 200);
}

const Told if_match{"If-Match", "The ETag of the entry as it was read.", R"({"type":"string"})",
                    true, true};

} // namespace

void add_writing(Routes& routes, const Desk& desk, Kind kind) {
    const Told break_glass = told_break_glass();
    const std::string base = "/api/v1/" + std::string(record::collection(kind));
    routes.push_back({Method::Post,
                      base,
                      "Makes one.",
                      false,
                      roles_for(kind, Action::Create),
                      writing_schema(kind),
                      {break_glass},
                      {{201, {"The entry as it stands.", entry_schema(kind)}}},
                      bound(desk, create, kind)});
    routes.push_back({Method::Put,
                      base + "/{id}",
                      "Writes its next version.",
                      false,
                      roles_for(kind, Action::Change),
                      writing_schema(kind),
                      {if_match, break_glass},
                      {{200, {"The entry as it stands.", entry_schema(kind)}}},
                      bound(desk, change, kind)});
    for (const Step& step : steps) {
        if (roles_for(kind, step.right).empty())
            continue;
        routes.push_back(
            {Method::Post,
             base + "/{id}/" + step.word,
             step.about,
             false,
             roles_for(kind, step.right),
             R"({"type":"object","additionalProperties":false,)"
             R"("properties":{"reason":{"type":"string"}}})",
             {if_match, break_glass},
             {{200, {"The entry as it stands.", entry_schema(kind)}}},
             [desk, kind, &step](const Call& call) { return take_step(desk, call, kind, step); }});
    }
}

} // namespace filiform::server
