// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <span>
#include <string>

#include "record/entry.h"

namespace filiform::server {

/// What of an entry is told.
enum class Shown {
    Everything,
    Envelope, ///< the patient is restricted: that it is there, "withheld": true, and no body
};

/// An entry as the API has it: {"id", "kind", "version", "state", "patient", "at", "by", "reason",
/// "body"}.
[[nodiscard]] std::string write_entry(const record::Entry& entry, Shown shown = Shown::Everything);

/// Its JSON schema: a named part of the description, "patient-entry", and what that part says. The
/// body is a part of its own, by its kind.
[[nodiscard]] std::string entry_schema(record::Kind kind);
[[nodiscard]] std::string entry_name(record::Kind kind);
[[nodiscard]] std::string entry_definition(record::Kind kind);
/// The same of an entry of any kind, which its "kind" tells.
[[nodiscard]] std::string any_entry_schema();
/// {"entries": […], "next": …, "total": …}
[[nodiscard]] std::string page_schema(record::Kind kind);
/// What is sent to make or change one: {"body": {…}, "id": …, "reason": …}.
[[nodiscard]] std::string writing_schema(record::Kind kind);

} // namespace filiform::server
