// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "outcomes/model.h"

namespace filiform::outcomes {

/// How much work a fit is. The defaults are those whose calibration docs/validation/forecast.md
/// shows.
struct FitOrder {
    std::uint64_t seed = 1;
    std::size_t groups = 96;    ///< ways that the paces and spreads may be
    std::size_t particles = 10; ///< of each group
    std::size_t draws = 512;    ///< of the posterior, of equal weight
};

/// One way the course may have been, given the readings.
struct Draw {
    Person person;
    std::size_t group = 0;
    std::vector<double> wander; ///< by day asked
};

/// What is believed of a course after its readings: draws of equal weight.
struct Posterior {
    std::vector<Draw> draws;
    std::vector<std::vector<Shares>> shares; ///< by group and day asked
    double effective = 0;                    ///< the least effective number of particles on the way

    /// Of a draw at a day asked, not clipped to the scale.
    [[nodiscard]] double level(const Draw& draw, std::size_t asked) const {
        return expected_level(draw.person, shares[draw.group][asked]) + draw.wander[asked];
    }
};

/// More readings than this are not fitted; `thinned` chooses.
inline constexpr std::size_t most_fitted = 120;

/// Which of `count` readings are fitted: all, or `most_fitted` spread evenly, first and last among
/// them. Which ones does not depend on what they say, so that the forecast stays calibrated.
[[nodiscard]] std::vector<std::size_t> thinned(std::size_t count);

/// Learns from the answers of a course.
///
/// Method: paces and spreads are drawn from the prior, spreads of longer courses half of them from
///   where a first look found them, and weighed for it; given them all is jointly normal but for
///   the rounding and the ends of the scale. What lies behind each answer is drawn in turn within
///   the answer's bounds, each particle weighed by the probability of these bounds given what came
///   before (Geweke, Hajivassiliou and Keane), with resampling when the weights have become uneven;
///   given what lies behind, the rest is drawn exactly, by correcting a course drawn from the
///   model.
/// Exactness: only the number of particles stands between this and the posterior.
/// Determinism: equal arguments give equal draws, whatever the number of threads.
/// Preconditions: as many answers as readings, at most `most_fitted`, each within the scale.
/// Cost: particles · readings + groups · readings³ + draws · readings · (readings + days asked).
[[nodiscard]] Posterior fit(const CoursePlan& plan, std::span<const double> answers,
                            const FitOrder& order);

} // namespace filiform::outcomes
