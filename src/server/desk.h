// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "base/instant.h"
#include "server/clinic_figures.h"
#include "server/jobs.h"
#include "server/log.h"
#include "server/metrics.h"
#include "server/pages.h"
#include "server/people.h"
#include "server/route.h"
#include "server/workshop.h"
#include "store/store.h"

namespace filiform::server {

/// What handlers work with. It outlives them.
struct Desk {
    store::Store& store;
    People& people;
    Metrics& metrics;
    Log& log;
    std::function<base::Instant()> clock;
    Jobs& jobs;
    const Workshop& workshop;
    const Pages& pages;
    ClinicFigures& figures;
    std::string address{}; ///< "https://clinic.example"; empty: whatever a request names
};

/// "https://clinic.example": as the server is set up, or as the request names it.
[[nodiscard]] std::string server_address(const Desk& desk, const Request& request);

using Routes = std::vector<Route>;

/// Each adds its routes to the table.
void add_own_routes(Routes& routes, const Desk& desk);      ///< health, metrics, the description
void add_page_routes(Routes& routes, const Desk& desk);     ///< the pages for the browser
void add_login_routes(Routes& routes, const Desk& desk);    ///< log in and out, passwords
void add_user_routes(Routes& routes, const Desk& desk);     ///< accounts, invitations, tokens
void add_record_routes(Routes& routes, const Desk& desk);   ///< entries of every kind
void add_slot_routes(Routes& routes, const Desk& desk);     ///< free times, and who waits for one
void add_calendar_routes(Routes& routes, const Desk& desk); ///< bookings for calendar programs
void add_change_routes(Routes& routes, const Desk& desk);   ///< several at once, erasure, doubles
void add_event_routes(Routes& routes, const Desk& desk);    ///< what happens, as it happens
void add_job_routes(Routes& routes, const Desk& desk);      ///< plans, maps, bodies, studies
void add_needle_route(Routes& routes, const Desk& desk);    ///< a needle judged at once
void add_library_routes(Routes& routes, const Desk& desk);  ///< the clinical library
void add_evidence_routes(Routes& routes, const Desk& desk); ///< the trials behind it
void add_consultation_route(Routes& routes, const Desk& desk); ///< answers weighed at once
void add_audit_routes(Routes& routes, const Desk& desk);       ///< who read and wrote what
void add_fhir_routes(Routes& routes, const Desk& desk);        ///< the record as FHIR R4
void add_cds_routes(Routes& routes, const Desk& desk);         ///< CDS Hooks
void add_body_routes(Routes& routes, const Desk& desk);        ///< a body to look at
void add_plan_path_route(Routes& routes, const Desk& desk);    ///< a needle of a plan set by hand
void add_progress_routes(Routes& routes, const Desk& desk);    ///< did it help?

/// Every route of a server with this desk.
[[nodiscard]] Routes every_route(const Desk& desk);
/// Every route as the published description has it.
[[nodiscard]] std::string described(const Routes& routes);

} // namespace filiform::server
