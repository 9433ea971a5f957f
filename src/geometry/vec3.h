// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cmath>

namespace filiform::geometry {

/// A point or a displacement in three dimensions. Millimetres, unless it is a direction (then of
/// length one). Body frame RAS+: x to the patient's right, y to the front, z to the head.
struct Vec3 {
    double x = 0;
    double y = 0;
    double z = 0;

    friend bool operator==(const Vec3&, const Vec3&) = default;
};

inline Vec3 operator+(const Vec3& a, const Vec3& b) {
    return {a.x + b.x, a.y + b.y, a.z + b.z};
}
inline Vec3 operator-(const Vec3& a, const Vec3& b) {
    return {a.x - b.x, a.y - b.y, a.z - b.z};
}
inline Vec3 operator-(const Vec3& a) {
    return {-a.x, -a.y, -a.z};
}
inline Vec3 operator*(const Vec3& a, double s) {
    return {a.x * s, a.y * s, a.z * s};
}
inline Vec3 operator*(double s, const Vec3& a) {
    return a * s;
}
inline Vec3 operator/(const Vec3& a, double s) {
    return {a.x / s, a.y / s, a.z / s};
}

inline double dot(const Vec3& a, const Vec3& b) {
    return a.x * b.x + a.y * b.y + a.z * b.z;
}
inline Vec3 cross(const Vec3& a, const Vec3& b) {
    return {a.y * b.z - a.z * b.y, a.z * b.x - a.x * b.z, a.x * b.y - a.y * b.x};
}
inline double length(const Vec3& a) {
    return std::sqrt(dot(a, a));
}
inline double distance(const Vec3& a, const Vec3& b) {
    return length(a - b);
}

/// `a` scaled to length one; a zero vector stays zero.
inline Vec3 normalized(const Vec3& a) {
    const double norm = length(a);
    return norm > 0 ? a / norm : Vec3{};
}

inline Vec3 lerp(const Vec3& a, const Vec3& b, double t) {
    return a + (b - a) * t;
}

/// Two unit vectors that make a right-handed frame with the unit vector `axis`: u × v = axis.
/// The choice is fixed, so equal axes give equal frames.
struct Perpendiculars {
    Vec3 u;
    Vec3 v;
};
[[nodiscard]] inline Perpendiculars perpendiculars(const Vec3& axis) {
    const Vec3 helper = std::abs(axis.x) < 0.9 ? Vec3{1, 0, 0} : Vec3{0, 1, 0};
    const Vec3 u = normalized(cross(helper, axis));
    return {u, cross(axis, u)};
}

} // namespace filiform::geometry
