// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "geometry/distance_field.h"
#include "report/contour.h"
#include "report/palette.h"
#include "report/projection.h"
#include "report/render.h"

namespace filiform::report {

/// What several figures share.

/// Text styles of figures.
[[nodiscard]] TextStyle caption_style(); ///< heading of a figure
[[nodiscard]] TextStyle small_style();   ///< ticks, dimensions
[[nodiscard]] TextStyle letter_style();  ///< R, L, A, P, H, F

/// The heading at the top of a figure; answers the height it takes.
double add_caption(Drawing& drawing, const std::string& title, const std::string& remark);

/// The letters at the four edges of a picture.
void add_direction_letters(Drawing& drawing, const Projection& projection,
                           std::vector<Area>& taken);

/// A bar of a round length near the lower left corner, with that length.
void add_scale_bar(Drawing& drawing, const Projection& projection, std::vector<Area>& taken);

/// A thin frame around a picture.
void add_frame(Drawing& drawing, const Area& area);

/// The outline, in the plane of the projection, of a shape given by its distances; nothing where
/// the plane does not meet it within the area. `step_mm` on paper.
[[nodiscard]] Outline section(const geometry::DistanceField& field, const Projection& projection,
                              double step_mm = 0.5);
/// As `section`, with the grid it was drawn from, `around_mm` of the body beyond the shape
/// included. No columns where the shape's box is not met.
[[nodiscard]] PaperGrid section_grid(const geometry::DistanceField& field,
                                     const Projection& projection, double step_mm = 0.5,
                                     double around_mm = 0);

/// The part of the paper that a box of the body covers.
[[nodiscard]] Area area_of(const geometry::Box& box, const Projection& projection);

/// A line from `a` to `b` with end strokes and its length written beside it on a white rim.
struct Dimension {
    Spot a;
    Spot b;
    std::string text;
};
void add_dimension(Drawing& drawing, const Dimension& dimension, const Area& within,
                   std::vector<Area>& taken);

} // namespace filiform::report
