// SPDX-License-Identifier: Apache-2.0
#include "server/agenda.h"

#include <algorithm>

#include "server/stored.h"

namespace filiform::server {

namespace {

using record::Appointment;
using record::Kind;
using Match = store::Query::Condition::Match;

constexpr std::chrono::hours longest_booking{24};

store::Query bookings_query(const TimeAsked& asked) {
    store::Query query;
    query.kind = Kind::Appointment;
    query.states = {record::State::Open};
    query.all.push_back(
        {"status", Match::Exactly, {"proposed", "booked", "arrived"}, "", "", false});
    query.all.push_back({"date",
                         Match::Between,
                         {},
                         base::text(asked.from - longest_booking),
                         base::text(asked.before),
                         false});
    return query;
}

} // namespace

base::Result<Agenda> load_agenda(store::Store& store) {
    store::Query query;
    query.kind = Kind::Hours;
    auto entries = all_of<record::Hours>(store, query);
    if (!entries)
        return tl::unexpected(entries.error());
    const auto zone = clinic_zone(store);
    if (!zone)
        return tl::unexpected(zone.error());
    Agenda agenda{*std::move(entries), {}, *zone};
    for (const auto& one : agenda.entries)
        agenda.hours.push_back(one.noun);
    return agenda;
}

base::Result<std::vector<record::Known<Appointment>>> bookings_in(store::Store& store,
                                                                  const TimeAsked& asked) {
    std::vector<record::Known<Appointment>> found;
    const auto add = [&](const char* term,
                         const std::vector<record::EntryId>& ids) -> base::Result<void> {
        store::Query query = bookings_query(asked);
        query.all.push_back({term, Match::Exactly, {}, "", "", false});
        for (const record::EntryId& id : ids)
            if (!id.is_empty())
                query.all.back().values.push_back(id.text());
        if (query.all.back().values.empty())
            return {};
        auto all = all_of<Appointment>(store, query);
        if (!all)
            return tl::unexpected(all.error());
        for (auto& one : *all) {
            const bool is_new = std::none_of(found.begin(), found.end(),
                                             [&](const auto& known) { return known.id == one.id; });
            if (is_new && one.noun.end > asked.from)
                found.push_back(std::move(one));
        }
        return {};
    };
    if (auto added = add("practitioner", {asked.practitioner}); !added)
        return tl::unexpected(added.error());
    if (auto added = add("room", asked.rooms); !added)
        return tl::unexpected(added.error());
    return found;
}

base::Result<std::vector<record::Slot>> find_free(store::Store& store, const Agenda& agenda,
                                                  const record::SlotQuery& query) {
    TimeAsked asked{query.practitioner, {query.room}, query.from, query.before};
    for (const record::Hours& one : agenda.hours)
        if (one.practitioner == query.practitioner &&
            std::find(asked.rooms.begin(), asked.rooms.end(), one.room) == asked.rooms.end())
            asked.rooms.push_back(one.room);
    const auto known = bookings_in(store, asked);
    if (!known)
        return tl::unexpected(known.error());
    std::vector<Appointment> bookings;
    for (const auto& one : *known)
        bookings.push_back(one.noun);
    return record::free_slots(agenda.hours, bookings, query, agenda.zone);
}

} // namespace filiform::server
