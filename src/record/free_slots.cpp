// SPDX-License-Identifier: Apache-2.0
#include "record/free_slots.h"

#include <algorithm>

#include "base/expects.h"

namespace filiform::record {

namespace {

constexpr std::int64_t usual_step = 15;
constexpr int minutes_of_day = 1440;

/// Minutes of one day, `to` not included.
struct Span {
    int from = 0;
    int to = 0;
    [[nodiscard]] bool holds(Span inner) const { return from <= inner.from && inner.to <= to; }
    [[nodiscard]] bool meets(Span other) const { return from < other.to && other.from < to; }
};

Span span_of(const Hours& hours) {
    return {static_cast<int>(hours.from_minute.value_or(0)),
            static_cast<int>(hours.to_minute.value_or(0))};
}

bool is_on(const Hours& hours, base::Date date) {
    if (hours.date)
        return *hours.date == date;
    const unsigned day = std::chrono::weekday(std::chrono::sys_days(date)).iso_encoding();
    return hours.weekday && static_cast<unsigned>(*hours.weekday) + 1 == day &&
           (!hours.valid_from || *hours.valid_from <= date) &&
           (!hours.valid_until || date <= *hours.valid_until);
}

bool fits(const Hours& hours, std::optional<Visit> visit) {
    return hours.visits.empty() || !visit ||
           std::find(hours.visits.begin(), hours.visits.end(), *visit) != hours.visits.end();
}

/// Who and where, on one day.
struct Wanted {
    EntryId practitioner, room;
    base::Date date{};
    std::optional<Visit> visit;
};

bool is_closed(const Hours& hours) {
    return hours.is_closed.value_or(false);
}

/// Whether something closes that span for that practitioner or room.
bool is_shut(std::span<const Hours> all, const Wanted& wanted, Span span) {
    return std::any_of(all.begin(), all.end(), [&](const Hours& hours) {
        const bool concerns =
            (hours.practitioner.is_empty() && hours.room.is_empty()) ||
            (!hours.practitioner.is_empty() && hours.practitioner == wanted.practitioner) ||
            (hours.practitioner.is_empty() && !hours.room.is_empty() && hours.room == wanted.room);
        return is_closed(hours) && concerns && is_on(hours, wanted.date) &&
               span_of(hours).meets(span);
    });
}

/// Whether the room has hours of its own and the span lies in none of them.
bool is_room_away(std::span<const Hours> all, const Wanted& wanted, Span span) {
    bool has_hours = false;
    for (const Hours& hours : all) {
        if (is_closed(hours) || !hours.practitioner.is_empty() || wanted.room.is_empty() ||
            hours.room != wanted.room)
            continue;
        has_hours = true;
        if (is_on(hours, wanted.date) && fits(hours, wanted.visit) && span_of(hours).holds(span))
            return false;
    }
    return has_hours;
}

/// Whether these open hours of the practitioner are good for what is wanted.
bool opens(const Hours& hours, const Wanted& wanted) {
    return !is_closed(hours) && hours.practitioner == wanted.practitioner &&
           is_on(hours, wanted.date) && fits(hours, wanted.visit) &&
           (wanted.room.is_empty() || hours.room.is_empty() || hours.room == wanted.room);
}

bool is_taken(std::span<const Appointment> all, const EntryId& practitioner, const Slot& slot) {
    using Status = Appointment::Status;
    return std::any_of(all.begin(), all.end(), [&](const Appointment& one) {
        const bool counts = one.status == Status::Proposed || one.status == Status::Booked ||
                            one.status == Status::Arrived;
        const bool same =
            one.practitioner == practitioner || (!slot.room.is_empty() && one.room == slot.room);
        return counts && same && one.start && one.end && *one.start < slot.end &&
               slot.start < *one.end;
    });
}

/// Collects the slots of one day.
class DayFinder {
  public:
    DayFinder(std::span<const Hours> hours, std::span<const Appointment> appointments,
              const SlotQuery& query, const base::Zone& zone)
        : hours_(hours), appointments_(appointments), query_(query), zone_(zone) {}

