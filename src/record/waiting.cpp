// SPDX-License-Identifier: Apache-2.0
#include "record/waiting.h"

#include <algorithm>

#include "record/complaints.h"
#include "record/free_slots.h"

namespace filiform::record {

namespace {

constexpr std::int64_t usual_minutes = 30;

bool is_on_one_of(const std::vector<Weekday>& weekdays, base::Date date) {
    const unsigned day = std::chrono::weekday(std::chrono::sys_days(date)).iso_encoding();
    return weekdays.empty() || std::any_of(weekdays.begin(), weekdays.end(), [&](Weekday one) {
               return static_cast<unsigned>(one) + 1 == day;
           });
}

} // namespace

bool could_take(const WaitingEntry& waiting, const FreedTime& time, std::span<const Hours> hours,
                const base::Zone& zone) {
    const std::int64_t minutes = waiting.minutes.value_or(usual_minutes);
    const auto begins = zone.local_of(time.start);
    const bool fits =
        waiting.status == WaitingEntry::Status::Waiting &&
        (waiting.practitioner.is_empty() || waiting.practitioner == time.practitioner) &&
        time.end - time.start >= std::chrono::minutes(minutes) &&
        in_order(waiting.earliest, Day(begins.date)) &&
        in_order(Day(begins.date), waiting.latest) && is_on_one_of(waiting.weekdays, begins.date) &&
        begins.minute >= waiting.from_minute.value_or(0) &&
        (!waiting.to_minute || begins.minute + minutes <= *waiting.to_minute);
    if (!fits)
        return false;
    Appointment booking;
    booking.practitioner = time.practitioner;
    booking.room = time.room;
    booking.start = time.start;
    booking.end = time.start + std::chrono::minutes(minutes);
    booking.visit = waiting.visit;
    const Openness found = openness(hours, booking, zone);
    return found == Openness::Open || found == Openness::Unsaid;
}

std::vector<Known<WaitingEntry>> who_could_take(std::vector<Known<WaitingEntry>> all,
                                                const FreedTime& time, std::span<const Hours> hours,
                                                const base::Zone& zone) {
    std::erase_if(all, [&](const Known<WaitingEntry>& one) {
        return one.state != State::Open || !could_take(one.noun, time, hours, zone);
    });
    const auto key = [](const Known<WaitingEntry>& one) {
        return std::tuple(!one.noun.is_urgent.value_or(false), one.noun.asked_at, one.id);
    };
    std::sort(all.begin(), all.end(),
              [&](const auto& a, const auto& b) { return key(a) < key(b); });
    return all;
}

} // namespace filiform::record
