// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "chart/structure.h"
#include "evidence/analysis.h"

namespace filiform::evidence {

/// The evidence behind the library, as data that is pooled again whenever it changes: the trials of
/// data/evidence/trials.csv and the questions of data/evidence/questions.yaml.

/// The result for which a certainty was put down, on the scale people read.
struct SignedResult {
    std::size_t studies = 0;
    double estimate = 0;
    double low = 0;
    double high = 0;
};

struct Question {
    std::string id; ///< "evidence.acupuncture_or_sham_leg_pain"
    std::string asks;
    std::vector<std::string> rows; ///< ids of the trials' rows
    Measure measure = Measure::MeanDifference;
    std::optional<SignedResult> pooled; ///< or:
    std::string nothing_pooled;         ///< why there is none
    std::string certainty; ///< high, moderate, low, very_low, no_evidence, in GRADE's words
    std::string certainty_why;
    std::vector<std::string>
        informs; ///< statements of data/knowledge/care whose certainty rests on it
    std::vector<chart::SourceId> sources;
    std::string mark;
    std::string where; ///< file:line
};

struct LivingEvidence {
    TrialTable trials;
    std::vector<Question> questions;
};

/// Reads both. What is signed must be what the trials give today, to the digits that were put down.
///
/// Problems: those of read_trials; data.* of the document; evidence.row (a row that is not there),
///           evidence.word, evidence.source (a source that is not registered, in either), and
///           evidence.changed (the result is another, or there is one now, or none any more: the
///           certainty must be looked at and signed again).
[[nodiscard]] base::Checked<LivingEvidence> read_living_evidence(std::string_view trials,
                                                                 const std::string& trials_name,
                                                                 std::string_view questions,
                                                                 const std::string& questions_name);
/// What the program carries.
[[nodiscard]] const base::Checked<LivingEvidence>& living_evidence();

/// What the trials say to a question today: REML, Hartung–Knapp with its guard. A question without
/// rows gives an analysis without a line. Points into the table.
[[nodiscard]] base::Result<Analysis> answer(const Question& question, const TrialTable& trials);

/// Why what the trials say now is not the result for which the certainty was put down; nothing when
/// it is, to the digits that were put down.
[[nodiscard]] std::optional<base::Problem> change_of(const Question& question, const Analysis& now);

/// What new rows change. A row names its question in a column `question`, and its source.
struct Change {
    const Question* question = nullptr; ///< of the evidence
    Analysis before;
    Analysis after;
};
struct Added {
    TrialTable trials; ///< all, the new ones last; the analyses point into it
    std::vector<Question> questions;
    std::vector<Change> changes; ///< of the questions that have new rows
};
/// Problems: those of read_trials; evidence.question (none named, or one that is not known),
///           evidence.source (none named), trials.repeated (an id that is there already); each with
///           "name:line, column x".
[[nodiscard]] base::Checked<std::unique_ptr<Added>>
add_trials(const LivingEvidence& evidence, std::string_view text, const std::string& name);

/// "no evidence", "very low"
[[nodiscard]] std::string certainty_words(const std::string& certainty);
/// One line on what is known: "−16.00 (−21.35 to −10.65), 1 study", or why nothing is pooled.
[[nodiscard]] std::string answer_words(const Question& question, const Analysis& analysis);

} // namespace filiform::evidence
