// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "anatomy/body.h"
#include "chart/plan.h"

namespace filiform::report {

/// What a caution means and what can be done about it, from data/report/cautions.yaml.
struct PlainReason {
    std::string plain;                  ///< what the code means, in words; "" for an unknown code
    std::vector<std::string> sentences; ///< of the judgement, with their numbers
};
struct Action {
    std::string words;
    chart::SourceId source;
    bool is_verified = false; ///< the source was read and says so
};

/// Either as one sentence of a list.
[[nodiscard]] std::string sentence_of(const PlainReason& reason);
[[nodiscard]] std::string sentence_of(const Action& action);

/// The reasons of a judgement, those of one code together, in the order of their first.
[[nodiscard]] std::vector<PlainReason> plain_reasons(const chart::Judgement& judgement);

/// What a source says can be done about them for this target; none for a needle without a reason.
[[nodiscard]] std::vector<Action> actions_for(const chart::TargetRequest& target,
                                              const chart::Judgement& judgement);

/// The warnings of the body that concern this target, in short (data/report/warnings.yaml); one
/// that nobody has put into short words concerns all and is given in full.
[[nodiscard]] std::vector<std::string> warnings_for(const chart::Plan& plan,
                                                    const chart::Proposal& proposal);

/// How many of the nearest hazards are near enough to be drawn, named and warned of.
inline constexpr std::size_t near_hazards = 9;

} // namespace filiform::report
