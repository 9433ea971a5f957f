// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "chart/needle_path.h"
#include "geometry/vec3.h"
#include "report/drawing.h"

namespace filiform::report {

/// The way one looks at a body: unit vectors of the body frame. `right` and `up` as on paper,
/// `forward` away from the eye, so that right × up = −forward.
struct Gaze {
    geometry::Vec3 right;
    geometry::Vec3 up;
    geometry::Vec3 forward;
};

enum class Viewpoint { Behind, Front, Left, Right };

[[nodiscard]] Gaze gaze_from(Viewpoint viewpoint);
/// The viewpoint a patch of skin with this outward normal is best seen from; behind when in doubt.
[[nodiscard]] Viewpoint viewpoint_facing(const geometry::Vec3& outward);
/// "from behind", "from the patient's left".
[[nodiscard]] std::string spoken(Viewpoint viewpoint);

/// The plane that holds the needle and is as near to transverse as that allows: skin at the top,
/// the needle pointing down the page.
[[nodiscard]] Gaze gaze_along(const chart::NeedlePath& path);
/// Along the needle, the head as far up as that allows.
[[nodiscard]] Gaze gaze_down(const chart::NeedlePath& path);

/// The letters of a direction of the body frame: R L, A P, H F, the stronger first; a second one
/// when the direction lies well between: "PL".
[[nodiscard]] std::string direction_letters(const geometry::Vec3& direction);

/// A part of the body on a part of the paper, without perspective.
struct Projection {
    Gaze gaze;
    geometry::Vec3 centre; ///< what lies in the middle of `area`
    Area area;             ///< on paper, mm
    double scale = 1;      ///< paper mm per body mm

    [[nodiscard]] Spot spot(const geometry::Vec3& p) const;
    /// The point of the plane through `centre` that is drawn at `s`.
    [[nodiscard]] geometry::Vec3 point(const Spot& s) const;
    /// How far `p` lies behind that plane, mm; negative before it.
    [[nodiscard]] double depth(const geometry::Vec3& p) const;
};

} // namespace filiform::report
