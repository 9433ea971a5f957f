// SPDX-License-Identifier: Apache-2.0
// What of the reference body moves with how the person lies, by what was published of it.
#include "atlas/reference_body.h"

#include <algorithm>
#include <cmath>

#include <gtest/gtest.h>

#include "atlas/courses.h"
#include "atlas/figure_fixture.h"
#include "atlas/population.h"

namespace filiform::atlas {
namespace {

Person lying(Lying how) {
    Person person = fixture::person_of(Sex::Female, 165, 68);
    person.lying = how;
    return person;
}

Figure figure_lying(Lying how) {
    return Figure(mean_traits(prior_of(lying(how))));
}

double number(Lying how, const char* id) {
    return figure_lying(how).number(id);
}

/// Half the breadth of the body at the trochanters, as drawn.
double half_breadth(const Figure& figure) {
    const double z = figure.point("greater_trochanter").z;
    const BodyOrder order{3.0, geometry::Box{{-300, -250, z - 3}, {300, 250, z + 3}},
                          std::vector<std::string>{"skin"}};
    const anatomy::Body body = make_reference_body(figure, order);
    double widest = 0;
    for (double x = 100; x < 300; x += 0.5)
        for (double y = -60; y < 120; y += 10)
            if (body.skin.at({x, y, z}) < 0)
                widest = std::max(widest, x);
    return widest;
}

TEST(ReferencePosture, WindowsOpenAsMuchAsMeasuredInFlexion) {
    for (const char* id : {"window_height_l3", "window_height_l4", "window_height_l5"}) {
        const double flat = number(Lying::Prone, id);
        EXPECT_NEAR(number(Lying::PronePillow, id) - flat, 4, 1) << id; // 3 to 5
        EXPECT_NEAR(number(Lying::SideLying, id) - flat, 5, 0.1) << id; // BAR: 12.2 to 17.2
        EXPECT_EQ(number(Lying::Supine, id), flat) << id;
    }
}

TEST(ReferencePosture, TissueOverTheTrochanterIsAsMuchThickerAsMeasured) {
    const double supine = number(Lying::Supine, "trochanter_tissue");
    // TST21: supine 29 percent thicker than standing, 69 percent thicker than on the side.
    EXPECT_NEAR(supine / number(Lying::Prone, "trochanter_tissue"), 1.29, 0.005);
    EXPECT_NEAR(supine / number(Lying::SideLying, "trochanter_tissue"), 1.69, 0.005);
}

TEST(ReferencePosture, TheSkinLiesWhereThatTissueEnds) {
    const auto beyond = [](Lying how) {
        return number(how, "hip_breadth_lying") - number(Lying::Prone, "hip_breadth");
    };
    EXPECT_EQ(beyond(Lying::Prone), 0);
    const double prone = half_breadth(figure_lying(Lying::Prone));
    for (const Lying how : {Lying::Supine, Lying::SideLying})
        EXPECT_NEAR(half_breadth(figure_lying(how)) - prone, beyond(how) / 2, 2.5);
}

TEST(ReferencePosture, TheRightKidneyLiesHigherProneThanSupineAndTheLeftDoesNot) {
    const auto above_l2 = [](Lying how, const char* id) {
        const Figure figure = figure_lying(how);
        return figure.number(id) - figure.point("body_l2").z;
    };
    EXPECT_GT(above_l2(Lying::Prone, "kidney_right_z"),
              above_l2(Lying::Supine, "kidney_right_z") + 2);
    EXPECT_DOUBLE_EQ(above_l2(Lying::Prone, "kidney_left_z"),
                     above_l2(Lying::Supine, "kidney_left_z"));
}

TEST(ReferencePosture, TheLeftKidneyIsDrawnHigherAndLongerThanTheRight) {
    const Figure figure = figure_lying(Lying::Supine);
    const BodyOrder order{1.0, {}, std::vector<std::string>{"kidney.right", "kidney.left"}};
    const anatomy::Body body = make_reference_body(figure, order);
    const auto box = [&](const char* id) {
        return anatomy::find_structure(body, chart::StructureId(id))->field.bounds();
    };
    const geometry::Box right = box("kidney.right");
    const geometry::Box left = box("kidney.left");
    EXPECT_LT(left.high.x, 0);
    EXPECT_GT(right.low.x, 0);
    EXPECT_NEAR((left.low.z + left.high.z - right.low.z - right.high.z) / 2, 12, 2);
    EXPECT_NEAR((left.high.z - left.low.z) - (right.high.z - right.low.z), 2.8, 1.1);
}

TEST(ReferencePosture, ColonLiesBehindAKidneyMoreOftenInPeopleWhoLieProne) {
    const auto share = [](Lying how) {
        for (const Course& course : courses_of(mean_traits(prior_of(lying(how)))))
            if (course.id == "colon_behind_kidney")
                return course.share;
        return 0.0;
    };
    EXPECT_DOUBLE_EQ(share(Lying::Prone), 0.06);
    EXPECT_DOUBLE_EQ(share(Lying::Supine), 0.02);
}

TEST(ReferencePosture, WhatWasNotMeasuredSoIsLessCertain) {
    const auto sd = [](Lying how, const char* id) {
        return std::sqrt(prior_of(lying(how)).variance(*population().find(id)));
    };
    for (const char* id : {"skin_to_process_l3", "skin_to_facet_l4", "erector_area"}) {
        EXPECT_GT(sd(Lying::PronePillow, id), sd(Lying::Prone, id)) << id;
        EXPECT_GT(sd(Lying::SideLying, id), sd(Lying::PronePillow, id)) << id;
    }
    for (const char* id : {"skin_to_piriformis_centre", "skin_to_sciatic_subgluteal"}) {
        EXPECT_GT(sd(Lying::SideLying, id), sd(Lying::Prone, id)) << id;
        EXPECT_GT(sd(Lying::Supine, id), sd(Lying::Prone, id)) << id;
    }
}

} // namespace
} // namespace filiform::atlas
