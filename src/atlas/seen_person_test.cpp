// SPDX-License-Identifier: Apache-2.0
#include "atlas/seen_person.h"

#include <cmath>

#include <gtest/gtest.h>

#include "atlas/figure.h"
#include "atlas/population.h"

namespace filiform::atlas {
namespace {

using geometry::Vec3;

/// What a scan of the trunk shows of a figure that lies elsewhere, a little turned.
Seen seen_of(const Figure& figure, double turn_deg) {
    Seen seen;
    const double turn = turn_deg * 3.14159265358979 / 180;
    for (const char* id : {"psis", "asis", "piis", "iliac_crest_top", "ischial_spine", "hip_centre",
                           "greater_trochanter", "transverse_process_l1", "transverse_process_l3"})
        for (const char* side : {".right", ".left"})
            seen.points.push_back({std::string(id) + side, {}, 2});
    for (const char* id :
         {"spinous_process_l1", "spinous_process_l3", "spinous_process_l5", "sacral_hiatus"})
        seen.points.push_back({id, {}, 2});
    for (SeenPoint& point : seen.points) {
        const Vec3 p = figure.point(point.id);
        point.point = {p.x * std::cos(turn) - p.y * std::sin(turn) + 30,
                       p.x * std::sin(turn) + p.y * std::cos(turn) - 200, p.z + 900};
    }
    return seen;
}

Person person_of(Sex sex) {
    Person person;
    person.sex = sex;
    person.height_cm = sex == Sex::Male ? 176 : 163;
    person.weight_kg = 26 * person.height_cm * person.height_cm / 10000;
    person.lying = Lying::Supine;
    return person;
}

std::size_t index_of(const char* id) {
    return population().find(id).value();
}

TEST(SeenPerson, has_the_measures_that_its_landmarks_have) {
    const Person person = person_of(Sex::Female);
    const Distribution prior = prior_of(person);
    for (std::uint64_t i = 0; i < 4; ++i) {
        const Figure figure(sample_traits(prior, 5, i));
        const Distribution found = given_seen(person, seen_of(figure, 6)).distribution;
        for (const char* id : {"inter_psis", "inter_asis", "inter_ischial_spine"}) {
            const std::size_t n = index_of(id);
            EXPECT_NEAR(found.mean[n], figure.number(id), 6) << id << " of sample " << i;
            EXPECT_LT(found.variance(n), 0.3 * prior.variance(n)) << id;
        }
    }
}

TEST(SeenPerson, does_not_depend_on_where_it_lies) {
    const Person person = person_of(Sex::Male);
    const Figure figure(sample_traits(prior_of(person), 5, 1));
    const Distribution straight = given_seen(person, seen_of(figure, 0)).distribution;
    const Distribution turned = given_seen(person, seen_of(figure, 8)).distribution;
    for (const char* id : {"inter_psis", "psis_to_asis", "hip_centre_lateral"})
        EXPECT_NEAR(straight.mean[index_of(id)], turned.mean[index_of(id)], 0.2) << id;
}

TEST(SeenPerson, keeps_the_population_where_nothing_was_seen) {
    const Person person = person_of(Sex::Male);
    const Distribution prior = prior_of(person);
    const Distribution found = given_seen(person, {}).distribution;
    for (std::size_t i = 0; i < prior.mean.size(); ++i) {
        EXPECT_NEAR(found.mean[i], prior.mean[i], 1e-9);
        EXPECT_NEAR(found.variance(i), prior.variance(i), 1e-9);
    }
}

TEST(SeenPerson, finds_sex_and_size_of_mean_people) {
    for (const Sex sex : {Sex::Male, Sex::Female}) {
        const Figure figure(mean_traits(prior_of(person_of(sex))));
        Seen seen = seen_of(figure, 0);
        for (const char* id : {"hip_breadth", "waist_breadth", "waist_depth"})
            seen.numbers.push_back({id, figure.number(id), 15});
        const Person found = person_seen(seen).person;
        EXPECT_EQ(found.sex, sex);
        EXPECT_NEAR(found.height_cm, person_of(sex).height_cm, 6);
        EXPECT_NEAR(body_mass_index(found), 26, 3);
    }
}

} // namespace
} // namespace filiform::atlas
