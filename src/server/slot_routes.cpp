// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <charconv>

#include "record/waiting.h"
#include "server/access.h"
#include "server/agenda.h"
#include "server/entry_json.h"
#include "server/json_parts.h"
#include "server/record_routes.h"
#include "server/search_limits.h"
#include "server/stored.h"

namespace filiform::server {

namespace {

using record::Kind;

/// Reads the parameters of a question about time, and says of each what is wrong with it.
class TimeParameters {
  public:
    TimeParameters(const Desk& desk, const Call& call, const base::Zone& zone)
        : desk_(desk), request_(call.request), zone_(zone) {}

    /// The id of an entry of that kind; empty when it is not given.
    record::EntryId entry(const char* name, Kind kind) {
        const auto text = request_.parameter(name);
        if (!text)
            return {};
        if (!find_of_kind(desk_.store, kind, std::string(*text)))
            complain(name, "There is no such " + std::string(record::text(kind)) + ".",
                     "Give its id.");
        return record::EntryId(std::string(*text));
    }
    record::EntryId needed_entry(const char* name, Kind kind) {
        if (!request_.parameter(name))
            complain(name, "It is not said whose time is asked for.", "Give an id.");
        return entry(name, kind);
    }
    /// A moment, or the beginning of a day in the clinic.
    base::Instant moment(const char* name, base::Instant otherwise) {
        const auto text = request_.parameter(name);
        if (!text)
            return otherwise;
        if (const auto day = base::read_date(*text))
            return zone_.instant_of(*day, 0);
        if (const auto moment = base::read_instant(*text))
            return *moment;
        complain(name, "This is neither a day nor a moment with its zone.",
                 "Write it like 2026-11-29 or 2026-11-29T14:00:00Z.");
        return otherwise;
    }
    base::Instant needed_moment(const char* name) {
        if (!request_.parameter(name))
            complain(name, "The time is missing.", "Write it like 2026-11-29T14:00:00Z.");
        return moment(name, request_.at);
    }
    int minutes(const char* name, int otherwise) {
        constexpr int most = 1440;
        const auto text = request_.parameter(name);
        if (!text)
            return otherwise;
        int value = 0;
        const char* end = text->data() + text->size();
        const auto read = std::from_chars(text->data(), end, value);
        if (read.ec == std::errc() && read.ptr == end && value >= 1 && value <= most)
            return value;
        complain(name, "This is no length in minutes.", "Give a whole number from 1 to 1440.");
        return otherwise;
    }
    std::optional<record::Visit> visit(const char* name) {
        const auto text = request_.parameter(name);
        if (!text)
            return std::nullopt;
        const auto words = record::words(record::Visit{});
        const auto found = std::find(words.begin(), words.end(), *text);
        if (found != words.end())
            return static_cast<record::Visit>(found - words.begin());
        complain(name, "This is nothing an appointment is for.",
                 "first, needling, review, telephone or other.");
        return std::nullopt;
    }
    void complain(const char* name, std::string what, std::string hint) {
        problems_.push_back({"request.parameter", name, std::move(what), std::move(hint)});
    }
    [[nodiscard]] const base::Problems& problems() const { return problems_; }

