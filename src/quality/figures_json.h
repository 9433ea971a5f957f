// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "base/zone.h"
#include "quality/figures.h"

namespace filiform::quality {

/// The figures as JSON ("filiform.clinic_figures/1", data/schemas/clinic_figures.json). What is not
/// known is null or left out, never a number that is none; a share of too few says so and has its
/// counts, but neither share nor interval. Days are the zone's.
[[nodiscard]] std::string figures_json(const Figures& figures, const base::Zone& zone);

/// The same for somebody to read in a terminal.
[[nodiscard]] std::string figures_text(const Figures& figures, const base::Zone& zone);

/// The first minute of a day, by the zone's clocks.
[[nodiscard]] Minute first_minute_of(base::Date day, const base::Zone& zone);
/// The day on which that minute falls.
[[nodiscard]] base::Date day_of(Minute minute, const base::Zone& zone);

} // namespace filiform::quality
