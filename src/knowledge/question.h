// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "knowledge/library.h"

namespace filiform::knowledge {

/// One question of a consultation: who the patient is, or what was found. A finding with sides is
/// one question.
struct Question {
    const Finding* finding = nullptr; ///< of the library; a given one asks for that particular
    bool is_emergency = false;        ///< a rule of the emergency level reads it
    bool locks = false;               ///< nobody is needled before a rule that reads it is known
    bool is_asked_each_visit = false; ///< a rule that wants it at every visit reads it
};

/// The part of a consultation that a question belongs to: "particulars", "emergency", "history"
/// (asked) or "examination".
[[nodiscard]] std::string_view part_of(const Question& question);

/// Everything that is asked, in the order of a consultation: who the patient is; what a rule of the
/// emergency level reads; then the rest, group by group, those first without which nobody is
/// needled. In each part what is asked comes before what is examined.
/// `library` must outlive the questions.
[[nodiscard]] std::vector<Question> questions_of(const Library& library);

/// Whether it is asked anew at every visit: it could mean an emergency, or a rule wants to know it
/// then, and the patient can answer it. What is examined stands as the assessment found it.
[[nodiscard]] bool is_asked_again(const Question& question);

/// Whether a finding may be left unasked: every statement that reads it is known not to hold by the
/// answers that are there, whatever this one would be. What decides nothing the other way, that a
/// statement holds already, spares no question. Never so of a particular, nor of the leg that
/// hurts. Cost: the library is gone through once.
[[nodiscard]] bool is_spared(const Library& library, const Finding& finding,
                             const Answers& answers);

/// Whether an open question is left out of a consultation: it is spared, or, of a check after
/// needling, not asked there.
[[nodiscard]] bool is_passed_over(const Library& library, const Finding& finding,
                                  const chart::Consultation& consultation, const Answers& answers);

/// How far a consultation is with its questions.
struct Tally {
    std::size_t asked = 0; ///< all questions there are
    std::size_t answered = 0;
    std::size_t spared = 0; ///< open, and would decide nothing, or not of the check
    std::size_t open = 0;
};
struct Progress {
    Tally tally;
    std::vector<chart::FindingId> spared; ///< without sides, in the order of the questions
};
/// `answers` are those of the consultation. Cost: is_spared for every question without an answer.
[[nodiscard]] Progress progress_of(const Library& library, const std::vector<Question>& questions,
                                   const chart::Consultation& consultation, const Answers& answers);

/// Whether it is asked of somebody after a session: a rule of that check reads it, and the patient
/// can answer it alone. Never so of what is given or examined.
[[nodiscard]] bool is_asked_after_needling(const Library& library, const Finding& finding);

/// Who needs an answer, a line each: "red_flag.bladder: Changed bladder (emergency_today) [KEY]",
/// what is strictest first, and the sources of the question itself.
[[nodiscard]] std::vector<std::string> who_needs(const Library& library, const Finding& finding);

} // namespace filiform::knowledge
