// SPDX-License-Identifier: Apache-2.0
#include "knowledge/reply.h"

#include <gtest/gtest.h>

#include "knowledge/fixture.h"

namespace filiform::knowledge {
namespace {

using chart::Consultation;
using std::string;

const Findings& all() {
    static const Findings findings = findings_of();
    return findings;
}

const Finding& finding(const char* id) {
    return *find_finding(all(), id);
}

Consultation nothing() {
    Consultation consultation;
    consultation.on = base::read_date("2026-11-25").value();
    return consultation;
}

base::Result<Consultation> reply(const char* id, const char* typed,
                                 const Consultation& before = nothing()) {
    return answered(all(), finding(id), typed, before);
}

/// What was understood, in words.
string understood(const char* id, const char* typed, const Consultation& before = nothing()) {
    const auto after = reply(id, typed, before);
    return after ? answer_words(finding(id), *after) : after.error().what;
}

string refused(const char* id, const char* typed, const Consultation& before = nothing()) {
    const auto after = reply(id, typed, before);
    return after ? "taken: " + answer_words(finding(id), *after)
                 : after.error().what + " " + after.error().hint;
}

TEST(Reply, IsYesOrNoInEitherCase) {
    EXPECT_EQ(understood("fever", "y"), "yes");
    EXPECT_EQ(understood("fever", "NO"), "no");
    EXPECT_EQ(refused("fever", "maybe"),
              "'maybe' is no answer to this. Write y or n; ? when it is not known.");
}

TEST(Reply, IsANumberWithItsUnitOrWithout) {
    EXPECT_EQ(understood("inr", "2.4"), "2.4");
    EXPECT_EQ(understood("height_cm", "168"), "168 cm");
    EXPECT_EQ(understood("height_cm", "168.5 CM"), "168.5 cm");
    EXPECT_EQ(understood("height_cm", "1.15m"), "115 cm"); // 114.99999999999999 before rounding
    EXPECT_EQ(understood("height_cm", "1750 mm"), "175 cm");
    EXPECT_EQ(understood("age_years", "46 y"), "46 years");
    EXPECT_EQ(understood("power", "both 4 MRC"), "right 4 MRC, left 4 MRC");
}

TEST(Reply, ThatIsNoNumberInTheUnitIsRefusedWithUnitAndRange) {
    const string cm = " Write a number in cm from 100 to 230.";
    EXPECT_EQ(refused("height_cm", "5'7\""), "'5'7\"' is no answer to this." + cm);
    EXPECT_EQ(refused("height_cm", "66 inches"), "'66 inches' is no answer to this." + cm);
    EXPECT_EQ(refused("height_cm", "66"), "66 cannot be." + cm);
    EXPECT_EQ(refused("height_cm", "tall"), "'tall' is no answer to this." + cm);
    EXPECT_EQ(refused("height_cm", "nan"), "'nan' is no answer to this." + cm);
    const string kg = " Write a number in kg from 25 to 300.";
    EXPECT_EQ(refused("weight_kg", "12 stone"), "'12 stone' is no answer to this." + kg);
    EXPECT_EQ(refused("inr", "120/80"),
              "'120/80' is no answer to this. Write a number from 0.5 to 15.");
    EXPECT_EQ(refused("inr", "2,4"), "'2,4' is no answer to this. Write a number from 0.5 to 15, "
                                     "with a point for the decimals.");
    EXPECT_EQ(refused("age_years", "140"), "140 cannot be. Write a number in years from 0 to 120.");
}

TEST(Reply, MayBeADayOfBirthInsteadOfTheAgeAndOneTakesTheOthersPlace) {
    EXPECT_EQ(understood("age_years", "1980-05-02"), "born 1980-05-02");
    const Consultation born = reply("age_years", "1980-05-02").value();
    const Consultation aged = reply("age_years", "46", born).value();
    EXPECT_FALSE(aged.patient.birth_date);
    EXPECT_EQ(aged.patient.age_years, 46);
    EXPECT_FALSE(reply("age_years", "1980-05-02", aged)->patient.age_years);
    EXPECT_EQ(refused("age_years", "2026-11-26"),
              "This day has not come yet. Write the day of birth, as 1980-05-02.");
    EXPECT_EQ(refused("age_years", "2.5.1980"),
              "This is no date. Write year, month and day, as 2026-11-25.");
    EXPECT_EQ(refused("age_years", "1980-02-30"),
              "There is no day 1980-02-30. Write year, month and day, as 2026-11-25.");
}

TEST(Reply, OfTheWeightIsHeldAgainstTheHeight) {
    const Consultation tall = reply("height_cm", "230").value();
    // 30 kg / (2.3 m)^2 = 5.67 kg/m2, under 8.
    EXPECT_EQ(refused("weight_kg", "30", tall).substr(0, 73),
              "Nobody has this height and this weight at once: a body mass index of 5.67");
}

TEST(Reply, IsAChoiceByNumberOrName) {
    EXPECT_EQ(understood("leg_pain_side", "2"), "left");
    EXPECT_EQ(understood("leg_pain_side", "Both"), "both");
    EXPECT_EQ(understood("leg_pain_side", "n"), "none");
    EXPECT_EQ(refused("leg_pain_side", "0"), "There is no choice 0. Write 1 to 4.");
    EXPECT_EQ(refused("leg_pain_side", "99999999999999999999"),
              "There is no choice 99999999999999999999. Write 1 to 4.");
    EXPECT_EQ(refused("leg_pain_side", "rigth"),
              "'rigth' is none of the choices. Did you mean right?");
    EXPECT_EQ(refused("leg_pain_side", "1, 2").substr(0, 37),
              "'1, 2' is none of the choices. Choose");
}

TEST(Reply, MayBeSeveralChoices) {
    EXPECT_EQ(understood("drugs", "1,2"), "warfarin, aspirin");
    EXPECT_EQ(understood("drugs", "aspirin, 2 , 1"), "aspirin, warfarin");
    EXPECT_EQ(understood("drugs", "n"), "none");
    EXPECT_EQ(refused("drugs", "none, aspirin"),
              "'none' and something else cannot both be. Take one of them away.");
    EXPECT_EQ(refused("drugs", ",").substr(0, 39), "This is answered with a list of words. ");
}

TEST(Reply, SaysRightAndLeftInTurnOrNamesTheSides) {
    EXPECT_EQ(understood("slr", "y n"), "right yes, left no");
    EXPECT_EQ(understood("slr", "y, n"), "right yes, left no");
    EXPECT_EQ(understood("slr", "both n"), "right no, left no");
    EXPECT_EQ(understood("slr", "l: y r: n"), "right no, left yes");
    EXPECT_EQ(understood("slr", "- y"), "right not known, left yes");
    EXPECT_EQ(understood("power", "4 5"), "right 4 MRC, left 5 MRC");
    EXPECT_EQ(understood("power", "4 MRC 5 MRC"), "right 4 MRC, left 5 MRC");
}

TEST(Reply, ThatSaysOneThingIsNeverTakenForBothSides) {
    const string remedy = "Write right and left, as \"y y\", one side as \"r y\", or \"both y\"; "
                          "- for a side that is not known.";
    EXPECT_EQ(refused("slr", "n"), "'n' is no answer to this. " + remedy);
    EXPECT_EQ(refused("slr", "r"), "'r' is no answer to this. " + remedy);
    EXPECT_EQ(refused("slr", "y n y"), "'y n y' is no answer to this. " + remedy);
    // A grade of five is no right and left.
    EXPECT_EQ(refused("power", "4/5").substr(0, 25), "'4/5' is no answer to thi");
    EXPECT_EQ(refused("power", "4/5 5/5"),
              "'4/5' is no answer to this. Write a number in MRC from 0 to 5.");
    EXPECT_EQ(refused("power", "5 6"), "6 cannot be. Write a number in MRC from 0 to 5.");
}

TEST(Reply, LeavesTheSideAloneThatItDoesNotSpeakOf) {
    const Consultation right = reply("slr", "r y").value();
    EXPECT_EQ(answer_words(finding("slr"), right), "right yes, left not known");
    EXPECT_FALSE(is_answered(finding("slr"), right));
    EXPECT_EQ(understood("slr", "l n", right), "right yes, left no");
    EXPECT_EQ(understood("slr", "r -", right), "right not known, left not known");
    EXPECT_TRUE(is_answered(finding("slr"), reply("slr", "l n", right).value()));
}

TEST(Reply, IsTakenAwayByNotKnown) {
    for (const auto& [id, typed] : {std::pair{"slr", "y n"},
                                    {"fever", "n"},
                                    {"drugs", "1"},
                                    {"age_years", "46"},
                                    {"male", "f"},
                                    {"height_cm", "170"},
                                    {"weight_kg", "70"}}) {
        const Consultation after = reply(id, typed).value();
        EXPECT_TRUE(is_answered(finding(id), after)) << id;
        EXPECT_FALSE(is_answered(finding(id), unanswered(finding(id), after))) << id;
    }
}

} // namespace
} // namespace filiform::knowledge
