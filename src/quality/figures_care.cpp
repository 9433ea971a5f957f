// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <map>
#include <set>

#include "quality/period.h"

namespace filiform::quality {

namespace {

constexpr Minute hour = 60;

void count_consent(CareFigures& care, const Ledger& ledger, const SessionRow& session) {
    if (session.consent == no_slot || ledger.consents()[session.consent].state == Standing::None) {
        ++care.no_consent;
        return;
    }
    const ConsentRow& consent = ledger.consents()[session.consent];
    const bool is_signed = consent.state == Standing::Signed ||
                           consent.state == Standing::Withdrawn ||
                           consent.state == Standing::Superseded;
    if (!consent.is_given || !is_signed)
        ++care.not_given;
    else if (consent.withdrawn != no_minute && consent.withdrawn <= session.began)
        ++care.withdrawn;
    else if (consent.at == no_minute || consent.at > session.began)
        ++care.too_late;
    else if (consent.plan != session.plan)
        ++care.of_another_plan;
    else
        ++care.consent.count.events;
}

void count_check(CareFigures& care, const SessionRow& session, Minute now) {
    constexpr Minute due = 48 * hour;
    constexpr std::int16_t in_time_hours = 72;
    if (session.began + due > now)
        return;
    ++care.checked.count.of;
    if (session.check == Check::Done || session.answers > 0)
        ++care.checked.count.events;
    if (session.check_hours >= 0) {
        ++care.checked_in_time.count.of;
        care.checked_in_time.count.events += session.check_hours <= in_time_hours ? 1 : 0;
    }
}

/// The value below which a part of the sorted ones lies, between two of them.
double part_of(const std::vector<double>& sorted, double part) {
    const double place = part * static_cast<double>(sorted.size() - 1);
    const auto low = static_cast<std::size_t>(place);
    const std::size_t high = std::min(low + 1, sorted.size() - 1);
    return sorted[low] + (place - static_cast<double>(low)) * (sorted[high] - sorted[low]);
}

ReferralFigure referral_figure(const Period& period, std::string what,
                               record::ScreeningDecision decision) {
    const Ledger& ledger = period.ledger;
    std::vector<std::vector<Minute>> answers(ledger.patients().size());
    for (const ReferralRow& row : ledger.referrals())
        if (row.at != no_minute && row.state != Standing::None && row.state != Standing::Withdrawn)
            if (const Slot person = ledger.person(row.patient); person != no_slot)
                answers[person].push_back(row.at);
    ReferralFigure figure;
    figure.what = std::move(what);
    std::vector<double> hours;
    for (const AssessmentRow& row : ledger.assessments()) {
        const Slot person = ledger.person(row.patient);
        const bool is_meant = row.decision == decision && person != no_slot &&
                              (row.state == Standing::Signed || row.state == Standing::Open) &&
                              row.at >= period.wanted.from && row.at < period.wanted.before;
        if (!is_meant)
            continue;
        ++figure.answered.count.of;
        Minute first = no_minute;
        for (const Minute at : answers[person])
            if (at >= row.at && (first == no_minute || at < first))
                first = at;
        if (first != no_minute) {
            ++figure.answered.count.events;
            hours.push_back(static_cast<double>(first - row.at) / hour);
        } else
            figure.longest_open_hours = std::max(
                figure.longest_open_hours, static_cast<double>(period.wanted.now - row.at) / hour);
    }
    figure.answered = wilson_share(figure.answered.count);
    std::sort(hours.begin(), hours.end());
    if (!hours.empty()) {
        figure.median_hours = part_of(hours, 0.5);
        figure.quarter_hours = part_of(hours, 0.25);
        figure.three_quarter_hours = part_of(hours, 0.75);
    }
    return figure;
}

struct OverridesOfRule {
    std::int64_t times = 0;
    std::int64_t without = 0;
    std::map<std::uint32_t, std::pair<std::int64_t, std::set<Slot>>> reasons;
};

void count_overrides(std::map<std::uint16_t, OverridesOfRule>& all,
                     const std::vector<OverrideRow>& rows, Slot person) {
    for (const OverrideRow& row : rows) {
        OverridesOfRule& rule = all[row.rule];
        ++rule.times;
        if (row.reason == 0) {
            ++rule.without;
            continue;
        }
        auto& [times, persons] = rule.reasons[row.reason];
        ++times;
        persons.insert(person);
    }
}

bool is_in(const Period& period, Minute at) {
    return at >= period.wanted.from && at < period.wanted.before;
}

} // namespace

CareFigures care_figures(const Period& period) {
    CareFigures care;
    const Ledger& ledger = period.ledger;
    for (const Slot slot : period.treatments) {
        const SessionRow& session = ledger.sessions()[slot];
        count_consent(care, ledger, session);
        count_check(care, session, period.wanted.now);
        care.counts_missing += session.counted_in < 0 || session.counted_out < 0 ? 1 : 0;
        const bool disagrees =
            session.needles_out != session.needles_in ||
            (session.counted_in >= 0 && session.counted_in != session.needles_in) ||
            (session.counted_out >= 0 && session.counted_in >= 0 &&
             session.counted_out != session.counted_in);
        care.needle_counts.count.events += disagrees ? 1 : 0;
    }
    for (const SessionRow& session : ledger.sessions()) {
        if (session.state != Standing::Open || !is_in(period, session.began) ||
            ledger.person(session.patient) == no_slot)
            continue;
        ++care.drafts;
        care.open_with_needle_in += session.needles_out < session.needles_in ? 1 : 0;
    }
    const auto all = static_cast<std::int64_t>(period.treatments.size());
    care.consent = wilson_share({care.consent.count.events, all});
    care.needle_counts = exact_share({care.needle_counts.count.events, all});
    care.checked = wilson_share(care.checked.count);
    care.checked_in_time = wilson_share(care.checked_in_time.count);
    return care;
}

void add_referrals(Figures& figures, const Period& period) {
    figures.referrals.push_back(referral_figure(period, "to be seen today as an emergency",
                                                record::ScreeningDecision::EmergencyToday));
    figures.referrals.push_back(
        referral_figure(period, "to be referred urgently", record::ScreeningDecision::ReferUrgent));
}

void add_overrides(Figures& figures, const Period& period) {
    const Ledger& ledger = period.ledger;
    std::map<std::uint16_t, OverridesOfRule> all;
    const auto count_of = [&](Slot assessment, const std::vector<OverrideRow>& rows) {
        if (assessment == no_slot)
            return;
        const AssessmentRow& row = ledger.assessments()[assessment];
        const Slot person = ledger.person(row.patient);
        if (row.state == Standing::Signed && person != no_slot && is_in(period, row.at))
            count_overrides(all, rows, person);
    };
    for (const auto& [slot, rows] : ledger.assessment_overrides())
        count_of(slot, rows);
    for (const auto& [slot, rows] : ledger.plan_overrides())
        if (ledger.plans()[slot].state == Standing::Signed ||
            ledger.plans()[slot].state == Standing::Superseded)
            count_of(ledger.plans()[slot].assessment, rows);
    for (const auto& [rule, counts] : all) {
        OverrideFigure figure;
        figure.rule = ledger.rules().all()[rule];
        figure.times = counts.times;
        figure.without_reason = counts.without;
        constexpr std::size_t least_persons = 3; // words of fewer could tell who it was
        for (const auto& [reason, given] : counts.reasons) {
            if (given.second.size() >= least_persons)
                figure.reasons.emplace_back(ledger.reasons().all()[reason], given.first);
            else
                figure.other_reasons += given.first;
        }
        std::sort(figure.reasons.begin(), figure.reasons.end());
        figures.overrides.push_back(std::move(figure));
    }
    std::sort(figures.overrides.begin(), figures.overrides.end(),
              [](const auto& a, const auto& b) { return a.rule < b.rule; });
}

} // namespace filiform::quality
