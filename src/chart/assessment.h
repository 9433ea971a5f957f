// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "chart/consultation.h"
#include "chart/structure.h"

namespace filiform::base {
class JsonWriter;
}

namespace filiform::chart {

/// What may be behind the pain, as it was weighed, with everything that was weighed.
struct CauseNote {
    /// By how much an answer moves the odds, and whether it was counted.
    struct Item {
        std::string what;
        bool holds = true; ///< false: it was looked for and is not there
        double ratio = 1, low = 1, high = 1;
        bool counts = false; ///< others say the same thing over again
        std::string why;     ///< setting and limits; may be empty
        SourceId source;
        std::string mark;
        std::vector<FindingId> answers;
    };
    struct Open {
        std::string what;
        std::vector<FindingId> missing;
        bool could_change_lead = false;
    };
    std::string id;
    std::string name;
    std::string in_plain_words;
    double probability = 0, low = 0, high = 0; ///< a 95 % interval; causes do not add up to one
    bool may_lead = true;
    std::string leads_why; ///< what it needs to lead; may be empty
    std::vector<Item> speaks_for, speaks_against;
    std::vector<Open> not_tested; ///< what would tell most first
    std::string what_next;
    std::vector<SourceId> sources;
};

/// What is worth asking or examining next, as far as the causes go.
struct NextStepNote {
    std::string what;
    std::vector<FindingId> missing;
    std::string cause;          ///< it would tell most about, in words
    double expected_change = 0; ///< of the probabilities of all causes, added up
    bool could_change_lead = false;
    SourceId source;
    std::string mark;
};

/// A kind of care that may suit, with what guidelines say of it.
struct CareNote {
    struct Position {
        std::string body, dated, about;
        bool is_on_sciatica = false;
        std::string stance; ///< "for", "may", "silent", "against"
        std::string says;
        SourceId source;
        std::string mark;
    };
    std::string id;
    std::string name;
    std::string in_plain_words;
    std::string standing;  ///< "supported", "allowed", "divided", "no_position", "advised_against"
    std::string certainty; ///< "high" to "very_low", "not_known"
    std::string certainty_why;
    bool is_needling = false;
    std::string because;
    std::string what_to_do;
    std::vector<Position> positions;
    std::vector<FindingId> missing; ///< that would tell whether it suits
    std::vector<SourceId> sources;
    std::string mark;
};

/// A muscle that the examination points to, and how it is needled.
struct TargetNote {
    std::string id;
    std::string target;         ///< "piriformis.right"
    std::string in_plain_words; ///< for the patient: "a deep muscle of the buttock"
    std::string because;
    std::vector<std::pair<std::string, std::string>> technique; ///< "position" → words
    std::vector<FindingId> answers;
    std::vector<SourceId> sources;
    std::string mark;
};

/// A sentence for the patient, or a line of the clinician's list for a visit.
struct AdviceNote {
    std::string id;
    std::string part;  ///< "course", "expect", "risk", "aftercare", "call", "emergency", "consent",
                       ///< "follow_up", "question"; of the list "dose", "before", "skin", "during",
                       ///< "after", "event"
    std::string asked; ///< of a question; of an event, what happens
    std::string text;
    std::optional<double> per_thousand, low, high;
    std::string counted; ///< of a rate: "treatments"
    std::vector<SourceId> sources;
    std::string mark;
};

/// What follows from a consultation once the screening has let it go on.
struct Assessment {
    std::vector<CauseNote> causes;       ///< the leading one first
    std::vector<NextStepNote> next;      ///< what would tell most first
    std::vector<CareNote> care;          ///< the best founded first
    std::vector<TargetNote> targets;     ///< found in the examination
    std::vector<FindingId> not_examined; ///< that would point to further muscles
    std::vector<AdviceNote> advice;      ///< for the patient, in the order of the sheet
    std::vector<AdviceNote> visit;       ///< for the clinician: the dose, and the list for a visit
};

/// The members `causes`, `examineNext`, `alternatives`, `targets`, `notExamined`, the sentences for
/// the patient by their part, and `checklist`, of an object that is begun already.
void write_assessment(base::JsonWriter& json, const Assessment& assessment);

/// What a proposal to needle rests on: `because`, `technique` and `answers` where the examination
/// found the muscle, `certainty` and `guidelines` of needling, `dose` by the ids of its sentences.
/// Answers the sources of the first three.
std::vector<SourceId> write_needling(base::JsonWriter& json, const Assessment& assessment,
                                     const std::string& target);

} // namespace filiform::chart
