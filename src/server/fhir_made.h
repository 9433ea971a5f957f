// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "fhir/search.h"
#include "server/fhir_desk.h"
#include "server/fhir_search.h"

/// Resources that are of no entry, made when they are asked for: steps of the clinic's hours, who
/// wrote what, who saw or did what, what the clinic counts of itself. Read only, and of one
/// version.
namespace filiform::server {

/// Whether resources of a type are made so.
[[nodiscard]] bool is_made(fhir::ResourceType type);

/// One of them, if the caller may see it.
/// Problems: record.missing, record.gone, request.forbidden, request.restricted; of the store.
[[nodiscard]] base::Result<Seen> find_made(FhirDesk& at, fhir::ResourceType type,
                                           const std::string& id);

/// A page of what is searched for, in the order asked for. At most 20,000 are looked at.
///
/// Slot:       of the schedules named, or of all; 14 days from now, unless `start` says otherwise.
/// Provenance: by `_id`, `target` or `patient`; without any, it is refused as too costly.
/// AuditEvent: for the lead; in the order of the audit.
/// MeasureReport: for the lead, or a token with system/MeasureReport; of the days that `period`
///             leaves, a year until today unless it says otherwise.
/// Measure:    for the same; all there are.
/// Binary:     cannot be searched.
/// Problems: those of find_made; fhir.too_costly; fhir.search_value for an `after` that is none.
[[nodiscard]] base::Result<FoundResources> search_made(FhirDesk& at, const fhir::Search& search);

// The types by themselves; each answers all that may be what is asked for.
using Resources = std::vector<fhir::Resource>;
[[nodiscard]] base::Result<Seen> find_slot(FhirDesk& at, const std::string& id);
[[nodiscard]] base::Result<Resources> slots_for(FhirDesk& at, const fhir::Search& search);
[[nodiscard]] base::Result<Seen> find_provenance(FhirDesk& at, const std::string& id);
[[nodiscard]] base::Result<Resources> provenance_for(FhirDesk& at, const fhir::Search& search);
[[nodiscard]] base::Result<Seen> find_audit_event(FhirDesk& at, const std::string& id);
/// The page itself: the audit is too long to be looked at whole.
[[nodiscard]] base::Result<FoundResources> audit_events_for(FhirDesk& at,
                                                            const fhir::Search& search);
[[nodiscard]] base::Result<Seen> find_measure(FhirDesk& at, const std::string& id);
[[nodiscard]] base::Result<Resources> measures_for(FhirDesk& at);
[[nodiscard]] base::Result<Seen> find_measure_report(FhirDesk& at, const std::string& id);
[[nodiscard]] base::Result<Resources> measure_reports_for(FhirDesk& at, const fhir::Search& search);
[[nodiscard]] base::Result<Seen> find_binary(FhirDesk& at, const std::string& id);

} // namespace filiform::server
