// SPDX-License-Identifier: Apache-2.0
#include "atlas/shape.h"

#include <cmath>

namespace filiform::atlas {

using geometry::Vec3;

namespace {

using Map = std::function<Vec3(const Vec3&)>;

/// Image of a half axis: what the map does to the ends of the whole axis.
Vec3 moved_axis(const Map& map, const Vec3& centre, const Vec3& half) {
    return (map(centre + half) - map(centre - half)) / 2;
}

double stretch(const Map& map, const Vec3& p) {
    constexpr double step_mm = 1;
    const Vec3 x = moved_axis(map, p, {step_mm, 0, 0});
    const Vec3 y = moved_axis(map, p, {0, step_mm, 0});
    const Vec3 z = moved_axis(map, p, {0, 0, step_mm});
    return std::cbrt(std::abs(dot(x, cross(y, z)))) / step_mm;
}

std::vector<Knot> moved_knots(const Map& map, std::vector<Knot> knots) {
    for (Knot& knot : knots) {
        knot.radius_mm *= stretch(map, knot.point);
        knot.point = map(knot.point);
    }
    return knots;
}

struct Mover {
    const Map& map;

    Shape operator()(Loft loft) const {
        for (Station& s : loft.stations) {
            s.wide = moved_axis(map, s.centre, s.wide);
            s.thick = moved_axis(map, s.centre, s.thick);
            s.centre = map(s.centre);
        }
        return loft;
    }
    Shape operator()(const Tube& tube) const { return Tube{moved_knots(map, tube.knots)}; }
    Shape operator()(const Ball& ball) const {
        return Ball{map(ball.centre), moved_axis(map, ball.centre, ball.a),
                    moved_axis(map, ball.centre, ball.b), moved_axis(map, ball.centre, ball.c)};
    }
    Shape operator()(const Sheet& sheet) const {
        return Sheet{sheet.columns, moved_knots(map, sheet.knots)};
    }
    Shape operator()(Hull hull) const {
        for (Vec3& p : hull.outlines)
            p = map(p);
        return hull;
    }
};

} // namespace

Shape moved(const Shape& shape, const Map& map) {
    return std::visit(Mover{map}, shape);
}

} // namespace filiform::atlas
