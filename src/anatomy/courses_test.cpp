// SPDX-License-Identifier: Apache-2.0
#include "anatomy/courses.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "anatomy/analytic_body.h"

namespace filiform::anatomy {
namespace {

using chart::StructureId;

/// A box of tissue with a nerve on either side; in 11.3 of 100 people it lies 6 mm farther out, in
/// 1.7 another 6 mm.
Body body_of_three_courses() {
    AnalyticBody description;
    description.name = "three courses";
    description.lattice = {{30, 10, 10}, {-30, 0, 0}, {2, 2, 2}};
    description.skin_mm = [](const geometry::Vec3& p) { return -p.y; };
    const auto add = [&](const std::string& id, double x) {
        description.structures.push_back(
            {StructureId(id), chart::Kind::Nerve, chart::Role::Hazard,
             [x](const geometry::Vec3& p) { return std::abs(p.x - x) - 1; }, 2, 0});
    };
    for (const auto& [side, sign] : {std::pair{".right", 1}, std::pair{".left", -1}}) {
        add(std::string("sciatic_nerve") + side, 10 * sign);
        add(std::string("sciatic_nerve_type_b") + side, 16 * sign);
        add(std::string("sciatic_nerve_type_c") + side, 22 * sign);
    }
    Body body = make_body(description);
    for (Structure& one : body.structures) {
        const std::string& id = one.id.text();
        const std::size_t type = id.find("_type_");
        if (id.starts_with("sciatic"))
            one.variant = "sciatic_type=a";
        one.share = id.starts_with("sciatic") ? 0.87 : 1;
        if (type == std::string::npos)
            continue;
        one.variant = "sciatic_type=" + id.substr(type + 6, 1);
        one.variant_of = StructureId("sciatic_nerve" + id.substr(id.rfind('.')));
        one.share = one.variant.ends_with("b") ? 0.113 : 0.017;
    }
    return body;
}

std::string said(const Body& body, const std::string& code) {
    const auto found = std::find_if(body.warnings.begin(), body.warnings.end(),
                                    [&](const chart::Warning& w) { return w.code == code; });
    return found == body.warnings.end() ? "" : found->what;
}

TEST(Courses, ABodySaysHowManyPeopleHaveWhich) {
    Body body = body_of_three_courses();
    tell_courses(body);
    tell_courses(body); // takes the place of the first
    EXPECT_EQ(body.warnings.size(), 1U);
    EXPECT_EQ(
        said(body, "body.variants"),
        "In 13 of 100 people the sciatic nerve takes another course than the usual one (sciatic "
        "nerve type B 11, sciatic nerve type C 1.7); on both sides it is drawn besides and counted "
        "in every "
        "risk by its share.");
}

TEST(Courses, AStatedCourseIsTheStructureAndTheOthersAreGone) {
    const Body drawn = body_of_three_courses();
    const auto body = with_stated(drawn, {{"sciatic_type.right", "b"}});
    ASSERT_TRUE(body.has_value());
    const Structure* nerve = find_structure(*body, StructureId("sciatic_nerve.right"));
    ASSERT_NE(nerve, nullptr);
    EXPECT_EQ(nerve->share, 1);
    EXPECT_TRUE(nerve->variant_of.is_empty());
    EXPECT_LT(nerve->field.at({16, 10, 10}), 0); // where type b lies
    EXPECT_GT(nerve->field.at({10, 10, 10}), 0);
    EXPECT_EQ(find_structure(*body, StructureId("sciatic_nerve_type_b.right")), nullptr);
    EXPECT_EQ(find_structure(*body, StructureId("sciatic_nerve_type_c.right")), nullptr);
    // Nothing was said of the left.
    EXPECT_EQ(find_structure(*body, StructureId("sciatic_nerve.left"))->share, 0.87);
    EXPECT_EQ(said(*body, "body.stated"),
              "Stated of this patient, and not seen here: sciatic_type.right b.");
    EXPECT_TRUE(said(*body, "body.variants").starts_with("In 13 of 100 people the left sciatic"));
}

TEST(Courses, WithoutASideBothAreMeant) {
    const auto body = with_stated(body_of_three_courses(), {{"sciatic_type", "a"}});
    ASSERT_TRUE(body.has_value());
    EXPECT_EQ(body->structures.size(), 3U); // two nerves and the scan's edge
    EXPECT_EQ(said(*body, "body.variants"), "");
}

TEST(Courses, WhatTheBodyDoesNotDrawIsRefusedWithWhatItDoes) {
    const auto none = with_stated(body_of_three_courses(), {{"rib_12", "absent"}});
    ASSERT_FALSE(none.has_value());
    EXPECT_EQ(none.error().front().code, "variant.unknown");
    EXPECT_EQ(none.error().front().hint, "It does of: sciatic_type.");
    const auto kind = with_stated(body_of_three_courses(), {{"sciatic_type.left", "f"}});
    ASSERT_FALSE(kind.has_value());
    EXPECT_EQ(kind.error().front().code, "variant.kind");
    EXPECT_EQ(kind.error().front().hint, "It draws a, b, c.");
    const auto twice =
        with_stated(body_of_three_courses(), {{"sciatic_type", "a"}, {"sciatic_type.left", "b"}});
    ASSERT_FALSE(twice.has_value());
    EXPECT_EQ(twice.error().front().code, "variant.repeated");
}

TEST(Courses, NothingStatedChangesNothing) {
    const Body drawn = body_of_three_courses();
    const auto body = with_stated(drawn, {});
    ASSERT_TRUE(body.has_value());
    EXPECT_EQ(body->structures.size(), drawn.structures.size());
    EXPECT_TRUE(body->warnings.empty());
}

} // namespace
} // namespace filiform::anatomy
