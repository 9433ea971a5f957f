// SPDX-License-Identifier: Apache-2.0
#include "quality/asked.h"

#include "quality/figures_json.h"

namespace filiform::quality {

namespace {

base::Result<base::Date> read_day(const std::string& text, const char* name) {
    const auto day = base::read_date(text);
    if (day)
        return *day;
    return tl::unexpected(base::Problem{std::string("quality.") + name, name,
                                        "This is no day: '" + text.substr(0, 20) + "'.",
                                        "Write a day like 2026-11-25."});
}

base::Date days_later(base::Date day, int days) {
    return std::chrono::sys_days(day) + std::chrono::days(days);
}

} // namespace

base::Result<Wanted> read_wanted(const AskedPeriod& asked, base::Instant now,
                                 const base::Zone& zone) {
    base::Date to = zone.local_of(now).date;
    if (!asked.to.empty()) {
        const auto day = read_day(asked.to, "to");
        if (!day)
            return tl::unexpected(day.error());
        to = *day;
    }
    constexpr int days_of_year = 365;
    base::Date from = days_later(to, 1 - days_of_year);
    if (!asked.from.empty()) {
        const auto day = read_day(asked.from, "from");
        if (!day)
            return tl::unexpected(day.error());
        from = *day;
    }
    if (from > to)
        return tl::unexpected(base::Problem{"quality.period", "from",
                                            "The period ends on " + base::text(to) +
                                                ", before it begins on " + base::text(from) + ".",
                                            "Give the earlier day as from, the later one as to."});
    constexpr std::chrono::year first{1970};
    constexpr std::chrono::year last{2200};
    if (from.year() < first || to.year() > last)
        return tl::unexpected(base::Problem{"quality.period", from.year() < first ? "from" : "to",
                                            "The period lies outside 1970 to 2200.",
                                            "Give days of these years."});
    Wanted wanted{first_minute_of(from, zone), first_minute_of(days_later(to, 1), zone),
                  minute_of(now), Wanted::Grouping::None};
    if (!asked.grouping.empty()) {
        const auto grouping = grouping_of_word(asked.grouping);
        if (!grouping)
            return tl::unexpected(
                base::Problem{"quality.grouping", "grouping",
                              "Nothing is grouped by '" + asked.grouping.substr(0, 20) + "'.",
                              "Give none, cause, technique or dose."});
        wanted.grouping = *grouping;
    }
    return wanted;
}

} // namespace filiform::quality
