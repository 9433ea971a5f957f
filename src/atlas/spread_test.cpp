// SPDX-License-Identifier: Apache-2.0
#include "atlas/spread.h"

#include <cmath>
#include <set>

#include <gtest/gtest.h>

#include "atlas/figure_fixture.h"
#include "atlas/spread_rules.h"

namespace filiform::atlas {
namespace {

Person a_man() {
    return fixture::person_of(Sex::Male, 178, 80);
}

TEST(Spread, OfAParameterIsItsOwn) {
    EXPECT_NEAR(Spread(prior_of(a_man())).number_sd("hip_girth"), 26, 1e-6);
}

TEST(Spread, OfThePsisIsHalfThatOfTheirDistance) {
    const geometry::Vec3 sd = Spread(prior_of(a_man())).point_sd_mm("psis");
    EXPECT_NEAR(sd.x, 8.0 / 2, 1e-6);
    EXPECT_NEAR(sd.y, 0, 1e-6);
    EXPECT_NEAR(sd.z, 0, 1e-6);
}

TEST(Spread, OfTheHipCentreIsThatOfItsOwnAndOfTheTilt) {
    // A tilt of 5 degrees moves a point 82.6 in front by 82.6 · 5π/180 down; its own caudal spread
    // is 6.
    const geometry::Vec3 sd = Spread(prior_of(a_man())).point_sd_mm("hip_centre");
    EXPECT_NEAR(sd.z, std::hypot(6.0, 82.6 * 5 * std::acos(-1.0) / 180), 0.01);
}

TEST(Spread, OfANumberThatIsSkewedIsThatOfTheMean) {
    // d/dm exp(m + v/2) = mean, so the SD is mean · 0.25.
    const Distribution man = prior_of(a_man());
    const double fat = Figure(mean_traits(man)).number("buttock_fat");
    EXPECT_NEAR(Spread(man).number_sd("fat_superolateral"), 0.25 * fat, 1e-3 * fat);
}

TEST(Spread, ShrinksWhereADepthWasMeasured) {
    Person person = a_man();
    const double before = Spread(prior_of(person)).structure_sd_mm("piriformis.right");
    person.measured = {{"skin_to_piriformis.right", 66, 2}};
    const auto posterior = distribution_of(person);
    ASSERT_TRUE(posterior);
    const Spread after(*posterior);
    EXPECT_LT(after.structure_sd_mm("piriformis.right"), before - 0.5);
    EXPECT_LE(after.number_sd("skin_to_piriformis_centre"), 2);
}

TEST(Spread, IsTheSameOnBothSides) {
    const Spread spread(prior_of(a_man()));
    EXPECT_EQ(spread.structure_sd_mm("kidney.left"), spread.structure_sd_mm("kidney.right"));
}

TEST(Spread, SeesALumbarStructureFromItsOwnLevel) {
    // The lordosis moves L2 by a centimetre and more, but L2's own lamina stays with its spine.
    const Spread spread(prior_of(a_man()));
    EXPECT_GT(spread.point_sd_mm("lamina_l2").z, 8);
    EXPECT_LT(spread.structure_sd_mm("vertebra_l2"), 6);
}

TEST(Spread, OfAnUnnamedStructureIsTheFallBack) {
    EXPECT_EQ(Spread(prior_of(a_man())).structure_sd_mm("spleen_accessory"), 8);
}

TEST(Spread, RulesNameNoUnknownPoint) {
    const auto rules = read_spread_rules("unit: mm\nother: {rule_sd_mm: 8, mark: proposal}\n"
                                         "structures:\n  - {ids: [a], points: [nowhere], "
                                         "rule_sd_mm: 1, mark: proposal}\n",
                                         "spread.yaml");
    ASSERT_FALSE(rules);
    EXPECT_EQ(rules.error().front().code, "spread.unknown");
}

} // namespace
} // namespace filiform::atlas
