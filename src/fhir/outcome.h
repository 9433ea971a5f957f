// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

#include "base/result.h"

namespace filiform::fhir {

/// How bad an issue of an OperationOutcome is.
enum class Severity { Error, Warning, Information };

/// An OperationOutcome that tells every problem: FHIR's word for its kind, our code, what it is and
/// what to do, and where (a FHIRPath). `problems` must not be empty.
[[nodiscard]] std::string operation_outcome(const base::Problems& problems,
                                            Severity severity = Severity::Error);

/// FHIR's issue type of a problem's code: "fhir.code" is "code-invalid", "record.conflict" is
/// "conflict"; "processing" for those that nothing better is known of.
[[nodiscard]] std::string_view issue_type(std::string_view code);

} // namespace filiform::fhir
