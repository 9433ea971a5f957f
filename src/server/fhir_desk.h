// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/result.h"
#include "fhir/context.h"
#include "fhir/resource.h"
#include "fhir/trail.h"
#include "record/entry.h"
#include "server/access.h"
#include "server/desk.h"
#include "server/fhir_lookups.h"

/// What the files share that serve FHIR; no other includes this.
namespace filiform::server {

/// An entry and one resource that it is shown as. A resource of the audit is of no entry: its
/// version is 0.
struct Seen {
    record::Entry entry;
    fhir::Resource resource;
};

/// One request to /fhir/R4 at work: the desk, who asks, and what resources depend on beside their
/// entries, looked up once. Not for threads.
class FhirDesk {
  public:
    FhirDesk(const Desk& desk, const Call& call);
    FhirDesk(const FhirDesk&) = delete;
    FhirDesk& operator=(const FhirDesk&) = delete;

    [[nodiscard]] const Desk& desk() const { return desk_; }
    [[nodiscard]] const Call& call() const { return call_; }
    [[nodiscard]] const fhir::Context& context() const { return lookups_.context(); }
    [[nodiscard]] RestrictedPatients& restricted() { return restricted_; }
    /// An entry that is not in the store yet and that references may be to.
    void announce(const record::EntryId& id, record::Kind kind) { lookups_.announce(id, kind); }

    /// What an entry is shown as; of one type only when `only` says so.
    /// Problems: store.failed, when its body cannot be read.
    [[nodiscard]] base::Result<std::vector<fhir::Resource>>
    resources(const record::Entry& entry, std::optional<fhir::ResourceType> only) {
        return lookups_.resources(entry, only);
    }
    /// A resource that the caller may see; not noted in the audit.
    /// Problems: record.missing, record.gone (erased), request.forbidden, request.restricted.
    [[nodiscard]] base::Result<Seen> find(fhir::ResourceType type, const std::string& id);
    /// An entry of one of these kinds (none: of any) as it stands, if the caller may see it.
    /// Problems: those of `find`.
    [[nodiscard]] base::Result<record::Entry> find_entry(const record::EntryId& id,
                                                         std::span<const record::Kind> kinds = {});
    /// Who an account is.
    [[nodiscard]] const fhir::Agent& agent_of(const std::string& account);
    /// The resource of that id that a version of an entry is shown as.
    [[nodiscard]] base::Result<fhir::Resource>
    resource(const record::Entry& entry, fhir::ResourceType type, const std::string& id);

  private:
    const Desk& desk_;
    const Call& call_;
    FhirLookups lookups_;
    RestrictedPatients restricted_;
    std::map<std::string, fhir::Agent> agents_;
};

/// "https://clinic.example/fhir/R4": as the server is set up, or as the request names it.
[[nodiscard]] std::string fhir_base(const Desk& desk, const Request& request);
/// The type in the address. Problems: fhir.unknown_type.
[[nodiscard]] base::Result<fhir::ResourceType> type_asked(const Call& call);
/// JSON as application/fhir+json.
[[nodiscard]] Answer fhir_answer(int status, std::string json);
/// A resource with its version's tag and date; with its address too when it was just made (201).
[[nodiscard]] Answer resource_answer(const FhirDesk& at, const Seen& seen, int status);

// The interactions; each notes in the audit what it showed or did.
[[nodiscard]] Answer fhir_read(const Desk& desk, const Call& call);
[[nodiscard]] Answer fhir_read_version(const Desk& desk, const Call& call);
[[nodiscard]] Answer fhir_history(const Desk& desk, const Call& call);
[[nodiscard]] Answer fhir_search(const Desk& desk, const Call& call);
[[nodiscard]] Answer fhir_search_form(const Desk& desk, const Call& call);
[[nodiscard]] Answer fhir_binary(const Desk& desk, const Call& call);
[[nodiscard]] Answer fhir_everything(const Desk& desk, const Call& call);
[[nodiscard]] Answer fhir_create(const Desk& desk, const Call& call);
[[nodiscard]] Answer fhir_update(const Desk& desk, const Call& call);
[[nodiscard]] Answer fhir_batch(const Desk& desk, const Call& call);

} // namespace filiform::server
