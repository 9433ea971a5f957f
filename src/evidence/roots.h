// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>

namespace filiform::evidence {

/// Where a function that changes its sign between `low` and `high` is zero, to the last bits.
///
/// Edge cases: an end at which it is zero is the answer; without a change of sign the end that is
///             nearer to zero.
/// Source:     Alefeld, Potra and Shi, algorithm 748 (Boost.Math).
[[nodiscard]] double root_between(const std::function<double(double)>& function, double low,
                                  double high);

} // namespace filiform::evidence
