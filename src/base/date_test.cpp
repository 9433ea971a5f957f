// SPDX-License-Identifier: Apache-2.0
#include "base/date.h"

#include <gtest/gtest.h>

namespace filiform::base {
namespace {

TEST(Date, IsReadAndWrittenAsInIso8601) {
    EXPECT_EQ(text(read_date("2026-11-25").value()), "2026-11-25");
    EXPECT_EQ(text(read_date("0999-01-02").value()), "0999-01-02");
}

TEST(Date, RefusesWhatIsNoDateAndNoDay) {
    for (const char* wrong : {"", "25.11.2026", "2026-1-5", "2026/11/25", "2026-11-25T00:00"})
        EXPECT_EQ(read_date(wrong).error().code, "date.form") << wrong;
    for (const char* wrong : {"2026-02-30", "2025-02-29", "2026-13-01", "2026-00-10"})
        EXPECT_EQ(read_date(wrong).error().code, "date.no_such_day") << wrong;
}

TEST(Date, CountsDaysAndWholeYears) {
    const auto date = [](const char* text) { return read_date(text).value(); };
    EXPECT_EQ(days_between(date("2024-02-28"), date("2024-03-01")), 2); // a leap year
    EXPECT_EQ(days_between(date("2026-11-25"), date("2026-11-20")), -5);
    EXPECT_EQ(years_between(date("1980-11-26"), date("2026-11-25")), 45);
    EXPECT_EQ(years_between(date("1980-11-25"), date("2026-11-25")), 46);
    EXPECT_EQ(years_between(date("2000-02-29"), date("2026-02-28")), 25);
    EXPECT_EQ(years_between(date("2000-02-29"), date("2026-03-01")), 26);
}

} // namespace
} // namespace filiform::base
