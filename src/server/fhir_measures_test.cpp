// SPDX-License-Identifier: Apache-2.0
#include "fhir/measures.h"
#include "record/record_fixture.h"
#include "server/fhir_fixture.h"

namespace filiform::server {

/// A clinic with one entry of every kind, asked what it counts of itself.
class FhirMeasures : public FhirClinic {
  public:
    FhirMeasures() {
        now_ = record::fixture::moment("2026-11-06T12:00:00Z");
        for (const record::Noun& noun : record::fixture::one_of_each()) {
            const Kind kind = record::kind_of(noun);
            put(kind, kind == Kind::Patient ? "patient-1" : "one-" + std::string(text(kind)),
                record::write_noun(noun));
        }
        lead_ = as(Role::Lead);
    }
    static std::size_t count_in(const Answer& bundle) {
        const json::object body = body_of(bundle);
        return body.contains("entry") ? body.at("entry").as_array().size() : 0;
    }

  protected:
    Login lead_;
};

TEST_F(FhirMeasures, reports_are_of_a_year_until_today_unless_the_period_says_otherwise) {
    const Answer all = fetch(lead_, "/MeasureReport");
    ASSERT_EQ(all.status, 200) << all.body;
    EXPECT_EQ(count_in(all), fhir::every_measure().size());
    EXPECT_NE(all.body.find(R"("period":{"start":"2025-11-07","end":"2026-11-06"})"),
              std::string::npos)
        << all.body;
    const Answer month =
        fetch(lead_, "/MeasureReport?period=ge2026-10-01&period=le2026-10-31"
                     "&measure=https://filiform.example/fhir/Measure/consent-complete");
    EXPECT_EQ(entries_of(month), "MeasureReport/consent-complete.2026-10-01.2026-10-31");
    EXPECT_EQ(count_in(fetch(lead_, "/MeasureReport?period=2025")), fhir::every_measure().size());
    EXPECT_EQ(issue_of(fetch(lead_, "/MeasureReport?period=ge2026-10-01&period=le2026-09-30"))
                  .substr(0, 9),
              "400 value");
}

TEST_F(FhirMeasures, are_read_by_their_ids_as_they_were_found) {
    const std::string id = "needle-counts-disagree.2026-10-01.2026-11-06";
    const Answer read = fetch(lead_, "/MeasureReport/" + id);
    ASSERT_EQ(read.status, 200) << read.body;
    EXPECT_EQ(body_of(read).at("id"), id.c_str());
    EXPECT_EQ(entries_of(fetch(lead_, "/MeasureReport?_id=" + id)), "MeasureReport/" + id);
    for (const char* wrong : {"needle-counts-disagree", "moons.2026-10-01.2026-11-06",
                              "needle-counts-disagree.2026-02-30.2026-11-06",
                              "needle-counts-disagree.2026-11-06.2026-10-01"})
        EXPECT_EQ(fetch(lead_, std::string("/MeasureReport/") + wrong).status, 404) << wrong;
    EXPECT_EQ(body_of(fetch(lead_, "/Measure/consent-complete")).at("name"), "ConsentComplete");
    EXPECT_EQ(count_in(fetch(lead_, "/Measure")), fhir::every_measure().size());
    EXPECT_EQ(entries_of(fetch(lead_, "/Measure?url=https://filiform.example/fhir/Measure/"
                                      "outcomes-improved")),
              "Measure/outcomes-improved");
    EXPECT_EQ(fetch(lead_, "/Measure/moons").status, 404);
}

TEST_F(FhirMeasures, are_for_the_lead_and_for_tokens_that_were_given_them_by_name) {
    for (const char* what :
         {"/MeasureReport", "/MeasureReport/consent-complete.2026-10-01.2026-10-31", "/Measure",
          "/Measure/consent-complete"}) {
        EXPECT_EQ(fetch(lead_, what).status, 200) << what;
        EXPECT_EQ(fetch(with_token("system/MeasureReport.rs"), what).status, 200) << what;
        for (const Login& who : {as(Role::Clinician), as(Role::Reception),
                                 as(Role::Patient, "patient-1"), with_token("system/*.cruds")})
            EXPECT_EQ(fetch(who, what).status, 403) << what;
    }
    EXPECT_EQ(fetch(with_token("system/MeasureReport.r"), "/MeasureReport").status, 403);
    EXPECT_EQ(fetch(with_token("system/MeasureReport.s"), "/Measure/consent-complete").status, 403);
}

TEST_F(FhirMeasures, name_no_patient_and_that_they_were_read_is_kept) {
    const Answer all = fetch(lead_, "/MeasureReport");
    for (const char* word : {"patient-1", "one-session", "Cruz", "1980", ":nan", ":inf"})
        EXPECT_EQ(all.body.find(word), std::string::npos) << word;
    EXPECT_EQ(audited("read_figures", ""), 1U);
}

TEST_F(FhirMeasures, are_only_read) {
    for (const char* type : {"Measure", "MeasureReport"}) {
        const std::string body = std::string(R"({"resourceType":")") + type + R"("})";
        const Answer answer = send(lead_, Method::Post, std::string("/fhir/R4/") + type, body);
        EXPECT_EQ(answer.status, 405) << type;
        EXPECT_EQ(body_of(answer).at("resourceType"), "OperationOutcome");
        EXPECT_EQ(fetch(lead_, std::string("/") + type + "/consent-complete/_history").status, 405);
    }
}

} // namespace filiform::server
