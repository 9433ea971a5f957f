// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

/// What other systems' codes say of our findings: data/fhir/findings.yaml.
namespace filiform::fhir {

struct FindingRule {
    std::string finding;
    std::string choice; ///< empty: a number that is shown
    bool is_one_of_several = false;
    std::string resource; ///< "Condition": the type it is read from
    std::string source, mark;
    /// System and what the code begins with.
    std::vector<std::pair<std::string, std::string>> codes;
};
struct FindingTable {
    std::vector<FindingRule> rules;
    std::vector<std::pair<std::string, std::string>> orders; ///< system and code, whole
};

/// Problems: data.* of the document, data.value (a system that is not named).
[[nodiscard]] base::Checked<FindingTable> read_finding_table(std::string_view text,
                                                             std::string name);
/// What the program carries.
[[nodiscard]] const FindingTable& carried_findings();

} // namespace filiform::fhir
