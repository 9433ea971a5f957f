// SPDX-License-Identifier: Apache-2.0
#include "needle/add_points.h"

#include <algorithm>

#include "anatomy/landmark_expression.h"
#include "geometry/lattice_part.h"

namespace filiform::needle {

namespace {

using geometry::Vec3;

anatomy::Structure tissue_of(const anatomy::Body& body, const PointRule& rule,
                             const chart::StructureId& id, const PlacedPoint& spot) {
    constexpr double margin_mm = 24; // what a field tells beyond its shape
    const geometry::Segment line{spot.skin + spot.inward * rule.from_mm, spot.inward,
                                 rule.to_mm - rule.from_mm};
    geometry::Box box;
    box.add(line.point(0));
    box.add(line.point(line.length_mm));
    const geometry::Lattice lattice =
        geometry::part_around(body.lattice, box.grown(rule.radius_mm + margin_mm)).lattice;
    anatomy::Structure made;
    made.id = id;
    made.kind = chart::Kind::Muscle;
    made.role = chart::Role::Target;
    made.origin = chart::Origin::Measured;
    made.note = rule.where + " Here: " + rule.tissue + ".";
    made.sources = rule.sources;
    // A cylinder: flat ends, so that nothing shallower or deeper than published counts.
    made.field = geometry::sample_field(lattice, [&](const Vec3& p) {
        const double along = dot(p - line.start, line.direction);
        const double beside = geometry::distance(p, line.point(along)) - rule.radius_mm;
        const double over = std::abs(along - line.length_mm / 2) - line.length_mm / 2;
        return std::max(beside, over);
    });
    return made;
}

} // namespace

base::Result<PlacedPoint> place_point(const anatomy::Body& body, const PointRule& rule,
                                      chart::Side side) {
    constexpr double outside_mm = 400;
    const auto place = anatomy::find_point(body, filled(rule.at, side, ""));
    if (!place)
        return tl::unexpected(place.error());
    const Vec3 out = unit_vector(rule.face, side);
    const Vec3 beside = *place + unit_vector(Axis::Lateral, side) * rule.lateral_mm;
    const auto skin = anatomy::skin_along(body, beside + out * outside_mm, -out);
    if (!skin)
        return tl::unexpected(base::Problem{"needle.point", rule.point, "No skin lies there.", ""});
    const auto inward = anatomy::find_direction(body, *skin, "perpendicular");
    if (!inward)
        return tl::unexpected(inward.error());
    return PlacedPoint{*skin, *inward};
}

void add_points(anatomy::Body& body, const Rules& rules,
                std::span<const chart::TargetRequest> targets) {
    for (const chart::TargetRequest& target : targets) {
        const PointRule* rule = find_point_rule(rules.points, target.structure);
        const auto is_it = [&](const auto& one) { return one.id == target.structure; };
        if (rule == nullptr || anatomy::find_structure(body, target.structure) != nullptr ||
            std::any_of(body.missing.begin(), body.missing.end(), is_it))
            continue;
        const chart::Side side = chart::side_of(target.structure.text());
        const auto spot = place_point(body, *rule, side);
        if (!spot) {
            body.missing.push_back({target.structure, anatomy::Missing::Why::NotFitted,
                                    "Where it lies cannot be told: " + spot.error().what});
            continue;
        }
        body.structures.push_back(tissue_of(body, *rule, target.structure, *spot));
        body.landmarks.push_back({chart::LandmarkId(target.structure.text()), spot->skin, 0,
                                  chart::Origin::Measured, false, "on the skin"});
        anatomy::finish(body); // what is looked up must be sorted
    }
}

} // namespace filiform::needle
