// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "atlas/soft_warp.h"
#include "base/result.h"
#include "chart/structure.h"

namespace filiform::atlas {

/// A number that differs between people.
struct Usual {
    double mean = 0;
    double sd = 0;
};

/// Surfaces that both bodies have, which pull on each other.
struct SurfacePull {
    double apart_mm = 0;    ///< between points that pull
    double sd_mm = 0;       ///< how surely the nearest place of one is that of the other
    double farthest_mm = 0; ///< what lies farther apart is not taken for the same place
};

/// A label that is held out, and what of the reference together makes it up; without sides.
struct HeldOutPair {
    std::string label;
    std::vector<std::string> as;
};

/// What data/atlas/hybrid.yaml says.
struct HybridPlan {
    Usual height_men;   ///< cm
    Usual height_women; ///< cm
    Usual bmi;
    double breadth_sd_mm = 0;    ///< of a breadth of the skin, lying, for one standing
    double same_point_sd_mm = 0; ///< a landmark found on a scan and the one drawn are this alike
    Suppleness suppleness;
    SurfacePull bones;
    SurfacePull skin;
    SurfacePull fascia;
    int fewest_landmarks = 0;
    double most_sd_mm = 0;             ///< a place more doubtful than this is not predicted
    double most_doubtful = 0;          ///< share of a structure's places that may be
    std::vector<std::string> bone_ids; ///< bones that pull, with their sides
    std::vector<std::string> pulled;   ///< reference structures, without their side, in order
    double lean_low_hu = 0;
    double lean_high_hu = 0;
    std::vector<HeldOutPair> held_out;
};

/// Reads it; `name` is what problems call the file.
/// Problems: those of base::DataDocument; hybrid.mark.
[[nodiscard]] base::Checked<HybridPlan> read_hybrid_plan(std::string_view text, std::string name);

/// The one in data/atlas/hybrid.yaml.
[[nodiscard]] const HybridPlan& hybrid_plan();

} // namespace filiform::atlas
