// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <optional>

#include "needle/judge.h"

namespace filiform::needle {

/// A path with what follows from it alone, worked out once.
struct Drive {
    const chart::NeedlePath* path = nullptr;
    geometry::Segment shaft;             ///< inserted
    std::optional<chart::Backstop> bone; ///< on the axis, within the needle's length
    bool ends_at_bone = false;           ///< a hand that feels for bone meets it in its search
    double bone_share = 1;               ///< of people who have that bone as drawn
    double farthest_mm = 0;              ///< as deep as the needle can go: a bone that not all
                                         ///< people have stops nothing
    double overrun_to_mm = 0;            ///< as deep as it goes when driven too far
    [[nodiscard]] double radius_mm() const { return path->needle.diameter_mm / 2; }
    [[nodiscard]] geometry::Segment beyond(double to_mm) const {
        return {shaft.end(), shaft.direction, std::max(0.0, to_mm - shaft.length_mm)};
    }
};

[[nodiscard]] Drive make_drive(const Scene& scene, const chart::NeedlePath& path);

} // namespace filiform::needle
