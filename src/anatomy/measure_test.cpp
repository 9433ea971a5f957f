// SPDX-License-Identifier: Apache-2.0
#include "anatomy/measure.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "anatomy/analytic_body.h"
#include "anatomy/phantom.h"

namespace filiform::anatomy {
namespace {

const Measurement& named(const std::vector<Measurement>& all, const std::string& id) {
    const auto found =
        std::find_if(all.begin(), all.end(), [&](const Measurement& m) { return m.id == id; });
    EXPECT_NE(found, all.end()) << id;
    return *found;
}

/// Skin at y = -50; a slab of muscle from y = -30.5 to -13.5; two PSIS 80 apart.
Body slab_body() {
    AnalyticBody slab;
    slab.lattice = {{101, 61, 61}, {-100, -60, -60}, {2, 2, 2}};
    slab.skin_mm = [](const geometry::Vec3& p) { return -50 - p.y; };
    slab.structures.push_back({chart::StructureId("piriformis.right"), chart::Kind::Muscle,
                               chart::Role::Target,
                               [](const geometry::Vec3& p) { return std::abs(p.y + 22) - 8.5; }});
    const auto add = [&](const char* id, const geometry::Vec3& p) {
        Landmark landmark;
        landmark.id = chart::LandmarkId(id);
        landmark.point = p;
        slab.landmarks.push_back(landmark);
    };
    add("psis.right", {40, -40, 0});
    add("psis.left", {-40, -40, 0});
    add("sacral_edge_s3.right", {30, -20, -20});
    add("greater_trochanter.right", {80, -20, -50});
    return make_body(slab);
}

TEST(Measure, a_distance_is_straight) {
    const auto all = measure_body(slab_body());
    EXPECT_NEAR(named(all, "psis_to_psis").value.value(), 80, 1e-9);
    // (80 - 87.3) / 6.8 of the first paper's SD.
    EXPECT_NEAR(named(all, "psis_to_psis").in_sd.value(), -7.3 / 6.8, 1e-9);
}

TEST(Measure, what_lies_beyond_three_sd_of_every_paper_is_flagged) {
    // 80 apart: within 3 x 6.8 of 87.3. Thrown 130 apart: 6.3 SD of the men's 87.3 and 3.0 of the
    // women's 96.5 (33.5 / 11.3 = 2.96, so 131 is beyond both and 130 is not).
    Body body = slab_body();
    const auto flag_at = [&](double apart) {
        for (Landmark& one : body.landmarks)
            if (one.id.text().starts_with("psis"))
                one.point.x = std::copysign(apart / 2, one.point.x);
        return named(measure_body(body), "psis_to_psis").is_beyond_published;
    };
    EXPECT_FALSE(flag_at(80));
    EXPECT_FALSE(flag_at(130));
    EXPECT_TRUE(flag_at(131));
    // A mean without a spread flags nothing.
    EXPECT_FALSE(named(measure_body(body), "transverse_process_l3_width").is_beyond_published);
}

TEST(Measure, every_caliper_names_landmarks_and_structures_that_a_whole_body_has) {
    for (const Measurement& one : measure_body(make_phantom(3))) {
        const bool is_beside =
            one.why_not.find("does not lie under that place") != std::string::npos;
        EXPECT_TRUE(one.value.has_value() || is_beside) << one.id << ": " << one.why_not;
    }
}

TEST(Measure, a_slender_structure_is_met_at_its_own_place_beside_the_landmarks) {
    // The line to the nerve is laid through its own middle: moved 15 mm aside it is as deep.
    Body body = make_phantom(3);
    const std::string id = "skin_to_sciatic_nerve.right";
    const double here = named(measure_body(body), id).value.value();
    for (Landmark& one : body.landmarks)
        if (one.id.text() == "greater_trochanter.right")
            one.point.x += 33; // the place lies 0.45 of that farther out
    EXPECT_NEAR(named(measure_body(body), id).value.value(), here, 1e-9);
}

TEST(Measure, what_was_not_measured_has_no_origin) {
    // The PSIS is there, the tuberosity is not.
    EXPECT_FALSE(named(measure_body(slab_body()), "psis_to_ischial_tuberosity.right").origin);
}

TEST(Measure, every_row_says_how_many_and_of_which_sex) {
    for (const Measurement& one : measure_body(slab_body()))
        for (const Published& row : one.published) {
            const auto says = [&](const char* word) {
                return row.population.find(word) != std::string::npos;
            };
            EXPECT_NE(row.population.find_first_of("123456789"), std::string::npos) << one.id;
            EXPECT_TRUE(says("men") || says("sex")) << one.id << ": " << row.population;
        }
}

TEST(Measure, depth_is_taken_straight_from_behind_and_thickness_across) {
    const auto all = measure_body(slab_body());
    EXPECT_NEAR(named(all, "skin_to_piriformis_centre.right").value.value(), 19.5, 0.2);
    EXPECT_NEAR(named(all, "piriformis_thickness.right").value.value(), 17, 0.2);
}

TEST(Measure, what_cannot_be_measured_says_why) {
    const auto all = measure_body(slab_body());
    const Measurement& missing = named(all, "psis_to_ischial_tuberosity.right");
    EXPECT_FALSE(missing.value.has_value());
    EXPECT_EQ(missing.why_not, "the body has no right ischial tuberosity");
}

TEST(Measure, the_two_sides_of_the_phantom_measure_the_same) {
    const auto all = measure_body(make_phantom(4));
    for (const Measurement& right : all) {
        if (!right.id.ends_with(".right"))
            continue;
        const Measurement& left = named(all, chart::mirrored(right.id));
        ASSERT_EQ(right.value.has_value(), left.value.has_value()) << right.id;
        if (right.value) {
            EXPECT_NEAR(*right.value, *left.value, 0.2) << right.id;
        }
    }
}

TEST(Measure, every_caliper_cites_someone) {
    for (const Measurement& measurement : measure_body(slab_body()))
        for (const Published& published : measurement.published) {
            EXPECT_FALSE(published.source.is_empty()) << measurement.id;
            EXPECT_FALSE(published.population.empty()) << measurement.id;
        }
}

} // namespace
} // namespace filiform::anatomy
