// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <utility>
#include <variant>

#include "base/result.h"
#include "record/noun.h"
#include "server/desk.h"
#include "server/workshop.h"

namespace filiform::server {

/// That this server was opened without the workshop for it.
[[nodiscard]] base::Problem no_planner();

class ReadNotes;

/// An entry of that kind that the caller may see, with its noun. `notes`: that a restricted
/// patient's record is opened is noted by them, where it happens many times a second.
/// Problems: record.missing at the kind's own member ("#/assessment"), request.restricted,
///           store.failed.
[[nodiscard]] base::Result<std::pair<record::Entry, record::Noun>>
find_seen(const Desk& desk, const Call& call, record::Kind kind, const record::EntryId& id,
          ReadNotes* notes = nullptr);

/// An assessment that the caller may see, with its patient, whom they may see too.
struct SeenAssessment {
    record::Entry entry; ///< the assessment
    Examined who;
};
/// Problems: those of find_seen.
[[nodiscard]] base::Result<SeenAssessment> find_examined(const Desk& desk, const Call& call,
                                                         const record::EntryId& assessment,
                                                         ReadNotes* notes = nullptr);

} // namespace filiform::server
