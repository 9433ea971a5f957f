// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "report/drawing.h"

namespace filiform::report {

/// A horizontal axis of values on paper.
struct ValueAxis {
    double low = 0;
    double high = 1;
    bool is_logarithmic = false;
    double left_mm = 0;
    double right_mm = 1;

    /// Where a value stands; not clipped.
    [[nodiscard]] double x_mm(double value) const;
};

/// Round values within the axis, some four to eight of them: 1, 2 or 5 times a power of ten apart,
/// or, on a logarithmic axis, such values themselves.
[[nodiscard]] std::vector<double> round_values(const ValueAxis& axis);

/// A value as an axis has it: no more decimals than it needs, a true minus sign.
[[nodiscard]] std::string axis_text(double value);

/// The line, its ticks and their numbers below y.
void add_axis(Drawing& drawing, const ValueAxis& axis, double y_mm);

} // namespace filiform::report
