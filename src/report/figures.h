// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "anatomy/body.h"
#include "chart/entry_map.h"
#include "chart/needle_path.h"
#include "report/drawing.h"

namespace filiform::report {

/// What one figure shows. Only looked at while the figure is drawn.
///
/// `others`: further proposals, marked with their number. `hand_error`: standard deviations of a
/// free hand once the entry is marked, for the inner of the two bands drawn around the needle; all
/// zero draws none. The outer one, finding the landmark included, comes with the path.
/// `level`: "l4" when the target is a part of a long muscle. `blockers`: what stood in the way of a
/// target without a path, most often first. `is_lettered`: captions begin with the letter that
/// pages name the figure by.
struct HandError {
    double entry_mm = 0; ///< per axis on the skin
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
    std::string level;
    std::vector<chart::StructureId> blockers;
    double width_mm = 90; ///< of the figure on paper
    double height_mm = 95;
    bool is_lettered = true;
};

/// A figure with what a reader can find in it by name.
struct NamedFigure {
    Drawing drawing;
    std::vector<chart::StructureId> shown;
};

/// The skin, shaded, seen square-on from the side the needle enters (behind, left, right, front;
/// behind without a path), bones faint beneath it, the entry map painted, the outlines of the
/// target and of the nearest nerves and vessels beneath the skin, landmarks where a finger lies on
/// them, entry, and the distances from the landmark the instruction names to the entry.
/// Orthographic, to scale.
[[nodiscard]] Drawing draw_back_view(const FigureInput& input);

/// The plane through the needle that is nearest to transverse: skin at the top, the needle
/// pointing down. CT where there is one, outlines and names, depth ticks every 10 mm.
[[nodiscard]] Drawing draw_slice_along(const FigureInput& input);

/// The plane across the needle at its tip, as seen looking along the needle: head up.
[[nodiscard]] Drawing draw_slice_across(const FigureInput& input);

/// A body without a plan: from front, behind and the side, and three slices through its middle.
[[nodiscard]] Drawing draw_body_overview(const anatomy::Body& body, double width_mm = 186);

/// The transverse plane through the middle of a target: where no path was found, with what stood in
/// the way; with a path, the needle as it lies before or behind that plane, and a dot where it goes
/// through.
[[nodiscard]] Drawing draw_target_slice(const FigureInput& input);

/// The signs the figures use, for beneath them: kinds of tissue, origin, verdicts.
[[nodiscard]] Drawing draw_legend(const FigureInput& input, double width_mm);

} // namespace filiform::report
