// SPDX-License-Identifier: Apache-2.0
#include "quality/period.h"

#include <algorithm>

namespace filiform::quality {

namespace {

const AssessmentRow* start_of(const Ledger& ledger, const SessionRow& session) {
    if (session.plan == no_slot)
        return nullptr;
    const Slot assessment = ledger.plans()[session.plan].assessment;
    if (assessment == no_slot || ledger.assessments()[assessment].state == Standing::None)
        return nullptr;
    return &ledger.assessments()[assessment];
}

void add_to_courses(Period& period, std::unordered_map<Slot, Slot>& without_episode,
                    const SessionRow& session, Slot person) {
    Slot* course = nullptr;
    if (session.episode != no_slot)
        course = &period.course_of_episode[session.episode];
    else
        course = &without_episode.try_emplace(person, no_slot).first->second;
    if (*course == no_slot) {
        *course = static_cast<Slot>(period.courses.size());
        Course fresh;
        fresh.person = person;
        fresh.episode = session.episode;
        fresh.first = session.began;
        fresh.start = start_of(period.ledger, session);
        period.courses.push_back(fresh);
    }
    Course& one = period.courses[*course];
    one.last = session.began;
    ++one.treatments;
    one.techniques = static_cast<std::uint8_t>(one.techniques | session.techniques);
}

void add_to(Pattern& pattern, const Pattern& other) {
    pattern.types |= other.types;
    pattern.worst = std::max(pattern.worst, other.worst);
}

void mark_events(Period& period) {
    for (const EventRow& event : period.ledger.events()) {
        if (event.session == no_slot || !counts(period.ledger, event))
            continue;
        const Slot session = period.ledger.standing(event.session);
        add_to(period.patterns[session],
               {1U << static_cast<unsigned>(event.type),
                static_cast<std::uint8_t>(static_cast<unsigned>(event.grade) + 1)});
    }
}

/// How often each pattern came up; there are far fewer patterns than treatments.
class PatternCounts {
  public:
    void add(const Pattern& pattern) {
        if (pattern.worst > 0)
            ++counts_[static_cast<std::uint64_t>(pattern.worst) << 32U | pattern.types];
    }
    [[nodiscard]] std::vector<std::pair<Pattern, std::int64_t>> all() const {
        std::vector<std::pair<Pattern, std::int64_t>> found;
        for (const auto& [key, count] : counts_)
            found.push_back({{static_cast<std::uint32_t>(key & 0xffffffffU),
                              static_cast<std::uint8_t>(key >> 32U)},
                             count});
        return found;
    }

  private:
    std::unordered_map<std::uint64_t, std::int64_t> counts_;
};

void count_patterns(Period& period) {
    PatternCounts treatments;
    PatternCounts patients;
    std::vector<Pattern> of_patient(period.ledger.patients().size());
    for (const Slot slot : period.treatments) {
        const Pattern& pattern = period.patterns[slot];
        if (pattern.worst == 0)
            continue;
        treatments.add(pattern);
        add_to(of_patient[period.ledger.person(period.ledger.sessions()[slot].patient)], pattern);
    }
    for (const Pattern& pattern : of_patient)
        patients.add(pattern);
    period.of_treatments = treatments.all();
    period.of_patients = patients.all();
}

std::int64_t with(const std::vector<std::pair<Pattern, std::int64_t>>& patterns,
                  const Selection& selection) {
    std::int64_t sum = 0;
    for (const auto& [pattern, count] : patterns)
        sum += pattern.holds(selection) ? count : 0;
    return sum;
}

} // namespace

bool counts(const Ledger& ledger, const EventRow& row) {
    return (row.state == Standing::Signed || row.state == Standing::Open) && !row.is_unrelated &&
           ledger.person(row.patient) != no_slot;
}

Count treatments_with(const Period& period, const Selection& selection) {
    return {with(period.of_treatments, selection),
            static_cast<std::int64_t>(period.treatments.size())};
}

Count patients_with(const Period& period, const Selection& selection) {
    return {with(period.of_patients, selection), period.patients};
}

Share exact_share(Count count) {
    return {count, exact_interval(count)};
}

Share wilson_share(Count count) {
    return {count, wilson_interval(count)};
}

Period find_period(const Ledger& ledger, const Wanted& wanted) {
    Period period{ledger, wanted, {}, {}, {}, {}, 0, {}, {}};
    period.patterns.resize(ledger.sessions().size());
    std::vector<bool> is_seen(ledger.patients().size(), false);
    period.course_of_episode.assign(ledger.episodes(), no_slot);
    std::unordered_map<Slot, Slot> without_episode;
    const auto& order = ledger.in_time();
    const auto& sessions = ledger.sessions();
    const auto first =
        std::lower_bound(order.begin(), order.end(), wanted.from,
                         [&](Slot slot, Minute from) { return sessions[slot].began < from; });
    for (auto at = first; at != order.end() && sessions[*at].began < wanted.before; ++at) {
        const SessionRow& session = sessions[*at];
        if (!ledger.is_treatment(session))
            continue;
        const Slot person = ledger.person(session.patient);
        period.treatments.push_back(*at);
        period.patients += is_seen[person] ? 0 : 1;
        is_seen[person] = true;
        add_to_courses(period, without_episode, session, person);
    }
    mark_events(period);
    count_patterns(period);
    return period;
}

int age_at(const Period& period, const Course& course) {
    const std::int32_t birth = period.ledger.patients()[course.person].birth_day;
    if (birth == INT32_MIN)
        return -1;
    constexpr int minutes_of_day = 24 * 60;
    const base::Date born{std::chrono::sys_days(std::chrono::days(birth))};
    const base::Date then{std::chrono::sys_days(std::chrono::days(course.first / minutes_of_day))};
    return std::max(0, base::years_between(born, then));
}

std::string duration_band(const AssessmentRow* start) {
    if (start == nullptr || start->duration_weeks < 0)
        return "not known";
    constexpr int acute = 6;
    constexpr int chronic = 12;
    return start->duration_weeks < acute     ? "under 6 weeks"
           : start->duration_weeks < chronic ? "6 to 11 weeks"
                                             : "12 weeks or more";
}

std::string severity_band(const AssessmentRow* start) {
    if (start == nullptr || std::max(start->leg_tenths, start->back_tenths) < 0)
        return "not known";
    const int worst = std::max(start->leg_tenths, start->back_tenths);
    constexpr int moderate = 40;
    constexpr int severe = 70;
    return worst < moderate ? "0 to 3" : worst < severe ? "4 to 6" : "7 to 10";
}

std::string group_of(const Period& period, const Course& course, Wanted::Grouping grouping) {
    switch (grouping) {
    case Wanted::Grouping::None:
        return "everybody";
    case Wanted::Grouping::Cause:
        return course.start == nullptr || course.start->cause == 0
                   ? "not known"
                   : period.ledger.causes().all()[course.start->cause];
    case Wanted::Grouping::Technique: {
        if (course.techniques == 0)
            return "not known";
        if ((course.techniques & (course.techniques - 1U)) != 0)
            return "several";
        unsigned technique = 0;
        while ((course.techniques >> technique & 1U) == 0)
            ++technique;
        return std::string(words(record::Technique{})[technique]);
    }
    case Wanted::Grouping::Dose: {
        constexpr int few = 4;
        constexpr int many = 7;
        return course.treatments < few    ? "1 to 3 treatments"
               : course.treatments < many ? "4 to 6 treatments"
                                          : "7 treatments or more";
    }
    }
    return "";
}

} // namespace filiform::quality
