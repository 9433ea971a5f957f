// SPDX-License-Identifier: Apache-2.0
#include "base/zone.h"

#include <gtest/gtest.h>

namespace filiform::base {
namespace {

Date day(int year, unsigned month, unsigned number) {
    return Date(std::chrono::year(year), std::chrono::month(month), std::chrono::day(number));
}

TEST(Zone, nine_in_the_morning_in_madrid_is_seven_in_summer_and_eight_in_winter) {
    const auto madrid = find_zone("Europe/Madrid");
    ASSERT_TRUE(madrid);
    EXPECT_EQ(text(madrid->instant_of(day(2026, 7, 1), 540)), "2026-07-01T07:00:00.000Z");
    EXPECT_EQ(text(madrid->instant_of(day(2026, 12, 1), 540)), "2026-12-01T08:00:00.000Z");
}

TEST(Zone, a_time_that_is_skipped_is_when_the_clocks_are_put_forward) {
    const auto madrid = find_zone("Europe/Madrid");
    ASSERT_TRUE(madrid); // 29 March 2026: 2:00 becomes 3:00, at 1:00 UTC
    EXPECT_EQ(text(madrid->instant_of(day(2026, 3, 29), 150)), "2026-03-29T01:00:00.000Z");
}

TEST(Zone, of_a_time_that_is_shown_twice_it_is_the_first) {
    const auto madrid = find_zone("Europe/Madrid");
    ASSERT_TRUE(madrid); // 25 October 2026: 3:00 becomes 2:00, at 1:00 UTC
    EXPECT_EQ(text(madrid->instant_of(day(2026, 10, 25), 150)), "2026-10-25T00:30:00.000Z");
}

TEST(Zone, what_the_clocks_show_is_read_back) {
    for (const char* name : {"Europe/Madrid", "America/New_York", "Asia/Kolkata"}) {
        const auto zone = find_zone(name);
        ASSERT_TRUE(zone) << name;
        for (const int minute : {0, 1, 600, 1439})
            EXPECT_EQ(zone->local_of(zone->instant_of(day(2026, 11, 29), minute)),
                      (Zone::Local{day(2026, 11, 29), minute}));
    }
}

TEST(Zone, minutes_may_pass_midnight) {
    const auto zone = find_zone("Europe/Madrid");
    ASSERT_TRUE(zone);
    EXPECT_EQ(zone->instant_of(day(2026, 11, 29), 1440), zone->instant_of(day(2026, 11, 30), 0));
}

TEST(Zone, a_place_that_is_not_known_is_refused) {
    for (const char* name : {"Europe/Nowhere", "", "../../etc/passwd"}) {
        const auto zone = find_zone(name);
        ASSERT_FALSE(zone) << name;
        EXPECT_EQ(zone.error().code, "zone.unknown");
    }
}

} // namespace
} // namespace filiform::base
