// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>

#include "base/result.h"
#include "evidence/analysis.h"
#include "report/forest_plot.h"

namespace filiform::cli {

/// An analysis as the figures of report/forest_plot.h. Precondition: something was pooled.
[[nodiscard]] report::ForestPlot forest_of(const evidence::Analysis& analysis);
/// With what trim and fill (L0) added, drawn open.
[[nodiscard]] report::FunnelPlot funnel_of(const evidence::Analysis& analysis);

/// forest.svg, forest.pdf, and with three studies funnel.svg and funnel.pdf.
/// Problems: file.write.
[[nodiscard]] base::Result<void> save_plots(const std::filesystem::path& folder,
                                            const evidence::Analysis& analysis);

} // namespace filiform::cli
