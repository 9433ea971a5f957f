// SPDX-License-Identifier: Apache-2.0
#include "geometry/shapes.h"

#include <algorithm>

namespace filiform::geometry {

namespace {

double distance_to_axis(const Vec3& point, const Vec3& a, const Vec3& b) {
    const Vec3 along = b - a;
    const double squared = dot(along, along);
    const double t = squared > 0 ? std::clamp(dot(point - a, along) / squared, 0.0, 1.0) : 0.0;
    return distance(point, a + along * t);
}

} // namespace

double distance_to_capsule(const Vec3& point, const Capsule& capsule) {
    return distance_to_axis(point, capsule.a, capsule.b) - capsule.radius_mm;
}

double distance_between(const Segment& a, const Segment& b) {
    // An interior crossing of the two lines, else the best of the four ends.
    double best = std::min(
        {distance_to_axis(a.start, b.start, b.end()), distance_to_axis(a.end(), b.start, b.end()),
         distance_to_axis(b.start, a.start, a.end()), distance_to_axis(b.end(), a.start, a.end())});
    const Vec3 between = b.start - a.start;
    const double cosine = dot(a.direction, b.direction);
    const double sine_squared = 1 - cosine * cosine;
    constexpr double nearly_parallel = 1e-12;
    if (sine_squared > nearly_parallel) {
        const double s =
            (dot(between, a.direction) - cosine * dot(between, b.direction)) / sine_squared;
        const double t =
            (cosine * dot(between, a.direction) - dot(between, b.direction)) / sine_squared;
        if (s >= 0 && s <= a.length_mm && t >= 0 && t <= b.length_mm)
            best = std::min(best, distance(a.point(s), b.point(t)));
    }
    return best;
}

} // namespace filiform::geometry
