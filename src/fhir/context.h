// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <utility>

#include "record/kind.h"
#include "record/outcome.h"

namespace filiform::fhir {

/// What a resource depends on beside its entry. Everything may be left out.
struct Context {
    std::string base; ///< of the server: "https://clinic.example/fhir/R4", no slash at its end
    record::EntryId clinic;   ///< the Organization that patients and episodes belong to
    bool is_invented = false; ///< the patient is one of a demonstration: resources say so in a tag
    /// The kind of an entry, for references that may be to any; none when it is not there.
    std::function<std::optional<record::Kind>(const record::EntryId&)> kind_of{};
    /// An instrument, so that answers are written as what was asked for.
    std::function<std::optional<record::Instrument>(const record::EntryId&)> find_instrument{};
    /// The instrument in use of that code and its version, for scores that name no more.
    std::function<std::optional<std::pair<record::EntryId, std::string>>(const std::string&)>
        find_instrument_of_code{};
};

} // namespace filiform::fhir
