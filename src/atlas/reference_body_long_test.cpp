// SPDX-License-Identifier: Apache-2.0
#include "atlas/reference_body.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include <gtest/gtest.h>

#include "atlas/figure_fixture.h"
#include "atlas/shape_plan.h"

namespace filiform::atlas {
namespace {

using anatomy::Body;
using anatomy::Structure;
using fixture::mean_figure;
using geometry::Vec3;

constexpr double spacing_mm = 3;

const Figure& man() {
    static const Figure figure = mean_figure(Sex::Male, 176, 78);
    return figure;
}

const Body& body_of_man() {
    static const Body body = make_reference_body(man(), {spacing_mm, {}, {}});
    return body;
}

/// Straight from a point to the skin of the back.
double depth_from_behind(const Body& body, Vec3 p) {
    constexpr double step_mm = 0.25;
    const double from = p.y;
    while (body.skin.at(p) < 0)
        p.y -= step_mm;
    return from - p.y;
}

/// Calls `visit` with every lattice point that lies `deep_mm` or more inside.
template <class Visit>
void each_point_inside(const Structure& structure, double deep_mm, Visit visit) {
    const geometry::Lattice& lattice = structure.field.lattice();
    for (int k = 0; k < lattice.size.z; ++k)
        for (int j = 0; j < lattice.size.y; ++j)
            for (int i = 0; i < lattice.size.x; ++i)
                if (structure.field.at(lattice.point(i, j, k)) < -deep_mm)
                    visit(lattice.point(i, j, k));
}

TEST(ReferenceBody, has_every_structure_that_is_drawn) {
    std::size_t drawn = 0;
    for (const Solid& solid : make_solids(shape_plan(), mean_figure(Sex::Male, 176, 78)))
        if (!solid.is_helper && solid.id != "skin")
            drawn += solid.sides == Sides::Both ? 2 : 1;
    // And what lies beyond its upper end.
    EXPECT_EQ(body_of_man().structures.size(), drawn + 1);
}

TEST(ReferenceBody, landmarks_lie_on_bone) {
    const Body& body = body_of_man();
    for (const anatomy::Landmark& landmark : body.landmarks) {
        const std::string& id = landmark.id.text();
        if (id.starts_with("hip_centre") || id.starts_with("patella"))
            continue; // middles of bones
        if (!landmark.note.empty())
            continue; // says itself where it lies
        double nearest = std::numeric_limits<double>::max();
        for (const Structure& structure : body.structures)
            if (structure.kind == chart::Kind::Bone)
                nearest = std::min(nearest, std::abs(structure.field.at(landmark.point)));
        EXPECT_LT(nearest, 5) << id;
    }
}

TEST(ReferenceBody, published_depths_are_those_of_the_skin_drawn) {
    const Body& body = body_of_man();
    for (const std::string level : {"l1", "l2", "l3", "l4", "l5"}) {
        EXPECT_NEAR(depth_from_behind(body, man().point("transverse_process_" + level)),
                    man().number("skin_to_process_" + level), 2.5)
            << level;
        EXPECT_NEAR(depth_from_behind(body, man().point("spinous_process_" + level)),
                    man().number("midline_fat"), 2.5)
            << level;
    }
}

TEST(ReferenceBody, a_heavier_person_is_deeper_everywhere) {
    const Figure heavy = mean_figure(Sex::Male, 176, 105);
    const Body body = make_reference_body(heavy, {spacing_mm, {}, std::vector<std::string>{}});
    for (const char* point : {"transverse_process_l3", "psis", "ischial_spine", "sacral_edge_s3"})
        EXPECT_GT(depth_from_behind(body, heavy.point(point)),
                  depth_from_behind(body_of_man(), man().point(point)))
            << point;
}

TEST(ReferenceBody, everything_lies_within_the_skin) {
    const Body& body = body_of_man();
    for (const Structure& structure : body.structures) {
        if (structure.kind == chart::Kind::Unknown)
            continue;
        double farthest = -std::numeric_limits<double>::max();
        each_point_inside(structure, 0,
                          [&](const Vec3& p) { farthest = std::max(farthest, body.skin.at(p)); });
        EXPECT_LT(farthest, 1) << structure.id.text();
    }
}

TEST(ReferenceBody, muscles_do_not_share_space_with_bones_nerves_or_each_other) {
    const Body& body = body_of_man();
    // The erector spinae is its two parts together, under the name that rules have for it.
    const auto is_solid = [](const Structure& s) {
        return !s.id.text().starts_with("erector_spinae") &&
               (s.kind == chart::Kind::Muscle || s.kind == chart::Kind::Bone ||
                s.kind == chart::Kind::Nerve || s.kind == chart::Kind::Vessel);
    };
    for (const Structure& muscle : body.structures) {
        if (muscle.kind != chart::Kind::Muscle || !is_solid(muscle) ||
            muscle.id.text().ends_with(".left"))
            continue;
        each_point_inside(muscle, 1.5, [&](const Vec3& p) {
            for (const Structure& other : body.structures)
                if (is_solid(other) && &other != &muscle && other.field.bounds().contains(p)) {
                    ASSERT_GT(other.field.at(p), -1.5)
                        << muscle.id.text() << " in " << other.id.text();
                }
        });
    }
}

TEST(ReferenceBody, the_erector_spinae_is_its_two_parts_together) {
    const Body& body = body_of_man();
    const auto find = [&](const char* id) { return find_structure(body, chart::StructureId(id)); };
    const Structure* whole = find("erector_spinae.right");
    const Structure* inner = find("longissimus.right");
    const Structure* outer = find("iliocostalis.right");
    for (const Structure* part : {inner, outer})
        each_point_inside(*part, 0.5, [&](const Vec3& p) { ASSERT_LT(whole->field.at(p), 0.5); });
    each_point_inside(*whole, 1.5, [&](const Vec3& p) {
        ASSERT_LT(std::min(inner->field.at(p), outer->field.at(p)), 1.5);
    });
}

TEST(ReferenceBody, the_sac_lies_in_its_canal_and_the_ganglia_on_their_roots) {
    const Body& body = body_of_man();
    const auto find = [&](const std::string& id) {
        return find_structure(body, chart::StructureId(id));
    };
    const Structure* canal = find("vertebral_canal");
    each_point_inside(*find("dural_sac"), 0.5,
                      [&](const Vec3& p) { ASSERT_LT(canal->field.at(p), 0); });
    for (const std::string level : {"l1", "l2", "l3", "l4", "l5"}) {
        const Structure* root = find("lumbar_root_" + level + ".right");
        double nearest = std::numeric_limits<double>::max();
        each_point_inside(*find("dorsal_root_ganglion_" + level + ".right"), 0,
                          [&](const Vec3& p) { nearest = std::min(nearest, root->field.at(p)); });
        EXPECT_LT(nearest, 0) << level;
    }
}

TEST(ReferenceBody, interlaminar_windows_are_open_from_behind) {
    const Body& body = body_of_man();
    // SAK18: 14 falling to 11 high, 16 and more wide: a needle beside the spinous process, midway
    // between two laminae, meets the canal before any bone.
    const auto* canal = find_structure(body, chart::StructureId("vertebral_canal"));
    ASSERT_NE(canal, nullptr);
    const std::vector<std::pair<std::string, std::string>> gaps{
        {"l2", "l3"}, {"l3", "l4"}, {"l4", "l5"}};
    for (const auto& [above, below] : gaps) {
        const Structure* upper = find_structure(body, chart::StructureId("vertebra_" + above));
        const Structure* lower = find_structure(body, chart::StructureId("vertebra_" + below));
        const double from = man().point("lamina_" + below).z;
        const double to = man().point("lamina_" + above).z;
        double open_mm = 0;
        for (double z = from; z < to; z += 0.5) {
            const double x = 6;
            for (double y = 0; y < 100; y += 0.5) {
                const Vec3 p{x, y, z};
                if (upper->field.at(p) < 0 || lower->field.at(p) < 0)
                    break;
                if (canal->field.at(p) < 0) {
                    open_mm += 0.5;
                    break;
                }
            }
        }
        EXPECT_GT(open_mm, 7) << above;
        EXPECT_LT(open_mm, 19) << above;
    }
}

TEST(ReferenceBody, a_study_gets_only_its_window_and_structures) {
    const BodyOrder order{spacing_mm, geometry::Box{{0, -80, -140}, {150, 90, 0}},
                          std::vector<std::string>{"piriformis.right", "sciatic_nerve.right"}};
    const Body body = make_reference_body(man(), order);
    ASSERT_EQ(body.structures.size(), 3U); // and what lies outside
    EXPECT_LE(body.lattice.bounds().high.z, 0 + spacing_mm);
    const Structure* part = find_structure(body, chart::StructureId("piriformis.right"));
    const Structure* whole = find_structure(body_of_man(), chart::StructureId("piriformis.right"));
    ASSERT_NE(part, nullptr);
    const Vec3 middle = lerp(man().point("sacral_edge_s3"), man().point("greater_trochanter"), 0.4);
    EXPECT_NEAR(part->field.at(middle), whole->field.at(middle), 1.0 / 64);
    EXPECT_LT(part->field.at(middle), -5);
}

TEST(ReferenceBody, says_what_it_is) {
    const Body& body = body_of_man();
    EXPECT_EQ(body.origin, chart::Origin::Reference);
    EXPECT_EQ(body.posture, anatomy::Posture::Prone);
    for (const Structure& structure : body.structures)
        EXPECT_EQ(structure.origin, chart::Origin::Reference) << structure.id.text();
}

} // namespace
} // namespace filiform::atlas
