// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "evidence/effect.h"

/// Data of published meta-analyses, as the articles print them; what tests hold the room to.
/// docs/validation/pooling.md has the articles.
namespace filiform::evidence::published {

/// Vaccine against tuberculosis, 13 trials (Colditz 1994), with the latitude of each.
[[nodiscard]] const std::vector<ArmCounts>& bcg();
[[nodiscard]] const std::vector<double>& bcg_latitude();
/// Length of stay after stroke, 9 trials (Normand 1999, tables VIII and IX).
[[nodiscard]] const std::vector<ArmMeans>& stroke();
/// Two sets of effects (Viechtbauer 2005, pages 271 and 272).
[[nodiscard]] const std::vector<Effect>& first_of_2005();
[[nodiscard]] const std::vector<Effect>& second_of_2005();
/// Aspirin in pregnancy, 6 trials (DerSimonian and Kacker 2007, table 3).
[[nodiscard]] const std::vector<ArmCounts>& clasp();
/// What teachers expect, 19 studies (Raudenbush 2009, table 16.3), with the weeks of contact.
[[nodiscard]] const std::vector<Effect>& teachers();
[[nodiscard]] const std::vector<double>& teacher_weeks();
/// Lidocaine after infarction, 6 trials (Normand 1999, table VII).
[[nodiscard]] const std::vector<ArmCounts>& lidocaine();
/// The wrist point P6 against nausea, 16 trials (Lee 2004).
[[nodiscard]] const std::vector<ArmCounts>& p6();
/// Magnesium after infarction, 16 trials (Egger 2001).
[[nodiscard]] const std::vector<ArmCounts>& magnesium();
/// Beta-blockers after infarction, 21 trials (Yusuf 1985).
[[nodiscard]] const std::vector<ArmCounts>& beta_blockers();
/// Diuretics in pregnancy, 9 trials (Collins 1985).
[[nodiscard]] const std::vector<ArmCounts>& diuretics();

} // namespace filiform::evidence::published
