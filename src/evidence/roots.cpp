// SPDX-License-Identifier: Apache-2.0
#include "evidence/roots.h"

#include <cmath>
#include <cstdint>

#include <boost/math/tools/toms748_solve.hpp>

namespace filiform::evidence {

double root_between(const std::function<double(double)>& function, double low, double high) {
    const double at_low = function(low);
    const double at_high = function(high);
    if (at_low == 0)
        return low;
    if (at_high == 0)
        return high;
    if ((at_low > 0) == (at_high > 0))
        return std::abs(at_low) < std::abs(at_high) ? low : high;
    constexpr int bits = 50;
    std::uintmax_t rounds = 200;
    const auto [a, b] =
        boost::math::tools::toms748_solve(function, low, high, at_low, at_high,
                                          boost::math::tools::eps_tolerance<double>(bits), rounds);
    return a + (b - a) / 2;
}

} // namespace filiform::evidence
