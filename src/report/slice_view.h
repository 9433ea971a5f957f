// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "report/figures.h"

namespace filiform::report {

/// The figures of the same names in figures.h, with what they show.
[[nodiscard]] NamedFigure slice_along(const FigureInput& input);
[[nodiscard]] NamedFigure slice_across(const FigureInput& input);
[[nodiscard]] NamedFigure slice_target(const FigureInput& input);

} // namespace filiform::report
