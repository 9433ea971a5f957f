// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "anatomy/body.h"
#include "chart/entry_map.h"
#include "chart/needle_path.h"
#include "report/drawing.h"

namespace filiform::report {

/// What one figure shows. Only looked at while the figure is drawn.
///
/// `others`: further proposals, marked with their number. `hand_error`: standard deviations of a
/// free hand, for the uncertainty drawn around the needle; all zero draws none.
struct HandError {
    double entry_mm = 0; ///< per axis on the skin, palpation of the landmark included
    double angle_rad = 0;
    double depth_mm = 0;
};

struct FigureInput {
    const anatomy::Body* body = nullptr;      ///< required
    chart::StructureId target;                ///< may be absent from the body
    const chart::PlannedPath* path = nullptr; ///< required by the two slices
    const chart::EntryMap* map = nullptr;
    std::vector<const chart::PlannedPath*> others;
    HandError hand_error;
    double width_mm = 90; ///< of the figure on paper
    double height_mm = 95;
};

/// The skin, shaded, seen square-on from the side the needle enters (behind, left, right, front;
/// behind without a path), bones faint beneath it, the entry map painted, landmarks, entry, and
/// the distances from the landmark the instruction names to the entry. Orthographic, to scale.
[[nodiscard]] Drawing draw_back_view(const FigureInput& input);

/// The plane through the needle that is nearest to transverse: skin at the top, the needle
/// pointing down. CT where there is one, outlines and names, depth ticks every 10 mm.
[[nodiscard]] Drawing draw_slice_along(const FigureInput& input);

/// The plane across the needle at its tip, as seen looking along the needle: head up.
[[nodiscard]] Drawing draw_slice_across(const FigureInput& input);

/// A body without a plan: from front, behind and the side, and three slices through its middle.
[[nodiscard]] Drawing draw_body_overview(const anatomy::Body& body, double width_mm = 186);

/// The signs the figures use, for beneath them: kinds of tissue, origin, verdicts.
[[nodiscard]] Drawing draw_legend(const FigureInput& input, double width_mm);

} // namespace filiform::report
