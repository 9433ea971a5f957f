// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>
#include <numbers>

#include "atlas/shape_plan.h"
#include "atlas/warp.h"

namespace filiform::atlas {

using geometry::Vec3;

namespace {

/// The amounts of one shape as numbers, read one after the other.
class Numbers {
  public:
    Numbers(const ShapeDraft& draft, std::span<const double> values) {
        for (const Amount& amount : draft.amounts)
            numbers_.push_back(value_of(amount, values));
    }
    static double value_of(const Amount& amount, std::span<const double> values) {
        return amount.formula ? amount.formula->value(values) : amount.number;
    }
    [[nodiscard]] std::size_t count() const { return numbers_.size(); }
    [[nodiscard]] double at(std::size_t i) const { return numbers_[i]; }
    [[nodiscard]] Vec3 point(std::size_t i) const { return {at(i), at(i + 1), at(i + 2)}; }

  private:
    std::vector<double> numbers_;
};

Loft make_loft(const ShapeDraft& draft, const Numbers& n) {
    Loft loft;
    loft.has_flat_ends = draft.has_flat_ends;
    for (std::size_t i = 0; i < n.count(); i += draft.width)
        loft.stations.push_back({n.point(i), n.point(i + 3), n.point(i + 6), n.at(i + 9)});
    return loft;
}

/// Level sections: height, centre x and y, half width, half depth, turn about z, exponent.
Loft make_levels(const ShapeDraft& draft, const Numbers& n) {
    Loft loft;
    loft.has_flat_ends = draft.has_flat_ends;
    for (std::size_t i = 0; i < n.count(); i += draft.width) {
        const double turn = n.at(i + 5) * std::numbers::pi / 180;
        const double exponent = n.at(i + 6) > 0 ? n.at(i + 6) : 2;
        loft.stations.push_back({{n.at(i + 1), n.at(i + 2), n.at(i)},
                                 Vec3{std::cos(turn), std::sin(turn), 0} * n.at(i + 3),
                                 Vec3{-std::sin(turn), std::cos(turn), 0} * n.at(i + 4),
                                 exponent});
    }
    return loft;
}

Ball make_ball(const Numbers& n) {
    const double x = n.at(3);
    const double y = n.at(4) > 0 ? n.at(4) : x;
    const double z = n.at(5) > 0 ? n.at(5) : x;
    return {n.point(0), {x, 0, 0}, {0, y, 0}, {0, 0, z}};
}

std::vector<Knot> make_knots(const ShapeDraft& draft, const Numbers& n) {
    std::vector<Knot> knots;
    for (std::size_t i = 0; i < n.count(); i += draft.width)
        knots.push_back({n.point(i), n.at(i + 3)});
    return knots;
}

/// Half outlines are completed by their mirror images, last point to first.
Hull make_hull(const ShapeDraft& draft, const Numbers& n) {
    const auto columns = static_cast<std::size_t>(draft.columns);
    Hull hull;
    for (std::size_t row = 0; row < n.count(); row += 3 * columns) {
        for (std::size_t k = 0; k < columns; ++k)
            hull.outlines.push_back(n.point(row + 3 * k));
        for (std::size_t k = columns - 1; draft.is_half && k-- > 1;) {
            const Vec3 p = n.point(row + 3 * k);
            hull.outlines.push_back({-p.x, p.y, p.z});
        }
    }
    hull.points = draft.is_half ? 2 * draft.columns - 2 : draft.columns;
    return hull;
}

Shape make_shape(const ShapeDraft& draft, std::span<const double> values) {
    const Numbers n(draft, values);
    switch (draft.type) {
    case ShapeDraft::Type::Loft:
        return make_loft(draft, n);
    case ShapeDraft::Type::Levels:
        return make_levels(draft, n);
    case ShapeDraft::Type::Tube:
        return Tube{make_knots(draft, n)};
    case ShapeDraft::Type::Ball:
        return make_ball(n);
    case ShapeDraft::Type::Sheet:
        return Sheet{draft.columns, make_knots(draft, n)};
    case ShapeDraft::Type::Hull:
        break;
    }
    return make_hull(draft, n);
}

/// The drawn body carried to the figure, both sides so that the middle plane stays where it is.
Warp carry(const ShapePlan& plan, const Figure& figure) {
    std::vector<Carried> points;
    const auto mirrored = [](const Vec3& p) { return Vec3{-p.x, p.y, p.z}; };
    for (const DrawnPoint& drawn : plan.drawn) {
        const Vec3 to = figure.point(drawn.id);
        points.push_back({drawn.at, to});
        if (drawn.at.x != 0)
            points.push_back({mirrored(drawn.at), mirrored(to)});
    }
    return Warp(points);
}

Shape placed(const Shape& drawn, const Place& place, std::span<const double> values,
             const Figure& figure, const Warp& warp) {
    switch (place.in) {
    case Place::In::Drawn:
        return moved(drawn, warp);
    case Place::In::Body:
        return drawn;
    case Place::In::Frame:
        break;
    }
    Vec3 scale{1, 1, 1};
    if (!place.scale.empty())
        scale = {Numbers::value_of(place.scale[0], values),
                 Numbers::value_of(place.scale[1], values),
                 Numbers::value_of(place.scale[2], values)};
    const Frame& frame = figure.frame(place.frame);
    return moved(drawn, [&](const Vec3& p) {
        return frame.world({p.x * scale.x, p.y * scale.y, p.z * scale.z});
    });
}

/// What is not drawn limits nothing.
void leave_out(const std::vector<std::string>& absent, std::vector<Limit>& limits) {
    std::erase_if(limits, [&](const Limit& limit) {
        return std::find(absent.begin(), absent.end(), limit.id) != absent.end();
    });
}

} // namespace

std::vector<Solid> make_solids(const ShapePlan& plan, const Figure& figure) {
    const Warp warp = carry(plan, figure);
    std::vector<Solid> solids;
    std::vector<std::string> absent;
    for (const SolidDraft& draft : plan.solids) {
        std::vector<double> values = figure.numbers();
        for (const auto& [name, amount] : draft.let)
            values.push_back(Numbers::value_of(amount, values));
        if (Numbers::value_of(draft.when, values) <= 0) {
            absent.push_back(draft.solid.id);
            continue;
        }
        Solid solid = draft.solid;
        leave_out(absent, solid.cut);
        leave_out(absent, solid.within);
        solid.grow_mm = Numbers::value_of(draft.grow, values);
        solid.position_sd_mm = Numbers::value_of(draft.position_sd, values);
        for (const ShapeDraft& shape : draft.shapes) {
            const Shape drawn = make_shape(shape, values);
            solid.shapes.push_back(placed(drawn, shape.place, values, figure, warp));
        }
        solids.push_back(std::move(solid));
    }
    return solids;
}

} // namespace filiform::atlas
