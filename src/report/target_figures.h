// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <string>

#include "chart/plan.h"
#include "report/back_view.h"

namespace filiform::report {

/// Every figure of one target, drawn once for page and picture alike.
///
/// With a path: skin (A), along (B), across (C). Without one: skin (A) and, in the place of
/// `along`, the section through the target (B); `across` is empty.
struct TargetFigures {
    Drawing skin;
    Drawing along;
    Drawing across;
    Drawing legend;
    /// The letters of the figures a structure can be found in: "BC". One that is not a key lies
    /// outside all sections.
    std::map<chart::StructureId, std::string> seen_in;
};

struct TargetFiguresInput {
    const anatomy::Body& body;
    const chart::Proposal& proposal;
    const chart::EntryMap* map = nullptr;
    HandError hand_error;
    const Panorama& panorama; ///< taken from `viewpoint_of` the proposal
};
[[nodiscard]] TargetFigures draw_target_figures(const TargetFiguresInput& input);

/// The figure input of a proposal: its first path, the others, what blocks it.
[[nodiscard]] FigureInput figure_input(const anatomy::Body& body, const chart::Proposal& proposal,
                                       const chart::EntryMap* map);

} // namespace filiform::report
