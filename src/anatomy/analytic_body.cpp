// SPDX-License-Identifier: Apache-2.0
#include "anatomy/analytic_body.h"

#include <algorithm>
#include <cmath>

#include "anatomy/unseen_tissue.h"

namespace filiform::anatomy {

using geometry::Box;
using geometry::DistanceField;
using geometry::Lattice;
using geometry::Vec3;

DistanceField outside_of(const Box& scanned) {
    // A needle cannot leave the scan without crossing this rim, where the field is negative.
    constexpr double reach_mm = 24;
    constexpr double spacing_mm = 4;
    const Box around = scanned.grown(reach_mm);
    const auto count = [&](double low, double high) {
        return static_cast<int>(std::ceil((high - low) / spacing_mm)) + 1;
    };
    const geometry::Size3 size{count(around.low.x, around.high.x),
                               count(around.low.y, around.high.y),
                               count(around.low.z, around.high.z)};
    // Centred, so that a mirrored scan has the mirrored lattice.
    const Vec3 span{(size.x - 1) * spacing_mm, (size.y - 1) * spacing_mm,
                    (size.z - 1) * spacing_mm};
    const Lattice lattice{
        size, (around.low + around.high - span) / 2, {spacing_mm, spacing_mm, spacing_mm}};
    return geometry::sample_field(lattice, [&](const Vec3& p) {
        const double inside =
            std::min({p.x - scanned.low.x, scanned.high.x - p.x, p.y - scanned.low.y,
                      scanned.high.y - p.y, p.z - scanned.low.z, scanned.high.z - p.z});
        return inside > 0 ? inside : -geometry::distance_to_box(p, scanned);
    });
}

Body make_body(const AnalyticBody& description) {
    constexpr double margin_mm = 40;
    Body body;
    body.name = description.name;
    body.origin = chart::Origin::Phantom;
    body.posture = Posture::Prone;
    body.lattice = description.lattice;
    body.skin = geometry::sample_field(description.lattice, description.skin_mm);
    for (const AnalyticStructure& shape : description.structures) {
        Structure structure;
        structure.id = shape.id;
        structure.kind = shape.kind;
        structure.role = shape.role;
        structure.origin = chart::Origin::Phantom;
        structure.position_sd_mm = shape.position_sd_mm;
        structure.boundary_sd_mm = shape.boundary_sd_mm;
        structure.field = geometry::crop(
            geometry::sample_field(description.lattice, shape.distance_mm), margin_mm);
        body.structures.push_back(std::move(structure));
    }
    Structure unknown;
    unknown.id = chart::StructureId("outside_scan");
    unknown.kind = chart::Kind::Unknown;
    unknown.role = chart::Role::Hazard;
    unknown.origin = chart::Origin::Phantom;
    unknown.field = unseen_tissue(outside_of(description.lattice.bounds()), body.skin);
    body.structures.push_back(std::move(unknown));
    body.landmarks = description.landmarks;
    finish(body);
    return body;
}

} // namespace filiform::anatomy
