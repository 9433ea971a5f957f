// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/desk.h"

namespace filiform::server {

/// The clinic's own figures, for its lead: /api/v1/quality and /api/v1/quality/cohort. They
/// come from the server's ledger (clinic_figures.h).
void add_quality_routes(Routes& routes, const Desk& desk);

/// That somebody looked is kept in the audit; of no patient, since no one is shown. `action` is
/// "read_figures" or "export_cohort".
void note_figures(const Desk& desk, const Call& call, const char* action);

} // namespace filiform::server
