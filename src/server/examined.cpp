// SPDX-License-Identifier: Apache-2.0
#include "server/examined.h"

#include "server/access.h"
#include "server/clinic_rules.h"

namespace filiform::server {

using record::Kind;

base::Problem no_planner() {
    return {"job.unavailable", "", "This server does no such work.",
            "Ask whoever runs it to start it with its planner."};
}

base::Result<std::pair<record::Entry, record::Noun>> find_seen(const Desk& desk, const Call& call,
                                                               Kind kind, const record::EntryId& id,
                                                               ReadNotes* notes) {
    const base::Problem missing{"record.missing", "#/" + std::string(record::text(kind)),
                                "There is no such entry.", "Look for it by searching."};
    auto entry = record::is_entry_id(id.text())
                     ? desk.store.find(id)
                     : base::Result<record::Entry>(tl::unexpected(missing));
    if (!entry)
        return tl::unexpected(entry.error().code == missing.code ? missing : entry.error());
    if (entry->kind != kind || !permit(call.caller, {kind, record::Action::See, false}, *entry))
        return tl::unexpected(missing);
    RestrictedPatients restricted(desk.store, call.request, call.caller, notes);
    if (auto permitted = restricted.permit(entry->patient); !permitted)
        return tl::unexpected(permitted.error());
    auto noun = record::read_noun(kind, entry->body, "");
    if (!noun)
        return tl::unexpected(
            base::Problem{"store.failed", id.text(), "A stored entry cannot be read.", ""});
    return std::pair(*std::move(entry), *std::move(noun));
}

base::Result<SeenAssessment> find_examined(const Desk& desk, const Call& call,
                                           const record::EntryId& assessment, ReadNotes* notes) {
    auto found = find_seen(desk, call, Kind::Assessment, assessment, notes);
    if (!found)
        return tl::unexpected(found.error());
    SeenAssessment seen;
    seen.entry = std::move(found->first);
    seen.who.assessment = std::get<record::Assessment>(std::move(found->second));
    auto patient = find_seen(desk, call, Kind::Patient, seen.who.assessment.patient, notes);
    if (!patient)
        return tl::unexpected(patient.error());
    seen.who.patient = std::get<record::Patient>(std::move(patient->second));
    auto stricter = stricter_rules(desk.store);
    if (!stricter)
        return tl::unexpected(stricter.error());
    seen.who.stricter = *std::move(stricter);
    seen.who.fetch = [&store = desk.store](const std::string& digest) -> base::Result<std::string> {
        auto blob = store.find_blob(digest);
        if (!blob)
            return tl::unexpected(blob.error());
        return std::move(blob->bytes);
    };
    return seen;
}

} // namespace filiform::server
