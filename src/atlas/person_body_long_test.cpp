// SPDX-License-Identifier: Apache-2.0
#include "atlas/person_body.h"

#include <algorithm>

#include <gtest/gtest.h>

#include "anatomy/inference_rules.h"
#include "atlas/courses.h"
#include "atlas/figure_fixture.h"
#include "atlas/spread_rules.h"

namespace filiform::atlas {
namespace {

Person a_woman() {
    return fixture::person_of(Sex::Female, 165, 72);
}

/// Coarse: these tests are about what the body says of itself.
BodyOrder coarse() {
    BodyOrder order;
    order.spacing_mm = 8;
    return order;
}

bool has_warning(const anatomy::Body& body, const std::string& code) {
    return std::any_of(body.warnings.begin(), body.warnings.end(),
                       [&](const chart::Warning& warning) { return warning.code == code; });
}

/// Nought where it is not there.
double share_of(const anatomy::Body& body, const char* id) {
    const anatomy::Structure* one = anatomy::find_structure(body, chart::StructureId(id));
    return one == nullptr ? 0 : one->share;
}

TEST(PersonBody, SaysForWhomItWasMade) {
    const auto body = make_person_body(a_woman(), {}, coarse());
    ASSERT_TRUE(body);
    EXPECT_EQ(body->name, "reference body of a woman, 40 years, 165 cm, 72 kg");
    EXPECT_TRUE(has_warning(*body, "body.reference"));
    EXPECT_TRUE(has_warning(*body, "body.reference_draft"));
    EXPECT_FALSE(has_warning(*body, "body.drawn"));
    EXPECT_FALSE(has_warning(*body, "body.extrapolated"));
}

TEST(PersonBody, HasASpreadOfItsOwnForEveryStructure) {
    const auto body = make_person_body(a_woman(), {}, coarse());
    ASSERT_TRUE(body);
    int named = 0;
    for (const anatomy::Structure& structure : body->structures) {
        if (structure.role == chart::Role::Envelope || structure.kind == chart::Kind::Unknown)
            continue;
        const std::string stem = chart::without_side(anatomy::name_of(structure).text());
        EXPECT_FALSE(spread_rule(stem).ids.empty()) << stem << " has no row in spread.yaml";
        EXPECT_GT(structure.position_sd_mm, 0) << stem;
        ++named;
    }
    EXPECT_GT(named, 60);
}

TEST(PersonBody, IsSurerOfWhatWasMeasured) {
    Person person = a_woman();
    const auto sd_of = [&] {
        const auto body = make_person_body(person, {}, coarse());
        return anatomy::find_structure(body.value(), chart::StructureId("piriformis.left"))
            ->position_sd_mm;
    };
    const double before = sd_of();
    person.measured = {{"skin_to_piriformis.left", 70, 0}};
    EXPECT_LT(sd_of(), before - 0.5);
}

TEST(PersonBody, SaysWhenItWasDrawnAndWhenItGoesBeyondWhatWasMeasured) {
    Person person = a_woman();
    person.weight_kg = 125;
    person.may_extrapolate = true;
    const auto body = make_person_body(person, Drawn{3, 5}, coarse());
    ASSERT_TRUE(body);
    EXPECT_TRUE(has_warning(*body, "body.drawn"));
    EXPECT_TRUE(has_warning(*body, "body.extrapolated"));
}

TEST(PersonBody, DrawsEveryCourseOfANerveWithItsShareUnlessItIsKnown) {
    Person person = a_woman();
    const auto usual = make_person_body(person, {}, coarse());
    ASSERT_TRUE(usual);
    // population.yaml: b and d through the muscle, c, e and f above it.
    EXPECT_DOUBLE_EQ(share_of(*usual, "sciatic_nerve.left"), 0.87);
    EXPECT_DOUBLE_EQ(share_of(*usual, "sciatic_nerve_type_b.left"), 0.11 + 0.003);
    EXPECT_DOUBLE_EQ(share_of(*usual, "sciatic_nerve_type_c.right"), 0.015 + 0.001 + 0.001);
    EXPECT_DOUBLE_EQ(share_of(*usual, "lateral_femoral_cutaneous_nerve_under_tensor.right"), 0.367);
    const auto said = std::find_if(usual->warnings.begin(), usual->warnings.end(),
                                   [](const auto& w) { return w.code == "body.variants"; });
    ASSERT_NE(said, usual->warnings.end());
    EXPECT_NE(said->what.find("In 13 of 100 people the sciatic nerve"), std::string::npos)
        << said->what;
    EXPECT_EQ(
        anatomy::find_structure(*usual, chart::StructureId("sciatic_nerve_type_b.left"))->note,
        "a part of it passes through the piriformis");

    person.variants = {{"sciatic_type", "b"},
                       {"lateral_cutaneous_nerve", "over"},
                       {"colon_behind_kidney", "no"},
                       {"rib_12", "usual"}};
    const auto known = make_person_body(person, {}, coarse());
    ASSERT_TRUE(known);
    EXPECT_EQ(share_of(*known, "sciatic_nerve.left"), 1);
    EXPECT_EQ(share_of(*known, "sciatic_nerve_type_b.left"), 0);
    EXPECT_FALSE(has_warning(*known, "body.variants"));
}

TEST(PersonBody, SaysHowManyPeopleHaveATransitionalVertebraUnlessThatIsKnown) {
    const auto said = [](const Person& person) -> std::string {
        const auto body = make_person_body(person, {}, coarse());
        for (const chart::Warning& warning : body.value().warnings)
            if (warning.code == "body.transitional")
                return warning.what;
        return "";
    };
    Person person = a_woman();
    EXPECT_NE(said(person).find("in 11 of 100 such people"), std::string::npos) << said(person);
    person.sex = Sex::Male; // NAR12
    EXPECT_NE(said(person).find("in 28 of 100 such people"), std::string::npos) << said(person);
    person.variants = {{"transitional_vertebra", "none"}};
    EXPECT_EQ(said(person), "");
    person.variants = {{"transitional_vertebra", "sacralised_l5"}};
    EXPECT_NE(said(person).find("drawn joined to the sacrum"), std::string::npos);
    person.variants = {{"transitional_vertebra", "lumbarised_s1"}};
    EXPECT_NE(said(person).find("drawn free"), std::string::npos);
}

TEST(PersonBody, LevelsMayBeMiscountedByTheShareOfTransitionalVertebraeUnlessThatIsKnown) {
    Person person = a_woman();
    const auto body = make_person_body(person, {}, coarse());
    ASSERT_TRUE(body);
    EXPECT_DOUBLE_EQ(body->miscount.one_too_high,
                     0.067); // joined: the lowest free one is the fourth
    EXPECT_DOUBLE_EQ(body->miscount.one_too_low, 0.044);
    for (const char* kind : {"none", "sacralised_l5", "lumbarised_s1"}) {
        person.variants = {{"transitional_vertebra", kind}};
        EXPECT_EQ(make_person_body(person, {}, coarse())->miscount.sum(), 0) << kind;
    }
    EXPECT_EQ(make_person_body(a_woman(), Drawn{1, 2}, coarse())->miscount.sum(), 0);
}

TEST(PersonBody, TheTwelfthRibIsThereInTheShareOfPeopleWhoHaveIt) {
    Person person = a_woman();
    const auto usual = make_person_body(person, {}, coarse());
    ASSERT_TRUE(usual);
    EXPECT_DOUBLE_EQ(share_of(*usual, "rib_12.left"), 0.92);
    const auto said =
        std::find_if(usual->warnings.begin(), usual->warnings.end(),
                     [](const chart::Warning& warning) { return warning.code == "body.variants"; });
    ASSERT_NE(said, usual->warnings.end());
    EXPECT_NE(said->what.find("In 8.0 of 100 people the rib 12 is not there as drawn"),
              std::string::npos)
        << said->what;
    person.variants = {{"rib_12", "usual"}};
    EXPECT_EQ(share_of(*make_person_body(person, {}, coarse()), "rib_12.left"), 1);
    person.variants = {{"rib_12", "absent"}};
    EXPECT_EQ(share_of(*make_person_body(person, {}, coarse()), "rib_12.left"), 0);
}

TEST(PersonBody, ColonBehindAKidneyIsACourseOfTheLeftOneAlone) {
    BodyOrder order = coarse();
    order.spacing_mm = 4;
    order.structures = {"colon.left", "colon.right", "colon_behind_kidney.left",
                        "colon_behind_kidney.right", "kidney.left"};
    const auto body = make_person_body(a_woman(), {}, order);
    ASSERT_TRUE(body);
    const auto named = [&](const char* id) {
        return anatomy::find_structure(*body, chart::StructureId(id));
    };
    const anatomy::Structure* course = named("colon_behind_kidney.left");
    ASSERT_NE(course, nullptr);
    EXPECT_DOUBLE_EQ(course->share, 0.06);
    EXPECT_EQ(course->variant_of.text(), "colon.left");
    EXPECT_DOUBLE_EQ(named("colon.left")->share, 0.94);
    EXPECT_EQ(named("colon_behind_kidney.right"), nullptr);
    EXPECT_EQ(named("colon.right")->share, 1);
    // Some of it lies with kidney in front of it; of the usual colon nothing does.
    const auto points_behind_kidney = [&](const anatomy::Structure& colon) {
        const geometry::Lattice& lattice = colon.field.lattice();
        int count = 0;
        for (int k = 0; k < lattice.size.z; ++k)
            for (int j = 0; j < lattice.size.y; ++j)
                for (int i = 0; i < lattice.size.x; ++i) {
                    const geometry::Vec3 p = lattice.point(i, j, k);
                    const geometry::Vec3 ahead = p + geometry::Vec3{0, 16, 0};
                    if (colon.field.at(p) < 0 && named("kidney.left")->field.at(ahead) < 0)
                        ++count;
                }
        return count;
    };
    EXPECT_GT(points_behind_kidney(*course), 3);
    EXPECT_EQ(points_behind_kidney(*named("colon.left")), 0);
}

TEST(PersonBody, DrawsByTheSharesOfItsAncestry) {
    Person person = a_woman();
    person.ancestry = "east_asian";
    const auto body = make_person_body(person, {}, coarse());
    ASSERT_TRUE(body);
    EXPECT_DOUBLE_EQ(
        anatomy::find_structure(*body, chart::StructureId("sciatic_nerve_type_b.right"))->share,
        0.26 + 0.005);
}

TEST(PersonBody, ADrawnBodyHasOneCourse) {
    const auto body = make_person_body(a_woman(), Drawn{3, 5}, coarse());
    ASSERT_TRUE(body);
    for (const anatomy::Structure& structure : body->structures)
        EXPECT_EQ(structure.share, 1) << structure.id;
}

TEST(PersonBody, ACourseIsWhereItIsInSomebodyWhoHasIt) {
    BodyOrder order = coarse();
    order.spacing_mm = 4;
    order.structures = {"sciatic_nerve.left", "sciatic_nerve.right", "sciatic_nerve_type_b.left",
                        "sciatic_nerve_type_b.right"};
    Person person = a_woman();
    const auto all = make_person_body(person, {}, order);
    person.variants = {{"sciatic_type", "b"}};
    const auto having = make_person_body(person, {}, order);
    ASSERT_TRUE(all && having);
    EXPECT_FALSE(has_warning(*all, "body.stated"));
    EXPECT_TRUE(has_warning(*having, "body.stated"));
    for (const char* side : {".left", ".right"}) {
        const auto* course = anatomy::find_structure(
            *all, chart::StructureId(std::string("sciatic_nerve_type_b") + side));
        const auto* own = anatomy::find_structure(
            *having, chart::StructureId(std::string("sciatic_nerve") + side));
        ASSERT_NE(course, nullptr);
        ASSERT_NE(own, nullptr);
        EXPECT_TRUE(std::ranges::equal(course->field.steps(), own->field.steps()));
        EXPECT_EQ(course->position_sd_mm, own->position_sd_mm);
    }
}

TEST(PersonBody, TheSharesOfInferredCoursesAreThoseOfThePopulation) {
    const Person person = a_woman();
    const auto courses = courses_of(mean_traits(prior_of(person)));
    int compared = 0;
    for (const Course& course : courses)
        if (course.solid == "sciatic_nerve" && !course.is_own()) {
            EXPECT_DOUBLE_EQ(anatomy::inference_rule(course.id).number("share"), course.share);
            ++compared;
        }
    EXPECT_EQ(compared, 2);
}

TEST(PersonBody, RefusesVariantsNobodyHas) {
    Person person = a_woman();
    person.variants = {{"sciatic_type", "g"}, {"tail", "long"}};
    const auto body = make_person_body(person, {}, coarse());
    ASSERT_FALSE(body);
    ASSERT_EQ(body.error().size(), 2U);
    EXPECT_EQ(body.error().front().code, "person.variant");
    EXPECT_EQ(body.error().front().hint, "Known are a, b, c, d, e, f.");
}

TEST(PersonBody, RefusesAsTheDistributionDoes) {
    Person person = a_woman();
    person.height_cm = 1650;
    const auto body = make_person_body(person, {}, coarse());
    ASSERT_FALSE(body);
    EXPECT_EQ(body.error().front().code, "person.height_cm");
}

} // namespace
} // namespace filiform::atlas
