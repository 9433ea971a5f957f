// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <optional>
#include <vector>

#include "needle/judge.h"
#include "needle/skin_cells.h"

namespace filiform::needle {

/// A needle that the search found and the judge accepts.
struct Candidate {
    chart::NeedlePath path;
    double room_mm = 0; ///< least (clearance - limit), up to SlackField::most_mm
    double merit = 0;   ///< the order of candidates from one patch of skin; see find_candidates
};

/// What stood in the way of the needles from one patch of skin.
struct Tally {
    std::size_t needles = 0; ///< directions that reach the target at an allowed angle
    std::size_t unknown = 0; ///< of the blocked ones, those that unknown territory stops
    std::map<chart::StructureId, std::size_t> blocked;
    bool is_complete = false; ///< every direction was counted
    void add(const chart::StructureId& by, bool is_unknown);
};

/// What one patch of skin offers.
struct CellResult {
    SkinCell cell;
    std::optional<Candidate> best;
    bool reaches = false;         ///< a stocked needle reaches the target at an allowed angle
    chart::StructureId blocker;   ///< what stood in the way most often, when nothing was found
    bool is_only_unknown = false; ///< the blocker is unknown territory
};

/// The whole search of one target.
struct SearchResult {
    std::vector<CellResult> cells; ///< in the order of find_skin_cells
    std::vector<Tally> tallies;    ///< one per cell; complete where nothing was found
};

/// What stood in the way of a target's needles.
struct Blockage {
    std::size_t needles = 0;                      ///< that reach the target at an allowed angle
    std::vector<chart::NoPath::Blocker> blockers; ///< of those that are blocked, most often first
    double unknown_share = 0; ///< of those that are blocked, stopped by unknown territory
};

/// Looks at every patch of skin, every direction of a lattice there and every depth, and keeps the
/// best needle of each patch that the judge accepts (`is_acceptable`).
///
/// Lattice:  `search_directions` x `search_depths`, the shortest needle of the drawer for each
/// depth. Exact:    a patch has a best needle if and only if one of its lattice's needles is
/// acceptable;
///           pruning never loses one.
/// Order:    the best needle of each direction first, by merit; the others only if all those fail.
/// Merit:    room to the nearest limit and how deep the tip lies in the muscle, each as far as is
///           enough, less a little for tilt and depth (`Planning`). Only an order within a patch.
/// Method:   the most promising direction first, by a bound of its merit, until no other can be
///           better; directions that cannot matter are not followed.
/// Cost:     20 to 100 µs a patch; runs on all threads, the same result for any number of them.
[[nodiscard]] SearchResult find_candidates(const Scene& scene);

/// Counts what stood in the way of the needles of a search, up to each patch's best one. Quick when
/// nothing was found; else the patches with a needle are searched again, all directions.
[[nodiscard]] Blockage find_blockage(const Scene& scene, const SearchResult& found);

/// The directions tried from a patch of skin: straight in and tilted in steps of about 5 degrees,
/// as far as the muscle allows. Mirrored skin gives the mirrored directions.
[[nodiscard]] std::vector<geometry::Vec3> search_directions(const Scene& scene,
                                                            const SkinCell& cell);

/// The depths tried along one direction: every 3 mm, and bone contact, within the drawer.
[[nodiscard]] std::vector<double> search_depths(const Scene& scene, const geometry::Vec3& entry,
                                                const geometry::Vec3& direction);

/// The needle of the search lattice with that entry, direction and depth.
[[nodiscard]] chart::NeedlePath search_path(const Scene& scene, const geometry::Vec3& entry,
                                            const geometry::Vec3& direction, double depth_mm);

} // namespace filiform::needle
