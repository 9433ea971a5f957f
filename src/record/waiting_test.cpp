// SPDX-License-Identifier: Apache-2.0
#include "record/waiting.h"

#include <gtest/gtest.h>

#include "record/record_fixture.h"

namespace filiform::record {
namespace {

using fixture::day;
using fixture::moment;

/// Ten to eleven on Monday 9 November 2026 in Madrid, where practitioner-1 works from nine to one.
FreedTime freed() {
    return {EntryId("practitioner-1"), EntryId(), moment("2026-11-09T09:00:00Z"),
            moment("2026-11-09T10:00:00Z")};
}

template <class Change>
bool could(const Change& change, const FreedTime& time = freed(),
           std::vector<Hours> hours = {fixture::hours()}) {
    WaitingEntry one = fixture::waiting_entry(); // on Mondays
    change(one);
    return could_take(one, time, hours, *base::find_zone("Europe/Madrid"));
}

TEST(Waiting, somebody_takes_a_time_that_is_right_for_them) {
    EXPECT_TRUE(could([](WaitingEntry&) {}));
    for (const auto status : {WaitingEntry::Status::Offered, WaitingEntry::Status::Booked,
                              WaitingEntry::Status::GivenUp})
        EXPECT_FALSE(could([&](WaitingEntry& one) { one.status = status; }));
    EXPECT_TRUE(could([](WaitingEntry& w) { w.practitioner = EntryId("practitioner-1"); }));
    EXPECT_FALSE(could([](WaitingEntry& w) { w.practitioner = EntryId("practitioner-2"); }));
    EXPECT_FALSE(could([](WaitingEntry& w) { w.weekdays = {Weekday::Tuesday, Weekday::Sunday}; }));
    EXPECT_TRUE(could([](WaitingEntry& w) { w.weekdays = {}; }));
}

TEST(Waiting, the_time_is_long_enough_and_half_an_hour_unless_they_say) {
    EXPECT_TRUE(could([](WaitingEntry& w) { w.minutes = 60; }));
    EXPECT_FALSE(could([](WaitingEntry& w) { w.minutes = 61; }));
    FreedTime brief = freed();
    brief.end = moment("2026-11-09T09:29:00Z");
    EXPECT_FALSE(could([](WaitingEntry&) {}, brief));
}

TEST(Waiting, days_and_hours_are_those_of_the_clinics_clocks) {
    EXPECT_TRUE(could([](WaitingEntry& w) { w.earliest = w.latest = day("2026-11-09"); }));
    EXPECT_FALSE(could([](WaitingEntry& w) { w.earliest = day("2026-11-10"); }));
    EXPECT_FALSE(could([](WaitingEntry& w) { w.latest = day("2026-11-08"); }));
    EXPECT_TRUE(could([](WaitingEntry& w) { w.from_minute = 600; })); // ten in Madrid, nine in UTC
    EXPECT_FALSE(could([](WaitingEntry& w) { w.from_minute = 601; }));
    EXPECT_TRUE(could([](WaitingEntry& w) { w.to_minute = 630; }));
    EXPECT_FALSE(could([](WaitingEntry& w) { w.to_minute = 629; }));
}

TEST(Waiting, it_is_open_for_what_they_come_for) {
    Hours reviews = fixture::hours();
    reviews.visits = {Visit::Review};
    EXPECT_TRUE(could([](WaitingEntry& w) { w.visit = Visit::Review; }, freed(), {reviews}));
    EXPECT_FALSE(could([](WaitingEntry& w) { w.visit = Visit::First; }, freed(), {reviews}));
    EXPECT_TRUE(could([](WaitingEntry&) {}, freed(), {})); // a clinic that writes no hours
    Hours closed;
    closed.date = day("2026-11-09");
    closed.from_minute = 0;
    closed.to_minute = 1440;
    closed.is_closed = true;
    EXPECT_FALSE(could([](WaitingEntry&) {}, freed(), {fixture::hours(), closed}));
}

TEST(Waiting, urgent_ones_come_first_then_who_has_waited_for_longest) {
    const auto entry = [](const char* id, const char* asked, bool is_urgent,
                          State state = State::Open) {
        WaitingEntry one = fixture::waiting_entry();
        one.asked_at = moment(asked);
        one.is_urgent = is_urgent;
        return Known<WaitingEntry>{EntryId(id), state, one};
    };
    const std::vector<Hours> hours{fixture::hours()};
    const auto found = who_could_take({entry("b", "2026-10-02T09:00:00Z", false),
                                       entry("a", "2026-10-01T09:00:00Z", false),
                                       entry("c", "2026-10-03T09:00:00Z", true),
                                       entry("d", "2026-09-01T09:00:00Z", true, State::Withdrawn)},
                                      freed(), hours, *base::find_zone("Europe/Madrid"));
    std::string ids;
    for (const auto& one : found)
        ids += one.id.text();
    EXPECT_EQ(ids, "cab");
}

} // namespace
} // namespace filiform::record
