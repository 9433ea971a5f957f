// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/result.h"
#include "server/desk.h"
#include "store/store.h"

/// The trials that the clinic adds to the library's.
namespace filiform::server {

/// Those that are signed, in the order in which they were begun.
/// Problems: those of the store.
[[nodiscard]] base::Result<EvidenceShop::Own> clinic_trials(store::Store& store);

/// What stands against an addition that is written or signed: rows that cannot be read, that name
/// no question or no source, or whose ids are there already. Without a library nobody can say, and
/// it is refused. Problems: record.rule at "#/rows", with line and column in the sentence; those of
/// the store.
[[nodiscard]] base::Problems addition_faults(const Desk& desk,
                                             const record::TrialAddition& addition);

} // namespace filiform::server
