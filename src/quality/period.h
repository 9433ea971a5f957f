// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <unordered_map>
#include <vector>

#include "quality/figures.h"

/// What the bodies that make figures share; no other room includes this.
namespace filiform::quality {

/// A course of treatment: an episode with at least one treatment in the period; treatments without
/// an episode are one course for each person.
struct Course {
    Slot person = no_slot;
    Slot episode = no_slot;
    Minute first = no_minute; ///< treatment of the period
    Minute last = no_minute;
    std::int32_t treatments = 0;
    std::uint8_t techniques = 0;
    const AssessmentRow* start = nullptr; ///< that the first treatment's plan rests on
};

/// What happened in a treatment, or to a patient over the period: types of events, and the highest
/// grade + 1; 0: none.
struct Pattern {
    std::uint32_t types = 0;
    std::uint8_t worst = 0;
    [[nodiscard]] bool holds(const Selection& selection) const {
        // Types are looked at without grades, grades without types: no published rate mixes them.
        return selection.types != 0 ? (types & selection.types) != 0
                                    : worst > static_cast<unsigned>(selection.least);
    }
};

/// What lies in the period, found once.
struct Period {
    const Ledger& ledger;
    const Wanted& wanted;
    std::vector<Slot> treatments;  ///< in their order, within the period
    std::vector<Pattern> patterns; ///< of each session
    /// How many treatments, and how many patients, have each pattern but that of nothing.
    std::vector<std::pair<Pattern, std::int64_t>> of_treatments, of_patients;
    std::int64_t patients = 0;
    std::vector<Course> courses;
    std::vector<Slot> course_of_episode; ///< no_slot: none in the period
};

/// The first and the last score of a course in one instrument.
struct Scores {
    Minute first = no_minute, last = no_minute;
    float start = 0, end = 0;

    void take(Minute at, float score, Minute first_treatment) {
        // The start is the last score until the first treatment began, or what was asked by the way
        // within its first hour; else there is none.
        constexpr Minute by_the_way = 60;
        if (at <= first_treatment + by_the_way) {
            if (first == no_minute || at > first) {
                first = at;
                start = score;
            }
        } else if (last == no_minute || at > last) {
            last = at;
            end = score;
        }
    }
};

/// Of every course and every instrument that was used: course times instruments.
struct ScoreTable {
    std::vector<std::size_t> used; ///< codes, as the ledger numbers them
    std::vector<Scores> scores;
};
[[nodiscard]] ScoreTable course_scores(const Period& period);

[[nodiscard]] Period find_period(const Ledger& ledger, const Wanted& wanted);

/// Whether the event counts: signed or open, not said to be unrelated, of somebody who is not gone.
[[nodiscard]] bool counts(const Ledger& ledger, const EventRow& row);

/// Treatments, or patients, in which something of that selection happened.
[[nodiscard]] Count treatments_with(const Period& period, const Selection& selection);
[[nodiscard]] Count patients_with(const Period& period, const Selection& selection);

[[nodiscard]] Share exact_share(Count count);
[[nodiscard]] Share wilson_share(Count count);

[[nodiscard]] CaseMix case_mix(const Period& period);
void add_events(Figures& figures, const Period& period);
void add_comparisons(Figures& figures, const Period& period, const PublishedRates& published);
void add_charts(Figures& figures, const Period& period, const PublishedRates& published);
void add_spreads(Figures& figures, const Period& period);
[[nodiscard]] CareFigures care_figures(const Period& period);
void add_referrals(Figures& figures, const Period& period);
void add_overrides(Figures& figures, const Period& period);
void add_outcomes(Figures& figures, const Period& period);
/// A course's cause, technique or dose, in words; "everybody" when nothing groups.
[[nodiscard]] std::string group_of(const Period& period, const Course& course,
                                   Wanted::Grouping grouping);
[[nodiscard]] std::string duration_band(const AssessmentRow* start);
[[nodiscard]] std::string severity_band(const AssessmentRow* start);
/// Whole years at the course's start; below 0: not known.
[[nodiscard]] int age_at(const Period& period, const Course& course);

} // namespace filiform::quality
