// SPDX-License-Identifier: Apache-2.0
#include "cli/person_words.h"

#include <gtest/gtest.h>

namespace filiform::cli {
namespace {

TEST(Girth, IsInCentimetresUnlessSaid) {
    EXPECT_EQ(read_girth("hip=104").value().id, "hip_girth");
    EXPECT_EQ(read_girth("hip=104").value().value, 1040);
    EXPECT_EQ(read_girth("hip=104cm").value().value, 1040);
    EXPECT_EQ(read_girth("hip=1040mm").value().value, 1040);
}

TEST(Girth, OfAnUnknownNameIsRefusedWithTheNamesThereAre) {
    const auto girth = read_girth("hat=58");
    ASSERT_FALSE(girth);
    EXPECT_EQ(girth.error().what, "There is no girth called \"hat\".");
    EXPECT_EQ(girth.error().hint, "Known are hip, waist, thigh, lower_thigh, calf, ankle.");
}

TEST(Girth, ThatCannotBeReadIsRefused) {
    for (const char* text : {"", "hip", "hip=", "=104", "hip=tall", "hip=104in", "hip=nan"}) {
        const auto girth = read_girth(text);
        ASSERT_FALSE(girth) << text;
        EXPECT_EQ(girth.error().code, "usage.girth") << text;
    }
}

TEST(MeasuredText, KeepsItsSideAndConvertsItsUnit) {
    const auto measured = read_measured("skin_to_piriformis.right=5.8cm");
    ASSERT_TRUE(measured);
    EXPECT_EQ(measured->id, "skin_to_piriformis.right");
    EXPECT_NEAR(measured->value, 58, 1e-12);
    EXPECT_EQ(measured->sd, 0);
}

TEST(MeasuredText, MayCarryItsError) {
    const auto measured = read_measured("skin_to_piriformis.right=58+-3mm");
    ASSERT_TRUE(measured);
    EXPECT_EQ(measured->value, 58);
    EXPECT_EQ(measured->sd, 3);
}

TEST(MeasuredText, NeedsItsUnit) {
    const auto measured = read_measured("skin_to_piriformis.right=58");
    ASSERT_FALSE(measured);
    EXPECT_EQ(measured.error().code, "usage.measured");
}

} // namespace
} // namespace filiform::cli
