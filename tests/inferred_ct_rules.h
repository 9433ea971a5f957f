// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "anatomy/body.h"

namespace filiform::story {

/// One published rule and what the structures inferred in a body make of it.
struct InferredRule {
    std::string structure; ///< without its side
    std::string what;      ///< unit included
    std::string published; ///< with source and mark; empty where nobody measured it
    std::optional<double> right;
    std::optional<double> left;
    /// What both sides are held to; absent where the figure is only shown.
    std::optional<double> least;
    std::optional<double> most;
};

/// Measures every rule on a body, from its fields and landmarks alone.
[[nodiscard]] std::vector<InferredRule> measure_inferred(const anatomy::Body& body);

} // namespace filiform::story
