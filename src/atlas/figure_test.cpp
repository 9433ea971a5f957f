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

} // namespace
} // namespace filiform::atlas
