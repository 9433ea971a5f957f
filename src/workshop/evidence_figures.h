// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>

#include "evidence/analysis.h"
#include "report/forest_plot.h"

namespace filiform::workshop {

/// An analysis as the figures of report/forest_plot.h. Precondition: something was pooled.
[[nodiscard]] report::ForestPlot forest_of(const evidence::Analysis& analysis);
/// With what trim and fill (L0) added, drawn open.
[[nodiscard]] report::FunnelPlot funnel_of(const evidence::Analysis& analysis);

/// Whether a funnel is drawn: of three studies or more, pooled by inverse variance.
[[nodiscard]] bool has_funnel(const evidence::Analysis& analysis);

/// The forest drawn; nothing where nothing is pooled, or a figure is beyond what can be drawn.
[[nodiscard]] std::optional<report::Drawing> draw_forest(const evidence::Analysis& analysis);
/// The funnel drawn; nothing without `has_funnel`.
[[nodiscard]] std::optional<report::Drawing> draw_funnel(const evidence::Analysis& analysis);

} // namespace filiform::workshop
