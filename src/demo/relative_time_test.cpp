// SPDX-License-Identifier: Apache-2.0
#include "demo/relative_time.h"

#include <set>

#include <gtest/gtest.h>

namespace filiform::demo {

namespace {

base::Instant moment(const char* text) {
    return base::read_instant(text).value();
}

RelativeTime on(const char* now) {
    return {moment(now), base::find_zone("Europe/London").value()};
}

} // namespace

TEST(RelativeTime, counts_working_days_over_weekends) {
    const RelativeTime time = on("2026-11-25T12:00:00Z"); // a Wednesday
    EXPECT_EQ(time.text("workday 0", {}), "2026-11-25");
    EXPECT_EQ(time.text("workday 2", {}), "2026-11-27");
    EXPECT_EQ(time.text("workday 3", {}), "2026-11-30");
    EXPECT_EQ(time.text("workday -3", {}), "2026-11-20");
    EXPECT_EQ(time.text("workday -13", {}), "2026-11-06");
}

TEST(RelativeTime, takes_the_friday_before_for_today_on_a_weekend) {
    const RelativeTime time = on("2026-11-29T12:00:00Z"); // a Sunday
    EXPECT_EQ(time.text("workday 0", {}), "2026-11-27");
    EXPECT_EQ(time.text("workday 1", {}), "2026-11-30");
    EXPECT_EQ(time.text("workday -5", {}), "2026-11-20");
}

TEST(RelativeTime, means_another_day_by_every_number) {
    for (const char* now : {"2026-11-25T12:00:00Z", "2026-11-28T12:00:00Z"}) {
        std::set<std::string> days;
        for (int count = -30; count <= 30; ++count)
            days.insert(on(now).text("workday " + std::to_string(count), {}).value());
        EXPECT_EQ(days.size(), 61U);
    }
}

TEST(RelativeTime, reads_clocks_where_the_clinic_is) {
    // British clocks are an hour ahead of UTC until 25 October 2026.
    const RelativeTime time = on("2026-11-02T00:30:00Z");
    EXPECT_EQ(time.text("day 0 09:00", {}), "2026-11-02T09:00:00.000Z");
    EXPECT_EQ(time.text("day -10 09:00", {}), "2026-10-23T08:00:00.000Z");
}

TEST(RelativeTime, speaks_of_the_step) {
    const RelativeTime time = on("2026-11-25T12:00:00Z");
    const base::Instant step = moment("2026-11-20T10:00:00Z");
    EXPECT_EQ(time.text("on", step), "2026-11-20");
    EXPECT_EQ(time.text("at", step), "2026-11-20T10:00:00.000Z");
    EXPECT_EQ(time.text("at -35", step), "2026-11-20T09:25:00.000Z");
}

TEST(RelativeTime, knows_nothing_else) {
    const RelativeTime time = on("2026-11-25T12:00:00Z");
    for (const char* words : {"", "today", "workday", "workday x", "workday 1 9:00", "day 1 24:00",
                              "day 1 09:00 x", "on 1", "at x", "day 99999"})
        EXPECT_FALSE(time.text(words, {})) << words;
    EXPECT_FALSE(time.moment("day 1", {})) << "a day is no moment";
}

} // namespace filiform::demo
