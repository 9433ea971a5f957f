// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "chart/structure.h"

namespace filiform::needle {

/// How well a finger finds one sort of landmark.
struct Palpation {
    std::string prefix;        ///< of the landmark's id; empty fits all
    double across_sd_mm = 0;   ///< along the skin, across the body
    double along_sd_mm = 0;    ///< along the skin, towards head or feet
    double level_too_high = 0; ///< probability that the level felt is one too high
    double level_too_low = 0;
    chart::SourceId source;
};

/// One number for a spread that differs across and along, where only one is said.
[[nodiscard]] double root_mean_square(double a, double b);

/// How a free hand misses (data/needle/hand.yaml). Normal errors, independent, SD per axis.
struct HandModel {
    double entry_sd_mm = 0;
    double angle_sd_rad = 0;
    double depth_sd_mm = 0;
    double bending_at_50_mm = 0;  ///< sideways SD of the tip of a 0.30 mm needle 50 mm deep
    double compression_least = 0; ///< share of the fat that a pressing hand takes away
    double compression_most = 0;
    double bone_search_mm = 0; ///< how far past the planned depth a hand goes on looking for bone
    double skin_thickness_mm = 0;
    double measuring_share = 0;         ///< error of a measured offset, as a share of it
    double measuring_farthest_mm = 200; ///< from a landmark farther off nothing is measured
    double measuring_alike_mm = 0; ///< landmarks are found equally well when no farther apart in SD
    double levels_apart_mm = 0;    ///< from one level to the next, where the body does not show it
    double straight_in_rad = 0;    ///< a smaller lean is called straight in
    std::vector<Palpation> palpations;

    /// SD of the angle that bending adds: the needle is taken as the straight line from its entry
    /// to its bent tip.
    [[nodiscard]] double bending_sd_rad(double depth_mm, double diameter_mm) const;
    /// What is known of finding that landmark, or null for an id that no row fits.
    [[nodiscard]] const Palpation* palpation_of(const chart::LandmarkId& landmark) const;
};

/// Problems: data.* of DataDocument, data.range, data.mark; needle.hand (probabilities above 1,
///           least share above most, no row for other landmarks, a spread given twice).
[[nodiscard]] base::Checked<HandModel> read_hand_model(std::string_view text, std::string name);

} // namespace filiform::needle
