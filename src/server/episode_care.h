// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/workshop.h"
#include "store/store.h"

namespace filiform::server {

/// Puts what the record knows of a patient's care into what a review is made from: episodes,
/// assessments, sessions, events, scores, bookings.
/// Problems: those of all_of.
[[nodiscard]] base::Result<void> fetch_care(store::Store& store, const record::EntryId& patient,
                                            ReviewWanted& wanted);

} // namespace filiform::server
