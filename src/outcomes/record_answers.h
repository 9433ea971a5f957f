// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "knowledge/condition.h"

namespace filiform::outcomes {

/// A question of a review that answers of the library may have answered already.
struct RecordRule {
    chart::FindingId finding; ///< of data/outcomes/figures.yaml, one that is asked
    knowledge::Condition when;
    bool no_counts = false;
    std::vector<chart::SourceId> sources;
    std::string mark;
    std::string where; ///< file:line
};

/// What a clinic's record already answers (data/outcomes/record.yaml).
struct RecordAnswers {
    std::vector<RecordRule> rules;
    chart::FindingId sore, sore_until; ///< of the library
    std::map<std::string, double> sore_hours;
};

/// Conditions are read against these findings: the library's.
///
/// Problems: those of knowledge::read_condition; data.* of DataDocument; knowledge.mark;
///   outcomes.source; outcomes.finding (none that a review asks, or one twice); outcomes.hours (an
///   answer of the library without hours).
[[nodiscard]] base::Checked<RecordAnswers>
read_record_answers(std::string_view text, std::string name, const knowledge::Findings& findings);

/// What the program carries, against the library that it carries.
[[nodiscard]] const RecordAnswers& record_answers();

/// Answers to a review's questions, from answers as knowledge::check_answers has them. `newest`: of
/// every finding the newest answer of the episode; `today`: those that were given on the day of the
/// review. What is not told is not known.
[[nodiscard]] std::map<std::string, bool> answered(const RecordAnswers& record,
                                                   const knowledge::Answers& newest,
                                                   const knowledge::Answers& today);

struct Soreness {
    std::optional<bool> was_sore;
    std::optional<double> hours;
};
/// How sore the needled spot was, by the answers of a check so many hours after the session.
[[nodiscard]] Soreness soreness_of(const RecordAnswers& record, const knowledge::Answers& check,
                                   double hours_after);

} // namespace filiform::outcomes
