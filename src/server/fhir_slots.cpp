// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <charconv>

#include "server/agenda.h"
#include "server/fhir_made.h"

namespace filiform::server {

namespace {

using record::Hours;
using record::Kind;

constexpr std::size_t most_slots = 20000;
constexpr std::int64_t usual_step_minutes = 15;

std::chrono::minutes step_of_hours(const Hours& hours) {
    return std::chrono::minutes(hours.step_minutes.value_or(usual_step_minutes));
}

bool can_be_booked(const Hours& hours) {
    return !hours.is_closed.value_or(false) && !hours.practitioner.is_empty();
}

/// The steps of one entry of hours that begin in [from, before), each free or not.
class StepFinder {
  public:
    StepFinder(FhirDesk& at, const Agenda& agenda) : at_(at), agenda_(agenda) {}

    base::Result<void> add(const record::Known<Hours>& schedule, base::Instant from,
                           base::Instant before, Resources& out) {
        if (!can_be_booked(schedule.noun))
            return {};
        record::SlotQuery query;
        query.practitioner = schedule.noun.practitioner;
        query.from = from;
        query.minutes = static_cast<int>(step_of_hours(schedule.noun).count());
        query.before = before + step_of_hours(schedule.noun);
        query.most = most_slots;
        const std::vector<Hours> hours = hours_of(schedule.noun);
        const auto known = bookings_in(
            at_.desk().store, {query.practitioner, {schedule.noun.room}, query.from, query.before});
        if (!known)
            return tl::unexpected(known.error());
        std::vector<record::Appointment> bookings;
        for (const auto& one : *known)
            bookings.push_back(one.noun);
        const auto all = record::free_slots(hours, {}, query, agenda_.zone);
        const auto free = record::free_slots(hours, bookings, query, agenda_.zone);
        for (const record::Slot& slot : all)
            if (slot.start < before && out.size() < most_slots)
                out.push_back(
                    fhir::slot_of({schedule.id, slot.start, slot.end,
                                   std::find(free.begin(), free.end(), slot) != free.end()},
                                  at_.context()));
        return {};
    }

  private:
    /// The entry itself, and what can take away from it: what is closed, and hours of rooms.
    std::vector<Hours> hours_of(const Hours& one) const {
        std::vector<Hours> hours{one};
        for (const Hours& other : agenda_.hours)
            if (other.is_closed.value_or(false) || other.practitioner.is_empty())
                hours.push_back(other);
        return hours;
    }

    FhirDesk& at_;
    const Agenda& agenda_;
};

base::Result<void> may_see_hours(const FhirDesk& at, bool is_search) {
    if (reach_of(at.call().caller, {Kind::Hours, record::Action::See, is_search}) !=
        record::Reach::None)
        return {};
    return tl::unexpected(
        base::Problem{"request.forbidden", "", "You may not see these.", "Ask the clinic's lead."});
}

/// The minute in "h1.s29700000".
std::optional<base::Instant> minute_in(const fhir::Origin& origin) {
    if (!origin.part.starts_with('s'))
        return std::nullopt;
    std::int64_t minute = 0;
    const char* end = origin.part.data() + origin.part.size();
    const auto read = std::from_chars(origin.part.data() + 1, end, minute);
    constexpr std::int64_t latest = 4'000'000'000; // some thousand years
    if (read.ec != std::errc() || read.ptr != end || minute < 0 || minute > latest)
        return std::nullopt;
    return base::Instant(std::chrono::minutes(minute));
}

base::Result<Resources> named_slots(FhirDesk& at, const std::vector<std::string>& ids) {
    Resources all;
    for (const std::string& id : ids) {
        auto seen = find_slot(at, id);
        if (seen)
            all.push_back(std::move(seen->resource));
        else if (seen.error().code != "record.missing")
            return tl::unexpected(seen.error());
    }
    return all;
}

} // namespace

base::Result<Seen> find_slot(FhirDesk& at, const std::string& id) {
    static constexpr std::array kinds{Kind::Hours};
    for (const fhir::Origin& origin : fhir::origins_of(id)) {
        const auto start = minute_in(origin);
        if (!start)
            continue;
        auto entry = at.find_entry(origin.entry, kinds);
        const auto agenda = load_agenda(at.desk().store);
        if (!entry || !agenda)
            return tl::unexpected(entry ? agenda.error() : entry.error());
        for (const auto& one : agenda->entries) {
            Resources found;
            if (one.id == entry->id)
                if (auto added = StepFinder(at, *agenda)
                                     .add(one, *start, *start + std::chrono::minutes(1), found);
                    !added)
                    return tl::unexpected(added.error());
            if (!found.empty() && found.front().id == id)
                return Seen{*std::move(entry), std::move(found.front())};
        }
    }
    return tl::unexpected(no_such_entry());
}

base::Result<Resources> slots_for(FhirDesk& at, const fhir::Search& search) {
    if (auto may = may_see_hours(at, true); !may)
        return tl::unexpected(may.error());
    if (!search.ids.empty())
        return named_slots(at, search.ids);
    const auto agenda = load_agenda(at.desk().store);
    if (!agenda)
        return tl::unexpected(agenda.error());
    const fhir::AskedTime asked = fhir::time_asked(search, "start");
    const base::Instant from = asked.from.value_or(at.call().request.at);
    const base::Instant before = asked.before.value_or(from + usual_days_asked);
    const base::Problem too_long{"fhir.too_costly", "start", "This is more than 100 days.",
                                 "Ask for less: start=ge2026-11-01&start=lt2026-12-01."};
    if (before > from && before - from > most_days_asked - std::chrono::days(1))
        return tl::unexpected(too_long);
    const auto named = fhir::named_in(search, "schedule");
    Resources all;
    StepFinder finder(at, *agenda);
    for (const auto& one : agenda->entries) {
        const bool is_asked =
            !named || std::any_of(named->begin(), named->end(),
                                  [&](const auto& each) { return each.second == one.id.text(); });
        if (!is_asked || before <= from)
            continue;
        if (auto added = finder.add(one, from, before, all); !added)
            return tl::unexpected(added.error());
    }
    if (all.size() >= most_slots)
        return tl::unexpected(base::Problem{"fhir.too_costly", "start",
                                            "These are more than 20,000 slots.",
                                            "Ask for fewer days, or for one schedule."});
    return all;
}

} // namespace filiform::server
