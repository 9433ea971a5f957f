// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <vector>

#include "chart/needle_path.h"
#include "chart/plan.h"
#include "geometry/vec3.h"

namespace filiform::chart {

/// What the best needle from one skin point to the target would be like.
struct EntryMapPoint {
    geometry::Vec3 point;  ///< on the skin
    geometry::Vec3 normal; ///< unit, out of the body
    Verdict verdict = Verdict::Refused;
    bool reaches = false; ///< a stocked needle reaches the target from here at an allowed angle
    /// The best needle and what ends it. Nothing where every needle that reaches is forbidden; the
    /// four figures after it then mean nothing.
    std::optional<NeedleProduct> needle;
    StopRule stop = StopRule::Depth;
    double least_slack_mm = 0; ///< least (clearance − limit) over all hazards
    double touch = 1;          ///< probability of touching any hazard
    geometry::Vec3 direction;
    double depth_mm = 0;
    StructureId blocker; ///< what decides, when the verdict is not Safe
};

/// The whole skin from which the target might be reached, one entry per skin cell.
struct EntryMap {
    TargetRequest target;
    double spacing_mm = 0; ///< between neighbouring points, about
    std::vector<EntryMapPoint> points;
};

} // namespace filiform::chart
