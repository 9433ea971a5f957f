// SPDX-License-Identifier: Apache-2.0
#include "quality/asked.h"

#include <gtest/gtest.h>

#include "quality/figures_json.h"

namespace filiform::quality {
namespace {

base::Result<Wanted> read(const std::string& from, const std::string& to,
                          const std::string& grouping = "") {
    return read_wanted({from, to, grouping}, base::read_instant("2026-12-01T23:30:00Z").value(),
                       base::find_zone("Europe/Madrid").value());
}

TEST(AskedPeriods, are_whole_days_of_the_clinics_clocks) {
    const Wanted wanted = read("2026-07-01", "2026-07-01").value();
    EXPECT_EQ(wanted.before - wanted.from, 24 * 60);
    EXPECT_EQ(wanted.from, minute_of(base::read_instant("2026-06-30T22:00:00Z").value()));
}

TEST(AskedPeriods, are_the_last_year_until_today_unless_said) {
    const Wanted wanted = read("", "").value();
    const base::Zone zone = base::find_zone("Europe/Madrid").value();
    EXPECT_EQ(base::text(day_of(wanted.before - 1, zone)),
              "2026-12-02"); // it is past midnight there
    EXPECT_EQ(base::text(day_of(wanted.from, zone)), "2025-12-03");
    EXPECT_EQ(read("", "", "dose")->grouping, Wanted::Grouping::Dose);
}

TEST(AskedPeriods, that_cannot_be_are_refused_in_one_sentence) {
    EXPECT_EQ(base::sentence(read("yesterday", "").error()),
              "from: This is no day: 'yesterday'. Write a day like 2026-11-25.");
    EXPECT_EQ(base::sentence(read("", "2026-02-30").error()),
              "to: This is no day: '2026-02-30'. Write a day like 2026-11-25.");
    EXPECT_EQ(base::sentence(read("2026-03-01", "2026-02-01").error()),
              "from: The period ends on 2026-02-01, before it begins on 2026-03-01. Give the "
              "earlier day as from, the later one as to.");
    EXPECT_EQ(read("1850-01-01", "").error().code, "quality.period");
    EXPECT_EQ(base::sentence(read("", "", "moon").error()),
              "grouping: Nothing is grouped by 'moon'. Give none, cause, technique or dose.");
}

} // namespace
} // namespace filiform::quality
