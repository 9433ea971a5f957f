// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <string>
#include <vector>

#include "chart/plan.h"
#include "knowledge/condition.h"

namespace filiform::knowledge {

/// When a muscle is worth a needle, and how it is needled (data/knowledge/targets/*.yaml). Nobody
/// is needled "because sciatica": the examination must have found something in the muscle itself.
struct TargetChoice {
    std::string id;             ///< "target.piriformis"
    std::string muscle;         ///< a target of the planner
    std::string in_plain_words; ///< for the patient: "a deep muscle of the buttock"
    Condition when;             ///< `.same` is the side that is asked about
    std::string level_from; ///< a choice finding that names the level; empty: the muscle has none
    std::string because;
    /// How it is done, in the order written: position, technique, twitch, retention, end feel,
    /// never.
    std::vector<std::pair<std::string, std::string>> technique;
    std::vector<chart::SourceId> sources;
    std::string mark;
    std::string status;
    std::string where;    ///< file:line
    std::string digest{}; ///< of the statement as it stands (words.h)
};

/// Problems: data.* of DataDocument, those of read_condition; knowledge.mark, knowledge.word,
///           knowledge.finding (level_from is no choice), knowledge.muscle (muscles.yaml does not
///           place it), knowledge.condition (a condition that holds for everybody).
[[nodiscard]] base::Checked<std::vector<TargetChoice>>
read_target_choices(std::string_view text, std::string name, const Findings& findings,
                    const std::vector<std::string>& muscles);

/// A muscle that the examination points to.
struct ChosenTarget {
    const TargetChoice* choice = nullptr; ///< of the library
    chart::TargetRequest target;
    Truth is_found = Truth::Yes;           ///< Yes, or NotKnown: not examined
    std::vector<chart::FindingId> answers; ///< that speak for it
    std::vector<chart::FindingId> missing; ///< that would tell; of a level too
};

/// The muscles found on the side that hurts, on both when both do. Where no leg hurts, both sides
/// are looked at.
///
/// Order:  those that are found first, then those not examined; the library's within.
/// Levels: a muscle that needs a level and has none is not examined, whatever else was found.
[[nodiscard]] std::vector<ChosenTarget> choose_targets(const std::vector<TargetChoice>& choices,
                                                       const Answers& answers);

} // namespace filiform::knowledge
