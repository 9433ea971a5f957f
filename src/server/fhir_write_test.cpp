// SPDX-License-Identifier: Apache-2.0
#include <thread>

#include "server/fhir_fixture.h"

namespace filiform::server {

class FhirWrites : public FhirClinic {
  public:
    FhirWrites() {
        put_five();
        put_visit();
        ada_ = as(Role::Clinician);
    }
    Answer create(const std::string& type, const std::string& body, std::vector<Named> more = {}) {
        return post(ada_, "/fhir/R4/" + type, body, std::move(more));
    }
    Answer update(const std::string& rest, const std::string& body, const std::string& tag) {
        std::vector<Named> more;
        if (!tag.empty())
            more.push_back({"if-match", tag});
        return send(ada_, Method::Put, "/fhir/R4/" + rest, body, std::move(more));
    }

  protected:
    Login ada_;
};

TEST_F(FhirWrites, what_is_made_is_answered_with_its_address_and_can_be_read_in_both_tongues) {
    const Answer made = create("Patient", patient_json("García", R"(,"birthDate":"1980-05-02")"));
    ASSERT_EQ(made.status, 201) << made.body;
    const std::string id(body_of(made).at("id").as_string());
    EXPECT_EQ(header_of(made, "location"),
              "http://localhost/fhir/R4/Patient/" + id + "/_history/1");
    EXPECT_EQ(header_of(made, "etag"), "W/\"1\"");
    EXPECT_EQ(fetch(ada_, "/Patient/" + id).body, made.body);
    EXPECT_EQ(body_of(get(ada_, "/api/v1/patients/" + id)).at("body").at("family"), "García");
    EXPECT_EQ(audited("create", id), 1U);
}

TEST_F(FhirWrites, an_answer_can_be_left_out) {
    const Answer made = create("Patient", patient_json("New"), {{"prefer", "return=minimal"}});
    EXPECT_EQ(made.status, 201);
    EXPECT_EQ(made.body, "");
    EXPECT_NE(header_of(made, "location"), "");
}

TEST_F(FhirWrites, what_the_record_cannot_hold_is_refused_with_its_element) {
    const std::int64_t before = count_of(Kind::Patient);
    EXPECT_EQ(issue_of(create("Patient", patient_json("A", R"(,"maritalStatus":{"text":"x"})"))),
              "422 not-supported Patient.maritalStatus");
    EXPECT_EQ(issue_of(create("Patient", R"({"resourceType":"Patient","gender":"male"})")),
              "422 required Patient.name.where(use='official').family");
    EXPECT_EQ(issue_of(create("Patient", "{")).substr(0, 13), "400 structure");
    EXPECT_EQ(issue_of(create("Appointment", patient_json("A"))), "422 invariant Patient");
    EXPECT_EQ(issue_of(create("Encounter", R"({"resourceType":"Encounter"})")),
              "405 not-supported Encounter");
    EXPECT_EQ(issue_of(create("Basic", R"({"resourceType":"Basic"})")), "404 not-supported");
    EXPECT_EQ(count_of(Kind::Patient), before);
}

TEST_F(FhirWrites, the_rules_of_the_record_hold_and_name_the_element) {
    const Answer ends_first =
        create("Appointment", appointment_json("Patient/pA", "Practitioner/d1",
                                               "2026-12-01T10:00:00Z", "2026-12-01T09:00:00Z"));
    EXPECT_EQ(issue_of(ends_first), "422 business-rule Appointment.end") << ends_first.body;
    const auto book = [&](const std::string& patient) {
        return create("Appointment",
                      appointment_json(patient, "Practitioner/d1", "2026-12-01T10:00:00Z",
                                       "2026-12-01T10:30:00Z"));
    };
    EXPECT_EQ(book("Patient/pA").status, 201);
    EXPECT_EQ(issue_of(book("Patient/pB")), "409 conflict Appointment.start");
    EXPECT_EQ(issue_of(book("Patient/nobody")),
              "422 not-found Appointment.participant.where(actor.reference.startsWith('Patient'))");
}

TEST_F(FhirWrites, a_next_version_says_which_it_follows) {
    const std::string second = patient_json("Second", R"(,"id":"pA")");
    EXPECT_EQ(issue_of(update("Patient/pA", second, "")), "428 required If-Match");
    EXPECT_EQ(issue_of(update("Patient/pA", second, "W/\"7\"")), "412 conflict If-Match");
    EXPECT_EQ(issue_of(update("Patient/pA", patient_json("Second", R"(,"id":"pB")"), "W/\"1\"")),
              "422 invariant Patient.id");
    EXPECT_EQ(issue_of(update("Patient/nobody", second, "W/\"1\"")), "404 not-found");
    const Answer done = update("Patient/pA", second, "W/\"1\"");
    EXPECT_EQ(done.status, 200) << done.body;
    EXPECT_EQ(header_of(done, "etag"), "W/\"2\"");
    EXPECT_EQ(issue_of(update("Patient/pA", second, "W/\"1\"")), "412 conflict If-Match");
}

TEST_F(FhirWrites, what_was_read_is_taken_back_unchanged) {
    put_patient("pX", "Full", R"(,"given":["Ann"],"phone":"600","email":"a@example.org")");
    const std::string read = fetch(ada_, "/Patient/pX").body;
    const Answer written = update("Patient/pX", read, "W/\"1\"");
    ASSERT_EQ(written.status, 200) << written.body;
    EXPECT_EQ(body_of(get(ada_, "/api/v1/patients/pX/versions/2")).at("body"),
              body_of(get(ada_, "/api/v1/patients/pX/versions/1")).at("body"));
}

TEST_F(FhirWrites, patients_write_no_more_in_fhir_than_elsewhere) {
    const Login mine = as(Role::Patient, "pA");
    const Answer renamed = send(mine, Method::Put, "/fhir/R4/Patient/pA",
                                patient_json("Other", R"(,"id":"pA")"), {{"if-match", "W/\"1\""}});
    EXPECT_EQ(issue_of(renamed), "422 business-rule Patient");
    EXPECT_EQ(issue_of(post(mine, "/fhir/R4/Patient", patient_json("Other"))).substr(0, 3), "403");
}

TEST_F(FhirWrites, reception_writes_nothing_clinical) {
    const Login desk = as(Role::Reception);
    const Answer refused = post(
        desk, "/fhir/R4/EpisodeOfCare",
        R"({"resourceType":"EpisodeOfCare","status":"active","patient":{"reference":"Patient/pA"},)"
        R"("period":{"start":"2026-01-01"}})");
    EXPECT_EQ(issue_of(refused), "403 forbidden");
    EXPECT_EQ(count_of(Kind::Episode), 1);
}

TEST_F(FhirWrites, what_is_there_already_is_not_made_again) {
    const std::string body =
        patient_json("New", R"(,"identifier":[{"system":"urn:oid:1.2.3","value":"77"}])");
    const std::vector<Named> once{{"if-none-exist", "identifier=urn:oid:1.2.3|77"}};
    const Answer made = create("Patient", body, once);
    ASSERT_EQ(made.status, 201) << made.body;
    const Answer again = create("Patient", body, once);
    EXPECT_EQ(again.status, 200);
    EXPECT_EQ(body_of(again).at("id"), body_of(made).at("id"));
    EXPECT_EQ(issue_of(create("Patient", body, {{"if-none-exist", "birthdate=lt1960-01-01"}})),
              "412 multiple-matches If-None-Exist");
    EXPECT_EQ(issue_of(create("Patient", body, {{"if-none-exist", "colour=red"}})),
              "400 not-supported colour");
    EXPECT_EQ(issue_of(create("Patient", body, {{"if-none-exist", "_count=1"}})),
              "400 value If-None-Exist");
}

TEST_F(FhirWrites, of_many_at_once_that_ask_for_the_same_one_is_made) {
    const std::int64_t before = count_of(Kind::Patient);
    std::vector<std::thread> clients;
    for (int i = 0; i < 8; ++i)
        clients.emplace_back([&] {
            const Answer answer = create(
                "Patient", patient_json("New", R"(,"identifier":[{"system":"urn:x","value":"1"}])"),
                {{"if-none-exist", "identifier=urn:x|1"}});
            EXPECT_TRUE(answer.status == 200 || answer.status == 201) << answer.body;
        });
    for (std::thread& one : clients)
        one.join();
    EXPECT_EQ(count_of(Kind::Patient), before + 1);
}

TEST_F(FhirWrites, the_bytes_of_a_letter_are_kept_with_it) {
    const std::string letter =
        R"({"resourceType":"DocumentReference","status":"current","docStatus":"preliminary",)"
        R"("type":{"coding":[{"system":"https://filiform.example/fhir/CodeSystem/letter-type",)"
        R"("code":"report"}]},"subject":{"reference":"Patient/pA"},)"
        R"("author":[{"reference":"Practitioner/d1"}],"description":"s","content":[)"
        R"({"attachment":{"contentType":"text/plain; charset=utf-8","data":"dGV4dA=="}},)"
        R"({"attachment":{"contentType":")";
    const std::string rest = R"(","title":"a.txt","data":"aGVsbG8="}}]})";
    const Answer made = create("DocumentReference", letter + "text/plain" + rest);
    ASSERT_EQ(made.status, 201) << made.body;
    const std::string digest = "2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824";
    EXPECT_NE(made.body.find("Binary/" + digest), std::string::npos);
    EXPECT_EQ(store_->find_blob(digest)->bytes, "hello");
    EXPECT_EQ(issue_of(create("DocumentReference", letter + "text/html" + rest)).substr(0, 17),
              "422 not-supported");
}

} // namespace filiform::server
