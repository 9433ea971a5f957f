// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <map>

#include "record/calendar.h"
#include "server/access.h"
#include "server/desk.h"
#include "server/json_parts.h"
#include "server/stored.h"

namespace filiform::server {

namespace {

using record::Kind;

constexpr std::string_view file_ending = ".ics";
constexpr auto shown_back = std::chrono::days(90);
constexpr auto shown_ahead = std::chrono::days(400);

/// Somebody's booking, with what the calendar says of it.
struct Booked {
    record::Entry entry;
    record::Appointment booking;
};

base::Result<std::vector<Booked>> bookings_of(const Desk& desk, const store::Account& owner,
                                              base::Instant now) {
    store::Query query;
    query.kind = Kind::Appointment;
    query.order_by = "date";
    query.most = 1000;
    if (owner.role == record::Role::Patient)
        query.patient = owner.person;
    else
        query.all.push_back({"practitioner",
                             store::Query::Condition::Match::Exactly,
                             {owner.person.text()},
                             "",
                             "",
                             false});
    query.all.push_back({"date",
                         store::Query::Condition::Match::Between,
                         {},
                         base::text(now - shown_back),
                         base::text(now + shown_ahead),
                         false});
    std::vector<Booked> all;
    do {
        auto page = desk.store.search(query);
        if (!page)
            return tl::unexpected(page.error());
        for (record::Entry& entry : page->entries) {
            auto noun = record::read_noun(Kind::Appointment, entry.body, "");
            if (!noun)
                return tl::unexpected(base::Problem{"store.failed", entry.id.text(),
                                                    "A stored entry cannot be read.", ""});
            auto booking = std::get<record::Appointment>(*std::move(noun));
            if (entry.state == record::State::Withdrawn)
                booking.status = record::Appointment::Status::Cancelled;
            all.push_back({std::move(entry), std::move(booking)});
        }
        query.after = page->next;
    } while (!query.after.empty());
    return all;
}

/// Names of practitioners and rooms, looked up once.
class Names {
  public:
    explicit Names(store::Store& store) : store_(store) {}

    const std::string& of(const record::EntryId& id) {
        const auto known = known_.find(id);
        return known != known_.end() ? known->second : known_[id] = look_up(id);
    }

  private:
    std::string look_up(const record::EntryId& id) {
        const auto entry = id.is_empty()
                               ? base::Result<record::Entry>(tl::unexpected(no_such_entry()))
                               : store_.find(id);
        const auto noun = entry ? record::read_noun(entry->kind, entry->body, "")
                                : base::Checked<record::Noun>(tl::unexpected(base::Problems()));
        if (!noun)
            return "";
        if (const auto* room = std::get_if<record::Room>(&*noun))
            return room->name;
        const auto* one = std::get_if<record::Practitioner>(&*noun);
        if (one == nullptr)
            return "";
        std::string name = one->title;
        for (const std::string& part : one->given)
            name += (name.empty() ? "" : " ") + part;
        return name + (name.empty() ? "" : " ") + one->family;
    }

