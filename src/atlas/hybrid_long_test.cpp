// SPDX-License-Identifier: Apache-2.0
#include "atlas/hybrid.h"

#include <algorithm>

#include <gtest/gtest.h>

#include "atlas/hold_out.h"
#include "atlas/hybrid_plan.h"
#include "atlas/person_body.h"
#include "base/parallel.h"

namespace filiform::atlas {
namespace {

using anatomy::Body;
using anatomy::Structure;

/// A drawn woman from the crest to the hip, as if she had been scanned: landmarks found to 2 mm.
Body scanned() {
    Person person;
    person.sex = Sex::Female;
    person.height_cm = 168;
    person.weight_kg = 74;
    person.lying = Lying::Supine;
    BodyOrder order;
    order.spacing_mm = 3;
    order.window = geometry::Box{{-230, -130, -170}, {230, 230, 130}};
    Body body = make_person_body(person, Drawn{11, 2}, order).value();
    for (anatomy::Landmark& landmark : body.landmarks)
        landmark.sd_mm = 2;
    std::erase_if(body.landmarks,
                  [&](const anatomy::Landmark& one) { return !order.window->contains(one.point); });
    return body;
}

const Body& the_scan() {
    static const Body body = scanned();
    return body;
}

const geometry::DistanceField& field_of(const Body& body, const std::string& id) {
    return anatomy::find_structure(body, chart::StructureId(id))->field;
}

Likeness likeness_of(const ReferenceInScan& source, const std::string& id) {
    const Structure* drawn = anatomy::find_structure(source.reference(), chart::StructureId(id));
    const auto made = source.structure(*drawn, {});
    return compare(field_of(the_scan(), id), made.structure->field, the_scan()).value();
}

HybridOrder order_of(std::vector<std::string> ids, PulledBy by = PulledBy::Surfaces) {
    HybridOrder order;
    order.structures = std::move(ids);
    order.by = by;
    return order;
}

const std::vector<std::string> judged{"gluteus_maximus.right", "piriformis.left",
                                      "obturator_internus.right"};

/// The reference body of nobody in particular, laid upon the scan by the middle of its PSIS.
Likeness unpulled(const std::string& id) {
    Person person;
    person.height_cm = 176;
    person.weight_kg = 80;
    person.lying = Lying::Supine;
    BodyOrder order;
    order.spacing_mm = 3;
    order.structures = judged;
    static const Body body = make_person_body(person, std::nullopt, order).value();
    return compare(field_of(the_scan(), id), field_of(body, id), the_scan()).value();
}

TEST(Hybrid, finds_a_persons_muscles_better_than_the_unpulled_reference) {
    const auto source = ReferenceInScan::make(the_scan(), order_of(judged)).value();
    for (const std::string& id : judged) {
        const Likeness pulled = likeness_of(source, id);
        EXPECT_LT(pulled.mean_distance_mm, 0.6 * unpulled(id).mean_distance_mm) << id;
        EXPECT_LT(pulled.mean_distance_mm, 5) << id;
    }
}

TEST(Hybrid, says_where_a_structure_came_from) {
    const auto source =
        ReferenceInScan::make(the_scan(), order_of({"piriformis.right"}, PulledBy::Landmarks))
            .value();
    const auto made = source.structure(
        *anatomy::find_structure(source.reference(), chart::StructureId("piriformis.right")), {});
    ASSERT_TRUE(made.structure.has_value());
    EXPECT_EQ(made.structure->origin, chart::Origin::Inferred);
    EXPECT_EQ(made.structure->note.find("Reference structure pulled into place by"), 0U);
    EXPECT_GT(made.structure->position_sd_mm, 2);
    EXPECT_FALSE(made.structure->sources.empty());
}

TEST(Hybrid, gives_way_to_what_it_may_not_enter) {
    const auto source =
        ReferenceInScan::make(the_scan(), order_of({"gluteus_maximus.right"})).value();
    const Structure* drawn =
        anatomy::find_structure(source.reference(), chart::StructureId("gluteus_maximus.right"));
    const geometry::DistanceField& bone = field_of(the_scan(), "hip.right");
    const auto made = source.structure(*drawn, {&bone});
    const geometry::DistanceField& field = made.structure->field;
    for (int k = 0; k < field.lattice().size.z; ++k)
        for (int j = 0; j < field.lattice().size.y; ++j)
            for (int i = 0; i < field.lattice().size.x; ++i) {
                const geometry::Vec3 p = field.lattice().point(i, j, k);
                EXPECT_FALSE(field.at(p) < -0.1 && bone.at(p) < -0.1);
            }
}

TEST(Hybrid, is_the_same_for_every_thread_count) {
    const auto steps = [] {
        const auto source =
            ReferenceInScan::make(the_scan(), order_of({"piriformis.right"})).value();
        const auto made = source.structure(
            *anatomy::find_structure(source.reference(), chart::StructureId("piriformis.right")),
            {});
        const auto all = made.structure->field.steps();
        return std::vector<std::int16_t>(all.begin(), all.end());
    };
    base::set_threads(1);
    const auto one = steps();
    base::set_threads(0);
    EXPECT_EQ(one, steps());
}

/// The scan with the right or the left PSIS and trochanter found elsewhere, each as the other's
/// mirror image.
Body found_elsewhere(const std::string& side) {
    Body body = the_scan();
    const double x = side == ".right" ? 1 : -1;
    for (anatomy::Landmark& one : body.landmarks)
        if (one.id.text() == "psis" + side || one.id.text() == "greater_trochanter" + side)
            one.point = one.point + geometry::Vec3{6 * x, 5, -8};
    return body;
}

TEST(Hybrid, is_mirrored_by_a_mirrored_scan) {
    const auto muscle_of = [](const std::string& side) {
        const std::string id = "piriformis" + side;
        const auto source =
            ReferenceInScan::make(found_elsewhere(side), order_of({id}, PulledBy::Landmarks))
                .value();
        return source
            .structure(*anatomy::find_structure(source.reference(), chart::StructureId(id)), {})
            .structure->field;
    };
    const geometry::DistanceField right = muscle_of(".right");
    const geometry::DistanceField left = muscle_of(".left");
    const geometry::Lattice& lattice = right.lattice();
    for (int k = 0; k < lattice.size.z; k += 2)
        for (int j = 0; j < lattice.size.y; j += 2)
            for (int i = 0; i < lattice.size.x; i += 2) {
                const geometry::Vec3 p = lattice.point(i, j, k);
                // Two steps of 1/64 mm: rounding may turn one either way on both sides.
                EXPECT_NEAR(right.at(p), left.at({-p.x, p.y, p.z}), 2.1 / 64);
            }
}

TEST(Hybrid, refuses_a_scan_with_too_few_landmarks) {
    Body bare = the_scan();
    bare.landmarks.resize(static_cast<std::size_t>(hybrid_plan().fewest_landmarks) - 1);
    const auto source = ReferenceInScan::make(bare, order_of({"piriformis.right"}));
    ASSERT_FALSE(source.has_value());
    EXPECT_EQ(source.error().code, "hybrid.landmarks");
}

TEST(Hybrid, does_not_predict_beyond_what_pulls) {
    // Only the upper lumbar spine was found: the hip lies a hand and more below.
    Body spine = the_scan();
    std::erase_if(spine.landmarks, [](const anatomy::Landmark& one) {
        return one.id.text().find("_l") == std::string::npos ||
               one.id.text().find("_l5") != std::string::npos;
    });
    const auto source =
        ReferenceInScan::make(spine, order_of({"obturator_internus.right"}, PulledBy::Landmarks));
    ASSERT_TRUE(source.has_value());
    const auto made =
        source->structure(*anatomy::find_structure(source->reference(),
                                                   chart::StructureId("obturator_internus.right")),
                          {});
    EXPECT_FALSE(made.structure.has_value());
    EXPECT_TRUE(made.is_too_far);
}

TEST(Hybrid, adds_only_what_a_body_has_nothing_of) {
    Body body = the_scan();
    std::erase_if(body.structures, [](const Structure& one) {
        return one.id.text().find("piriformis") == 0 ||
               one.id.text().find("lateral_femoral_cutaneous_nerve") == 0;
    });
    const std::size_t before = body.structures.size();
    add_hybrid(body);
    EXPECT_EQ(body.structures.size(), before + 6); // the nerve has two courses on each side
    const Structure* muscle = anatomy::find_structure(body, chart::StructureId("piriformis.left"));
    ASSERT_NE(muscle, nullptr);
    EXPECT_EQ(muscle->origin, chart::Origin::Inferred);
    const Structure* course = anatomy::find_structure(
        body, chart::StructureId("lateral_femoral_cutaneous_nerve_under_tensor.left"));
    ASSERT_NE(course, nullptr);
    EXPECT_TRUE(is_pulled(*course));
    EXPECT_EQ(course->note.find("reference structure pulled"), course->note.find("; ") + 2)
        << course->note;
    // A hazard taken from the reference is drawn and still said to be missing.
    const auto missing =
        std::find_if(body.missing.begin(), body.missing.end(), [](const auto& one) {
            return one.id.text() == "lateral_femoral_cutaneous_nerve.left";
        });
    EXPECT_NE(missing, body.missing.end());
    const Body again = body;
    add_hybrid(body);
    EXPECT_EQ(body.structures.size(), again.structures.size());
}

} // namespace
} // namespace filiform::atlas
