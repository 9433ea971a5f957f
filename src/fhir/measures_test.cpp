// SPDX-License-Identifier: Apache-2.0
#include "fhir/measures.h"

#include <boost/json.hpp>
#include <gtest/gtest.h>

#include "fhir/resource_type.h"

namespace filiform {
namespace {

namespace json = boost::json;

const fhir::Context context{
    "https://clinic.example/fhir/R4", record::EntryId("c1"), false, {}, {}, {}};

/// Three of forty bled (7.5 %); of one person who was treated, nobody.
fhir::ReportFact a_month() {
    fhir::ReportFact fact;
    fact.measure = fhir::find_measure_facts("adverse-events-per-treatment");
    fact.from = base::read_date("2026-11-01").value();
    fact.to = base::read_date("2026-11-30").value();
    fact.made = base::read_instant("2026-12-01T09:00:00Z").value();
    fact.is_not_for = "Not for comparing.";
    fact.groups = {{"bleeding", "bleeding", {3, 40, 0.075, 0.0157, 0.2039, {}}, {}},
                   {"moderate_or_worse", "moderate or worse", {0, 1, {}, 0, 1, {}}, {}}};
    return fact;
}

json::object read(const fhir::Resource& resource) {
    return json::parse(resource.json).as_object();
}

std::int64_t count_of(const json::value& group, std::string_view code) {
    for (const json::value& one : group.at("population").as_array())
        if (one.at("code").at("coding").at(0).at("code").as_string() == code)
            return one.at("count").as_int64();
    return -1;
}

TEST(FhirMeasures, a_report_has_counts_and_a_score_with_its_interval_where_there_are_enough) {
    const json::object made = read(fhir::measure_report_of(a_month(), context));
    EXPECT_EQ(made.at("id"), "adverse-events-per-treatment.2026-11-01.2026-11-30");
    EXPECT_EQ(made.at("measure"),
              "https://filiform.example/fhir/Measure/adverse-events-per-treatment");
    EXPECT_EQ(made.at("type"), "summary");
    EXPECT_EQ(made.at("status"), "complete");
    EXPECT_EQ(made.at("period").at("start"), "2026-11-01");
    EXPECT_EQ(made.at("period").at("end"), "2026-11-30");
    EXPECT_EQ(made.at("reporter").at("reference"), "Organization/c1");
    EXPECT_FALSE(made.contains("improvementNotation")); // who asks more finds more
    const json::value& enough = made.at("group").at(0);
    EXPECT_EQ(count_of(enough, "numerator"), 3);
    EXPECT_EQ(count_of(enough, "denominator"), 40);
    EXPECT_EQ(enough.at("measureScore").at("value").as_double(), 0.075);
    EXPECT_EQ(enough.at("extension").at(0).at("extension").at(0).at("valueDecimal").as_double(),
              0.0157);
}

TEST(FhirMeasures, a_report_of_too_few_has_counts_and_neither_score_nor_interval) {
    const json::object made = read(fhir::measure_report_of(a_month(), context));
    const json::value& few = made.at("group").at(1);
    EXPECT_EQ(count_of(few, "numerator"), 0);
    EXPECT_EQ(count_of(few, "denominator"), 1);
    EXPECT_FALSE(few.as_object().contains("measureScore"));
    EXPECT_EQ(few.at("extension").at(0).at("url"),
              "https://filiform.example/fhir/StructureDefinition/measure-report-tooFewToSay");
}

TEST(FhirMeasures, a_report_of_courses_says_how_many_were_left_out_and_has_strata) {
    fhir::ReportFact fact = a_month();
    fact.measure = fhir::find_measure_facts("outcomes-improved");
    fact.groups = {
        {"nprs_leg",
         "nprs_leg",
         {15, 30, 0.5, 0.33, 0.67, 34},
         {{"cause", {{"disc_herniation", {9, 20, 0.45, 0.26, 0.66, 21}}}}, {"dose", {}}}}};
    const json::object made = read(fhir::measure_report_of(fact, context));
    const json::value& group = made.at("group").at(0);
    EXPECT_EQ(count_of(group, "initial-population"), 34);
    EXPECT_EQ(count_of(group, "denominator-exclusion"), 4);
    ASSERT_EQ(group.at("stratifier").as_array().size(), 1U); // one without strata is left out
    const json::value& stratum = group.at("stratifier").at(0).at("stratum").at(0);
    EXPECT_EQ(stratum.at("value").at("text"), "disc_herniation");
    EXPECT_EQ(count_of(stratum, "denominator"), 20);
    EXPECT_EQ(made.at("improvementNotation").at("coding").at(0).at("code"), "increase");
}

TEST(FhirMeasures, a_reports_id_is_read_back_and_what_is_none_is_not) {
    const auto name = fhir::read_report_id(fhir::measure_report_of(a_month(), context).id);
    ASSERT_TRUE(name);
    EXPECT_EQ(name->measure->id, "adverse-events-per-treatment");
    EXPECT_EQ(name->from, "2026-11-01");
    EXPECT_EQ(name->to, "2026-11-30");
    for (const char* wrong : {"", ".", "..", "consent-complete", "consent-complete.2026-01-01",
                              "moons.2026-01-01.2026-01-31"})
        EXPECT_FALSE(fhir::read_report_id(wrong)) << wrong;
}

TEST(FhirMeasures, each_has_an_address_of_its_own_and_ids_that_fhir_can_hold) {
    for (const fhir::MeasureFacts& one : fhir::every_measure()) {
        EXPECT_EQ(fhir::find_measure_facts(one.id), &one);
        EXPECT_TRUE(fhir::is_id(std::string(one.id) + ".2026-01-01.2026-12-31")) << one.id;
        const json::object made = read(fhir::measure_of(one));
        EXPECT_EQ(std::string(made.at("url").as_string()), fhir::measure_address(one));
        EXPECT_EQ(made.at("group").at(0).at("population").as_array().size(), 2U);
    }
}

} // namespace
} // namespace filiform
