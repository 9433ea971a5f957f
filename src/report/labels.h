// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "report/drawing.h"

namespace filiform::report {

/// A name for one spot of a picture.
struct Label {
    Spot anchor;
    std::string text;
    std::string second;    ///< under it, smaller and quieter: "inferred"; may be empty
    double importance = 0; ///< the least important are left out when there is no room
};

/// Where the names stand: columns beside the picture. A column of no width takes none.
struct LabelColumns {
    Area left;
    Area right;
};

struct PlacedLabel {
    Label label;
    Area box; ///< of text and second line
    bool is_left = false;
    std::vector<Spot> leader; ///< from the anchor to the text
};

/// Gives each label a place in a column, as near to the height of its anchor as the others allow.
///
/// Promise:  no two boxes overlap and none leaves its column; leaders within a column do not cross
///           where swapping two names can prevent it. What finds no room is left out, the least
///           important first.
/// Source:   Bekos et al., "Boundary labeling", 2007: names at the border, leaders to the sites;
///           heights by pooling adjacent violators (least squares with gaps).
[[nodiscard]] std::vector<PlacedLabel> place_labels(std::vector<Label> labels,
                                                    const LabelColumns& columns);

/// Draws placed labels: a dot at the anchor, a thin leader rimmed in white, the words.
void draw_labels(Drawing& drawing, const std::vector<PlacedLabel>& labels);

/// Marks a line as taken, so that `place_beside` keeps off it.
void block_line(std::vector<Area>& taken, const Spot& a, const Spot& b);

/// The first of some places around `spot` where a box of this size touches none of `taken` and
/// stays within `within`; the least overlapping one when all do. Adds it to `taken`.
[[nodiscard]] Area place_beside(const Spot& spot, double width, double height, double gap_mm,
                                const Area& within, std::vector<Area>& taken);

} // namespace filiform::report
