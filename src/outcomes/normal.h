// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace filiform::outcomes {

/// Probability that a standard normal number is below `x`.
/// Edge cases: the infinities give 0 and 1.
[[nodiscard]] double normal_below(double x);

/// The number below which a standard normal one lies with that probability; `p` in (0, 1).
/// Precision: about 1e-15, relative. Source: Wichura 1988, algorithm AS 241 (PPND16).
[[nodiscard]] double normal_quantile(double p);

/// A standard normal number known to lie between two bounds.
struct Truncated {
    double probability = 0; ///< that it lies there
    double value = 0;       ///< one such number
};

/// The probability of the interval, and the number in it that leaves the share `u` of that
/// probability below it: with `u` uniform in (0, 1), a draw.
///
/// Edge cases: either bound may be infinite. Where the interval is so far out that nothing of the
/// probability is left in a double, the bound nearer to the middle is answered, with what is left.
[[nodiscard]] Truncated truncated_normal(double low, double high, double u);

} // namespace filiform::outcomes
