// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "atlas/figure.h"
#include "atlas/formula.h"
#include "base/result.h"
#include "chart/structure.h"

namespace filiform::atlas {

/// How a figure is worked out: data/atlas/points.yaml as read, one step after the other.

struct NumberStep {
    std::string id;
    std::string what;
    Formula is;
};

using Formulas = std::array<Formula, 3>;

/// No frame: the body's own axes.
constexpr std::size_t body_axes = static_cast<std::size_t>(-1);

struct FrameStep {
    std::string id;
    std::size_t in = body_axes; ///< index of the frame it is described in
    Formulas at;                ///< origin, in that frame, or in the body frame if `from_point`
    bool is_at_point = false;   ///< `at` gives body coordinates: a point's
    Formula tilt_deg;           ///< about the right axis, front edge down is positive
    Formula turn_deg;           ///< then about its own up axis, front edge to the right positive
};

struct PointStep {
    PointInfo info;
    std::string what;
    enum class How { At, Between, From } how = How::At;
    std::size_t in = body_axes; ///< of At and From
    std::size_t first = 0;      ///< point indices, of Between and From
    std::size_t second = 0;     ///< of Between
    Formulas at;                ///< coordinates (At), displacement (From), or share first (Between)
};

struct FigurePlan {
    std::vector<std::variant<NumberStep, FrameStep, PointStep>> steps;
    std::vector<std::string> names; ///< of the numbers, in the order they are worked out
    std::vector<PointInfo> points;
    std::vector<std::string> frames;
    std::vector<chart::SourceId> sources; ///< all that are cited
};

/// Problems: those of base::DataDocument and Formula::read; points.mark, points.unknown (a frame or
///           point that is not defined above), points.repeated, points.step.
[[nodiscard]] base::Checked<FigurePlan> read_figure_plan(std::string_view text, std::string name);

/// The one in data/atlas/points.yaml.
[[nodiscard]] const FigurePlan& figure_plan();

/// The part of the numbers that is known before any step: covariates, parameters, variants.
[[nodiscard]] std::vector<std::string> trait_names();

} // namespace filiform::atlas
