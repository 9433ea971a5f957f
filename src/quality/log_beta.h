// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cmath>

/// For the bodies of this room.
namespace filiform::quality {

/// The logarithm of the beta function; both positive.
[[nodiscard]] inline double log_beta(double a, double b) {
    return std::lgamma(a) + std::lgamma(b) - std::lgamma(a + b);
}

} // namespace filiform::quality