    void collect(base::Date date, std::vector<Slot>& slots) const {
        const Wanted wanted{query_.practitioner, query_.room, date, query_.visit};
        for (const Hours& hours : hours_)
            if (opens(hours, wanted))
                collect_from(hours, date, slots);
    }

  private:
    void collect_from(const Hours& hours, base::Date date, std::vector<Slot>& slots) const {
        const Span open = span_of(hours);
        const auto step = static_cast<int>(hours.step_minutes.value_or(usual_step));
        const EntryId room = query_.room.is_empty() ? hours.room : query_.room;
        const Wanted wanted{query_.practitioner, room, date, query_.visit};
        for (int from = open.from; from + query_.minutes <= open.to; from += step) {
            const Span span{from, from + query_.minutes};
            if (is_shut(hours_, wanted, span) || is_room_away(hours_, wanted, span))
                continue;
            const Slot slot{zone_.instant_of(date, span.from), zone_.instant_of(date, span.to),
                            room};
            const bool is_whole = slot.end - slot.start == std::chrono::minutes(query_.minutes);
            if (is_whole && slot.start >= query_.from && slot.end <= query_.before &&
                slot.start <= query_.last_start.value_or(slot.start) &&
                !is_taken(appointments_, query_.practitioner, slot))
                slots.push_back(slot);
        }
    }

    std::span<const Hours> hours_;
    std::span<const Appointment> appointments_;
    const SlotQuery& query_;
    const base::Zone& zone_;
};

} // namespace

std::vector<Slot> free_slots(std::span<const Hours> hours,
                             std::span<const Appointment> appointments, const SlotQuery& query,
                             const base::Zone& zone) {
    constexpr auto longest = std::chrono::days(100);
    base::expects(query.minutes >= 1 && query.minutes <= minutes_of_day, "1 to 1440 minutes");
    base::expects(query.before - query.from <= longest, "at most 100 days");
    std::vector<Slot> slots;
    const DayFinder finder(hours, appointments, query, zone);
    const auto last = std::chrono::sys_days(zone.local_of(query.before).date);
    for (auto day = std::chrono::sys_days(zone.local_of(query.from).date);
         day <= last && slots.size() < query.most; day += std::chrono::days(1))
        finder.collect(base::Date(day), slots);
    const auto order = [](const Slot& a, const Slot& b) {
        return a.start != b.start ? a.start < b.start : a.room < b.room;
    };
    std::sort(slots.begin(), slots.end(), order);
    slots.erase(std::unique(slots.begin(), slots.end()), slots.end());
    if (slots.size() > query.most)
        slots.resize(query.most);
    return slots;
}

Openness openness(std::span<const Hours> hours, const Appointment& booking,
                  const base::Zone& zone) {
    if (!booking.start || !booking.end)
        return Openness::Outside;
    const auto start = zone.local_of(*booking.start);
    const auto end = zone.local_of(*booking.end);
    const auto days = std::chrono::sys_days(end.date) - std::chrono::sys_days(start.date);
    const Span span{start.minute, end.minute + static_cast<int>(days.count()) * minutes_of_day};
    const Wanted wanted{booking.practitioner, booking.room, start.date, booking.visit};
    if (is_shut(hours, wanted, span))
        return Openness::Closed;
    if (is_room_away(hours, wanted, span))
        return Openness::Outside;
    const bool any_open = std::any_of(hours.begin(), hours.end(), [&](const Hours& one) {
        return opens(one, wanted) && span_of(one).holds(span);
    });
    const bool any_at_all = std::any_of(hours.begin(), hours.end(), [&](const Hours& one) {
        return !is_closed(one) && one.practitioner == booking.practitioner;
    });
    return any_open ? Openness::Open : any_at_all ? Openness::Outside : Openness::Unsaid;
}

bool is_open(std::span<const Hours> hours, const Appointment& booking, const base::Zone& zone) {
    return openness(hours, booking, zone) == Openness::Open;
}

} // namespace filiform::record
