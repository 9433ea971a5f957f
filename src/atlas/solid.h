// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "atlas/shape.h"
#include "chart/structure.h"

namespace filiform::atlas {

enum class Sides {
    Both,   ///< one structure per side; the shapes are the right one's
    Middle, ///< one structure: what is drawn at x >= 0 and its mirror image
    One,    ///< one structure, as drawn, on whichever side; its id names that if it has a partner
};

/// Another solid that limits this one.
struct Limit {
    std::string id;    ///< of the drawn (right or middle) solid
    double gap_mm = 0; ///< kept free of it; negative lets this one reach into it
};

/// A structure as drawn for one figure: its own shapes joined, less what cuts it, within its
/// limits. Limits act by their own shapes, before anything cuts those.
struct Solid {
    std::string id; ///< without its side
    chart::Kind kind = chart::Kind::Muscle;
    chart::Role role = chart::Role::Target;
    Sides sides = Sides::Both;
    bool is_helper = false; ///< limits others, is no structure itself
    double blend_mm = 0;    ///< over which its shapes run into each other
    double grow_mm = 0;     ///< added all round after joining
    std::vector<Shape> shapes;
    std::vector<Limit> cut;
    std::vector<Limit> within;
    double position_sd_mm = 0;
    std::vector<chart::SourceId> sources;
};

} // namespace filiform::atlas
