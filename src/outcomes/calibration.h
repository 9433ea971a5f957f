// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "outcomes/cohort.h"
#include "outcomes/forecast.h"

namespace filiform::outcomes {

/// Whether a forecast means what it says: tried on patients whose truth is known.

/// What is compared with the truth.
enum class Quantity { Start, Natural, Context, Needle, Soreness, Noise, Now, Change, Ahead };
inline constexpr std::size_t quantities = 9;
[[nodiscard]] std::string_view text(Quantity quantity);

inline constexpr std::size_t rank_bins = 16;

/// One quantity over a cohort.
struct Ranked {
    /// How often the truth lay in each sixteenth of the posterior: even, when it is calibrated.
    std::array<std::size_t, rank_bins> bins{};
    std::size_t in_half = 0;   ///< truth between the quartiles
    std::size_t in_ninety = 0; ///< truth between 5 % and 95 %
    double bias = 0;           ///< mean of posterior mean minus truth
};

/// One sixth of the patients by how likely an important change was called.
struct Believed {
    std::size_t patients = 0;
    double said = 0; ///< mean probability
    std::size_t was_so = 0;
};

struct Tally {
    const Cohort* cohort = nullptr;
    std::size_t patients = 0;
    std::array<Ranked, quantities> ranked;
    std::array<Believed, 5> important; ///< by probability: up to 0.2, 0.4 …
    std::size_t credited = 0;          ///< to the needle, under the neutral belief
    std::size_t would_credit = 0;      ///< had one credited it under the belief itself
    std::size_t naive_credit = 0;      ///< had one credited every fall of 2 points between readings
    std::size_t too_little = 0;
    double needle_said = 0;       ///< mean of the needle's part now, posterior median
    double needle_was = 0;        ///< mean of the truth
    double error_ahead = 0;       ///< root mean square, median of the forecast at the horizon
    double error_last_answer = 0; ///< the same for the last answer carried forward
    double error_prior = 0;       ///< the same for the forecast without any reading
    double least_effective = 0;   ///< particles, the worst patient
};

/// Chi-square of even bins, and how often chance alone gives more: Wilson and Hilferty 1931.
struct Evenness {
    double chi_square = 0;
    double probability = 0;
};
[[nodiscard]] Evenness evenness(const std::array<std::size_t, rank_bins>& bins);

struct TrialOrder {
    std::size_t patients = 400;
    std::uint64_t seed = 1;
    FitOrder fit;
    std::function<void(const std::string&)> progress; ///< may be empty
};

/// Forecasts every patient of a cohort and counts.
/// Determinism: the same for every number of threads.
/// Cost: two forecasts a patient.
[[nodiscard]] Tally try_out(const Cohort& cohort, const Beliefs& beliefs, const TrialOrder& order);

} // namespace filiform::outcomes
