// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/desk.h"

namespace filiform::server {

/// The clinic's own figures, for its lead: /api/v1/quality and /api/v1/quality/cohort. The server
/// keeps one ledger in memory and folds into it what was written since, whenever it is asked; the
/// first time it reads the whole record.
void add_quality_routes(Routes& routes, const Desk& desk);

} // namespace filiform::server
