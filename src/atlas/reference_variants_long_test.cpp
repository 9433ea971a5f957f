// SPDX-License-Identifier: Apache-2.0
// What of the reference body's bones some people have otherwise.
#include "atlas/reference_body.h"

#include <algorithm>
#include <cmath>

#include <gtest/gtest.h>

#include "atlas/figure_fixture.h"
#include "atlas/population.h"

namespace filiform::atlas {
namespace {

using anatomy::Body;
using geometry::Vec3;

constexpr double ray_step_mm = 0.5;

Figure man_with(const std::string& variant, const std::string& kind) {
    Person person = fixture::person_of(Sex::Male, 176, 78);
    person.variants[variant] = kind;
    return Figure(mean_traits(prior_of(person)));
}

/// The bones between the third lumbar vertebra and the tip of the sacrum, with the canal.
Body low_spine(const Figure& figure) {
    BodyOrder order{1.0, geometry::Box{{0, -120, -90}, {70, 90, 70}}, {}};
    order.structures = std::vector<std::string>{"sacrum",      "vertebra_s1",     "vertebra_l5",
                                                "vertebra_l4", "vertebral_canal", "hip.right"};
    return make_reference_body(figure, order);
}

const anatomy::Structure* named(const Body& body, const std::string& id) {
    return anatomy::find_structure(body, chart::StructureId(id));
}

bool is_canal_met_first(const Body& body, Vec3 p, const Vec3& way) {
    constexpr double farthest_mm = 80;
    for (double at = 0; at < farthest_mm; at += ray_step_mm, p = p + way * ray_step_mm) {
        for (const anatomy::Structure& structure : body.structures)
            if (structure.kind == chart::Kind::Bone && structure.field.at(p) < 0)
                return false;
        if (named(body, "vertebral_canal")->field.at(p) < 0)
            return true;
    }
    return false;
}

/// How much of the sacrum's back, 5 beside its middle and between its first two tubercles, is open
/// to a needle square to it, mm.
double open_between_s1_and_s2(const Figure& figure) {
    const Body body = low_spine(figure);
    const Frame& sacrum = figure.frame("sacrum");
    double open_mm = 0;
    for (double z = -22; z > -40; z -= ray_step_mm)
        if (is_canal_met_first(body, sacrum.world({5, -75, z}), sacrum.front))
            open_mm += ray_step_mm;
    return open_mm;
}

/// The least distance between two bones, seen from the lattice points of the first.
double apart(const anatomy::Structure& one, const anatomy::Structure& other, double beyond_x) {
    double least = 1e9;
    const geometry::Lattice& lattice = one.field.lattice();
    for (int k = 0; k < lattice.size.z; ++k)
        for (int j = 0; j < lattice.size.y; ++j)
            for (int i = 0; i < lattice.size.x; ++i) {
                const Vec3 p = lattice.point(i, j, k);
                if (p.x > beyond_x && one.field.at(p) < 0)
                    least = std::min(least, other.field.at(p));
            }
    return least;
}

double rib_tip_x(const Figure& figure) {
    BodyOrder order{2.0, {}, std::vector<std::string>{"rib_12.right"}};
    const Body body = make_reference_body(figure, order);
    const anatomy::Structure* rib = named(body, "rib_12.right");
    return rib == nullptr ? 0 : rib->field.bounds().high.x;
}

TEST(ReferenceVariants, AFreeFirstSacralVertebraIsABoneOfItsOwnWithAWindowBelow) {
    const Figure usual = man_with("transitional_vertebra", "none");
    const Figure free = man_with("transitional_vertebra", "lumbarised_s1");
    EXPECT_EQ(named(low_spine(usual), "vertebra_s1"), nullptr);
    ASSERT_NE(named(low_spine(free), "vertebra_s1"), nullptr);
    EXPECT_EQ(open_between_s1_and_s2(usual), 0);
    EXPECT_NEAR(open_between_s1_and_s2(free), 6, 2); // 28 to 34 below the promontory
}

TEST(ReferenceVariants, AFreeFirstSacralVertebraIsFreeOfSacrumAndIlium) {
    const Body body = low_spine(man_with("transitional_vertebra", "lumbarised_s1"));
    const anatomy::Structure& first = *named(body, "vertebra_s1");
    EXPECT_GT(apart(first, *named(body, "sacrum"), 0), 3);
    EXPECT_GT(apart(first, *named(body, "hip.right"), 0), 3);
    EXPECT_GT(apart(first, *named(body, "vertebra_l5"), 0), 0.3);
}

TEST(ReferenceVariants, AJoinedFifthLumbarVertebraMeetsTheSacrumsWing) {
    const Body usual = low_spine(man_with("transitional_vertebra", "none"));
    const Body joined = low_spine(man_with("transitional_vertebra", "sacralised_l5"));
    constexpr double beside_the_joints_mm = 31;
    EXPECT_GT(apart(*named(usual, "vertebra_l5"), *named(usual, "sacrum"), beside_the_joints_mm),
              4);
    EXPECT_LT(apart(*named(joined, "vertebra_l5"), *named(joined, "sacrum"), beside_the_joints_mm),
              2);
}

TEST(ReferenceVariants, ATransitionalVertebraLeavesTheSpineAboveAsItIs) {
    const Body usual = low_spine(man_with("transitional_vertebra", "none"));
    const geometry::DistanceField& fourth = named(usual, "vertebra_l4")->field;
    const geometry::Lattice& lattice = fourth.lattice();
    for (const char* kind : {"sacralised_l5", "lumbarised_s1"}) {
        const Body other = low_spine(man_with("transitional_vertebra", kind));
        double most = 0;
        for (int k = 0; k < lattice.size.z; k += 2)
            for (int j = 0; j < lattice.size.y; j += 2)
                for (int i = 0; i < lattice.size.x; i += 2) {
                    const Vec3 p = lattice.point(i, j, k);
                    most = std::max(
                        most, std::abs(fourth.at(p) - named(other, "vertebra_l4")->field.at(p)));
                }
        EXPECT_LT(most, 0.5) << kind; // its joint gives way to the next one's by that much
    }
}

TEST(ReferenceVariants, AMissingTwelfthRibIsNotThereAndAShortOneEndsUnderTheErectorSpinae) {
    EXPECT_EQ(rib_tip_x(man_with("rib_12", "absent")), 0);
    const Figure shorter = man_with("rib_12", "short");
    EXPECT_LT(rib_tip_x(shorter), shorter.number("erector_lateral"));
    const Figure usual = man_with("rib_12", "usual");
    EXPECT_GT(rib_tip_x(usual), usual.number("erector_lateral") + 15);
}

TEST(ReferenceVariants, TheTwelfthRibIsAsLongAsThePersonsIs) {
    Person person = fixture::person_of(Sex::Male, 176, 78);
    Distribution people = prior_of(person);
    const auto tip = [&](double length_mm) {
        Traits traits = mean_traits(people);
        traits.values[*population().find("rib_12_length")] = length_mm;
        return rib_tip_x(Figure(traits));
    };
    // Of 30 more along the rib some two thirds are sideways.
    EXPECT_NEAR(tip(125) - tip(95), 20, 6);
}

} // namespace
} // namespace filiform::atlas
