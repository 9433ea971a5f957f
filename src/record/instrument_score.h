// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "record/outcome.h"

namespace filiform::record {

using InstrumentAnswers = std::map<std::string, chart::Answer>;

/// What does not fit among answers to an instrument: an item it does not have, an answer of another
/// type, out of its range or none of its options, a required one left out.
///
/// Problems: record.answer, with "#/answers/LINK_ID" in `where`.
[[nodiscard]] base::Problems answer_faults(const Instrument& instrument,
                                           const InstrumentAnswers& answers);

/// The score of answers that fit: the single number, the sum or the mean of the points of what is
/// scored and answered, times the factor. A sum over fewer items than there are is made up to all
/// of them by its mean. Nothing when less is answered than the instrument asks for (all, unless it
/// says), or when it has no score.
[[nodiscard]] std::optional<double> score_of(const Instrument& instrument,
                                             const InstrumentAnswers& answers);

/// What does not fit between an outcome and its instrument: `answer_faults`, another code or
/// version, a score that is not `score_of`.
///
/// Problems: record.answer.
[[nodiscard]] base::Problems outcome_faults(const Instrument& instrument, const Outcome& outcome);

/// The instruments the program carries (data/instruments), in the order of their codes: their words
/// are the project's own. `read_instrument` reads one such file.
/// Problems: data.* of DataDocument; instrument.word; record.missing and the like of `read_noun`;
///           record.rule.
[[nodiscard]] const std::vector<Instrument>& carried_instruments();
[[nodiscard]] base::Checked<Instrument> read_instrument(std::string_view text, std::string name);

} // namespace filiform::record
