// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "report/figures.h"
#include "report/panorama.h"

namespace filiform::report {

/// `draw_back_view` with a panorama of the whole body taken before, for what is seen and what is
/// hidden: pages of one plan share it.
[[nodiscard]] NamedFigure back_view(const FigureInput& input, const Panorama& panorama);

/// The side a figure of this input is seen from.
[[nodiscard]] Viewpoint viewpoint_of(const FigureInput& input);

/// The outlines, on the projection's paper, of the skin that each verdict holds for. Every spot
/// belongs to the verdict most of the map points around it have; skin out of reach to none.
struct VerdictArea {
    chart::Verdict verdict;
    Outline outline;
};
[[nodiscard]] std::vector<VerdictArea>
verdict_areas(const chart::EntryMap& map, const Panorama& panorama, const Projection& projection);

/// Fills and hatches them.
void draw_verdict_areas(Drawing& drawing, const std::vector<VerdictArea>& areas);

/// The whole panorama with the entries of all targets, numbered as in `numbers`.
struct NumberedEntry {
    std::string number;
    geometry::Vec3 entry;
    chart::Verdict verdict;
};
[[nodiscard]] Drawing draw_all_entries(const anatomy::Body& body, const Panorama& panorama,
                                       const std::vector<NumberedEntry>& entries, double width_mm,
                                       double height_mm);

} // namespace filiform::report
