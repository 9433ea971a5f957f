// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "report/figures.h"
#include "report/labels.h"
#include "report/projection.h"

namespace filiform::report {

struct Beneath {
    std::vector<Label> labels;
    std::vector<chart::StructureId> ids; ///< of the labels, in their order
};

/// What lies beneath the skin and matters there: the target, and the nerves and vessels nearest to
/// the needle, or what blocks it.
[[nodiscard]] Beneath draw_beneath(Drawing& drawing, const FigureInput& input,
                                   const Projection& projection);

} // namespace filiform::report
