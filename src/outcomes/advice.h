// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "knowledge/condition.h"

namespace filiform::outcomes {

/// From lax to strict.
enum class NextStep { GoOn, Reduce, Change, Stop, Refer, ReferUrgent, EmergencyToday };
[[nodiscard]] std::string_view text(NextStep step);  ///< "refer_urgent"
[[nodiscard]] std::string_view words(NextStep step); ///< as a clinician reads it

/// One rule of data/outcomes/advice.yaml.
struct AdviceRule {
    std::string id;
    NextStep step = NextStep::GoOn;
    knowledge::Condition when; ///< empty: always
    std::string because;
    std::string to_do;
    std::vector<chart::SourceId> sources;
    std::string certainty;
    std::string mark;
    std::string status; ///< draft until a clinic lead signs it
    std::string where;  ///< file:line
};

using AdviceRules = std::vector<AdviceRule>;

/// Problems: those of knowledge::read_condition; data.* of DataDocument; knowledge.word,
///   knowledge.mark; outcomes.source; outcomes.repeated; outcomes.advice (no rule that always
///   holds: then some course would be left without advice).
[[nodiscard]] base::Checked<AdviceRules> read_advice_rules(std::string_view text, std::string name);

/// Those the program carries.
[[nodiscard]] const AdviceRules& advice_rules();

/// What the rules say of a course.
struct Advised {
    NextStep step = NextStep::GoOn;
    std::vector<const AdviceRule*> holding; ///< the strictest first; it decides
    /// Rules that would be stricter and wait for an answer, and what to ask, in their order.
    std::vector<const AdviceRule*> waiting;
    std::vector<chart::FindingId> to_ask;
};

/// Three-valued: what is not known neither holds nor is passed over. A further yes to what is asked
/// can only make the step stricter, as long as the rules' conditions only grow with signs.
[[nodiscard]] Advised advise(const AdviceRules& rules, const knowledge::Answers& answers);

/// Of the rules that hold those a person is shown: that nothing speaks against going on only where
/// nothing else is to be said, and a milder step's reasons unless they are to go on.
[[nodiscard]] std::vector<const AdviceRule*> reasons_shown(const Advised& advised);

} // namespace filiform::outcomes
