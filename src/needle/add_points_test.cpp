// SPDX-License-Identifier: Apache-2.0
#include "needle/add_points.h"

#include <gtest/gtest.h>

#include "anatomy/analytic_body.h"

namespace filiform::needle {
namespace {

using geometry::Vec3;

/// Flesh in front of the flat back y = -50, with the landmarks of GB30: the trochanter 120 mm to
/// the right of the hiatus and 30 mm above it.
anatomy::Body flat_back() {
    anatomy::AnalyticBody body;
    body.name = "flat back";
    body.lattice = {{101, 71, 81}, {-20, -60, -70}, {2, 2, 2}};
    body.skin_mm = [](const Vec3& p) { return -50 - p.y; };
    body.landmarks = {
        {chart::LandmarkId("greater_trochanter.right"),
         {120, 0, 30},
         0,
         chart::Origin::Measured,
         true,
         ""},
        {chart::LandmarkId("sacral_hiatus"), {0, -40, 0}, 0, chart::Origin::Measured, true, ""}};
    return anatomy::make_body(body);
}

const Rules& rules() {
    static const Rules carried = load_rules().value();
    return carried;
}

chart::TargetRequest target(const std::string& id) {
    return {chart::StructureId(id), ""};
}

TEST(AddPoints, gb30_lies_where_the_outer_third_meets_the_inner_two_thirds) {
    anatomy::Body body = flat_back();
    add_points(body, rules(), std::vector{target("gb30.right")});
    const anatomy::Landmark* skin = anatomy::find_landmark(body, chart::LandmarkId("gb30.right"));
    ASSERT_NE(skin, nullptr);
    // A third of the way from (120, ., 30) to (0, ., 0), out to the back.
    EXPECT_NEAR(skin->point.x, 80, 0.01);
    EXPECT_NEAR(skin->point.y, -50, 0.1);
    EXPECT_NEAR(skin->point.z, 20, 0.01);
    EXPECT_FALSE(skin->is_palpable);
}

TEST(AddPoints, the_tissue_begins_and_ends_at_the_published_depths) {
    anatomy::Body body = flat_back();
    add_points(body, rules(), std::vector{target("gb30.right")});
    const anatomy::Structure* tissue =
        anatomy::find_structure(body, chart::StructureId("gb30.right"));
    ASSERT_NE(tissue, nullptr);
    const PointRule* rule = find_point_rule(rules().points, tissue->id);
    ASSERT_NE(rule, nullptr);
    const auto at_depth = [&](double mm) { return tissue->field.at({80, -50 + mm, 20}); };
    EXPECT_GT(at_depth(rule->from_mm - 2), 0);
    EXPECT_LT(at_depth(rule->from_mm + 2), 0);
    EXPECT_LT(at_depth(rule->to_mm - 2), 0);
    EXPECT_GT(at_depth(rule->to_mm + 2), 0);
    const double middle = -50 + (rule->from_mm + rule->to_mm) / 2;
    EXPECT_LT(tissue->field.at({80 + 7, middle, 20}), 0); // 8 mm around the line
    EXPECT_GT(tissue->field.at({80 + 9.5, middle, 20}), 0);
}

TEST(AddPoints, a_point_without_its_landmarks_is_missing_with_the_reason) {
    anatomy::Body body = flat_back();
    add_points(body, rules(), std::vector{target("gb30.left")});
    EXPECT_EQ(anatomy::find_structure(body, chart::StructureId("gb30.left")), nullptr);
    ASSERT_FALSE(body.missing.empty());
    EXPECT_EQ(body.missing.back().id.text(), "gb30.left");
    EXPECT_NE(body.missing.back().what.find("left greater trochanter"), std::string::npos)
        << body.missing.back().what;
}

TEST(AddPoints, muscles_and_points_already_there_change_nothing) {
    anatomy::Body body = flat_back();
    add_points(body, rules(), std::vector{target("gb30.right")});
    const std::size_t before = body.structures.size();
    add_points(body, rules(), std::vector{target("gb30.right"), target("piriformis.right")});
    EXPECT_EQ(body.structures.size(), before);
    EXPECT_EQ(body.landmarks.size(), 3U);
}

TEST(AddPoints, every_point_of_the_file_has_a_needling_rule_measured_from_itself) {
    EXPECT_EQ(rules().points.size(), 9U);
    for (const PointRule& point : rules().points) {
        const TargetRule* rule = find_rule(rules().targets, chart::StructureId(point.point));
        ASSERT_NE(rule, nullptr) << point.point;
        for (const PlaceRule& place : rule->places)
            EXPECT_EQ(place.from, point.point + ".SIDE");
    }
}

TEST(AddPoints, a_slip_in_the_file_is_told) {
    const auto rules = read_point_rules("back_cun: {mm: 23, source: A, mark: calc}\nradius: {mm: "
                                        "8, source: A, mark: proposal}\npoints:\n"
                                        "  - {point: a1, where: w, at: psis.SIDE, face: behind,"
                                        " from_mm: 30, to_mm: 20, tissue: t,"
                                        " location_source: A, location_mark: seen,"
                                        " depth_source: A, depth_mark: guessed}\n",
                                        "points.yaml");
    ASSERT_FALSE(rules.has_value());
    std::vector<std::string> codes;
    for (const auto& problem : rules.error())
        codes.push_back(problem.code);
    EXPECT_EQ(codes, (std::vector<std::string>{"needle.target", "data.mark", "needle.point"}));
}

} // namespace
} // namespace filiform::needle
