// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "knowledge/cause.h"

namespace filiform::knowledge {

/// What a sentence is about: first the patient's sheet, in its order, then what the clinician goes
/// through at a visit.
enum class AdvicePart {
    Course,
    Expect,
    Risk,
    Aftercare,
    Call,
    Emergency,
    Consent,
    FollowUp,
    Question,
    Dose,
    Before,
    Skin,
    During,
    After,
    Event
};
[[nodiscard]] std::string_view text(AdvicePart part);
/// Whether it is the patient's to read; the rest is the clinician's.
[[nodiscard]] constexpr bool is_for_patient(AdvicePart part) {
    return part <= AdvicePart::Question;
}

/// How often something happens: out of 1,000 of what is counted.
struct Rate {
    double per_thousand = 0;
    std::optional<double> low, high; ///< where the sources say so: an interval, or two studies
    std::string counted;             ///< "treatments", "patients", "courses": never mixed
};

/// One thing a patient is told, asked to agree to or may want to know, or that the clinician ticks
/// off or does when something happens (data/knowledge/advice/*.yaml).
struct Advice {
    std::string id; ///< "advice.soreness"
    AdvicePart part = AdvicePart::Expect;
    std::string asked;           ///< of a question: the question; of an event: what happens
    std::string event_type;      ///< of an event: what the record files it as, where that is one
    std::string text;            ///< for the patient in plain words
    std::optional<Rate> rate;    ///< of a risk
    bool is_on_needling = false; ///< said only where needling is proposed
    bool is_on_sheet = true;     ///< else it is only on the page of questions, which has room
    Condition when;              ///< whom it is said to; empty: everybody
    std::vector<chart::SourceId> sources;
    std::string mark;
    std::string status;
    std::string where;    ///< file:line
    std::string digest{}; ///< of the statement as it stands (words.h)
};

/// Problems: data.* of DataDocument, those of read_condition; knowledge.word, knowledge.mark,
///           knowledge.range (a rate outside its interval, or over 1,000), knowledge.sheet
///           (something off the sheet that is no question).
[[nodiscard]] base::Checked<std::vector<Advice>>
read_advice(std::string_view text, std::string name, const Findings& findings);

/// What the sheet says to a patient, and the list to the clinician, in the order of the parts. What
/// may concern them, for all that is known, is said too: a sentence too many harms nobody.
[[nodiscard]] std::vector<const Advice*> advice_for(const std::vector<Advice>& all,
                                                    const Answers& answers, bool is_needled);

} // namespace filiform::knowledge
