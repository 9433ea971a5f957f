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

/// Its JSON schema; the body by its kind, as a named part of the description.
[[nodiscard]] std::string entry_schema(record::Kind kind);
/// The same of whatever kind: its body by no schema but that of the kind it names.
[[nodiscard]] std::string any_entry_schema();
/// {"entries": […], "next": …, "total": …}
[[nodiscard]] std::string page_schema(record::Kind kind);
/// What is sent to make or change one: {"body": {…}, "id": …, "reason": …}.
[[nodiscard]] std::string writing_schema(record::Kind kind);

} // namespace filiform::server
