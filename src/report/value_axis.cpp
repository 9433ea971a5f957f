// SPDX-License-Identifier: Apache-2.0
#include "report/value_axis.h"

#include <algorithm>
#include <cmath>
#include <cstdio>

#include "report/figure_parts.h"

namespace filiform::report {

double ValueAxis::x_mm(double value) const {
    const auto scaled = [this](double v) { return is_logarithmic ? std::log(v) : v; };
    const double share = (scaled(value) - scaled(low)) / (scaled(high) - scaled(low));
    return left_mm + share * (right_mm - left_mm);
}

namespace {

std::vector<double> round_factors(const ValueAxis& axis, const std::vector<double>& digits) {
    std::vector<double> values;
    const int first = static_cast<int>(std::floor(std::log10(axis.low)));
    const int last = static_cast<int>(std::ceil(std::log10(axis.high)));
    for (int power = first; power <= last; ++power)
        for (const double digit : digits) {
            const double value = digit * std::pow(10.0, power);
            if (value >= axis.low * (1 - 1e-9) && value <= axis.high * (1 + 1e-9))
                values.push_back(value);
        }
    return values;
}

} // namespace

std::vector<double> round_values(const ValueAxis& axis) {
    if (axis.is_logarithmic) {
        for (const std::vector<double>& digits :
             {std::vector<double>{1, 1.25, 1.5, 2, 2.5, 3, 4, 5, 6, 8}, {1, 2, 5}, {1}}) {
            const std::vector<double> values = round_factors(axis, digits);
            if (values.size() <= 8)
                return values;
        }
        std::vector<double> all = round_factors(axis, {1});
        std::vector<double> some;
        for (std::size_t i = 0; i < all.size(); i += 1 + all.size() / 8)
            some.push_back(all[i]);
        return some;
    }
    const double rough = (axis.high - axis.low) / 6;
    const double power = std::pow(10.0, std::floor(std::log10(rough)));
    const double share = rough / power;
    const double step = power * (share <= 1 ? 1 : share <= 2 ? 2 : share <= 5 ? 5 : 10);
    std::vector<double> values;
    for (double i = std::ceil(axis.low / step - 1e-9); i * step <= axis.high + 1e-9 * step; ++i)
        values.push_back(i * step);
    return values;
}

std::string axis_text(double value) {
    char text[64];
    std::snprintf(text, sizeof text, "%.4g", std::abs(value) < 1e-12 ? 0 : value);
    std::string said = text;
    return said.front() == '-' ? "−" + said.substr(1) : said;
}

void add_axis(Drawing& drawing, const ValueAxis& axis, double y_mm) {
    const Stroke line{palette().quiet, 0.2};
    drawing.stroke(segment({axis.left_mm, y_mm}, {axis.right_mm, y_mm}), line);
    constexpr double tick_mm = 1.2;
    double taken = axis.left_mm - 20;
    for (const double value : round_values(axis)) {
        const double x = axis.x_mm(value);
        drawing.stroke(segment({x, y_mm}, {x, y_mm + tick_mm}), line);
        const double half = measure(axis_text(value), small_style()).width / 2;
        if (x - half < taken + 1)
            continue;
        add_text(drawing, {x, y_mm + tick_mm + 0.3}, axis_text(value), small_style(),
                 Align::Centre);
        taken = x + half;
    }
}

} // namespace filiform::report
