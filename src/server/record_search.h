// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "base/result.h"
#include "record/kind.h"
#include "server/request.h"
#include "server/route.h"
#include "store/store.h"

namespace filiform::server {

/// Reads what is searched for. Of each kind the parameters are its nouns' search names
/// (record::search_parameters), by their type:
///
/// texts       begin so, whatever the accents: family=gar
/// words, ids  one of them: status=booked,arrived
/// dates, times  ge, gt, le, lt before a day or a moment; without, that day or moment:
///             start=ge2026-11-29&start=lt2026-12-01
///
/// and of all: patient, id, state, changed (a time), limit (1 to 200), after, sort (a parameter's
/// name, "-" before it for descending), total=true.
/// Problems: request.parameter, with the parameter's name in `where`.
[[nodiscard]] base::Checked<store::Query> read_query(record::Kind kind,
                                                     const std::vector<Named>& parameters);

/// The same for the description.
[[nodiscard]] std::vector<Told> told_of(record::Kind kind);

} // namespace filiform::server
