// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "chart/needle_path.h"
#include "report/figures.h"
#include "report/labels.h"
#include "report/projection.h"

namespace filiform::report {

/// The needle in a slice along it: shaft true to scale, the part that stays out, ticks every 10 mm,
/// where the hand may end up (95 % in the plane; thin: once the entry is marked, dash and dot: the
/// finding of the landmark included), and, dotted, how far the needle reaches when driven in to the
/// handle.
void draw_needle_along(Drawing& drawing, const Projection& projection,
                       const chart::PlannedPath& path, const HandError& hand);

/// The needle in a slice across its tip: its cross-section true to scale, and the circles that 95 %
/// of tips end in, of both kinds.
void draw_needle_across(Drawing& drawing, const Projection& projection,
                        const chart::PlannedPath& path, const HandError& hand);

/// The needle in a plane that it need not lie in: its inserted part as it is seen on that plane,
/// and a dot where it goes through.
void draw_needle_through(Drawing& drawing, const Projection& projection,
                         const chart::PlannedPath& path);

/// The circles that 95 % of entries lie in, on the skin.
void draw_entry_circle(Drawing& drawing, const Projection& projection,
                       const chart::PlannedPath& path, const HandError& hand);

/// The error of a hand that must also find the landmark, as the path carries it.
[[nodiscard]] HandError with_palpation(const chart::PlannedPath& path);

/// Radius, mm, of the circle that 95 % of needles pass through at `depth_mm`.
[[nodiscard]] double likely_radius(const HandError& hand, double depth_mm);

/// Names for the depths that matter: entry, near and far border of the target, tip, bone behind,
/// reach to the handle.
[[nodiscard]] std::vector<Label> depth_labels(const Projection& projection,
                                              const chart::PlannedPath& path);

/// Half the width, mm, of the band that holds 95 % of needles at `depth_mm`, in any one plane
/// through the needle: 1.96 standard deviations of entry and angle together.
[[nodiscard]] double likely_half_width(const HandError& hand, double depth_mm);

} // namespace filiform::report
