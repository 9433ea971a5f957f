// SPDX-License-Identifier: Apache-2.0
#include "server/fhir_fixture.h"

namespace filiform::server {

class FhirBatches : public FhirClinic {
  public:
    FhirBatches() {
        put_five();
        put_visit();
        ada_ = as(Role::Clinician);
    }
    static std::string entry(const std::string& method, const std::string& url,
                             const std::string& resource = "", const std::string& more = "",
                             const std::string& full_url = "") {
        return std::string("{") + (full_url.empty() ? "" : R"("fullUrl":")" + full_url + R"(",)") +
               (resource.empty() ? "" : R"("resource":)" + resource + ",") +
               R"("request":{"method":")" + method + R"(","url":")" + url + R"(")" + more + "}}";
    }
    Answer bundle(const std::string& type, const std::string& entries) {
        return post(ada_, "/fhir/R4",
                    R"({"resourceType":"Bundle","type":")" + type + R"(","entry":[)" + entries +
                        "]}");
    }
    /// "201 200": the statuses of a response, in the order of the entries.
    static std::string statuses(const Answer& answer) {
        std::string out;
        const json::object bundle = body_of(answer);
        for (const json::value& one : bundle.at("entry").as_array())
            out += (out.empty() ? "" : " ") +
                   std::string(one.at("response").at("status").as_string()).substr(0, 3);
        return out;
    }
    static std::string booking(const std::string& patient) {
        return appointment_json(patient, "Practitioner/d1", "2026-12-01T10:00:00Z",
                                "2026-12-01T10:30:00Z");
    }
    static constexpr const char* uuid = "urn:uuid:61ebe359-bfdc-4613-8bf2-c5e300945f0a";

  protected:
    Login ada_;
};

TEST_F(FhirBatches, each_entry_of_a_batch_stands_alone) {
    const Answer answer = bundle(
        "batch", entry("GET", "Patient/pA") + "," + entry("GET", "Patient/nobody") + "," +
                     entry("POST", "Patient", patient_json("New")) + "," +
                     entry("POST", "Patient", R"({"resourceType":"Patient"})") + "," +
                     entry("PUT", "Patient/pA", patient_json("Second", R"(,"id":"pA")")) + "," +
                     entry("DELETE", "Patient/pA") + "," + entry("GET", "Patient?family=B") + "," +
                     entry("GET", "Patient/pA/_history/1"));
    ASSERT_EQ(answer.status, 200) << answer.body;
    EXPECT_EQ(body_of(answer).at("type"), "batch-response");
    EXPECT_EQ(statuses(answer), "200 404 201 422 428 405 200 200");
    EXPECT_EQ(count_of(Kind::Patient), 6);
}

TEST_F(FhirBatches, a_transaction_writes_what_speaks_of_each_other) {
    const Answer answer = bundle(
        "transaction", entry("GET", "Patient?family=New") + "," +
                           entry("POST", "Appointment", booking(uuid)) + "," +
                           entry("POST", "Patient", patient_json("New"), "", uuid) + "," +
                           entry("PUT", "Patient/pA", patient_json("Second", R"(,"id":"pA")"),
                                 R"(,"ifMatch":"W/\"1\"")"));
    ASSERT_EQ(answer.status, 200) << answer.body;
    EXPECT_EQ(statuses(answer), "200 201 201 200");
    const json::array entries = body_of(answer).at("entry").as_array();
    const std::string patient(entries[2].at("resource").at("id").as_string());
    EXPECT_EQ(entries_of(fetch(ada_, "/Appointment?patient=" + patient)).substr(0, 12),
              "Appointment/");
    EXPECT_EQ(entries[2].at("response").at("location").as_string(),
              ("Patient/" + patient + "/_history/1").c_str());
    EXPECT_EQ(entries[3].at("response").at("etag"), "W/\"2\"");
    // What is read in a transaction is read after it.
    EXPECT_EQ(entries[0].at("resource").at("entry").as_array().size(), 1U);
}

TEST_F(FhirBatches, a_transaction_is_done_whole_or_not_at_all) {
    const std::string good = entry("POST", "Patient", patient_json("New"), "", uuid);
    EXPECT_EQ(issue_of(bundle("transaction",
                              good + "," +
                                  entry("POST", "Patient",
                                        patient_json("B", R"(,"maritalStatus":{"text":"x"})")))),
              "422 not-supported Bundle.entry[1].resource.maritalStatus");
    EXPECT_EQ(
        issue_of(bundle("transaction", good + "," + entry("DELETE", "Patient/pA"))).substr(0, 3),
        "400");
    EXPECT_EQ(issue_of(bundle("transaction",
                              good + "," +
                                  entry("PUT", "Patient/pA", patient_json("S", R"(,"id":"pA")")))),
              "428 required Bundle.entry[1].request.ifMatch");
    EXPECT_EQ(issue_of(bundle("transaction",
                              good + "," +
                                  entry("PUT", "Patient/pA", patient_json("S", R"(,"id":"pA")"),
                                        R"(,"ifMatch":"W/\"9\"")")))
                  .substr(0, 12),
              "412 conflict");
    EXPECT_EQ(issue_of(bundle("transaction",
                              good + "," + entry("POST", "Appointment", booking("urn:uuid:other"))))
                  .substr(0, 3),
              "422");
    // Two bookings of the same time: the store itself refuses the second.
    EXPECT_EQ(issue_of(bundle("transaction",
                              good + "," + entry("POST", "Appointment", booking(uuid)) + "," +
                                  entry("POST", "Appointment", booking("Patient/pA")))),
              "409 conflict Bundle.entry[2].resource.start");
    EXPECT_EQ(count_of(Kind::Patient), 5);
    EXPECT_EQ(count_of(Kind::Appointment), 0);
}

TEST_F(FhirBatches, what_is_there_already_is_named_instead_of_made) {
    put_patient("known", "Known", R"(,"identifiers":[{"system":"urn:x","value":"1"}])");
    const Answer answer =
        bundle("transaction", entry("POST", "Patient", patient_json("Known"),
                                    R"(,"ifNoneExist":"identifier=urn:x|1")", uuid) +
                                  "," + entry("POST", "Appointment", booking(uuid)));
    ASSERT_EQ(answer.status, 200) << answer.body;
    EXPECT_EQ(statuses(answer), "200 201");
    EXPECT_NE(entries_of(fetch(ada_, "/Appointment?patient=known")), "");
}

TEST_F(FhirBatches, what_is_no_bundle_of_work_is_refused) {
    EXPECT_EQ(issue_of(bundle("collection", entry("GET", "Patient"))).substr(0, 3), "400");
    EXPECT_EQ(issue_of(post(ada_, "/fhir/R4", "{")).substr(0, 3), "400");
    EXPECT_EQ(issue_of(bundle("batch", entry("GET", "Nonsense/1"))).substr(0, 3), "400");
}

TEST_F(FhirBatches, rights_hold_for_every_entry) {
    ada_ = as(Role::Reception);
    EXPECT_EQ(
        statuses(bundle("batch", entry("GET", "Patient/pA") + "," + entry("GET", "Encounter/a1") +
                                     "," + entry("GET", "Encounter"))),
        "200 404 403");
}

} // namespace filiform::server
