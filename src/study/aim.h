// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "anatomy/body.h"
#include "base/random.h"
#include "base/result.h"
#include "geometry/shapes.h"
#include "study/protocol.h"

namespace filiform::study {

/// What one needler does before anything is felt inside: where the needle enters, how it points,
/// how far the hand will be off in depth.
struct Aim {
    geometry::Segment meant;  ///< without any error; as long as the needle
    geometry::Segment driven; ///< from where it really enters, as it really points
    chart::NeedleProduct needle;
    double depth_error_mm = 0;  ///< of the hand
    double depth_choice_mm = 0; ///< of the people who chose other depths
    double squeeze = 0;         ///< share of the fat that the pressing hand takes away
};

/// Draws one needler at one body.
///
/// Landmarks: each one named is felt where `hand` says it is missed, per axis along the skin, and
///            perhaps one vertebra off; the entry is worked out from what was felt.
/// Offsets:   measured with an error of `measuring_share` of their length.
/// Entry:     missed by `entry_sd_mm` per axis along the skin.
/// Direction: kept against the skin where the needle really enters, missed by the hand's angle and
///            by bending: the needle is the straight line to its bent tip at its full length.
/// `body`:    its skin and landmarks are used; its landmarks are moved for the moment and put back.
/// `numbers`: of the figure, for formulas.
/// Problems:  those of anatomy::find_entry and find_direction, in words of the arm.
/// Draws:     always as many, whatever comes out.
[[nodiscard]] base::Result<Aim> take_aim(anatomy::Body& body, const Arm& arm,
                                         const needle::HandModel& hand,
                                         std::span<const double> numbers, chart::Side side,
                                         base::RandomStream random);

} // namespace filiform::study
