// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "needle/search.h"

namespace filiform::needle {

/// Why a search found nothing, and what would help. Reasons: unknown, too_deep, blocked.
[[nodiscard]] chart::NoPath explain_no_path(const Scene& scene, const SearchResult& found);

} // namespace filiform::needle
