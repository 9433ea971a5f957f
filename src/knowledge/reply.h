// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

#include "knowledge/finding.h"

namespace filiform::knowledge {

/// The consultation with one question answered as somebody typed it.
///
/// Forms:    y or n; a number, with its unit or without; the number or the name of a choice,
/// several
///           with commas, n for `none`. With sides: right and left in turn ("y n"), or a side
///           before each ("r y", "both n", "r 4 l 5"), - or ? for the side that is not known. Of
///           the particulars: the age in years or the day of birth, f or m, a height in cm, mm or
///           m.
/// Sides:    a side that is not spoken of keeps the answer it had; one answer is never taken for
///           both.
/// Problems: reply.form, reply.unit, reply.sides, those of check_answers; `where` is the question's
///           name. What is taken passes check_answers with the answers that were there.
[[nodiscard]] base::Result<chart::Consultation> answered(const Findings& findings,
                                                         const Finding& finding,
                                                         std::string_view typed,
                                                         const chart::Consultation& consultation);

/// The consultation without an answer to it: not known.
[[nodiscard]] chart::Consultation unanswered(const Finding& finding,
                                             const chart::Consultation& consultation);

/// How it is answered, and between what: one line, or one for each choice.
[[nodiscard]] std::string how_to_answer(const Finding& finding);

/// What was answered, in words: "yes", "right 4, left not known", "not known".
[[nodiscard]] std::string answer_words(const Finding& finding,
                                       const chart::Consultation& consultation);

/// Whether it is answered, for both sides where it has sides.
[[nodiscard]] bool is_answered(const Finding& finding, const chart::Consultation& consultation);

} // namespace filiform::knowledge
