// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>

#include "base/result.h"
#include "evidence/analysis.h"

namespace filiform::cli {

/// forest.svg, forest.pdf, and with three studies funnel.svg and funnel.pdf.
/// Problems: file.write.
[[nodiscard]] base::Result<void> save_plots(const std::filesystem::path& folder,
                                            const evidence::Analysis& analysis);

} // namespace filiform::cli
