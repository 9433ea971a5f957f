// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "chart/consultation.h"
#include "knowledge/library.h"
#include "knowledge/library_json.h"
#include "knowledge/screen.h"

namespace filiform::knowledge {

/// What the library makes of a consultation as far as it has come, as programs read it
/// ("filiform.consultation/1", data/schemas/consultation.json).
///
/// Clinician: the screening; which open questions decide nothing any more, and how many are open;
///            every cause with what speaks for it, against it, and was not tested; what to test
///            next; the care that may suit; the muscles the examination found or left open; how
///            needling is held back. Nothing is put forward while somebody else must see the
///            patient at once: no care is listed then. Needling is among the care only where the
///            patient is cleared and a muscle was found.
/// Patient:   whether it is an emergency, what the rules that hold tell them (of an emergency, only
///            that), and the same of their own questions. No rule, no cause, no number.
/// `answers`, `screening`: of the consultation, by this library.
[[nodiscard]] std::string write_consultation(const Library& library,
                                             const chart::Consultation& consultation,
                                             const Answers& answers, const Screening& screening,
                                             Reader reader);

} // namespace filiform::knowledge
