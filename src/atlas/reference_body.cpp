// SPDX-License-Identifier: Apache-2.0
#include "atlas/reference_body.h"

#include <algorithm>

#include "anatomy/analytic_body.h"
#include "anatomy/unseen_tissue.h"
#include "atlas/courses.h"
#include "atlas/shape_plan.h"
#include "base/expects.h"

namespace filiform::atlas {

using geometry::Box;

namespace {

anatomy::Posture posture_of(Lying lying) {
    switch (lying) {
    case Lying::Prone:
    case Lying::PronePillow:
        return anatomy::Posture::Prone;
    case Lying::SideLying:
        return anatomy::Posture::SideLying;
    case Lying::Supine:
        return anatomy::Posture::Supine;
    }
    return anatomy::Posture::Unknown;
}

/// The body is drawn from the eleventh thoracic vertebra to the soles.
Box whole_of(std::span<const Solid> solids, const Figure& figure) {
    constexpr double air_mm = 15;
    Box box;
    for (const Solid& solid : solids)
        if (solid.id == "skin")
            for (const Shape& shape : solid.shapes)
                for (const geometry::Vec3& p : surface_of(shape).vertices)
                    box.add(p);
    box = box.grown(air_mm);
    box.low.x = -box.high.x;
    box.high.z = top_mm(figure);
    return box;
}

Box common(const Box& a, const Box& b) {
    return {
        {std::max(a.low.x, b.low.x), std::max(a.low.y, b.low.y), std::max(a.low.z, b.low.z)},
        {std::min(a.high.x, b.high.x), std::min(a.high.y, b.high.y), std::min(a.high.z, b.high.z)}};
}

anatomy::Structure structure_of(SolidField&& made) {
    anatomy::Structure structure;
    structure.id = chart::StructureId(made.id);
    structure.kind = made.solid->kind;
    structure.role = made.solid->role;
    structure.origin = chart::Origin::Reference;
    structure.position_sd_mm = made.solid->position_sd_mm;
    structure.sources = made.solid->sources;
    structure.field = std::move(made.field);
    return structure;
}

void add_landmarks(anatomy::Body& body, const Figure& figure) {
    for (const PointInfo& info : point_infos()) {
        if (!info.is_landmark)
            continue;
        const auto add = [&](const std::string& id) {
            body.landmarks.push_back({chart::LandmarkId(id), figure.point(id), info.rule_sd_mm,
                                      chart::Origin::Reference, info.is_palpable, info.off_bone});
        };
        if (!info.has_sides) {
            add(info.id);
            continue;
        }
        add(info.id + ".right");
        add(info.id + ".left");
    }
}

anatomy::Structure outside_of(const anatomy::Body& body) {
    anatomy::Structure unknown;
    unknown.id = chart::StructureId("outside_scan");
    unknown.kind = chart::Kind::Unknown;
    unknown.role = chart::Role::Hazard;
    unknown.origin = chart::Origin::Reference;
    unknown.note = "The body goes on where the reference body ends.";
    unknown.field = anatomy::unseen_tissue(anatomy::outside_of(body.lattice.bounds()), body.skin);
    return unknown;
}

} // namespace

double top_mm(const Figure& figure) {
    constexpr double above_t11_mm = 20;
    return figure.point("body_t11").z + above_t11_mm;
}

anatomy::Body make_reference_body(const Figure& figure, const BodyOrder& order) {
    std::vector<Solid> solids = make_solids(shape_plan(), figure);
    std::vector<Course> courses;
    if (order.courses == CoursesDrawn::All)
        courses = courses_of(figure.traits());
    add_courses(courses, figure, solids);
    BodyOrder whole = order;
    whole.window = whole_of(solids, figure);
    if (order.window)
        whole.window = common(*whole.window, *order.window);
    if (whole.structures)
        whole.structures->emplace_back("skin");

    anatomy::Body body;
    body.name = "reference";
    body.origin = chart::Origin::Reference;
    body.posture = posture_of(figure.traits().person.lying);
    for (SolidField& made : sample_solids(solids, whole)) {
        if (made.id == "skin") {
            body.lattice = made.field.lattice();
            body.skin = std::move(made.field);
        } else {
            body.structures.push_back(structure_of(std::move(made)));
        }
    }
    mark_courses(courses, body);
    base::expects(body.lattice.size.voxels() > 0, "the window holds a part of the body");
    add_landmarks(body, figure);
    body.structures.push_back(outside_of(body));
    anatomy::finish(body);
    return body;
}

} // namespace filiform::atlas
