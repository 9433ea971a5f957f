// SPDX-License-Identifier: Apache-2.0
#include "quality/cohort_of.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "quality/period.h"

namespace filiform::quality {

namespace {

constexpr const char* anything = "any";
constexpr Minute minutes_of_week = 7 * 24 * 60;

std::string band(int age, int width) {
    const int low = age / width * width;
    return std::to_string(low) + " to " + std::to_string(low + width - 1);
}

Ladder age_ladder(int age) {
    constexpr int oldest = 90; // of whom there are few anywhere
    if (age < 0)
        return {"not known", "not known", "not known", anything};
    if (age >= oldest)
        return {"90 or more", "80 to 99", "80 to 119", anything};
    constexpr int narrow = 5;
    constexpr int middle = 20;
    constexpr int wide = 40;
    return {band(age, narrow), band(age, middle), band(age, wide), anything};
}

std::string score_text(float score) {
    constexpr float tenth = 10;
    const long tenths = std::lround(score * tenth);
    const long rest = std::labs(tenths % 10);
    return (tenths < 0 && tenths > -10 ? "-" : "") + std::to_string(tenths / 10) +
           (rest == 0 ? "" : "." + std::to_string(rest));
}

std::string worst_event(std::uint8_t worst) {
    const auto grades = words(record::AdverseEvent::Grade{});
    return worst == 0 ? "none" : std::string(grades[worst - 1U]);
}

/// The highest grade of each course.
std::vector<std::uint8_t> worst_of_courses(const Period& period) {
    std::vector<std::uint8_t> worst(period.courses.size(), 0);
    for (const Slot slot : period.treatments) {
        const SessionRow& session = period.ledger.sessions()[slot];
        if (session.episode == no_slot)
            continue;
        std::uint8_t& one = worst[period.course_of_episode[session.episode]];
        one = std::max(one, period.patterns[slot].worst);
    }
    return worst;
}

void add_scores(CohortRow& row, const Course& course, const Scores& scores) {
    row.learnt.push_back(scores.first == no_minute ? "" : score_text(scores.start));
    row.learnt.push_back(scores.last == no_minute ? "" : score_text(scores.end));
    row.learnt.push_back(
        scores.last == no_minute
            ? ""
            : std::to_string(std::max(0, scores.last - course.first) / minutes_of_week));
}

} // namespace

Cohort cohort_of(const Ledger& ledger, const Wanted& wanted) {
    const Period period = find_period(ledger, wanted);
    const ScoreTable table = course_scores(period);
    const std::vector<std::uint8_t> worst = worst_of_courses(period);
    Cohort cohort;
    cohort.known = {"sex", "ageAtStart", "cause", "technique", "treatments"};
    cohort.learnt = {"durationAtStart", "painAtStart", "weeksOfTreatment", "worstEvent"};
    for (const std::size_t code : table.used)
        for (const char* what : {" start", " end", " week of end"})
            cohort.learnt.push_back(ledger.instruments().all()[code] + what);
    for (std::size_t i = 0; i < period.courses.size(); ++i) {
        const Course& course = period.courses[i];
        const auto sex = ledger.patients()[course.person].sex;
        CohortRow row;
        row.person = course.person;
        row.known = {{sex ? std::string(words(*sex)[static_cast<std::size_t>(*sex)]) : "not known",
                      anything},
                     age_ladder(age_at(period, course)),
                     {group_of(period, course, Wanted::Grouping::Cause), anything},
                     {group_of(period, course, Wanted::Grouping::Technique), anything},
                     {group_of(period, course, Wanted::Grouping::Dose), anything}};
        row.learnt = {duration_band(course.start), severity_band(course.start),
                      std::to_string((course.last - course.first) / minutes_of_week),
                      worst_event(worst[i])};
        for (std::size_t j = 0; j < table.used.size(); ++j)
            add_scores(row, course, table.scores[i * table.used.size() + j]);
        cohort.rows.push_back(std::move(row));
    }
    return cohort;
}

std::string told_csv(const Release& release) {
    std::string out = "# Everybody stands among at least " + std::to_string(release.k) +
                      " persons alike in the columns up to treatments.\r\n";
    out += "# Classes: " + std::to_string(release.classes) + ", the smallest of " +
           std::to_string(release.smallest_class) + " persons.\r\n";
    out += "# Left out: " + std::to_string(release.suppressed_rows) + " courses, and " +
           std::to_string(release.suppressed_persons) + " persons altogether.\r\n";
    for (const std::string& one : release.generalised)
        out += "# Made coarser: " + one + ".\r\n";
    return out + release_csv(release);
}

} // namespace filiform::quality
