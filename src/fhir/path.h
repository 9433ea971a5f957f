// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

/// Shared by the two sides of Elements; no other room includes this.
namespace filiform::fhir {

/// One step of a path of Elements.
struct Step {
    std::string_view name;
    bool is_list = false;       ///< "name[]", "name[key=value]"
    std::string_view key;       ///< of the member that chooses, itself a path: "type.text"
    std::string_view expected;  ///< its value
    bool may_be_silent = false; ///< "?=": one that lacks the member will do
};
[[nodiscard]] std::vector<Step> steps_of(std::string_view path);

} // namespace filiform::fhir
