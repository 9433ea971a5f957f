// SPDX-License-Identifier: Apache-2.0
#include "report/projection.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

namespace filiform::report {

using geometry::cross;
using geometry::dot;
using geometry::normalized;
using geometry::Vec3;

Gaze gaze_from(Viewpoint viewpoint) {
    const Vec3 head{0, 0, 1};
    const auto looking = [&](const Vec3& forward) {
        return Gaze{cross(forward, head), head, forward};
    };
    switch (viewpoint) {
    case Viewpoint::Behind:
        return looking({0, 1, 0});
    case Viewpoint::Front:
        return looking({0, -1, 0});
    case Viewpoint::Left:
        return looking({1, 0, 0});
    case Viewpoint::Right:
        return looking({-1, 0, 0});
    }
    return {};
}

Viewpoint viewpoint_facing(const Vec3& outward) {
    // The back is where a clinician stands: a flank is turned to only when it is clearly one.
    constexpr double clearly = 1.3;
    if (std::abs(outward.x) > clearly * std::abs(outward.y))
        return outward.x > 0 ? Viewpoint::Right : Viewpoint::Left;
    return outward.y > 0 ? Viewpoint::Front : Viewpoint::Behind;
}

std::string spoken(Viewpoint viewpoint) {
    switch (viewpoint) {
    case Viewpoint::Behind:
        return "from behind";
    case Viewpoint::Front:
        return "from the front";
    case Viewpoint::Left:
        return "from the patient's left";
    case Viewpoint::Right:
        return "from the patient's right";
    }
    return "";
}

namespace {

/// The part of the head direction across `axis`, or of the front when the two run together.
Vec3 head_across(const Vec3& axis) {
    const Vec3 head{0, 0, 1};
    const Vec3 across = head - axis * dot(head, axis);
    constexpr double too_short = 0.1;
    if (geometry::length(across) > too_short)
        return normalized(across);
    const Vec3 front{0, 1, 0};
    return normalized(front - axis * dot(front, axis));
}

} // namespace

Gaze gaze_along(const chart::NeedlePath& path) {
    // Seen from the feet, as transverse slices are.
    const Vec3 forward = head_across(path.direction);
    const Vec3 up = -path.direction;
    return {cross(forward, up), up, forward};
}

Gaze gaze_down(const chart::NeedlePath& path) {
    const Vec3 up = head_across(path.direction);
    return {cross(path.direction, up), up, path.direction};
}

std::string direction_letters(const Vec3& direction) {
    std::array<std::pair<double, char>, 3> parts{
        {{std::abs(direction.x), direction.x > 0 ? 'R' : 'L'},
         {std::abs(direction.y), direction.y > 0 ? 'A' : 'P'},
         {std::abs(direction.z), direction.z > 0 ? 'H' : 'F'}}};
    std::stable_sort(parts.begin(), parts.end(),
                     [](const auto& a, const auto& b) { return a.first > b.first; });
    constexpr double well_between = 0.35;
    std::string letters(1, parts[0].second);
    if (parts[1].first > well_between)
        letters += parts[1].second;
    return letters;
}

Spot Projection::spot(const Vec3& p) const {
    const Vec3 from_centre = p - centre;
    return area.centre() + Spot{dot(from_centre, gaze.right), -dot(from_centre, gaze.up)} * scale;
}

Vec3 Projection::point(const Spot& s) const {
    const Spot from_centre = (s - area.centre()) * (1 / scale);
    return centre + gaze.right * from_centre.x - gaze.up * from_centre.y;
}

double Projection::depth(const Vec3& p) const {
    return dot(p - centre, gaze.forward);
}

} // namespace filiform::report
