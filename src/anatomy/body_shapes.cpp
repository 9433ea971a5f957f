// SPDX-License-Identifier: Apache-2.0
#include "anatomy/body_shapes.h"

#include <algorithm>
#include <cmath>

namespace filiform::anatomy {

using geometry::Box;
using geometry::Vec3;

namespace {

double distance_to_rod(const Vec3& p, const Vec3& a, const Vec3& b) {
    return geometry::distance_to_capsule(p, {a, b, 0});
}

double distance_of(const Vec3& p, const Cone& cone) {
    const Vec3 axis = cone.b - cone.a;
    const double l = geometry::length(axis);
    const double slope = cone.radius_a_mm - cone.radius_b_mm;
    if (l <= std::abs(slope)) {
        return std::min(geometry::distance(p, cone.a) - cone.radius_a_mm,
                        geometry::distance(p, cone.b) - cone.radius_b_mm);
    }
    // In the plane through the axis: the side of a round cone is a straight line, met at the angle
    // whose sine is slope / l.
    const double along = geometry::dot(p - cone.a, axis) / l;
    const double squared = geometry::dot(p - cone.a, p - cone.a);
    const double away = std::sqrt(std::max(0.0, squared - along * along));
    const double sine = slope / l;
    const double cosine = std::sqrt(1 - sine * sine);
    const double foot = along - away * sine / cosine;
    if (foot <= 0)
        return geometry::distance(p, cone.a) - cone.radius_a_mm;
    if (foot >= l)
        return geometry::distance(p, cone.b) - cone.radius_b_mm;
    return away * cosine + along * sine - cone.radius_a_mm;
}

double distance_of(const Vec3& p, const RoundedBox& box) {
    const double r = box.rounding_mm;
    const Vec3 q{std::abs(p.x - box.centre.x) - box.half.x + r,
                 std::abs(p.y - box.centre.y) - box.half.y + r,
                 std::abs(p.z - box.centre.z) - box.half.z + r};
    const Vec3 outside{std::max(q.x, 0.0), std::max(q.y, 0.0), std::max(q.z, 0.0)};
    return geometry::length(outside) + std::min(std::max({q.x, q.y, q.z}), 0.0) - r;
}

double distance_of(const Vec3& p, const Plate& plate) {
    const Vec3 normal = geometry::cross(plate.b - plate.a, plate.c - plate.a);
    const auto is_beyond = [&](const Vec3& from, const Vec3& to) {
        return geometry::dot(geometry::cross(to - from, normal), p - from) > 0;
    };
    const double area = geometry::length(normal);
    const bool is_over_face = area > 0 && !is_beyond(plate.a, plate.b) &&
                              !is_beyond(plate.b, plate.c) && !is_beyond(plate.c, plate.a);
    const double middle =
        is_over_face
            ? std::abs(geometry::dot(normal, p - plate.a)) / area
            : std::min({distance_to_rod(p, plate.a, plate.b), distance_to_rod(p, plate.b, plate.c),
                        distance_to_rod(p, plate.c, plate.a)});
    return middle - plate.half_thickness_mm;
}

Box box_of(const Cone& cone) {
    Box ball_a;
    ball_a.add(cone.a);
    Box ball_b;
    ball_b.add(cone.b);
    Box box = ball_a.grown(cone.radius_a_mm);
    box.add(ball_b.grown(cone.radius_b_mm).low);
    box.add(ball_b.grown(cone.radius_b_mm).high);
    return box;
}

Box box_of(const RoundedBox& box) {
    return {box.centre - box.half, box.centre + box.half};
}

Box box_of(const Plate& plate) {
    Box box;
    box.add(plate.a);
    box.add(plate.b);
    box.add(plate.c);
    return box.grown(plate.half_thickness_mm);
}

} // namespace

double distance_to(const Vec3& p, const Shape& shape) {
    return std::visit([&](const auto& s) { return distance_of(p, s); }, shape);
}

Box box_around(const Shape& shape) {
    return std::visit([](const auto& s) { return box_of(s); }, shape);
}

} // namespace filiform::anatomy
