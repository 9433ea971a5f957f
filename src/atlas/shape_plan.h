// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "atlas/figure.h"
#include "atlas/formula.h"
#include "atlas/solid.h"
#include "base/result.h"
#include "geometry/vec3.h"

namespace filiform::atlas {

/// What the shape files of data/atlas say, before there is a person: every coordinate a number or
/// a formula on the figure's numbers.

struct Amount {
    double number = 0;
    std::optional<Formula> formula;
};

/// In which axes coordinates are written.
struct Place {
    enum class In {
        Drawn, ///< the body as drawn, carried to the figure by its landmarks
        Body,  ///< the figure's own body frame
        Frame, ///< a frame of the figure
    } in = In::Drawn;
    std::string frame;
    std::vector<Amount> scale; ///< along x, y and z of a frame; none is one
};

struct ShapeDraft {
    Place place;
    enum class Type { Loft, Levels, Tube, Ball, Sheet, Hull } type = Type::Loft;
    int columns = 0; ///< of a sheet; points of an outline of a hull
    int width = 0;   ///< amounts of one knot, station or point
    bool has_flat_ends = false;
    bool is_half = false; ///< hull outlines run from the front's middle to the back's; x mirrored
    std::vector<Amount> amounts; ///< knots, stations or points one after the other
};

struct SolidDraft {
    Solid solid;                                     ///< all but its shapes
    std::vector<std::pair<std::string, Amount>> let; ///< numbers of its own, in order
    std::vector<ShapeDraft> shapes;
    Amount when{1, {}}; ///< drawn where this is above 0; elsewhere it limits nothing either
    Amount grow;
    Amount position_sd;
};

/// Where a point of the figure lies in the body as drawn.
struct DrawnPoint {
    std::string id; ///< a point of the figure, the right one of two
    geometry::Vec3 at;
};

struct ShapePlan {
    std::vector<DrawnPoint> drawn;
    std::vector<SolidDraft> solids;
};

struct ShapeText {
    std::string_view text;
    std::string name; ///< what problems call the file
};

/// Reads shape files together, in order: later ones may refer to solids of earlier ones.
///
/// Problems: those of base::DataDocument and Formula::read; shapes.point, shapes.frame (unknown in
///           the figure), shapes.size (too few or uneven rows), shapes.limit (no such solid),
///           shapes.repeated, shapes.word.
[[nodiscard]] base::Checked<ShapePlan> read_shape_plan(const std::vector<ShapeText>& files);

/// The plan of data/atlas.
[[nodiscard]] const ShapePlan& shape_plan();

/// Everything drawn for a figure, in the order of the plan; what has a `when` only where it holds.
///
/// Cost: milliseconds.
[[nodiscard]] std::vector<Solid> make_solids(const ShapePlan& plan, const Figure& figure);

} // namespace filiform::atlas
