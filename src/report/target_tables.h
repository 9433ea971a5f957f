// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <string>
#include <vector>

#include "anatomy/body.h"
#include "chart/plan.h"
#include "report/table.h"

namespace filiform::report {

/// What a target's pages say in tables and lists. Every number is the plan's own.

[[nodiscard]] Table layer_table(const chart::PlannedPath& path, double width_mm);

using SeenIn = std::map<chart::StructureId, std::string>;

/// Hazards, nearest first, with the figures each can be found in.
[[nodiscard]] Table clearance_table(const std::vector<chart::Clearance>& clearances,
                                    const chart::PlannedPath& path, const SeenIn& seen_in,
                                    double width_mm);

/// The hazards in the order a page too short for all should have them: the nearest, then those a
/// free hand touches though others are nearer, the likeliest first, then the rest as they were.
[[nodiscard]] std::vector<chart::Clearance> most_telling(const chart::PlannedPath& path);

/// The hazards apart: those a page must speak of in full, and those too far to matter, of which
/// less is said: farther than a hand's breadth and hardly ever touched.
struct ByDistance {
    std::vector<chart::Clearance> near;
    std::vector<chart::Clearance> far;
};
[[nodiscard]] ByDistance by_distance(const chart::PlannedPath& path);
/// Narrow enough for three beside each other.
[[nodiscard]] Table far_table(const std::vector<chart::Clearance>& far, double width_mm);

/// The proposals in a few words, and in full.
[[nodiscard]] Table short_proposals(const std::vector<chart::PlannedPath>& paths, double width_mm);
[[nodiscard]] Table all_proposals(const std::vector<chart::PlannedPath>& paths);

[[nodiscard]] Table blocker_table(const chart::NoPath& none, const SeenIn& seen_in,
                                  double width_mm);

/// What to check, and what the pages rest on that nobody saw, with its standard deviation: in short
/// for the target's page, and with how each structure was inferred and from which sources.
[[nodiscard]] std::vector<std::string> short_notes(const anatomy::Body& body,
                                                   const chart::Proposal& proposal);
[[nodiscard]] std::vector<std::string> full_notes(const anatomy::Body& body,
                                                  const chart::Proposal& proposal);

} // namespace filiform::report
