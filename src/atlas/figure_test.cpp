// SPDX-License-Identifier: Apache-2.0
#include "atlas/figure.h"

#include <cmath>
#include <set>

#include <gtest/gtest.h>

#include "atlas/figure_plan.h"
#include "atlas/known_sources.h"
#include "atlas/spread_rules.h"

namespace filiform::atlas {
namespace {

using geometry::Vec3;

Person median_man() {
    Person person;
    person.sex = Sex::Male;
    person.height_cm = 178;
    person.weight_kg = 80;
    return person;
}

Figure mean_figure(const Person& person) {
    return Figure(mean_traits(prior_of(person)));
}

TEST(Figure, PutsThePsisHalfTheirDistanceFromTheMidline) {
    const Figure figure = mean_figure(median_man());
    EXPECT_NEAR(figure.point("psis.right").x, 87.3 / 2, 1e-9);
    EXPECT_NEAR(figure.point("psis.right").y, 0, 1e-9);
    EXPECT_NEAR(figure.point("psis.right").z, 0, 1e-9);
}

TEST(Figure, MirrorsTheLeftSide) {
    const Figure figure = mean_figure(median_man());
    for (const PointInfo& info : point_infos()) {
        if (!info.has_sides) {
            EXPECT_EQ(figure.point(info.id).x, 0) << info.id;
            continue;
        }
        const Vec3 right = figure.point(info.id + ".right");
        EXPECT_GT(right.x, 0) << info.id;
        EXPECT_EQ(figure.point(info.id + ".left"), (Vec3{-right.x, right.y, right.z})) << info.id;
    }
}

TEST(Figure, HasNoSidesOfAMiddlePoint) {
    EXPECT_FALSE(mean_figure(median_man()).find_point("coccyx_tip.right"));
}

TEST(Figure, TiltsThePelvisAboutTheLineThroughThePsis) {
    Traits traits = mean_traits(prior_of(median_man()));
    const Vec3 before = Figure(traits).point("hip_centre.right");
    traits.values[*population().find("pelvic_tilt")] = 90;
    const Vec3 after = Figure(traits).point("hip_centre.right");
    // Front edge down by a right angle: what lay in front now lies below, what lay below behind.
    EXPECT_NEAR(after.z, -before.y, 1e-9);
    EXPECT_NEAR(after.y, before.z, 1e-9);
}

TEST(Figure, CitesOnlyKnownSources) {
    const std::set<std::string> known = known_sources();
    for (const chart::SourceId& source : figure_plan().sources)
        EXPECT_TRUE(known.contains(source.text())) << source;
    for (const chart::SourceId& source : spread_rules().sources)
        EXPECT_TRUE(known.contains(source.text())) << source;
    for (const Parameter& parameter : population().parameters)
        for (const chart::SourceId& source : parameter.sources)
            EXPECT_TRUE(known.contains(source.text())) << parameter.id << ' ' << source;
    for (const Variant& variant : population().variants)
        for (const chart::SourceId& source : variant.sources)
            EXPECT_TRUE(known.contains(source.text())) << variant.id << ' ' << source;
}

TEST(Figure, EveryDepthIsDeeperInAHeavierPerson) {
    for (const Sex sex : {Sex::Male, Sex::Female})
        for (const double weight_kg : {52.0, 64.0, 78.0, 94.0}) {
            const auto figure_at = [&](double kg) {
                Person person;
                person.sex = sex;
                person.height_cm = 170;
                person.weight_kg = kg;
                return Figure(mean_traits(prior_of(person)));
            };
            const Figure lighter = figure_at(weight_kg);
            const Figure heavier = figure_at(weight_kg + 10);
            for (const std::string& name : number_names())
                // TP11 read no link of the tibialis posterior's depth with weight.
                if (name.starts_with("skin_to_") && name != "skin_to_tibialis_posterior") {
                    EXPECT_GT(heavier.number(name), lighter.number(name))
                        << name << ", " << text(sex) << ", " << weight_kg << " kg";
                }
        }
}

} // namespace
} // namespace filiform::atlas
