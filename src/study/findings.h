// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "study/protocol.h"
#include "study/statistics.h"
#include "study/subject.h"

namespace filiform::study {

/// Where the published finding lies among those the model predicts for a study of that size.
enum class Verdict {
    InsideHalf,   ///< within the central 50 %
    InsideNinety, ///< within the central 90 %
    Outside,
};

/// The published finding beside the model's prediction of it.
struct Compared {
    Interval half;   ///< central 50 % of the predicted count, mean or R²
    Interval ninety; ///< central 90 %
    Verdict verdict = Verdict::Outside;
    /// Of a mean: model less published, in published SD (the model's, where none is printed).
    std::optional<double> off_sd;
    Interval published_exact; ///< of a count: 95 % interval of its share
};

/// What the model found for one outcome.
struct Answer {
    const Outcome* outcome = nullptr;
    std::vector<std::string> not_drawn; ///< there is no answer while the body lacks these
    std::size_t bodies = 0;             ///< with anything to read
    std::size_t insertions = 0;         ///< with anything to read
    std::size_t missing = 0;            ///< insertions with nothing to read
    // yes or no
    std::size_t hits = 0;
    Interval exact;   ///< 95 %, as if insertions were independent
    double alike = 0; ///< likeness of one body's insertions
    // numbers
    Moments moments;
    std::optional<double> explained; ///< R², when it is regressed on something
    std::optional<Compared> compared;
};

struct ArmFindings {
    const Arm* arm = nullptr;
    std::size_t insertions = 0;
    std::size_t not_made = 0; ///< the entry was not found on that body
    std::vector<Answer> answers;
};

struct Findings {
    std::size_t bodies = 0;
    std::size_t men = 0;
    std::vector<ArmFindings> arms;
    std::vector<Answer> pooled; ///< in the order of Protocol::pools
};

/// Sums up what the bodies answered. Points into the protocol.
///
/// Predicted counts: predicted_counts of statistics.h, for the published study's insertions and
///                   bodies. Means and R²: as many bodies as the study had are drawn from the
///                   simulated ones, 2000 times.
/// Determinism:      a pure function of its arguments.
[[nodiscard]] Findings find_out(const Protocol& protocol, std::span<const Row> rows,
                                std::uint64_t seed);

/// "inside the central 50 %", "inside the central 90 %", "outside".
[[nodiscard]] std::string_view text(Verdict verdict);
/// The word of JSON: insideHalf, insideNinety, outside.
[[nodiscard]] std::string_view word(Verdict verdict);

} // namespace filiform::study
