// SPDX-License-Identifier: Apache-2.0
#include "quality/interval.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include <boost/math/distributions/normal.hpp>
#include <boost/math/special_functions/beta.hpp>
#include <boost/math/special_functions/gamma.hpp>

#include "base/expects.h"

namespace filiform::quality {

namespace {

void check(Count count, double level) {
    base::expects(count.events >= 0 && count.events <= count.of, "no more events than trials");
    base::expects(level > 0 && level < 1, "a level lies between 0 and 1");
}

} // namespace

Interval exact_interval(Count count, double level) {
    check(count, level);
    if (count.of == 0)
        return {0, 1};
    const double tail = (1 - level) / 2;
    const auto x = static_cast<double>(count.events);
    const auto n = static_cast<double>(count.of);
    return {count.events == 0 ? 0 : boost::math::ibeta_inv(x, n - x + 1, tail),
            count.events == count.of ? 1 : boost::math::ibetac_inv(x + 1, n - x, tail)};
}

Interval wilson_interval(Count count, double level) {
    check(count, level);
    if (count.of == 0)
        return {0, 1};
    const double z = boost::math::quantile(boost::math::normal(), (1 + level) / 2);
    const auto n = static_cast<double>(count.of);
    const double share = static_cast<double>(count.events) / n;
    const double shrink = 1 + z * z / n;
    const double centre = (share + z * z / (2 * n)) / shrink;
    const double half = z / shrink * std::sqrt(share * (1 - share) / n + z * z / (4 * n * n));
    // At the ends the arithmetic is off by a rounding.
    return {count.events == 0 ? 0 : std::max(0.0, centre - half),
            count.events == count.of ? 1 : std::min(1.0, centre + half)};
}

Interval jeffreys_interval(Count count, double level) {
    check(count, level);
    if (count.of == 0)
        return {0, 1};
    const double tail = (1 - level) / 2;
    const double a = static_cast<double>(count.events) + 0.5;
    const double b = static_cast<double>(count.of - count.events) + 0.5;
    return {count.events == 0 ? 0 : boost::math::ibeta_inv(a, b, tail),
            count.events == count.of ? 1 : boost::math::ibetac_inv(a, b, tail)};
}

Interval exact_rate_interval(std::int64_t events, double exposure, double level) {
    base::expects(events >= 0 && exposure >= 0, "neither events nor exposure are negative");
    check({0, 0}, level);
    if (exposure <= 0)
        return {0, std::numeric_limits<double>::infinity()};
    const double tail = (1 - level) / 2;
    const auto x = static_cast<double>(events);
    return {events == 0 ? 0 : boost::math::gamma_p_inv(x, tail) / exposure,
            boost::math::gamma_q_inv(x + 1, tail) / exposure};
}

Interval bounds_with_missing(Count count, std::int64_t missing) {
    check(count, usual_level);
    base::expects(missing >= 0, "how many are missing is not negative");
    const auto all = static_cast<double>(count.of + missing);
    if (all == 0)
        return {0, 1};
    return {static_cast<double>(count.events) / all,
            static_cast<double>(count.events + missing) / all};
}

Interval interval_with_missing(Count count, std::int64_t missing, double level) {
    check(count, level);
    base::expects(missing >= 0, "how many are missing is not negative");
    const std::int64_t all = count.of + missing;
    return {exact_interval({count.events, all}, level).low,
            exact_interval({count.events + missing, all}, level).high};
}

double upper_limit_of_none(std::int64_t of) {
    base::expects(of >= 0, "how many trials there were is not negative");
    constexpr double left = 1 - usual_level;
    return of == 0 ? 1 : -std::expm1(std::log(left) / static_cast<double>(of));
}

} // namespace filiform::quality
