// SPDX-License-Identifier: Apache-2.0
#include "anatomy/label_scheme.h"

#include <gtest/gtest.h>

namespace filiform::anatomy {
namespace {

const LabelScheme& scheme(const char* name) {
    return *find_scheme(name).value();
}

TEST(LabelScheme, VersionTwoHasAllItsClasses) {
    const LabelScheme& v2 = scheme("totalsegmentator-v2");
    ASSERT_EQ(v2.classes.size(), 117U);
    for (int n = 1; n <= 117; ++n)
        EXPECT_NE(find_class(v2, n), nullptr) << n;
}

TEST(LabelScheme, SidesFollowTheNameAndNotTheParity) {
    // Kidneys go right then left, hips left then right: the trap of guessing from the number.
    const LabelScheme& v2 = scheme("totalsegmentator-v2");
    EXPECT_EQ(find_class(v2, 2)->id.text(), "kidney.right");
    EXPECT_EQ(find_class(v2, 77)->id.text(), "hip.left");
    EXPECT_EQ(find_class(v2, 103)->id.text(), "rib_12.left");
    const LabelScheme& muscles = scheme("totalsegmentator-abdominal-muscles");
    EXPECT_EQ(find_class(muscles, 21)->id.text(), "quadratus_lumborum.right");
}

TEST(LabelScheme, EverySideInAClassNameIsTheSideOfItsId) {
    for (const LabelScheme& one : label_schemes())
        for (const LabelClass& c : one.classes) {
            const bool left = c.name.find("left") != std::string::npos;
            const bool right = c.name.find("right") != std::string::npos;
            const chart::Side side = chart::side_of(c.id.text());
            EXPECT_EQ(left, side == chart::Side::Left) << one.name << " " << c.name;
            EXPECT_EQ(right, side == chart::Side::Right) << one.name << " " << c.name;
        }
}

TEST(LabelScheme, TheSameNumberMeansAnotherOrganInAnotherVersion) {
    EXPECT_EQ(find_class(scheme("totalsegmentator-v1"), 18)->name, "vertebrae_L5");
    EXPECT_EQ(find_class(scheme("totalsegmentator-v2"), 18)->name, "small_bowel");
}

TEST(LabelScheme, MuscleMapEndsInOneForLeftAndTwoForRight) {
    const LabelScheme& map = scheme("musclemap-v1.4");
    EXPECT_EQ(find_class(map, 6181)->id.text(), "piriformis.left");
    EXPECT_EQ(find_class(map, 6182)->id.text(), "piriformis.right");
    EXPECT_EQ(find_class(map, 6160)->id.text(), "sacrum");
}

TEST(LabelScheme, AnUnknownNameIsRefusedWithTheKnownOnes) {
    const auto found = find_scheme("totalsegmentator");
    ASSERT_FALSE(found.has_value());
    EXPECT_EQ(found.error().code, "body.scheme_unknown");
    EXPECT_NE(found.error().hint.find("totalsegmentator-v2"), std::string::npos);
}

TEST(LabelScheme, ANumberGivenTwiceIsAProblemOfTheFile) {
    const auto read = read_scheme("scheme: s\ntitle: t\nmodality: ct\nrank: 1\nmodel_grid_mm: 1\n"
                                  "sources: [A]\ndefault_dice: 0.9\ndice_mark: seen\nclasses:\n"
                                  "  - {number: 1, name: a, id: a, kind: organ, role: hazard}\n"
                                  "  - {number: 1, name: b, id: b, kind: gristle, role: hazard}\n",
                                  "s.yaml");
    ASSERT_FALSE(read.has_value());
    ASSERT_EQ(read.error().size(), 2U);
    EXPECT_EQ(read.error()[0].code, "scheme.kind");
    EXPECT_EQ(read.error()[0].where, "s.yaml:11");
    EXPECT_EQ(read.error()[1].code, "scheme.twice");
}

} // namespace
} // namespace filiform::anatomy
