// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <optional>
#include <string>
#include <vector>

#include "quality/comparison.h"
#include "quality/ledger.h"
#include "quality/published.h"
#include "quality/shrinkage.h"

namespace filiform::quality {

/// Which figures are wanted.
struct Wanted {
    enum class Grouping { None, Cause, Technique, Dose };
    Minute from = no_minute;   ///< the first minute of the period
    Minute before = no_minute; ///< the first one behind it; later than `from`
    Minute now = no_minute;    ///< checks are due, courses are over, ages are told by it
    Grouping grouping = Grouping::None;
};
[[nodiscard]] std::string_view text(Wanted::Grouping grouping);
/// "none", "cause", "technique", "dose".
[[nodiscard]] std::optional<Wanted::Grouping> grouping_of_word(std::string_view word);

/// Below so many in the denominator a share is not to be spoken of: its interval is wider than half
/// of everything it could be. A proposal of ours.
inline constexpr std::int64_t too_few = 20;

/// A share with its denominator and what it may as well be.
struct Share {
    Count count;
    Interval interval; ///< 95 %; exact for adverse events, Wilson's for the rest
    [[nodiscard]] bool is_too_few() const { return count.of < too_few; }
};

/// One type of adverse event, or all of at least a grade.
struct EventFigure {
    std::string what;
    Share per_treatment; ///< treatments with at least one
    Share per_patient;   ///< patients with at least one
    std::int64_t events = 0;
    std::array<std::int64_t, 4> by_severity{}; ///< mild, moderate, severe, not said
    std::array<std::int64_t, 4> by_grade{};    ///< mild or none, moderate, major, serious
};

struct ComparisonFigure {
    const PublishedRate* published = nullptr; ///< of the rates that were handed in
    Count clinic;
    std::optional<Comparison> comparison; ///< nothing: too few to say
};

/// A chart of harm over the whole record until the period ends.
struct ChartFigure {
    std::string what, baseline; ///< the event; the published shares it is held against
    std::string source;
    double odds_ratio = 2;
    double limit = 0;
    double false_alarm_every = 0; ///< treatments, by the chain of cusum.h
    double found_after = 0;       ///< treatments, when the odds are raised so
    double sum = 0;               ///< as the period ends
    std::int64_t treatments = 0;
    std::int64_t treatments_before = 0; ///< of these, before the period begins
    struct Point {
        std::int64_t treatments = 0; ///< so far
        double sum = 0;              ///< where a signal was raised, the limit
    };
    /// The sum along the treatments, the highest of each stretch of them: at most 120, the last one
    /// as the period ends.
    std::vector<Point> path;
    std::vector<Minute> signals; ///< that fell into the period
    std::int64_t earlier_signals = 0;
};

/// Whether those who treat differ in an event, and only then who they are, by the alphabet.
struct SpreadFigure {
    struct Unit {
        std::string name; ///< empty where no spread beyond chance was found
        Count count;
        Shrunken shrunken;
        FunnelLimits limits;
    };
    std::string what;
    double share = 0;
    double deviation = 0;
    double dispersion = 1;
    SpreadTest test;
    std::vector<Unit> units; ///< by name; without names by size
};

struct CaseMix {
    std::int64_t courses = 0; ///< episodes with a treatment in the period
    std::vector<std::pair<std::string, std::int64_t>> age, sex, duration, severity, causes;
};

struct CareFigures {
    Share consent; ///< treatments with a consent of that plan, given before and not withdrawn
    std::int64_t no_consent = 0, not_given = 0, withdrawn = 0, too_late = 0, of_another_plan = 0;
    Share checked;                        ///< treatments 48 h old or older whose check came back
    Share checked_in_time;                ///< of those with a task done: within 72 h
    Share needle_counts;                  ///< treatments whose counts disagree
    std::int64_t open_with_needle_in = 0; ///< drafts in which a needle is not out
    std::int64_t counts_missing = 0;      ///< treatments without a count by hand
    std::int64_t drafts = 0;              ///< visits not signed
};

/// From an assessment that must be seen today or urgently to the letter or the task that answers
/// it.
struct ReferralFigure {
    std::string what;
    Share answered;
    std::optional<double> median_hours, quarter_hours, three_quarter_hours;
    double longest_open_hours = 0; ///< of those not answered
};

struct OverrideFigure {
    std::string rule;
    std::int64_t times = 0, without_reason = 0, other_reasons = 0;
    std::vector<std::pair<std::string, std::int64_t>>
        reasons; ///< given for at least three patients
};

/// Change of one instrument over courses, of one group.
struct OutcomeFigure {
    std::string instrument, group;
    std::string threshold; ///< what counts as better, in words; empty: nobody knows
    std::string source;
    std::int64_t courses = 0; ///< with a treatment in the period
    std::int64_t no_start = 0, no_end = 0;
    std::optional<Share> improved; ///< of those with both; nothing without a threshold
    Interval bounds;               ///< had all of the missing not improved, or all
    Interval with_missing;         ///< the same with chance
    std::optional<double> mean_change, change_deviation; ///< towards better is positive
};

struct Figures {
    Wanted wanted;
    std::int64_t treatments = 0, patients = 0, needles = 0;
    std::int64_t unreadable = 0;
    CaseMix case_mix;
    std::vector<EventFigure> events; ///< all, by grade, then each type that occurred
    std::vector<ComparisonFigure> comparisons;
    std::vector<ChartFigure> charts;
    std::vector<SpreadFigure> spreads;
    CareFigures care;
    std::vector<ReferralFigure> referrals;
    std::vector<OverrideFigure> overrides;
    std::vector<OutcomeFigure> outcomes;
    std::vector<std::string> notes; ///< what these figures cannot say
};

/// Everything of a period, in one pass over each table. Nothing in it names a patient; clinicians
/// only as SpreadFigure has it. docs/quality.md says how each is made.
///
/// Precondition: the ledger is settled; `from` lies before `before`; `published` outlives the
/// value. Cost:         linear in the ledger; the charts, thousands of steps.
[[nodiscard]] Figures figures(const Ledger& ledger, const Wanted& wanted,
                              const PublishedRates& published);

} // namespace filiform::quality
