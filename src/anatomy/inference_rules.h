// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <string>
#include <vector>

#include "chart/structure.h"

namespace filiform::anatomy {

/// How one structure is placed: the numbers of data/anatomy/inferred.yaml by name, their unit in
/// it.
class InferenceRule {
  public:
    std::string note;
    std::vector<chart::SourceId> sources;
    std::map<std::string, std::vector<double>> numbers;

    /// The number of that name. Asking for one that is not in the file is a broken contract.
    [[nodiscard]] double number(const std::string& name) const;
    [[nodiscard]] const std::vector<double>& values(const std::string& name) const;
};

/// The rule for a structure, its id without side and level. Unknown: a broken contract.
[[nodiscard]] const InferenceRule& inference_rule(const std::string& stem);

} // namespace filiform::anatomy
