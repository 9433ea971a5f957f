// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <span>
#include <string_view>

#include "outcomes/instrument.h"

namespace filiform::outcomes {

/// What a change between two scores can be called (clinical change rules, docs/progress.md).
enum class ChangeVerdict {
    NotYet,           ///< fewer than two scores
    NotKnown,         ///< no threshold was found for this instrument
    Worse,            ///< worse by the noise or more
    WithinNoise,      ///< either way
    TooSmall,         ///< less than matters, of a scale whose noise nobody has published
    BetterThanNoise,  ///< but not shown to matter
    MattersIfReal,    ///< large enough to matter, but not more than noise
    BetterAndMatters, ///< both
};
[[nodiscard]] std::string_view text(ChangeVerdict verdict);  ///< "better_and_matters"
[[nodiscard]] std::string_view words(ChangeVerdict verdict); ///< as a clinician reads it

struct Change {
    std::size_t scores = 0;
    double first = 0;
    double last = 0;
    double gain = 0;               ///< points towards better, negative is worse
    std::optional<double> percent; ///< of the first score; where less is better, above 0
    ChangeVerdict verdict = ChangeVerdict::NotYet;
};

/// Judges the change from the first to the last score by the thresholds the instrument uses.
///
/// Matters: points and, where a percentage is stated, percentage too. Noise: as many points.
/// Edge cases: of a scale that is itself a change the last score is the gain; a first score of 0
///   can only get worse, and no percentage of it is said.
[[nodiscard]] Change judge_change(const Instrument& instrument, std::span<const double> scores);

} // namespace filiform::outcomes
