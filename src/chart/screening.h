// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "chart/consultation.h"
#include "chart/structure.h"

namespace filiform::base {
class JsonWriter;
}

namespace filiform::chart {

/// One rule of the library that spoke, as it is printed and kept.
struct ScreeningNote {
    RuleId rule;
    std::string what;
    bool is_known = true; ///< it holds; otherwise it cannot be told for want of answers
    std::string level;    ///< "refer_urgent"
    std::string needling; ///< "free", "modify", "clear", "stop"
    std::string because;
    std::string what_to_do;
    std::string tell_patient; ///< may be empty
    std::string mark;         ///< how far its figures may be trusted
    std::vector<SourceId> sources;
    std::vector<FindingId> answers; ///< that make it hold
    std::vector<FindingId> missing; ///< that would tell
    std::string decided;            ///< "Dr A, 2026-11-20: agreed"; empty when nobody decided
};

/// What a screening decided, with every reason.
struct Screening {
    struct Question {
        FindingId finding;
        std::string ask; ///< the question, or how it is examined
    };
    /// What was answered or measured, in words.
    struct Answered {
        FindingId finding;  ///< with its side
        std::string group;  ///< what it was asked together with: "cauda_equina"
        std::string answer; ///< "yes", "4 MRC", "warfarin; aspirin"
        bool is_no = false; ///< no, or none of the choices
    };
    /// "No needle thicker than 0.25 mm.", and the rules that say so.
    struct HeldBack {
        std::string text;
        std::vector<RuleId> rules;
    };
    std::string decision; ///< "go", "caution", "ask", "refer_routine", "refer_urgent",
                          ///< "emergency_today"
    bool may_needle = false;
    std::string unfinished; ///< what the library lacks, so that nobody is cleared; may be empty
    std::vector<ScreeningNote> notes; ///< the strictest first
    std::vector<Question> to_ask;     ///< before anybody is needled
    std::vector<Question> not_asked;  ///< worth it, and no lock
    std::vector<HeldBack> restraint;  ///< how needling is held back
    std::vector<Answered> answered;   ///< everything the decision rests on, group by group
};

/// The members of an object that is begun already.
void write_screening(base::JsonWriter& json, const Screening& screening);

} // namespace filiform::chart
