// SPDX-License-Identifier: Apache-2.0
#include "outcomes/normal.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <numbers>

#include "base/expects.h"

namespace filiform::outcomes {

namespace {

using Coefficients = std::array<double, 8>;

double polynomial(const Coefficients& c, double x) {
    double value = c[7];
    for (std::size_t i = 7; i-- > 0;)
        value = value * x + c[i];
    return value;
}

// The coefficients of AS 241, in its order: numerator and denominator of the middle, of the near
// tail and of the far tail.
constexpr Coefficients a{3.3871328727963666080e0,  1.3314166789178437745e+2,
                         1.9715909503065514427e+3, 1.3731693765509461125e+4,
                         4.5921953931549871457e+4, 6.7265770927008700853e+4,
                         3.3430575583588128105e+4, 2.5090809287301226727e+3};
constexpr Coefficients b{1.0,
                         4.2313330701600911252e+1,
                         6.8718700749205790830e+2,
                         5.3941960214247511077e+3,
                         2.1213794301586595867e+4,
                         3.9307895800092710610e+4,
                         2.8729085735721942674e+4,
                         5.2264952788528545610e+3};
constexpr Coefficients c{1.42343711074968357734e0,  4.63033784615654529590e0,
                         5.76949722146069140550e0,  3.64784832476320460504e0,
                         1.27045825245236838258e0,  2.41780725177450611770e-1,
                         2.27238449892691845833e-2, 7.74545014278341407640e-4};
constexpr Coefficients d{1.0,
                         2.05319162663775882187e0,
                         1.67638483018380384940e0,
                         6.89767334985100004550e-1,
                         1.48103976427480074590e-1,
                         1.51986665636164571966e-2,
                         5.47593808499534494600e-4,
                         1.05075007164441684324e-9};
constexpr Coefficients e{6.65790464350110377720e0,  5.46378491116411436990e0,
                         1.78482653991729133580e0,  2.96560571828504891230e-1,
                         2.65321895265761230930e-2, 1.24266094738807843860e-3,
                         2.71155556874348757815e-5, 2.01033439929228813265e-7};
constexpr Coefficients f{1.0,
                         5.99832206555887937690e-1,
                         1.36929880922735805310e-1,
                         1.48753612908506148525e-2,
                         7.86869131145613259100e-4,
                         1.84631831751005468180e-5,
                         1.42151175831644588870e-7,
                         2.04426310338993978564e-15};

} // namespace

double normal_below(double x) {
    return 0.5 * std::erfc(-x / std::numbers::sqrt2);
}

double normal_quantile(double p) {
    base::expects(p > 0 && p < 1, "the probability lies in (0, 1)");
    const double q = p - 0.5;
    if (std::abs(q) <= 0.425) {
        const double r = 0.180625 - q * q;
        return q * polynomial(a, r) / polynomial(b, r);
    }
    const double r = std::sqrt(-std::log(q < 0 ? p : 1 - p));
    const double tail = r <= 5 ? polynomial(c, r - 1.6) / polynomial(d, r - 1.6)
                               : polynomial(e, r - 5) / polynomial(f, r - 5);
    return q < 0 ? -tail : tail;
}

Truncated truncated_normal(double low, double high, double u) {
    // In the lower tail a probability keeps its digits; the upper one is its mirror image.
    if (low > 0) {
        const Truncated mirrored = truncated_normal(-high, -low, 1 - u);
        return {mirrored.probability, -mirrored.value};
    }
    const double below = normal_below(low);
    const double probability = normal_below(high) - below;
    const double p = below + u * probability;
    constexpr double least = std::numeric_limits<double>::min();
    if (!(probability > least) || !(p > least) || !(p < 1))
        return {std::max(probability, 0.0), std::isfinite(high) ? high : low};
    return {probability, std::clamp(normal_quantile(p), low, high)};
}

} // namespace filiform::outcomes
