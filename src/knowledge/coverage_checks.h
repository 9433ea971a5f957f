// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <set>
#include <string>

#include "knowledge/library.h"

namespace filiform::knowledge {

/// Every id of a library that a claim may point at, with the file below data/knowledge that holds
/// it.
[[nodiscard]] std::map<std::string, std::string> places_of(const Library& library);

/// What is wrong with the claims of a library.
///
/// Problems: knowledge.repeated (a claim answered twice), knowledge.source (a key in no register),
///           knowledge.coverage (it lives in something that is not there; pages and commands are
///           not looked for), knowledge.never_said (a text of the library says what a claim says
///           is never said, at the place of the text).
[[nodiscard]] base::Problems check_coverage(const Library& library,
                                            const std::set<std::string>& sources);

} // namespace filiform::knowledge
