// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "record/parts.h"

namespace filiform::record {

/// A point or a direction of the body frame: RAS+, +x to the patient's right, +y to the front, +z
/// to the head.
struct BodyVector {
    Number x, y, z;
    friend bool operator==(const BodyVector&, const BodyVector&) = default;
};

/// How a needle is used.
enum class Technique { Superficial, Still, Rotated, Pistoned, Electrical };
[[nodiscard]] std::span<const std::string_view> words(Technique);

/// What ends the insertion; as the planner's StopRule.
enum class Stop { Depth, BoneOrDepth, Hub };
[[nodiscard]] std::span<const std::string_view> words(Stop);

/// The needle chosen for a target: as the planner proposed it, or set by hand and judged by it.
struct ChosenPath {
    Whole index; ///< which of the planner's proposals for this target, from 0; none: set by hand
    std::optional<BodyVector> entry;     ///< on the skin, mm
    std::optional<BodyVector> direction; ///< unit, into the body
    Number depth_mm;                     ///< along the direction
    Number angle_to_skin_deg;            ///< 90 is straight in
    Number diameter_mm, length_mm;       ///< of the needle
    std::string instruction;             ///< from palpable landmarks
    std::optional<Stop> stop;
    std::string stop_rule; ///< the same as a sentence, for this needle
    std::string verdict;   ///< "safe", "caution": as the planner judged it
    friend bool operator==(const ChosenPath&, const ChosenPath&) = default;
};
void describe(Fields& fields, ChosenPath& path);

/// A muscle to needle: with the path chosen, or the reason why there is none.
struct PlannedTarget {
    std::string target; ///< a structure with its side: "piriformis.right"
    std::string level;  ///< of a long muscle: "l4"
    std::string because;
    std::optional<ChosenPath> path;
    std::string no_path;
    std::optional<Technique> technique;
    friend bool operator==(const PlannedTarget&, const PlannedTarget&) = default;
};
void describe(Fields& fields, PlannedTarget& target);

/// What is planned to be done, and what it rests on. Open it is a draft; signed it may be carried
/// out; a later plan supersedes it.
struct Plan {
    struct Dose {
        Whole most_needles;      ///< in one session
        Whole retention_minutes; ///< 0: taken out at once
        Whole sessions;          ///< planned altogether
        Whole interval_days;     ///< between two of them
        Whole review_after;      ///< sessions, after which it is asked whether it helps
        friend bool operator==(const Dose&, const Dose&) = default;
    };
    /// Enough to make the plan again, byte for byte.
    struct Provenance {
        std::string program;                 ///< "filiform 0.1.0"
        std::string knowledge, body, inputs; ///< digests
        std::string seed;                    ///< decimal: 64 bits do not fit into a JSON number
        friend bool operator==(const Provenance&, const Provenance&) = default;
    };
    EntryId patient, episode, assessment, practitioner;
    EntryId replaces; ///< the plan that this one supersedes
    Moment made_at;
    std::optional<ScreeningDecision> decision;
    Flag needling_allowed;
    std::vector<PlannedTarget> targets;
    std::optional<Dose> dose;
    std::vector<std::string> stop_rules, goals;
    std::vector<std::string> alternatives; ///< ids of the care offered instead or besides
    std::vector<RuleDecision> overrides;
    std::vector<Document> documents;
    std::optional<Provenance> provenance;
    std::string note;
    friend bool operator==(const Plan&, const Plan&) = default;
};
void describe(Fields& fields, BodyVector& vector);
void describe(Fields& fields, Plan::Dose& dose);
void describe(Fields& fields, Plan::Provenance& provenance);
void describe(Fields& fields, Plan& plan);

} // namespace filiform::record
