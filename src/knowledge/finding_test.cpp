// SPDX-License-Identifier: Apache-2.0
#include "knowledge/finding.h"

#include <gtest/gtest.h>

#include "knowledge/fixture.h"

namespace filiform::knowledge {
namespace {

using std::string;
using Words = std::vector<string>;

chart::Consultation on_a_day() {
    chart::Consultation consultation;
    consultation.on = base::read_date("2026-11-25").value();
    return consultation;
}

base::Checked<Answers> checked(const char* id, chart::Answer answer) {
    chart::Consultation consultation = on_a_day();
    consultation.answers[chart::FindingId(id)] = std::move(answer);
    return check_answers(findings_of(), consultation, "case.json#/consultation");
}

/// The one problem of an answer.
base::Problem problem(const char* id, chart::Answer answer) {
    const auto read = checked(id, std::move(answer));
    EXPECT_FALSE(read);
    EXPECT_TRUE(read || read.error().size() == 1);
    return read ? base::Problem{} : read.error().front();
}

TEST(Answers, AreTakenAsTheyAreMeant) {
    EXPECT_EQ(std::get<bool>(checked("fever", true)->at(chart::FindingId("fever"))), true);
    EXPECT_EQ(std::get<bool>(checked("fever", string("no"))->at(chart::FindingId("fever"))), false);
    EXPECT_EQ(std::get<double>(checked("inr", 2.4)->at(chart::FindingId("inr"))), 2.4);
    EXPECT_EQ(std::get<Words>(
                  checked("drugs", Words{"warfarin", "aspirin"})->at(chart::FindingId("drugs")))
                  .size(),
              2u);
    EXPECT_TRUE(checked("slr.right", true).has_value());
}

TEST(Answers, AreRefusedWithPlaceValueAndRemedy) {
    EXPECT_EQ(problem("fevr", true).hint, "Did you mean fever?");
    EXPECT_EQ(problem("fevr", true).where, "case.json#/consultation/findings/fevr");
    EXPECT_EQ(problem("slr", true).code, "case.side");
    EXPECT_EQ(problem("fever.left", true).code, "case.side");
    EXPECT_EQ(problem("fever", 1.0).code, "case.type");
    EXPECT_EQ(problem("inr", 24.0).hint, "Write a number from 0.5 to 15.");
    EXPECT_EQ(problem("inr", string("2.4")).code, "case.type");
    EXPECT_EQ(problem("drugs", Words{"warfarine"}).hint, "Did you mean warfarin?");
    EXPECT_EQ(problem("drugs", (Words{"none", "aspirin"})).code, "case.choice");
    EXPECT_EQ(problem("leg_pain_side", (Words{"left", "right"})).code, "case.type");
    EXPECT_EQ(problem("age_years", 40.0).code, "case.finding"); // it follows from the birth date
}

TEST(Answers, FollowFromWhoThePatientIs) {
    chart::Consultation consultation = on_a_day();
    consultation.patient.birth_date = base::read_date("1980-11-26").value();
    consultation.patient.is_male = false;
    consultation.patient.height_cm = 160;
    consultation.patient.weight_kg = 64;
    const Answers given = check_answers(findings_of(), consultation, "c").value();
    EXPECT_EQ(std::get<double>(given.at(chart::FindingId("age_years"))), 45);
    EXPECT_EQ(std::get<bool>(given.at(chart::FindingId("male"))), false);
    EXPECT_NEAR(std::get<double>(given.at(chart::FindingId("bmi"))), 25, 1e-9); // 64 / 1.6 / 1.6
}

TEST(Answers, RefuseABirthDateToComeAndInchesForCentimetres) {
    chart::Consultation consultation = on_a_day();
    consultation.patient.birth_date = base::read_date("2026-11-26").value();
    EXPECT_EQ(check_answers(findings_of(), consultation, "c").error().front().code,
              "case.birth_date");
    consultation.patient.birth_date = base::read_date("1880-01-01").value();
    EXPECT_EQ(check_answers(findings_of(), consultation, "c").error().front().code,
              "case.birth_date");
    consultation.patient.birth_date.reset();
    consultation.patient.height_cm = 66;
    const base::Problem inches = check_answers(findings_of(), consultation, "c").error().front();
    EXPECT_EQ(inches.code, "case.range");
    EXPECT_EQ(inches.hint, "Write a number in cm from 100 to 230.");
}

TEST(Findings, AreRefusedWhereTheyAreWritten) {
    const auto problem_of = [](const string& row) {
        const auto read = read_findings("findings:\n  - " + row + "\n", "f.yaml");
        EXPECT_FALSE(read);
        return read ? base::Problem{} : read.error().front();
    };
    EXPECT_EQ(problem_of("{id: a, group: g, type: yes_no}").code, "knowledge.finding");
    EXPECT_EQ(problem_of("{id: a, group: g, ask: b, type: maybe}").code, "knowledge.finding");
    EXPECT_EQ(problem_of("{id: a, group: g, ask: b, type: number, unit: m, low: 2, high: 1}").code,
              "knowledge.range");
    EXPECT_EQ(problem_of("{id: a, group: g, ask: b, type: choice, choices: {x: y}}").code,
              "knowledge.finding");
    EXPECT_EQ(problem_of("{id: a, group: g, ask: b, type: yes_no, colour: red}").where, "f.yaml:2");
}

} // namespace
} // namespace filiform::knowledge
