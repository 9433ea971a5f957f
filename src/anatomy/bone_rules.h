// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <string>

#include "anatomy/bone_extreme.h"

namespace filiform::anatomy {

/// What data/anatomy/landmarks.yaml says. Lengths in mm, heights and sides in the pelvic frame.
struct LandmarkRules {
    struct Pick {
        double sd_mm = 0;
        bool is_palpable = false;
    };
    struct Range {
        double low = 0;
        double high = 0;
        [[nodiscard]] bool contains(double v) const { return v >= low && v <= high; }
    };
    std::map<std::string, Pick> picks; ///< by landmark id without level and side
    ExtremeSearch extreme;
    double scan_edge_mm = 0;
    double spine_half_width_mm = 0;
    double spinous_reach_mm = 0;
    double process_reach_mm = 0;
    double lamina_lateral_mm = 0;
    double axis_least_mm = 0;
    double above_hip_mm = 0;
    Range piis_from_psis_mm;
    Range spine_about_hip_mm;
    double tuberosity_below_hip_mm = 0;
    double trochanter_lateral_mm = 0;
    Range head_radius_mm;
    double apex_share = 0;
    double coccyx_least_mm = 0;
    std::map<std::string, double> sacral_level_share;
    double metal_within_mm = 0;
    double metal_extra_sd_mm = 0;
};

/// The rules embedded in the program. A mistake in them is a broken contract.
[[nodiscard]] const LandmarkRules& landmark_rules();

} // namespace filiform::anatomy
