// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/instant.h"
#include "base/result.h"
#include "chart/consultation.h"
#include "record/entry.h"
#include "record/role.h"

namespace filiform::demo {

/// Somebody of the demonstration who may log in.
struct Player {
    std::string login;
    record::Role role = record::Role::Clinician;
    record::EntryId person; ///< may be empty
    std::string scopes;     ///< of a program's token
};

/// One thing that somebody wrote into the record on its day.
struct Step {
    base::Instant at{};
    std::string by; ///< a login
    record::Kind kind = record::Kind::Patient;
    record::EntryId id;
    record::State state = record::State::Open;
    /// The noun as JSON; of a later version only the members that change, null where one goes.
    std::string body;
    std::string carried; ///< an instrument of the program by its code, instead of a body
    /// What was answered on that day, for its screening.
    std::optional<std::map<std::string, chart::Answer>> answers;
    std::string where; ///< file:line
};

/// The demonstration as it is written down: who plays, and what happened, in its order.
struct Script {
    std::vector<Player> players;
    std::vector<Step> steps;
};

struct ScriptFile {
    std::string name;
    std::string_view text;
};

/// Reads the files of a demonstration; docs/demonstration.md says how they are written.
///
/// now:      days and moments are told from it (relative_time.h).
/// Problems: demo.syntax, demo.key (one not known, or one that is missing), demo.value, demo.time,
///           demo.name (a template, a sheet or a name that is nowhere), each with file and line.
[[nodiscard]] base::Checked<Script> read_script(const std::vector<ScriptFile>& files,
                                                base::Instant now);

/// The one the program carries, data/demo.
[[nodiscard]] base::Checked<Script> carried_script(base::Instant now);

} // namespace filiform::demo
