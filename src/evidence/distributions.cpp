// SPDX-License-Identifier: Apache-2.0
#include "evidence/distributions.h"

#include <cmath>

#include <boost/math/distributions/chi_squared.hpp>
#include <boost/math/distributions/fisher_f.hpp>
#include <boost/math/distributions/normal.hpp>
#include <boost/math/distributions/students_t.hpp>
#include <boost/math/special_functions/gamma.hpp>

namespace filiform::evidence {

namespace math = boost::math;

double normal_quantile(double p) {
    return math::quantile(math::normal(), p);
}

double t_quantile(double p, double df) {
    return math::quantile(math::students_t(df), p);
}

double chi_square_quantile(double p, double df) {
    return math::quantile(math::chi_squared(df), p);
}

double normal_two_sided(double z) {
    if (!std::isfinite(z))
        return std::isnan(z) ? 1 : 0;
    return std::erfc(std::abs(z) / std::sqrt(2.0));
}

double t_two_sided(double t, double df) {
    if (!std::isfinite(t))
        return std::isnan(t) ? 1 : 0;
    return 2 * math::cdf(math::complement(math::students_t(df), std::abs(t)));
}

double chi_square_above(double value, double df) {
    return value > 0 ? math::cdf(math::complement(math::chi_squared(df), value)) : 1;
}

double f_above(double value, double df1, double df2) {
    return value > 0 ? math::cdf(math::complement(math::fisher_f(df1, df2), value)) : 1;
}

double gamma_below(double value, double shape) {
    return value > 0 ? math::gamma_p(shape, value) : 0;
}

} // namespace filiform::evidence