  private:
    const Desk& desk_;
    const Request& request_;
    const base::Zone& zone_;
    base::Problems problems_;
};

/// Whether a token's scopes, or a role, let the caller find entries of this kind.
base::Result<void> may_find(const Call& call, Kind kind) {
    if (reach_of(call.caller, {kind, record::Action::See, true}) != record::Reach::None)
        return {};
    return tl::unexpected(base::Problem{"request.forbidden", "", "You may not search these.",
                                        "Ask the clinic's lead."});
}

/// Patients are shown the times that they may ask for by themselves.
base::Result<void> keep_to_rules(const Desk& desk, const Call& call, record::SlotQuery& query) {
    if (call.caller.role != record::Role::Patient)
        return {};
    const auto clinic = find_clinic(desk.store);
    if (!clinic)
        return tl::unexpected(clinic.error());
    const auto rules =
        *clinic ? (*clinic)->noun.booking.value_or(record::BookingRules()) : record::BookingRules();
    const base::Instant now = call.request.at;
    // A patient's time is yet to come, even where the clinic sets no limit.
    const std::chrono::milliseconds least = std::chrono::hours(rules.book_until_hours.value_or(0));
    query.from = std::max({query.from, now + std::chrono::milliseconds(1), now + least});
    query.last_start = rules.book_ahead_days
                           ? std::optional(now + std::chrono::days(*rules.book_ahead_days))
                           : std::nullopt;
    return {};
}

json::object slot_json(const record::Slot& slot, const record::SlotQuery& query) {
    json::object one{{"start", base::text(slot.start)},
                     {"end", base::text(slot.end)},
                     {"practitioner", query.practitioner.text()}};
    if (!slot.room.is_empty())
        one["room"] = slot.room.text();
    return one;
}

Answer slots(const Desk& desk, const Call& call) {
    if (auto may = may_find(call, Kind::Hours); !may)
        return refusal(call.request, may.error());
    const auto agenda = load_agenda(desk.store);
    if (!agenda)
        return refusal(call.request, agenda.error());
    TimeParameters asked(desk, call, agenda->zone);
    record::SlotQuery query;
    query.practitioner = asked.needed_entry("practitioner", Kind::Practitioner);
    query.room = asked.entry("room", Kind::Room);
    query.from = asked.moment("from", call.request.at);
    query.before = asked.moment("before", query.from + usual_days_asked);
    query.minutes = asked.minutes("minutes", usual_slot_minutes);
    query.visit = asked.visit("visit");
    if (query.before <= query.from || query.before - query.from > most_days_asked)
        asked.complain("before", "This is no stretch of at most 100 days.",
                       "Ask for later times by themselves.");
    if (!asked.problems().empty())
        return refusal(call.request, asked.problems());
    if (auto kept = keep_to_rules(desk, call, query); !kept)
        return refusal(call.request, kept.error());
    json::array out;
    if (query.from < query.before) {
        const auto found = find_free(desk.store, *agenda, query);
        if (!found)
            return refusal(call.request, found.error());
        for (const record::Slot& one : *found)
            out.push_back(slot_json(one, query));
    }
    Answer answer;
    answer.body = json::serialize(json::object{{"slots", std::move(out)}});
    return answer;
}

/// Who of the waiting list could take a time, as entries.
Answer waiting(const Desk& desk, const Call& call) {
    if (auto may = may_find(call, Kind::WaitingEntry); !may)
        return refusal(call.request, may.error());
    const auto agenda = load_agenda(desk.store);
    if (!agenda)
        return refusal(call.request, agenda.error());
    TimeParameters asked(desk, call, agenda->zone);
    record::FreedTime time;
    time.practitioner = asked.needed_entry("practitioner", Kind::Practitioner);
    time.room = asked.entry("room", Kind::Room);
    time.start = asked.needed_moment("start");
    time.end = asked.needed_moment("end");
    if (asked.problems().empty() && time.end <= time.start)
        asked.complain("end", "The time ends before it begins.", "Give a later end.");
    if (!asked.problems().empty())
        return refusal(call.request, asked.problems());
    store::Query query;
    query.kind = Kind::WaitingEntry;
    query.all.push_back(
        {"status", store::Query::Condition::Match::Exactly, {"waiting"}, "", "", false});
    auto all = all_of<record::WaitingEntry>(desk.store, query);
    if (!all)
        return refusal(call.request, all.error());
    RestrictedPatients restricted(desk.store, call.request, call.caller);
    std::vector<record::Entry> shown;
    Answer answer;
    answer.body = "{\"entries\":[";
    for (const auto& one :
         record::who_could_take(*std::move(all), time, agenda->hours, agenda->zone)) {
        const auto entry = desk.store.find(one.id);
        const auto withheld =
            entry ? restricted.is_withheld(entry->patient) : base::Result<bool>(false);
        if (!entry || !withheld)
            return refusal(call.request, entry ? withheld.error() : entry.error());
        if (!*withheld)
            shown.push_back(*entry);
        answer.body += (answer.body.back() == '[' ? "" : ",") +
                       write_entry(*entry, *withheld ? Shown::Envelope : Shown::Everything);
    }
    answer.body += "]}";
    note_search(desk, call, query, shown);
    return answer;
}

Told told(std::string name, std::string about) {
    return {std::move(name), std::move(about)};
}
/// When what was freed begins or ends.
Told told_bound(std::string name, std::string about, const std::string& example) {
    return {std::move(name), std::move(about),
            R"({"type":"string","format":"date-time","examples":[")" + example + R"("]})", false,
            true};
}

constexpr const char* slots_schema =
    R"({"type":"object","required":["slots"],"additionalProperties":false,"properties":{)"
    R"("slots":{"type":"array","items":{"type":"object","required":["start","end",)"
    R"("practitioner"],"additionalProperties":false,"properties":{)"
    R"("start":{"type":"string","format":"date-time"},)"
    R"("end":{"type":"string","format":"date-time"},)"
    R"("practitioner":{"type":"string"},"room":{"type":"string"}}}}}})";

} // namespace

void add_slot_routes(Routes& routes, const Desk& desk) {
    const Told whose{"practitioner", "The practitioner's id.",
                     R"({"type":"string","x-kinds":["practitioner"]})", false, true};
    const Told room = told("room", "Only in this room.");
    routes.push_back(
        {Method::Get,
         "/api/v1/slots",
         "Finds times that can be booked; for a patient, those they may ask for.",
         false,
         roles_for(Kind::Hours, record::Action::See),
         "",
         {whose,
          room,
          told("from", "Not before this moment or day; from now on unless given."),
          told("before", "Over by this moment or day; 14 days unless given, at most 100."),
          {"minutes", "How long; 30 unless given.",
           R"({"type":"integer","minimum":1,"maximum":1440})", false, false},
          told("visit", "What for: first, needling, review, telephone or other.")},
         {{200, {"At most 500 of them, the earliest first.", slots_schema}}},
         [desk](const Call& call) { return slots(desk, call); }});
    std::vector<record::Role> staff = roles_for(Kind::WaitingEntry, record::Action::See);
    std::erase(staff, record::Role::Patient);
    routes.push_back(
        {Method::Get,
         "/api/v1/waiting",
         "Finds who waits and could take a time that became free.",
         false,
         std::move(staff),
         "",
         {whose, room, told_bound("start", "When it begins.", "2026-11-09T09:00:00Z"),
          told_bound("end", "When it ends.", "2026-11-09T09:30:00Z"), told_break_glass()},
         {{200,
           {"Who could take it: urgent ones first, then who has waited for longest.",
            page_schema(Kind::WaitingEntry)}}},
         [desk](const Call& call) { return waiting(desk, call); }});
}

} // namespace filiform::server
