// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>

#include "anatomy/body.h"
#include "chart/plan.h"
#include "needle/rules.h"

namespace filiform::needle {

/// An acupuncture point where it is found on a body.
struct PlacedPoint {
    geometry::Vec3 skin;
    geometry::Vec3 inward; ///< unit, straight in
};

/// Finds a point of the rules on a body. Problems: needle.point (no skin lies there), those of
/// anatomy::find_point and find_direction, where the body lacks what it is found from.
[[nodiscard]] base::Result<PlacedPoint> place_point(const anatomy::Body& body,
                                                    const PointRule& rule, chart::Side side);

/// Puts the acupuncture points among the targets into the body, so that they are planned, judged
/// and drawn as a muscle is. Targets that are no points change nothing.
///
/// Structure: "gb30.right": all within the rule's radius of the line straight in from the point's
/// skin, from its
///            published depth to its end; measured, since it is found on the skin, not seen inside.
/// Landmark:  "gb30.right" on the skin, which the rules of the point measure from; not palpable.
/// Missing:   a point whose landmarks this body lacks is noted so.
/// Frame:     body frame. Added once; a second call changes nothing.
void add_points(anatomy::Body& body, const Rules& rules,
                std::span<const chart::TargetRequest> targets);

} // namespace filiform::needle
