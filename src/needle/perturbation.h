// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <map>
#include <span>
#include <vector>

#include "chart/structure.h"
#include "needle/scene.h"

namespace filiform::needle {

/// One hand, as standard normals (uniforms where said).
struct HandDraw {
    float entry_across = 0;
    float entry_along = 0;
    float find_across = 0; ///< finding the landmark
    float find_along = 0;
    float angle_u = 0;
    float angle_v = 0;
    float bend_u = 0;
    float bend_v = 0;
    float depth = 0;
    float slip = 0;    ///< uniform in 0..1
    float squeeze = 0; ///< uniform in 0..1
    float bone = 0;    ///< uniform in 0..1: whether a bone that not all people have is there
};

/// Where one structure really lies, as standard normals.
struct StructureDraw {
    float x = 0;
    float y = 0;
    float z = 0;
    float boundary = 0;
    float no_farther_than = 0; ///< the length of (x, y, z), or a little more
};

/// The errors of many needlings, drawn once and used for every needle of a plan: common random
/// numbers make paths comparable, and drawing costs more than judging.
///
/// Determinism:  sample i of a structure is a pure function of (seed, id, i), sample i of the hand
///               of (seed, i): the same for every order, body and number of threads, and the first
///               n samples of a longer table are a shorter table.
/// Thread safety: safe once built.
class PerturbationTable {
  public:
    /// For the hazards and the targets of `body`.
    PerturbationTable(std::uint64_t seed, std::size_t samples, const anatomy::Body& body,
                      const Limits& limits);

    [[nodiscard]] std::size_t samples() const { return hand_.size(); }
    [[nodiscard]] std::span<const HandDraw> hand() const { return hand_; }
    /// Where a structure, whichever its course, lies in each sample, as seen by a needle on that
    /// side of the body; empty for a structure that the table was not made for. On the left it is
    /// the mirror image of what the structure's partner does on the right, so that a mirrored
    /// patient has mirrored risks.
    struct Places {
        std::span<const StructureDraw> draws; ///< one per sample
        double x_sign = 1;                    ///< to be multiplied with the draw's x
        double farthest = 0;                  ///< no draw is longer (x, y and z together)
        double thickest = 0;                  ///< no draw's boundary is larger
    };
    [[nodiscard]] Places places(const chart::StructureId& id, chart::Side side) const;
    /// The largest `farthest` and `thickest` of all structures, without draws.
    [[nodiscard]] const Places& farthest() const { return farthest_; }

  private:
    std::vector<HandDraw> hand_;
    struct Draws {
        std::vector<StructureDraw> samples;
        double farthest = 0;
        double thickest = 0;
    };
    std::map<chart::StructureId, Draws> structures_;
    Places farthest_;
};

} // namespace filiform::needle
