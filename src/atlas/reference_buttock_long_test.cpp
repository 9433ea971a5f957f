// SPDX-License-Identifier: Apache-2.0
// The piriformis of the reference body and what passes it.
#include "atlas/reference_body.h"

#include <cmath>

#include <gtest/gtest.h>

#include "atlas/figure_fixture.h"

namespace filiform::atlas {
namespace {

using anatomy::Body;
using anatomy::Structure;
using fixture::person_of_bmi;
using geometry::Vec3;

/// The notch and what passes it.
Body notch_of(const Figure& figure) {
    return make_reference_body(
        figure, {1.5, geometry::Box{{20, -60, -140}, {110, 90, -10}},
                 std::vector<std::string>{"piriformis.right", "sciatic_nerve.right"}});
}

const geometry::DistanceField& field_of(const Body& body, const char* id) {
    return find_structure(body, chart::StructureId(id))->field;
}

/// Middle of the muscle's belly, where PAR11 measured.
Vec3 middle_of_piriformis(const Figure& figure) {
    return lerp(figure.point("sacral_edge_s3"), figure.point("greater_trochanter"), 0.4);
}

/// The skin and the muscle along the line straight in at its middle; no more is looked at.
Body column_of(const Figure& figure) {
    constexpr double beside_mm = 3;
    const Vec3 at = middle_of_piriformis(figure);
    return make_reference_body(figure, {1.5,
                                        geometry::Box{{at.x - beside_mm, -200, at.z - beside_mm},
                                                      {at.x + beside_mm, 90, at.z + beside_mm}},
                                        std::vector<std::string>{"piriformis.right"}});
}

double skin_to_piriformis(const Figure& figure) {
    constexpr double step_mm = 0.25;
    const Body body = column_of(figure);
    Vec3 p = middle_of_piriformis(figure);
    p.y = -195;
    while (body.skin.at(p) > 0)
        p.y += step_mm;
    const double from = p.y;
    while (p.y < 90 && field_of(body, "piriformis.right").at(p) > 0)
        p.y += step_mm;
    return p.y - from;
}

TEST(ReferenceButtock, ThePiriformisLiesAsDeepAsTheFigureSays) {
    for (const Sex sex : {Sex::Male, Sex::Female})
        for (const double height_cm : {155.0, 175.0, 190.0})
            for (const double bmi : {19.0, 26.0, 34.0, 40.0}) {
                const Figure figure(mean_traits(prior_of(person_of_bmi(sex, height_cm, bmi))));
                EXPECT_NEAR(skin_to_piriformis(figure), figure.number("skin_to_piriformis_centre"),
                            1)
                    << text(sex) << ' ' << height_cm << " cm, BMI " << bmi;
            }
}

TEST(ReferenceButtock, AMeasuredDepthIsReproduced) {
    for (const double measured_mm : {52.0, 68.0, 84.0}) {
        Person person = person_of_bmi(Sex::Male, 176, 25.8);
        person.measured = {{"skin_to_piriformis.right", measured_mm, 0}};
        const auto distribution = distribution_of(person);
        ASSERT_TRUE(distribution.has_value());
        EXPECT_NEAR(skin_to_piriformis(Figure(mean_traits(*distribution))), measured_mm, 1);
    }
}

/// How much of the nerve lies in front of the belly of the muscle, within it and behind it, by
/// lattice points within 14 mm above and 4 below its middle line.
struct Passing {
    int in_front = 0;
    int within = 0;
    int behind = 0;
};

Passing passing_of(const std::string& type) {
    Traits traits = mean_traits(prior_of(person_of_bmi(Sex::Male, 176, 25.2)));
    traits.variants["sciatic_type"] = type;
    const Figure figure(traits);
    const Body body = notch_of(figure);
    const geometry::DistanceField& nerve = field_of(body, "sciatic_nerve.right");
    const double half = figure.number("piriformis_thickness") / 2;
    const geometry::Lattice& lattice = nerve.lattice();
    Passing passing;
    for (int k = 0; k < lattice.size.z; ++k)
        for (int j = 0; j < lattice.size.y; ++j)
            for (int i = 0; i < lattice.size.x; ++i) {
                const Vec3 p = lattice.point(i, j, k);
                const Vec3 from = figure.point("sacral_edge_s3");
                const Vec3 to = figure.point("greater_trochanter");
                const double share = (p.x - from.x) / (to.x - from.x);
                const Vec3 middle = lerp(from, to, share);
                if (share < 0 || share > 0.5 || p.z > middle.z + 14 || p.z < middle.z - 4 ||
                    nerve.at(p) > 0)
                    continue;
                const double away = p.y - middle.y;
                (away > half ? passing.in_front : away < -half ? passing.behind : passing.within)++;
            }
    return passing;
}

TEST(ReferenceButtock, TheSciaticNervePassesThePiriformisByItsType) {
    // Beaton and Anson: a below it; b one part through; c one part above; d all through; e one part
    // through, one above; f all above. Whatever goes above or below starts in front, in the pelvis.
    const Passing a = passing_of("a");
    EXPECT_EQ(a.within + a.behind, 0);
    const Passing b = passing_of("b");
    EXPECT_GT(b.within, 20);
    EXPECT_GT(b.in_front, 3 * b.within); // the larger part still goes below
    EXPECT_GT(b.within, b.behind);
    const Passing c = passing_of("c");
    EXPECT_GT(c.behind, 60);
    EXPECT_LT(c.within, 20);
    EXPECT_GT(c.in_front, c.behind);
    const Passing d = passing_of("d");
    EXPECT_GT(d.within, 2 * b.within);
    EXPECT_GT(d.within, 2 * d.behind);
    const Passing e = passing_of("e");
    EXPECT_GT(e.within, 60);
    EXPECT_GT(e.behind, 60);
    const Passing f = passing_of("f");
    EXPECT_GT(f.behind, 2 * c.behind);
    EXPECT_GT(f.behind, f.within + f.in_front);
}

} // namespace
} // namespace filiform::atlas
