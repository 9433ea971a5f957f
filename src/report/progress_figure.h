// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "report/drawing.h"

namespace filiform::report {

/// One glance at a course of care. Plain numbers: points of a scale from 0 to 10 on which less is
/// better, days since care began.
struct ProgressPicture {
    struct Moment {
        double day = 0;
        double low = 0, half_low = 0, middle = 0, half_high = 0, high = 0; ///< 5, 25, 50, 75, 95 %
        double nature = 0; ///< what nature alone would have brought, its middle
    };
    struct Score {
        double day = 0;
        double value = 0;
        bool is_diary = false;
    };
    struct Needling {
        double day = 0;
        double sore_days = 0; ///< how long it was sore, or may have been; 0 when it was not
        bool is_planned = false;
    };
    struct Tick {
        double day = 0;
        std::string text; ///< "2 Mar"
    };
    std::string title;           ///< "Leg pain"
    std::string remark;          ///< "invented patient, 31 March 2026"
    std::vector<Moment> moments; ///< in order of day, two at least
    std::vector<Score> scores;
    std::vector<Needling> sessions;
    std::vector<Tick> ticks;
    double now = 0;
    std::optional<double> goal;
    /// A level in this band and below is a change that matters; the band is as wide as the level at
    /// the start is uncertain. Nothing when too little is known.
    struct Matters {
        double low = 0, high = 0;
    };
    std::optional<Matters> matters;
};

/// The scores as dots, what lies behind them as bands and a line, nature as its own line, sessions
/// as needles at the foot with their soreness shaded, the goal, and where a change begins to
/// matter. Colour is never the only sign. Legible in print at its own size, 180 × 108 mm.
[[nodiscard]] Drawing draw_progress(const ProgressPicture& picture);

} // namespace filiform::report
