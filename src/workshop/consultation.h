// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/result.h"
#include "chart/consultation.h"
#include "record/nouns.h"
#include "server/workshop.h"

namespace filiform::workshop {

/// What an assessment of the record says, as the library screens it: the answers, who cleared or
/// overrode what, and of the patient birth date, sex, height and weight. What the record does not
/// have is not there: it is asked for, never taken as no. One that checks a session asks how that
/// went.
[[nodiscard]] chart::Consultation consultation_of(const record::Assessment& assessment,
                                                  const record::Patient& patient);
/// The same with the rules that the clinic made stricter.
[[nodiscard]] chart::Consultation consultation_of(const server::Examined& who);

/// Problems of a consultation that was checked as "#", at the members of an assessment and of its
/// patient: "#/findings/slr.right" is "#/answers/slr.right", "#/patient/heightCm" is "#/heightCm",
/// "#/patient/birthDate" is "#/particulars/birthDate".
[[nodiscard]] base::Problems at_members(base::Problems problems);

} // namespace filiform::workshop
