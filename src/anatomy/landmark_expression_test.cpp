// SPDX-License-Identifier: Apache-2.0
#include "anatomy/landmark_expression.h"

#include <gtest/gtest.h>

#include <cmath>
#include <string>

#include "anatomy/analytic_body.h"
#include "anatomy/phantom.h"
#include "base/random.h"

namespace filiform::anatomy {
namespace {

using geometry::Vec3;

Landmark landmark(const std::string& id, const Vec3& p) {
    Landmark l;
    l.id = chart::LandmarkId(id);
    l.point = p;
    return l;
}

/// Everything in front of y = -50 is body; its back is flat.
const Body& flat_back() {
    static const Body body = [] {
        AnalyticBody flat;
        flat.name = "flat back";
        flat.lattice = {{81, 41, 81}, {-80, -60, -80}, {2, 2, 2}};
        flat.skin_mm = [](const Vec3& p) { return -50 - p.y; };
        flat.structures.push_back({chart::StructureId("piriformis.right"), chart::Kind::Muscle,
                                   chart::Role::Target,
                                   [](const Vec3& p) { return std::abs(p.y + 20) - 10; }});
        flat.structures.push_back({chart::StructureId("hip.right"), chart::Kind::Bone,
                                   chart::Role::Bone, [](const Vec3& p) { return 5 - p.y; }});
        flat.landmarks = {landmark("psis.right", {40, -40, 0}),
                          landmark("psis.left", {-40, -40, 0}),
                          landmark("ischial_spine.right", {50, -20, -60}),
                          landmark("spinous_process_l4", {0, -45, 40})};
        return make_body(flat);
    }();
    return body;
}

void expect_near(const Vec3& a, const Vec3& b, double tolerance) {
    EXPECT_NEAR(a.x, b.x, tolerance);
    EXPECT_NEAR(a.y, b.y, tolerance);
    EXPECT_NEAR(a.z, b.z, tolerance);
}

std::string code_of(const base::Result<Vec3>& result) {
    return result ? "none" : result.error().code;
}

TEST(LandmarkExpression, a_landmark_is_its_point) {
    expect_near(find_point(flat_back(), " psis.right ").value(), {40, -40, 0}, 1e-12);
}

TEST(LandmarkExpression, three_numbers_are_a_point) {
    expect_near(find_point(flat_back(), "12.5, -40,+103").value(), {12.5, -40, 103}, 1e-12);
}

TEST(LandmarkExpression, between_is_the_share_of_the_way) {
    // A third of the way from (40, -40, 0) to (50, -20, -60).
    expect_near(find_point(flat_back(), "between(psis.right, ischial_spine.right, 0.3)").value(),
                {43, -34, -18}, 1e-12);
}

TEST(LandmarkExpression, between_may_nest) {
    expect_near(
        find_point(flat_back(), "between(between(psis.right,psis.left,0.5), 0,0,0, 0.5)").value(),
        {0, -20, 0}, 1e-12);
}

TEST(LandmarkExpression, an_entry_is_projected_to_the_skin_and_moved_along_it) {
    expect_near(find_entry(flat_back(), "psis.right lateral=20mm caudal=1cm").value(),
                {60, -50, -10}, 0.05);
    expect_near(find_entry(flat_back(), "psis.left lateral=20mm cranial=-10mm").value(),
                {-60, -50, -10}, 0.05);
}

TEST(LandmarkExpression, a_midline_landmark_takes_right_and_left_not_lateral) {
    expect_near(find_entry(flat_back(), "spinous_process_l4 right=15mm").value(), {15, -50, 40},
                0.05);
    const auto refused = find_entry(flat_back(), "spinous_process_l4 lateral=15mm");
    EXPECT_EQ(code_of(refused), "expression.side");
    EXPECT_EQ(refused.error().where, "expression:20");
}

TEST(LandmarkExpression, perpendicular_is_against_the_skin) {
    expect_near(find_direction(flat_back(), {40, -50, 0}, "perpendicular").value(), {0, 1, 0},
                0.02);
}

TEST(LandmarkExpression, a_medial_tilt_moves_the_tip_to_the_midline) {
    const double s = std::sin(15 * 3.14159265358979 / 180);
    const double c = std::cos(15 * 3.14159265358979 / 180);
    expect_near(find_direction(flat_back(), {40, -50, 0}, "medial=15deg").value(), {-s, c, 0},
                0.02);
    expect_near(find_direction(flat_back(), {-40, -50, 0}, "perpendicular medial=15deg").value(),
                {s, c, 0}, 0.02);
    expect_near(find_direction(flat_back(), {-40, -50, 0}, "caudal=15deg").value(), {0, c, -s},
                0.02);
}

TEST(LandmarkExpression, a_needle_points_at_a_place) {
    // From (40, -50, 0) to (40, -20, 40): 30 forward and 40 up, 50 in all.
    expect_near(find_direction(flat_back(), {40, -50, 0}, "towards(40, -20, 40)").value(),
                {0, 0.6, 0.8}, 1e-9);
    const Body body = flat_back();
    const Vec3 psis = find_point(body, "psis.right").value();
    const Vec3 entry{psis.x + 10, -50, psis.z};
    const Vec3 way = find_direction(body, entry, "towards(psis.right)").value();
    expect_near(entry + way * geometry::distance(entry, psis), psis, 1e-9);
    EXPECT_EQ(code_of(find_direction(body, psis, "towards(psis.right)")), "expression.direction");
    EXPECT_EQ(code_of(find_direction(body, entry, "towards psis.right")), "expression.syntax");
    EXPECT_EQ(code_of(find_direction(body, entry, "towards(psis.right) medial=5deg")),
              "expression.syntax");
    EXPECT_EQ(code_of(find_direction(body, entry, "towards(pisis.right)")),
              "expression.unknown_landmark");
}

TEST(LandmarkExpression, a_stop_rule_reads_with_its_offset) {
    EXPECT_EQ(read_stop("far_border - 5mm").value(), (StopAt{StopAt::What::FarBorder, 0, -5}));
    EXPECT_EQ(read_stop("45mm").value(), (StopAt{StopAt::What::Depth, 45, 0}));
    EXPECT_EQ(read_stop("first_bone").value(), (StopAt{StopAt::What::FirstBone, 0, 0}));
    EXPECT_EQ(read_stop("hub + 0.2 cm").value(), (StopAt{StopAt::What::Hub, 0, 2}));
}

TEST(LandmarkExpression, a_stop_rule_gives_the_depth_on_its_path) {
    // Skin at y = -50, muscle from -30 to -10, bone from 5 on: depths 20, 40 and 55.
    const geometry::Segment path{{40, -50, 0}, {0, 1, 0}, 60};
    const chart::StructureId target("piriformis.right");
    const auto depth = [&](const char* text) {
        return stop_depth_mm(flat_back(), read_stop(text).value(), path, target).value();
    };
    EXPECT_NEAR(depth("far_border - 5mm"), 35, 0.2);
    EXPECT_NEAR(depth("target_centre"), 30, 0.2);
    EXPECT_NEAR(depth("near_border + 5mm"), 25, 0.2);
    EXPECT_NEAR(depth("target_met"), 20, 0.2);
    EXPECT_NEAR(depth("first_bone"), 55, 0.2);
    EXPECT_NEAR(depth("first_bone + 20mm"), 60, 0.2); // no farther than the needle is long
    EXPECT_NEAR(depth("hub"), 60, 1e-9);
    EXPECT_NEAR(depth("45mm"), 45, 1e-9);
}

TEST(LandmarkExpression, a_needle_that_passes_the_target_by_says_so) {
    const geometry::Segment path{{40, -50, 0}, {0, -1, 0}, 60};
    const auto refused = stop_depth_mm(flat_back(), read_stop("target_centre").value(), path,
                                       chart::StructureId("piriformis.right"));
    EXPECT_EQ(refused.error().code, "expression.target_not_met");
}

TEST(LandmarkExpression, a_misspelt_landmark_gets_the_nearest_name) {
    const auto refused = find_point(flat_back(), "psiss.right");
    EXPECT_EQ(code_of(refused), "expression.unknown_landmark");
    EXPECT_NE(refused.error().hint.find("psis.right"), std::string::npos);
}

TEST(LandmarkExpression, a_misspelt_landmark_is_named_without_what_follows) {
    const auto refused = find_entry(flat_back(), "psis.rigth lateral=34mm");
    EXPECT_EQ(refused.error().where, "expression:1");
    EXPECT_EQ(refused.error().what, "there is no landmark called \"psis.rigth\".");
    EXPECT_EQ(refused.error().hint, "Did you mean psis.right?");
    const auto second = find_point(flat_back(), "between(psis.left, spinus_process_l4, 0.5)");
    EXPECT_EQ(second.error().what, "there is no landmark called \"spinus_process_l4\".");
    EXPECT_EQ(second.error().hint, "Did you mean spinous_process_l4?");
}

TEST(LandmarkExpression, a_landmark_without_its_side_gets_both_sides_offered) {
    EXPECT_EQ(find_point(flat_back(), "asis").error().hint,
              "Say the side: asis.right or asis.left.");
}

TEST(LandmarkExpression, a_word_like_no_name_gets_examples_and_no_guess) {
    const auto refused = find_point(flat_back(), "navel");
    EXPECT_EQ(code_of(refused), "expression.unknown_landmark");
    EXPECT_EQ(refused.error().hint.find("Did you mean"), std::string::npos);
    const auto long_word = find_point(flat_back(), std::string(300, 'a'));
    EXPECT_LT(long_word.error().what.size(), 100U);
}

TEST(LandmarkExpression, a_landmark_outside_the_scan_is_told_from_a_misspelt_one) {
    const auto refused = find_point(flat_back(), "ischial_tuberosity.left");
    EXPECT_EQ(code_of(refused), "expression.landmark_missing");
    EXPECT_NE(refused.error().what.find("left ischial tuberosity"), std::string::npos);
}

TEST(LandmarkExpression, refuses_with_place_and_remedy) {
    const Body& body = flat_back();
    EXPECT_EQ(code_of(find_entry(body, "psis.right lateral=20")), "expression.unit");
    EXPECT_EQ(code_of(find_entry(body, "psis.right lateral 20mm")), "expression.syntax");
    EXPECT_EQ(code_of(find_entry(body, "psis.right lateral=mm")), "expression.number");
    EXPECT_EQ(code_of(find_entry(body, "psis.right posterior=20mm")), "expression.not_along_skin");
    EXPECT_EQ(code_of(find_entry(body, "psis.right lateral=90mm")), "expression.off_skin");
    EXPECT_EQ(code_of(find_point(body, "between(psis.right, psis.left)")), "expression.syntax");
    EXPECT_EQ(code_of(find_point(body, "")), "expression.syntax");
    EXPECT_EQ(code_of(find_point(body, "1,2")), "expression.syntax");
    EXPECT_EQ(code_of(find_point(body, "1,2,nan")), "expression.number");
    EXPECT_EQ(code_of(find_direction(body, {40, -50, 0}, "medial=89deg")), "expression.direction");
    EXPECT_EQ(code_of(find_direction(body, {40, -50, 0}, "0,0,0")), "expression.direction");
    EXPECT_EQ(code_of(find_point(body, std::string(5000, '('))), "expression.too_long");
    std::string deep;
    for (int i = 0; i < 20; ++i)
        deep += "between(";
    EXPECT_EQ(code_of(find_point(body, deep)), "expression.too_deep");
    EXPECT_FALSE(read_stop("far_border *").has_value());
    EXPECT_FALSE(read_stop("-5mm").has_value());
}

TEST(LandmarkExpression, a_share_beyond_the_two_places_is_refused_with_its_value) {
    for (const char* text :
         {"between(psis.right,psis.left,2)", "between(psis.right,psis.left,-1)"}) {
        const auto refused = find_point(flat_back(), text);
        EXPECT_EQ(code_of(refused), "expression.number");
        EXPECT_EQ(refused.error().where, "expression:30"); // where the share begins
        EXPECT_NE(refused.error().hint.find("from 0"), std::string::npos);
    }
    EXPECT_NE(find_point(flat_back(), "between(psis.right,psis.left,2)")
                  .error()
                  .what.find("the share is 2,"),
              std::string::npos);
    EXPECT_TRUE(find_point(flat_back(), "between(psis.right,psis.left,1)").has_value());
}

TEST(LandmarkExpression, an_offset_too_long_says_its_millimetres_and_the_units) {
    // Meant as 34 mm.
    const auto refused = find_entry(flat_back(), "psis.right lateral=34cm");
    EXPECT_EQ(code_of(refused), "expression.off_skin");
    EXPECT_NE(refused.error().what.find("340 mm"), std::string::npos);
    EXPECT_NE(refused.error().hint.find("mm or cm"), std::string::npos);
    const auto longer = find_entry(flat_back(), "psis.right lateral=64cm");
    EXPECT_EQ(code_of(longer), "expression.number");
    EXPECT_NE(longer.error().what.find("640 mm"), std::string::npos);
}

TEST(LandmarkExpression, a_needle_leans_to_one_of_two_opposite_sides) {
    const Vec3 entry{40, -50, 0};
    for (const char* text :
         {"medial=10deg lateral=5deg", "cranial=1deg caudal=1deg", "lateral=10deg left=5deg"}) {
        const auto refused = find_direction(flat_back(), entry, text);
        EXPECT_EQ(code_of(refused), "expression.direction") << text;
        EXPECT_NE(refused.error().what.find("opposite sides"), std::string::npos) << text;
    }
    EXPECT_TRUE(find_direction(flat_back(), entry, "medial=10deg lateral=-5deg").has_value());
}

TEST(LandmarkExpression, any_text_is_answered) {
    const std::string_view pieces[] = {"psis.right", "between", "(",   ")",   ",",  "=",
                                       "1e9",        "-",       "5mm", " ",   "\0", "\xff",
                                       "..",         "lateral", "deg", "hub", "0"};
    base::RandomStream random(11, 0);
    for (int n = 0; n < 3000; ++n) {
        std::string text;
        const int length = static_cast<int>(random.uniform() * 12);
        for (int i = 0; i < length; ++i)
            text += pieces[static_cast<std::size_t>(random.uniform() * std::size(pieces))];
        const auto point = find_point(flat_back(), text);
        const auto stop = read_stop(text);
        const auto direction = find_direction(flat_back(), {0, -50, 0}, text);
        if (!point) {
            EXPECT_FALSE(point.error().what.empty());
        }
        if (!stop) {
            EXPECT_FALSE(stop.error().hint.empty());
        }
        if (direction) {
            EXPECT_NEAR(geometry::length(*direction), 1, 1e-9);
        }
    }
}

TEST(LandmarkExpression, an_offset_leads_back_to_the_point_it_was_taken_from) {
    static const Body body = make_phantom(4);
    const Landmark* psis = find_landmark(body, chart::LandmarkId("psis.right"));
    ASSERT_NE(psis, nullptr);
    base::RandomStream random(2, 0);
    int found = 0;
    for (int n = 0; n < 20; ++n) {
        const Vec3 wanted =
            nearest_skin(body, {20 + 80 * random.uniform(), -130, -100 + 130 * random.uniform()});
        const auto offset = offset_from(body, *psis, wanted);
        if (!offset)
            continue;
        ++found;
        const auto entry =
            find_entry(body, "psis.right lateral=" + std::to_string(offset->lateral_mm) +
                                 "mm cranial=" + std::to_string(offset->cranial_mm) + "mm");
        ASSERT_TRUE(entry.has_value());
        EXPECT_LT(geometry::distance(*entry, wanted), 1.0);
    }
    EXPECT_GE(found, 18);
}

} // namespace
} // namespace filiform::anatomy
