// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "chart/consultation.h"
#include "record/nouns.h"

namespace filiform::workshop {

/// What an assessment of the record says, as the library screens it: the answers, who cleared or
/// overrode what, and of the patient birth date, sex, height and weight. What the record does not
/// have is not there: it is asked for, never taken as no. One that checks a session asks how that
/// went.
[[nodiscard]] chart::Consultation consultation_of(const record::Assessment& assessment,
                                                  const record::Patient& patient);

} // namespace filiform::workshop
