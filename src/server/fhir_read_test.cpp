// SPDX-License-Identifier: Apache-2.0
#include <set>

#include "server/fhir_fixture.h"

namespace filiform::server {

class FhirReads : public FhirClinic {
  public:
    FhirReads() { put_five(); }
};

TEST_F(FhirReads, everybody_may_ask_what_is_understood) {
    const Answer answer = ask({Method::Get, "/fhir/R4/metadata", "", {}});
    EXPECT_EQ(answer.status, 200);
    const json::object statement = body_of(answer);
    EXPECT_EQ(statement.at("resourceType"), "CapabilityStatement");
    EXPECT_EQ(statement.at("fhirVersion"), "4.0.1");
    EXPECT_EQ(statement.at("implementation").at("url"), "http://localhost/fhir/R4");
}

TEST_F(FhirReads, every_type_of_the_statement_can_be_searched) {
    const Login lead = as(Role::Lead);
    const json::object statement = body_of(ask({Method::Get, "/fhir/R4/metadata", "", {}}));
    const auto& resources = statement.at("rest").as_array()[0].at("resource").as_array();
    EXPECT_GT(resources.size(), 20U);
    for (const json::value& one : resources) {
        const std::string type(one.at("type").as_string());
        if (type == "Binary") { // bytes are read, not found
            EXPECT_FALSE(one.as_object().contains("searchParam"));
            continue;
        }
        // Whose versions are wanted has to be said; everything else can be listed.
        const std::string list = "/" + type + (type == "Provenance" ? "?target=Patient/pA" : "?");
        EXPECT_EQ(fetch(lead, list).status, 200) << type;
        for (const json::value& parameter : one.at("searchParam").as_array()) {
            const std::string name(parameter.at("name").as_string());
            const std::string value = parameter.at("type") == "date" ? "2026-01-01" : "x";
            const Answer answer =
                fetch(lead, list + "&" + name + "=" + value, {{"prefer", "handling=strict"}});
            EXPECT_EQ(answer.status, 200) << type << ' ' << name << answer.body;
        }
    }
}

TEST_F(FhirReads, a_resource_comes_with_its_version) {
    const Login ada = as(Role::Clinician);
    const Answer answer = fetch(ada, "/Patient/pA");
    EXPECT_EQ(answer.status, 200);
    EXPECT_EQ(answer.media_type, "application/fhir+json");
    EXPECT_EQ(header_of(answer, "etag"), "W/\"1\"");
    EXPECT_EQ(header_of(answer, "last-modified"), "Fri, 04 Oct 2024 00:00:00 GMT"); // day 20000
    EXPECT_EQ(body_of(answer).at("birthDate"), "1950-01-01");
    EXPECT_EQ(fetch(ada, "/Patient/pA", {{"if-none-match", "W/\"1\""}}).status, 304);
    EXPECT_EQ(audited("read", "pA"), 2U);
}

TEST_F(FhirReads, a_part_of_an_entry_is_read_by_its_own_id) {
    put_visit();
    const Login ada = as(Role::Clinician);
    EXPECT_EQ(body_of(fetch(ada, "/Encounter/a1")).at("resourceType"), "Encounter");
    EXPECT_EQ(issue_of(fetch(ada, "/Procedure/a1")), "404 not-found");
    EXPECT_EQ(body_of(fetch(ada, "/PractitionerRole/d1")).at("resourceType"), "PractitionerRole");
}

TEST_F(FhirReads, what_cannot_be_read_is_told_in_an_outcome) {
    const Login ada = as(Role::Clinician);
    EXPECT_EQ(issue_of(fetch(ada, "/Patient/nobody")), "404 not-found");
    EXPECT_EQ(issue_of(fetch(ada, "/Appointment/pA")), "404 not-found");
    EXPECT_EQ(issue_of(fetch(ada, "/Basic/pA")), "404 not-supported");
    EXPECT_EQ(issue_of(fetch(ada, "/Patient/pA?_format=xml")), "406 not-supported _format");
    EXPECT_EQ(issue_of(fetch({}, "/Patient/pA")), "401 login");
    EXPECT_EQ(issue_of(send(ada, Method::Delete, "/fhir/R4/Patient/pA", "")).substr(0, 3), "405");
}

TEST_F(FhirReads, a_history_has_every_version_and_each_can_be_read) {
    const Login ada = as(Role::Clinician);
    now_ += std::chrono::minutes(1);
    ASSERT_EQ(send(ada, Method::Put, "/api/v1/patients/pA", R"({"body":{"family":"Second"}})",
                   {{"if-match", "\"1\""}})
                  .status,
              200);
    const json::object history = body_of(fetch(ada, "/Patient/pA/_history"));
    EXPECT_EQ(history.at("type"), "history");
    ASSERT_EQ(history.at("entry").as_array().size(), 2U);
    const auto family = [&](const std::string& version) {
        return body_of(fetch(ada, "/Patient/pA/_history/" + version))
            .at("name")
            .as_array()[0]
            .at("family");
    };
    EXPECT_EQ(family("1"), "A");
    EXPECT_EQ(family("2"), "Second");
    EXPECT_EQ(issue_of(fetch(ada, "/Patient/pA/_history/3")), "404 not-found");
    EXPECT_EQ(issue_of(fetch(ada, "/Patient/pA/_history/x")), "404 not-found");
}

TEST_F(FhirReads, who_is_erased_is_gone) {
    const Login lead = as(Role::Lead);
    ASSERT_EQ(post(lead, "/api/v1/patients/pA/erase", R"({"reason":"asked"})").status, 204);
    EXPECT_EQ(issue_of(fetch(lead, "/Patient/pA")), "410 deleted");
}

TEST_F(FhirReads, reception_sees_nothing_clinical) {
    put_visit();
    const Login desk = as(Role::Reception);
    EXPECT_EQ(fetch(desk, "/Patient/pA").status, 200);
    EXPECT_EQ(issue_of(fetch(desk, "/Encounter")), "403 forbidden");
    EXPECT_EQ(issue_of(fetch(desk, "/Encounter/a1")), "404 not-found");
    EXPECT_EQ(issue_of(fetch(desk, "/Observation")), "403 forbidden");
    EXPECT_EQ(entries_of(fetch(desk, "/Patient/pA/$everything")), "Patient/pA");
}

TEST_F(FhirReads, patients_see_only_what_is_theirs) {
    const Login mine = as(Role::Patient, "pA");
    EXPECT_EQ(fetch(mine, "/Patient/pA").status, 200);
    EXPECT_EQ(issue_of(fetch(mine, "/Patient/pB")), "404 not-found");
    EXPECT_EQ(entries_of(fetch(mine, "/Patient")), "Patient/pA");
    EXPECT_EQ(entries_of(fetch(mine, "/Patient?_id=pB")), "");
    EXPECT_EQ(entries_of(fetch(mine, "/Appointment?_include=Appointment:patient")), "");
}

TEST_F(FhirReads, a_token_does_what_its_scopes_say) {
    const Login reads = with_token("system/Patient.r");
    EXPECT_EQ(fetch(reads, "/Patient/pA").status, 200);
    EXPECT_EQ(issue_of(fetch(reads, "/Patient")), "403 forbidden");
    EXPECT_EQ(issue_of(fetch(reads, "/Appointment")), "403 forbidden");
    EXPECT_EQ(issue_of(post(reads, "/fhir/R4/Patient", patient_json("New"))), "403 forbidden");
    const Login searches = with_token("system/Patient.s");
    EXPECT_EQ(entries_of(fetch(searches, "/Patient?family=B")), "Patient/pB");
    EXPECT_EQ(issue_of(fetch(searches, "/Patient/pA")), "403 forbidden");
}

TEST_F(FhirReads, restricted_patients_are_left_out_until_a_reason_is_given) {
    put_patient("pR", "Known", R"(,"isRestricted":true)");
    const Login ada = as(Role::Clinician);
    EXPECT_EQ(issue_of(fetch(ada, "/Patient/pR")), "403 suppressed X-Break-Glass");
    const Answer page = fetch(ada, "/Patient?family=Known");
    EXPECT_EQ(entries_of(page, "match"), "");
    EXPECT_EQ(entries_of(page, "outcome"), "OperationOutcome");
    const std::vector<Named> glass{{"x-break-glass", "called by the emergency room"}};
    EXPECT_EQ(entries_of(fetch(ada, "/Patient?family=Known", glass)), "Patient/pR");
    EXPECT_EQ(audited("break_glass", "pR"), 1U);
}

} // namespace filiform::server
