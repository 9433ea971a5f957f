// SPDX-License-Identifier: Apache-2.0
#include "base/instant.h"

#include <gtest/gtest.h>

namespace filiform::base {
namespace {

TEST(Instant, IsWrittenInUtcWithMilliseconds) {
    const auto noon = read_instant("2026-11-29T14:00:00+02:00");
    ASSERT_TRUE(noon);
    EXPECT_EQ(text(*noon), "2026-11-29T12:00:00.000Z");
}

TEST(Instant, KeepsMillisecondsAndCutsOffWhatIsFiner) {
    EXPECT_EQ(text(*read_instant("2026-02-28T23:59:59.1239Z")), "2026-02-28T23:59:59.123Z");
    EXPECT_EQ(text(*read_instant("2026-02-28T23:59:59.5Z")), "2026-02-28T23:59:59.500Z");
}

TEST(Instant, AZoneMayMoveTheDay) {
    EXPECT_EQ(text(*read_instant("2026-03-01T00:30:00+01:00")), "2026-02-28T23:30:00.000Z");
}

TEST(Instant, TextsSortAsTheMomentsDo) {
    const auto before = *read_instant("1969-12-31T23:59:59.999Z");
    const auto after = *read_instant("1970-01-01T00:00:00.000Z");
    EXPECT_LT(before, after);
    EXPECT_LT(text(before), text(after));
}

TEST(Instant, AMomentWithoutAZoneIsRefused) {
    EXPECT_EQ(read_instant("2026-11-29T14:00:00").error().code, "instant.no_zone");
}

TEST(Instant, ADayThatIsNotIsRefused) {
    EXPECT_EQ(read_instant("2026-02-30T14:00:00Z").error().code, "instant.no_such_moment");
}

TEST(Instant, WhatIsNoMomentIsRefused) {
    for (const char* wrong :
         {"", "2026-11-29", "2026-11-29 14:00:00Z", "2026-11-29T25:00:00Z", "2026-11-29T14:00:00.Z",
          "2026-11-29T14:00:00+2:00", "2026-11-29T14:00:00+15:00", "yesterday at noon, say"})
        EXPECT_EQ(read_instant(wrong).error().code, "instant.form") << wrong;
}

} // namespace
} // namespace filiform::base
