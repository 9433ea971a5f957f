// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>

#include "study/findings.h"

namespace filiform::study {

/// Everything a finished study says, as text: data, a page, a figure. Equal findings give equal
/// bytes; nothing says when, where or on how many threads it was run.

/// study.json, schema "filiform.study/1" (data/schemas/study.json).
[[nodiscard]] std::string study_json(const Protocol& protocol, const Findings& findings,
                                     std::uint64_t seed, const std::string& program);

/// A section of markdown: who, how, and a table of what was found and what was published.
[[nodiscard]] std::string study_page(const Protocol& protocol, const Findings& findings,
                                     std::uint64_t seed);

/// An SVG: for each published outcome the central 90 and 50 % of what the model predicts for a
/// study of that size, the model's own figure, and the published one on the same scale.
///
/// Legible in black and white; every number also stands as text.
[[nodiscard]] std::string study_figure(const Protocol& protocol, const Findings& findings);

/// A table for a terminal.
[[nodiscard]] std::string study_table(const Findings& findings);

/// One answer's numbers in words, used by all of the above.
struct Said {
    std::string model;     ///< "1630 of 2000 (82 %, 80 to 83)", "54.1 ± 9.2", "R² 0.41"
    std::string published; ///< "16 of 19 (84 %, 60 to 97)"; "–" without
    std::string predicted; ///< "15 to 17 · 13 to 19": central 50 and 90 %
    std::string verdict;   ///< or "cannot be answered yet: X is not drawn"
};
[[nodiscard]] Said say(const Answer& answer);

} // namespace filiform::study