    store::Store& store_;
    std::map<record::EntryId, std::string> known_;
};

Answer fetch(const Desk& desk, const Call& call) {
    const std::string& file = call.place("feed");
    const bool is_file = file.size() > file_ending.size() && file.ends_with(file_ending);
    const std::string secret = is_file ? file.substr(0, file.size() - file_ending.size()) : "";
    const auto owner = desk.people.feed_owner(secret, call.request);
    if (!owner)
        return refusal(call.request, owner.error());
    const auto clinic = find_clinic(desk.store);
    const auto all = bookings_of(desk, *owner, call.request.at);
    if (!clinic || !all)
        return refusal(call.request, clinic ? all.error() : clinic.error());
    const bool is_patient = owner->role == record::Role::Patient;
    Names names(desk.store);
    std::vector<record::CalendarEntry> entries;
    for (const Booked& one : *all)
        entries.push_back({one.entry.id, one.entry.version, one.entry.at, &one.booking,
                           is_patient ? names.of(one.booking.practitioner) : "",
                           names.of(one.booking.room)});
    store::AuditRow row;
    row.at = call.request.at;
    row.by = owner->id;
    row.action = "read_calendar";
    row.kind = std::string(record::text(Kind::Appointment));
    if (is_patient)
        row.patient = owner->person.text();
    row.outcome = "done";
    row.from = call.request.from;
    desk.store.audit().note(std::move(row));
    Answer answer;
    answer.media_type = "text/calendar; charset=utf-8";
    answer.body = record::write_calendar(*clinic ? (*clinic)->noun : record::Clinic(), entries);
    return answer;
}

Answer make(const Desk& desk, const Call& call) {
    const auto told = desk.people.make_feed(call.caller, call.request);
    if (!told)
        return refusal(call.request, told.error());
    Answer answer;
    answer.status = 201;
    answer.body = json::serialize(
        json::object{{"address", server_address(desk, call.request) + "/api/v1/calendar/" +
                                     told->secret + std::string(file_ending)},
                     {"expires", base::text(told->expires)}});
    return answer;
}

Answer say(const Desk& desk, const Call& call) {
    const auto tickets = desk.people.tickets_of(call.caller.account);
    if (!tickets)
        return refusal(call.request, tickets.error());
    json::array all;
    for (const store::Ticket& one : *tickets)
        if (one.purpose == store::Ticket::Purpose::CalendarFeed && call.request.at < one.expires)
            all.push_back(json::object{{"made", base::text(one.made)},
                                       {"expires", base::text(one.expires)},
                                       {"lastUsed", base::text(one.last_used)}});
    Answer answer;
    answer.body = json::serialize(json::object{{"calendars", std::move(all)}});
    return answer;
}

Answer drop(const Desk& desk, const Call& call) {
    if (const auto dropped = desk.people.drop_feed(call.caller, call.request); !dropped)
        return refusal(call.request, dropped.error());
    Answer answer;
    answer.status = 204;
    return answer;
}

constexpr const char* calendars_schema =
    R"({"type":"object","required":["calendars"],"additionalProperties":false,"properties":{
"calendars":{"type":"array","items":{"type":"object","required":["made","expires","lastUsed"],
"additionalProperties":false,"properties":{"made":{"type":"string","format":"date-time"},
"expires":{"type":"string","format":"date-time"},
"lastUsed":{"type":"string","format":"date-time"}}}}}})";

} // namespace

void add_calendar_routes(Routes& routes, const Desk& desk) {
    using record::Role;
    const std::vector<Role> owners{Role::Clinician, Role::Lead, Role::Patient};
    routes.push_back({Method::Get,
                      "/api/v1/calendar/{feed}",
                      "One's bookings as iCalendar, by a secret and .ics in place of a log-in.",
                      true,
                      {},
                      "",
                      {},
                      {{200, {"The calendar.", "", "text/calendar; charset=utf-8"}}},
                      [desk](const Call& call) { return fetch(desk, call); }});
    routes.push_back({Method::Get,
                      "/api/v1/calendar",
                      "Says whether one's calendar has an address, since when, and when it was "
                      "last fetched.",
                      false,
                      owners,
                      "",
                      {},
                      {{200, {"At most one.", calendars_schema}}},
                      [desk](const Call& call) { return say(desk, call); }});
    routes.push_back({Method::Post,
                      "/api/v1/calendar",
                      "Makes an address for one's calendar, told once; the one before ends.",
                      false,
                      owners,
                      "",
                      {},
                      {{201,
                        {"Where a calendar program fetches it.",
                         R"({"type":"object","required":["address","expires"],)"
                         R"("additionalProperties":false,"properties":{"address":)"
                         R"({"type":"string"},"expires":{"type":"string",)"
                         R"("format":"date-time"}}})"}}},
                      [desk](const Call& call) { return make(desk, call); }});
    routes.push_back({Method::Delete,
                      "/api/v1/calendar",
                      "Ends the address of one's calendar.",
                      false,
                      owners,
                      "",
                      {},
                      {{204, {"Done.", ""}}},
                      [desk](const Call& call) { return drop(desk, call); }});
}

} // namespace filiform::server
