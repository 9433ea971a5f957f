// SPDX-License-Identifier: Apache-2.0
#include "atlas/person_body.h"

#include <algorithm>

#include <gtest/gtest.h>

#include "atlas/figure.h"
#include "atlas/spread_rules.h"

namespace filiform::atlas {
namespace {

Person a_woman() {
    Person person;
    person.sex = Sex::Female;
    person.height_cm = 165;
    person.weight_kg = 72;
    return person;
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
        std::string stem = structure.id.text();
        if (chart::side_of(stem) != chart::Side::None)
            stem = stem.substr(0, stem.rfind('.'));
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

TEST(PersonBody, SaysHowOftenTheSciaticNerveLiesElsewhereUnlessThatIsKnown) {
    Person person = a_woman();
    const auto usual = make_person_body(person, {}, coarse());
    ASSERT_TRUE(usual);
    const auto said = std::find_if(usual->warnings.begin(), usual->warnings.end(),
                                   [](const auto& w) { return w.code == "body.sciatic_type"; });
    ASSERT_NE(said, usual->warnings.end());
    // 100 less the 87 of type a in population.yaml.
    EXPECT_NE(said->what.find("in 13 of 100"), std::string::npos) << said->what;
    person.variants = {{"sciatic_type", "b"}};
    const auto known = make_person_body(person, {}, coarse());
    ASSERT_TRUE(known);
    EXPECT_FALSE(has_warning(*known, "body.sciatic_type"));
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
