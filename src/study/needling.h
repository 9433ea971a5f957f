// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <span>
#include <string>
#include <vector>

#include "geometry/distance_field.h"
#include "study/aim.h"
#include "study/protocol.h"

namespace filiform::study {

/// Parts of one body that needles may meet, by full id.
struct Parts {
    struct Part {
        geometry::DistanceField field;
        geometry::Vec3 shift; ///< it really lies so far from where its field shows it
        bool is_bone = false;
    };
    std::map<std::string, Part> by_id;

    [[nodiscard]] const Part* find(const std::string& id) const;
};

/// How a needle ended.
struct Needling {
    geometry::Segment shaft; ///< as deep as it ever was
    double tip_mm = 0;       ///< along the shaft, after it was drawn back
    std::string bone;        ///< that stopped it; empty when none did
};

/// Drives an aimed needle in.
///
/// Depth:  `first_bone`: to the first bone, else to the hub. `hub`: the needle's length.
///         `target_met`: to where the needle itself first meets the target, else to the hub.
///         `near_border`, `target_centre`, `far_border`: where the near side, the middle or the far
///         side of the target lies along the needle as it was meant (someone measured it there);
///         along one that was meant wrong, where it comes nearest to the target. `depth`: as the
///         arm's formula says.
///         The last four are missed by the hand's error and go deeper by the squeezed fat.
/// Bone:   stops every needle, whatever the rule.
[[nodiscard]] Needling drive(const Aim& aim, const Arm& arm, const Parts& parts,
                             std::span<const double> numbers, chart::Side side);

/// What an outcome that needs a needle reads off it: 1 or 0 for yes or no, mm otherwise, not a
/// number when there is nothing to read (the structure was not met, or lies beyond what was drawn).
///
/// Accuracy: that of the fields; a distance of more than 24 mm may be more.
[[nodiscard]] double read_needle(const Outcome& outcome, const Needling& needling,
                                 double diameter_mm, const Parts& parts, chart::Side side,
                                 double midline_x);

/// The parts that an arm's needles and outcomes ask for, on one side, bones besides.
[[nodiscard]] std::vector<std::string> parts_for(const Arm& arm, const needle::HandModel& hand,
                                                 chart::Side side);

} // namespace filiform::study
