// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "needle/scene.h"

namespace filiform::needle {

/// Where and how a needle enters, as far as the rules of a muscle speak of it.
struct Approach {
    geometry::Vec3 entry;
    geometry::Vec3 normal;    ///< of the skin, unit, out of the body
    geometry::Vec3 direction; ///< unit, into the body
    geometry::Vec3 tip;
};

/// What `check_approach` found wrong; `is_unknown` when the body lacks the landmark to check it.
struct ApproachFault {
    std::string_view
        code; ///< a literal: needle.face, needle.tilt, needle.direction, needle.place, needle.level
    std::string what;
    bool is_unknown = false;
};

/// Calls `found` for every rule of the scene's muscle that the approach breaks. The text is made
/// only when `found` asks for nothing less: pass a function that ignores it for a quick yes or no.
/// Without a target there is nothing to break.
void check_approach(const Scene& scene, const Approach& approach,
                    const std::function<void(ApproachFault)>& found);

/// Whether the approach breaks no rule. Faster than check_approach.
[[nodiscard]] bool is_allowed(const Scene& scene, const Approach& approach);

/// Whether the skin there is offered to the hand at all.
[[nodiscard]] bool is_face_offered(const Scene& scene, const geometry::Vec3& normal);

/// Angle between a needle and the skin's perpendicular, radians.
[[nodiscard]] double tilt_rad(const geometry::Vec3& normal, const geometry::Vec3& direction);

} // namespace filiform::needle
