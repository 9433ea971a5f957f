// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "base/result.h"
#include "server/desk.h"
#include "store/store.h"

/// What every search passes, whatever it is asked and answered in.
namespace filiform::server {

/// Narrows a search to what the caller may see of this kind.
/// Problems: request.forbidden.
[[nodiscard]] base::Result<void> narrow(store::Query& query, const Caller& caller);

/// Entries of a double count as the patient's for whom it was merged: widens `patient` to both.
/// Problems: those of the store.
[[nodiscard]] base::Result<void> take_in_doubles(const Desk& desk, store::Query& query);

/// A patient, and the doubles that were merged into them. Problems: those of the store.
[[nodiscard]] base::Result<std::vector<record::EntryId>>
with_doubles(store::Store& store, const record::EntryId& patient);

/// One row in the audit for each patient of whom something was shown.
void note_search(const Desk& desk, const Call& call, const store::Query& query,
                 const std::vector<record::Entry>& shown);

} // namespace filiform::server
