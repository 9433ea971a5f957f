// SPDX-License-Identifier: Apache-2.0
#include "anatomy/skin_walk.h"

#include <algorithm>
#include <cmath>

namespace filiform::anatomy {

using geometry::Vec3;

Vec3 skin_normal(const Body& body, const Vec3& at) {
    // As a hand laid there would feel it: the furrow beside the spine does not turn it.
    constexpr double palm_mm = 20;
    const Vec3 middle = body.skin.gradient(at);
    if (middle == Vec3{})
        return middle;
    const geometry::Perpendiculars across = geometry::perpendiculars(middle);
    Vec3 sum = middle;
    for (const double a : {-1.0, 0.0, 1.0})
        for (const double b : {-1.0, 0.0, 1.0}) {
            const Vec3 aside = across.u * (a * palm_mm) + across.v * (b * palm_mm);
            sum = sum + body.skin.gradient(nearest_skin(body, at + aside));
        }
    return geometry::normalized(sum);
}

double midline_x(const Body& body) {
    double sum = 0;
    int count = 0;
    for (const Landmark& landmark : body.landmarks) {
        const std::string& id = landmark.id.text();
        if (id.starts_with("spinous_process_")) {
            sum += landmark.point.x;
            ++count;
        } else if (chart::side_of(id) == chart::Side::Right) {
            const auto* other = find_landmark(body, chart::LandmarkId(chart::mirrored(id)));
            if (other == nullptr)
                continue;
            sum += (landmark.point.x + other->point.x) / 2;
            ++count;
        }
    }
    if (count > 0)
        return sum / count;
    const geometry::Box& skin = body.skin.bounds();
    return skin.is_empty() ? 0 : (skin.low.x + skin.high.x) / 2;
}

Walk walk_on_skin(const Body& body, const Vec3& from, const Vec3& displacement) {
    constexpr double longest_step_mm = 1;
    constexpr double off_skin_mm = 1.5;
    // Less of the direction than this along the skin: the skin stands across it.
    constexpr double least_along = 0.25;
    const double length = geometry::length(displacement);
    if (length == 0)
        return {from, WalkEnd::Arrived};
    const Vec3 direction = displacement / length;
    const int steps = static_cast<int>(std::ceil(length / longest_step_mm));
    const geometry::Box bounds = body.skin.lattice().bounds();
    Vec3 at = from;
    for (int i = 0; i < steps; ++i) {
        const Vec3 normal = body.skin.gradient(at);
        const Vec3 along = direction - normal * geometry::dot(direction, normal);
        if (geometry::length(along) < least_along)
            return {at, WalkEnd::AcrossSkin};
        const Vec3 next = nearest_skin(body, at + geometry::normalized(along) * (length / steps));
        if (!bounds.contains(next) || std::abs(body.skin.at(next)) > off_skin_mm)
            return {at, WalkEnd::LeftSkin};
        at = next;
    }
    return {at, WalkEnd::Arrived};
}

} // namespace filiform::anatomy
