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
};

/// Everything that is asked, in the order of a consultation: who the patient is; what a rule of the
/// emergency level reads; then the rest, group by group, those first without which nobody is
/// needled. In each part what is asked comes before what is examined.
/// `library` must outlive the questions.
[[nodiscard]] std::vector<Question> questions_of(const Library& library);

/// Whether a finding may be left unasked: every statement that reads it is known not to hold by the
/// answers that are there, whatever this one would be. What decides nothing the other way, that a
/// statement holds already, spares no question. Never so of a particular, nor of the leg that
/// hurts. Cost: the library is gone through once.
[[nodiscard]] bool is_spared(const Library& library, const Finding& finding,
                             const Answers& answers);

/// Whether it is asked of somebody after a session: a rule of that check reads it, and the patient
/// can answer it alone. Never so of what is given or examined.
[[nodiscard]] bool is_asked_after_needling(const Library& library, const Finding& finding);

/// Who needs an answer, a line each: "red_flag.bladder: Changed bladder (emergency_today) [KEY]",
/// what is strictest first, and the sources of the question itself.
[[nodiscard]] std::vector<std::string> who_needs(const Library& library, const Finding& finding);

} // namespace filiform::knowledge
