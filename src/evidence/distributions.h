// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace filiform::evidence {

/// The few distributions that pooling needs. Accuracy: that of Boost.Math, near the last bits.

/// The value below which a standard normal lies with probability p, 0 < p < 1.
[[nodiscard]] double normal_quantile(double p);
[[nodiscard]] double t_quantile(double p, double df);
[[nodiscard]] double chi_square_quantile(double p, double df);

/// Probability beyond |z|, both sides together. 0 for infinite z, 1 for z that is not a number.
[[nodiscard]] double normal_two_sided(double z);
[[nodiscard]] double t_two_sided(double t, double df);
/// Probability above the value; 1 for values that are not above 0.
[[nodiscard]] double chi_square_above(double value, double df);
[[nodiscard]] double f_above(double value, double df1, double df2);
/// Probability that a gamma variable of that shape and scale 1 is below the value.
[[nodiscard]] double gamma_below(double value, double shape);

} // namespace filiform::evidence
