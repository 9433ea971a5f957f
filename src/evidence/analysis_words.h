// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "evidence/analysis.h"

namespace filiform::evidence {

/// What an analysis says, for people and for programs. No text holds a number that is not finite.

/// filiform.pool/1 (data/schemas/pool.json).
[[nodiscard]] std::string pool_json(const Analysis& analysis, const TrialTable& table,
                                    const std::string& program);

using Rows = std::vector<std::vector<std::string>>;
/// Study, effect, interval, weight; the pooled line last. Head included.
[[nodiscard]] Rows study_rows(const Analysis& analysis);
/// Rows of whatever else was asked for: subgroups, regression, cumulative, one left out.
struct TitledRows {
    std::string title;
    Rows rows;
};
[[nodiscard]] std::vector<TitledRows> further_rows(const Analysis& analysis);

/// The pooled result, heterogeneity and prediction in sentences.
[[nodiscard]] std::vector<std::string> result_sentences(const Analysis& analysis);
/// Which formulas were used, so that nobody must guess.
[[nodiscard]] std::vector<std::string> convention_sentences(const Analysis& analysis);

/// A number with as many decimals as three significant digits need, at most 6; "–" when it is not
/// finite.
[[nodiscard]] std::string plain_number(double value);
[[nodiscard]] std::string plain_interval(const Bounds& bounds);
/// "P < 0.0001", "P = 0.032"
[[nodiscard]] std::string plain_p(double p);

} // namespace filiform::evidence
