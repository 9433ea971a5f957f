// SPDX-License-Identifier: Apache-2.0
#include "server/fhir_made.h"

#include <algorithm>

namespace filiform::server {

namespace {

using fhir::ResourceType;

base::Result<FoundResources> page_of_all(base::Result<Resources> all, const fhir::Search& search) {
    if (!all)
        return tl::unexpected(all.error());
    std::erase_if(*all, [&](const fhir::Resource& one) { return !fhir::matches(one, search); });
    return sorted_page(*std::move(all), search);
}

} // namespace

bool is_made(ResourceType type) {
    return fhir::facts(type).kinds.empty();
}

base::Result<Seen> find_made(FhirDesk& at, ResourceType type, const std::string& id) {
    if (!fhir::is_id(id))
        return tl::unexpected(no_such_entry());
    if (type == ResourceType::Slot)
        return find_slot(at, id);
    if (type == ResourceType::Provenance)
        return find_provenance(at, id);
    if (type == ResourceType::AuditEvent)
        return find_audit_event(at, id);
    if (type == ResourceType::Measure)
        return find_measure(at, id);
    if (type == ResourceType::MeasureReport)
        return find_measure_report(at, id);
    return find_binary(at, id);
}

base::Result<FoundResources> search_made(FhirDesk& at, const fhir::Search& search) {
    if (search.type == ResourceType::AuditEvent)
        return audit_events_for(at, search);
    if (search.type == ResourceType::Slot)
        return page_of_all(slots_for(at, search), search);
    if (search.type == ResourceType::Provenance)
        return page_of_all(provenance_for(at, search), search);
    if (search.type == ResourceType::Measure)
        return page_of_all(measures_for(at), search);
    if (search.type == ResourceType::MeasureReport)
        return page_of_all(measure_reports_for(at, search), search);
    return tl::unexpected(base::Problem{"fhir.search_parameter", "", "Bytes are not searched for.",
                                        "Search for the DocumentReference that names them."});
}

} // namespace filiform::server
