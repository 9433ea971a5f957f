// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/result.h"
#include "study/protocol.h"

namespace filiform::study {

/// Somebody like the people of the study, number `index`. Draws beyond what the paper or the
/// reference body knows are drawn again.
///
/// Determinism: a pure function of its arguments.
/// Problems:    study.person (a thousand draws and nobody fits).
[[nodiscard]] base::Result<atlas::Person> draw_person(const Cohort& cohort, std::uint64_t seed,
                                                      std::uint64_t index);

/// What one body answered: `width_of(protocol)` numbers.
///
/// Layout: 1 for a man, 0 for a woman; then arm by arm: the numbers that its outcomes are
///         regressed on, one after the other; then for each side, for each repeat: 1 when the
///         needle went in (0 when the entry was not found on this body), and the outcomes.
///         An arm without a needle has one insertion a body. Not a number: nothing to read.
using Row = std::vector<double>;

/// Where the numbers of an arm stand in a row.
struct ArmColumns {
    std::size_t regressors = 0;             ///< first of them
    std::vector<std::size_t> on_of_outcome; ///< first regressor of each outcome
    std::size_t insertions = 0;             ///< first of them
    std::size_t count = 0;                  ///< insertions a body
    std::size_t stride = 0;                 ///< numbers an insertion
};
[[nodiscard]] std::vector<ArmColumns> columns_of(const Protocol& protocol);
[[nodiscard]] std::size_t width_of(const Protocol& protocol);

/// Draws body number `index` and needles it in every arm.
///
/// Body:  traits drawn for a person of the cohort. Only the structures and the window that the
///        needles reach are drawn; none for arms without a needle. What no trait carries of a
///        structure's place (data/atlas/spread.yaml, rule_sd_mm) moves it as a whole, bones and
///        envelopes excepted.
/// Determinism: a pure function of its arguments: each body, structure and insertion draws from a
///        stream of its own.
/// Problems: those of draw_person.
/// Cost:  half a second at 2 mm for one place on the body, a millisecond without a needle.
[[nodiscard]] base::Result<Row> needle_body(const Protocol& protocol, std::uint64_t seed,
                                            std::uint64_t index);

/// Whether the arms can be carried out at all, tried on the mean body of each sex: entries and
/// directions that no body could answer.
/// Problems: those of anatomy::find_entry and find_direction with file and line; study.person.
[[nodiscard]] base::Problems try_arms(const Protocol& protocol);

} // namespace filiform::study
