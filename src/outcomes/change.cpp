// SPDX-License-Identifier: Apache-2.0
#include "outcomes/change.h"

#include <array>

namespace filiform::outcomes {

namespace {

/// Scores such as 5.6 and 7.6 are 2 apart, whatever their last binary digit says.
constexpr double slack = 1e-9;

bool does_matter(const Instrument& instrument, const Change& change) {
    if (!instrument.important_points() || change.gain < *instrument.important_points() - slack)
        return false;
    const double asked = instrument.important_percent();
    return asked == 0 || !change.percent || *change.percent >= asked - slack;
}

ChangeVerdict verdict_of(const Instrument& instrument, const Change& change) {
    const std::optional<double> noise = instrument.noise_points();
    if (!noise && !instrument.important_points())
        return ChangeVerdict::NotKnown;
    const bool does = does_matter(instrument, change);
    if (!noise) { // of a global rating: only what matters is known
        if (does)
            return ChangeVerdict::MattersIfReal;
        return -change.gain >= *instrument.important_points() - slack ? ChangeVerdict::Worse
                                                                      : ChangeVerdict::TooSmall;
    }
    if (-change.gain >= *noise - slack)
        return ChangeVerdict::Worse;
    if (change.gain >= *noise - slack)
        return does ? ChangeVerdict::BetterAndMatters : ChangeVerdict::BetterThanNoise;
    return does ? ChangeVerdict::MattersIfReal : ChangeVerdict::WithinNoise;
}

constexpr std::size_t verdicts = 8;

} // namespace

std::string_view text(ChangeVerdict verdict) {
    constexpr std::array<std::string_view, verdicts> all{
        "not_yet",   "not_known",         "worse",           "within_noise",
        "too_small", "better_than_noise", "matters_if_real", "better_and_matters"};
    return all[static_cast<std::size_t>(verdict)];
}

std::string_view words(ChangeVerdict verdict) {
    constexpr std::array<std::string_view, verdicts> all{
        "one score is no change yet",
        "nobody has published what change of this score means something",
        "worse by more than noise",
        "cannot be told from noise",
        "less than a change that matters",
        "better than noise, not shown to matter",
        "large enough to matter, not certain to be more than noise",
        "better than noise, and it matters"};
    return all[static_cast<std::size_t>(verdict)];
}

Change judge_change(const Instrument& instrument, std::span<const double> scores) {
    Change change;
    change.scores = scores.size();
    if (scores.empty())
        return change;
    change.first = scores.front();
    change.last = scores.back();
    if (instrument.is_change) {
        change.gain = instrument.is_lower_better ? -change.last : change.last;
        change.verdict = verdict_of(instrument, change);
        return change;
    }
    if (scores.size() < 2)
        return change;
    const double rise = change.last - change.first;
    change.gain = instrument.is_lower_better ? -rise : rise;
    if (instrument.is_lower_better && change.first > 0)
        change.percent = 100 * change.gain / change.first;
    change.verdict = verdict_of(instrument, change);
    return change;
}

} // namespace filiform::outcomes
