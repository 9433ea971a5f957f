// SPDX-License-Identifier: Apache-2.0
#include <charconv>
#include <memory>

#include "server/access.h"
#include "server/desk.h"
#include "server/json_parts.h"
#include "server/stored.h"

namespace filiform::server {

namespace {

constexpr std::size_t most_at_once = 500;
constexpr std::chrono::milliseconds looked_again = std::chrono::seconds(30);

/// Whether somebody may be told that this was written.
bool is_for(const Desk& desk, const Caller& caller, const store::Happened& happened) {
    record::Entry entry;
    entry.kind = happened.kind;
    entry.id = happened.id;
    entry.patient = happened.patient;
    const auto reach = reach_of(caller, {happened.kind, record::Action::See, false});
    const bool is_by_state = reach == record::Reach::OwnSigned || reach == record::Reach::OwnBegun;
    if (is_by_state && entry.patient == caller.person) {
        const auto version = desk.store.find_version(happened.id, happened.version);
        if (!version)
            return false;
        entry.state = version->state;
        entry.by = version->by;
    }
    return permit(caller, {happened.kind, record::Action::See, false}, entry).has_value();
}

std::string event_text(const store::Happened& one) {
    json::object data{{"id", one.id.text()},
                      {"kind", std::string(record::text(one.kind))},
                      {"version", one.version},
                      {"at", base::text(one.at)}};
    if (!one.patient.is_empty())
        data["patient"] = one.patient.text();
    return "id: " + std::to_string(one.place) + "\nevent: written\ndata: " + json::serialize(data) +
           "\n\n";
}

/// Where to begin: behind what the listener has, or behind what is there now.
base::Result<std::int64_t> first_place(const Desk& desk, const Request& request) {
    if (const auto last = request.header("last-event-id")) {
        std::int64_t place = 0;
        const auto read = std::from_chars(last->data(), last->data() + last->size(), place);
        if (read.ec != std::errc() || read.ptr != last->data() + last->size() || place < 0)
            return tl::unexpected(base::Problem{"request.parameter", "Last-Event-ID",
                                                "This is no event's id.", "Leave it out."});
        return place;
    }
    return last_place(desk.store);
}

Answer listen(const Desk& desk, const Call& call) {
    const auto begin = first_place(desk, call.request);
    if (!begin)
        return refusal(call.request, begin.error());
    struct Listening {
        std::int64_t place;
        base::Instant looked;
        Request request;
        Caller caller;
        bool is_first = true;
    };
    const auto state =
        std::make_shared<Listening>(Listening{*begin, call.request.at, call.request, call.caller});
    Answer answer;
    answer.media_type = "text/event-stream";
    answer.stream = [desk, state]() -> std::optional<std::string> {
        std::string out = std::exchange(state->is_first, false) ? "retry: 3000\n\n" : "";
        const base::Instant now = desk.clock();
        if (now - state->looked >= looked_again) { // a session that ended hears no more
            state->looked = now;
            if (!desk.people.still_holds(state->caller, now))
                return std::nullopt;
        }
        const auto happened = desk.store.happened_after(state->place, most_at_once);
        if (!happened)
            return std::nullopt;
        for (const store::Happened& one : *happened) {
            state->place = one.place;
            if (is_for(desk, state->caller, one))
                out += event_text(one);
        }
        return out;
    };
    return answer;
}

} // namespace

void add_event_routes(Routes& routes, const Desk& desk) {
    const std::vector<record::Role> everybody{record::Role::Clinician, record::Role::Reception,
                                              record::Role::Lead, record::Role::Patient,
                                              record::Role::Integrator};
    routes.push_back(
        {Method::Get,
         "/api/v1/events",
         "Tells of every write that the caller may see, as it happens (server-sent "
         "events): ids and versions, no content.",
         false,
         everybody,
         "",
         {{"Last-Event-ID", "Go on behind this one.", R"({"type":"string"})", true, false}},
         {{200, {"The events.", "", "text/event-stream"}}},
         [desk](const Call& call) { return listen(desk, call); }});
}

} // namespace filiform::server
