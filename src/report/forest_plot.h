// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "report/drawing.h"

namespace filiform::report {

/// Figures of trials put together. They take plain values: who pooled them is not their matter.

/// A line of a forest plot. Values are as people read them: a ratio, not its logarithm.
struct ForestRow {
    enum class Kind {
        Study,      ///< a square as large as its weight, on its interval
        Group,      ///< an open diamond: the pooled effect of some
        Pooled,     ///< the diamond of all
        Prediction, ///< where a new study would lie: a bar
    };
    Kind kind = Kind::Study;
    std::string label;
    double estimate = 0; ///< not of a prediction
    double low = 0;
    double high = 0;
    std::string effect;                   ///< "-5.1 (-13.9 to 3.7)"
    std::optional<double> weight_percent; ///< of a study
};

struct ForestPlot {
    std::string title;
    std::string remark;      ///< model and interval, in quiet type beside or below the title
    std::string effect_head; ///< "Risk ratio (95 % interval)"
    std::vector<ForestRow> rows;
    bool is_logarithmic = false;     ///< ratios: equal steps are equal factors
    std::optional<double> no_effect; ///< where the line of no effect stands; none for proportions
    std::string below;               ///< what lies to the left: "favours needling"
    std::string above;
    std::vector<std::string> notes; ///< under the plot, a line or more each
};

/// 180 mm wide, as high as its rows need.
///
/// Axis: from the intervals; those much wider than the rest end in an arrow.
/// Legible in black and white; every number also stands as text.
/// Precondition: a row, finite numbers, above zero on a logarithmic axis.
[[nodiscard]] Drawing forest_plot(const ForestPlot& plot);

struct FunnelPoint {
    double estimate = 0; ///< on the scale that was pooled
    double se = 0;
    bool is_filled_in = false; ///< added by trim and fill: drawn open
};
struct FunnelPlot {
    std::string title;
    std::string remark;
    std::string effect_head; ///< of the axis: "Log risk ratio"
    std::vector<FunnelPoint> points;
    double pooled = 0;
    double reach = 1.959964; ///< standard errors on either side, of the funnel's sides
    std::vector<std::string> notes;
};
/// Precise studies on top. 120 mm wide. Precondition: a point, standard errors above zero.
[[nodiscard]] Drawing funnel_plot(const FunnelPlot& plot);

} // namespace filiform::report
