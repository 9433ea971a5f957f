// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/result.h"
#include "fhir/context.h"
#include "fhir/resource.h"
#include "record/entry.h"
#include "store/store.h"

namespace filiform::server {

/// What resources depend on beside their entries, looked up in a store and remembered. Not for
/// threads; neither copied nor moved, since its context asks it.
class FhirLookups {
  public:
    FhirLookups(store::Store& store, std::string base);
    FhirLookups(const FhirLookups&) = delete;
    FhirLookups& operator=(const FhirLookups&) = delete;

    [[nodiscard]] const fhir::Context& context() const { return context_; }
    /// An entry that is not in the store yet and that references may be to.
    void announce(const record::EntryId& id, record::Kind kind) { announced_[id] = kind; }
    /// The same of an instrument, which answers are read by.
    void announce(const record::EntryId& id, const record::Instrument& instrument);
    /// What an entry is shown as; of one type only when `only` says so.
    /// Problems: store.failed, when its body cannot be read.
    [[nodiscard]] base::Result<std::vector<fhir::Resource>>
    resources(const record::Entry& entry, std::optional<fhir::ResourceType> only = {});

  private:
    [[nodiscard]] bool is_invented(const record::Entry& entry);
    [[nodiscard]] std::optional<record::Kind> kind_of(const record::EntryId& id) const;
    [[nodiscard]] std::optional<record::Instrument> find_instrument(const record::EntryId& id);
    [[nodiscard]] std::optional<std::pair<record::EntryId, std::string>>
    find_instrument_of_code(const std::string& code);

    store::Store& store_;
    fhir::Context context_;
    std::map<record::EntryId, record::Kind> announced_;
    std::map<record::EntryId, bool> invented_;
    std::map<record::EntryId, std::optional<record::Instrument>> instruments_;
};

} // namespace filiform::server
