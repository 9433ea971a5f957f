// SPDX-License-Identifier: Apache-2.0
#include "server/fhir_fixture.h"

namespace filiform::server {

class CdsRoutes : public FhirClinic {
  public:
    static constexpr const char* view = "/cds-services/needling-safety-view";
    static std::string call(const std::string& prefetch) {
        return R"({"hook":"patient-view","hookInstance":"d1577c69-dfbe-44ad-ba6d-3e05e953b2ea",)"
               R"("context":{"userId":"Practitioner/1","patientId":"p1"})" +
               prefetch + "}";
    }
    static std::string patient() {
        return R"(,"prefetch":{"patient":{"resourceType":"Patient","birthDate":"1950-01-02"}})";
    }
};

TEST_F(CdsRoutes, everybody_may_ask_what_services_there_are) {
    const Answer answer = ask({Method::Get, "/cds-services", "", {}});
    EXPECT_EQ(answer.status, 200);
    EXPECT_EQ(body_of(answer).at("services").as_array().size(), 2U);
}

TEST_F(CdsRoutes, a_call_with_what_is_needed_is_answered_with_cards) {
    const Login program = with_token("system/Patient.r");
    const Answer answer = post(program, view, call(patient()));
    ASSERT_EQ(answer.status, 200) << answer.body;
    const json::array cards = body_of(answer).at("cards").as_array();
    ASSERT_EQ(cards.size(), 1U); // the screening of the tests asks one question
    EXPECT_NE(answer.body.find("Do you bleed easily?"), std::string::npos);
    EXPECT_EQ(audited("hook", ""), 1U);
}

TEST_F(CdsRoutes, what_is_handed_over_makes_a_card_stricter) {
    const std::string medicines =
        R"(,"prefetch":{"patient":{"resourceType":"Patient","birthDate":"1950-01-02"},)"
        R"("medications":{"resourceType":"Bundle","entry":[{"resource":{"resourceType":)"
        R"("MedicationRequest","id":"m1","status":"active","medicationCodeableConcept":)"
        R"({"coding":[{"system":"http://www.whocc.no/atc","code":"B01AA03"}]}}}]}})";
    const Answer answer = post(as(Role::Clinician), view, call(medicines));
    ASSERT_EQ(answer.status, 200) << answer.body;
    const json::array cards = body_of(answer).at("cards").as_array();
    ASSERT_EQ(cards.size(), 2U); // the rule that holds, and what is asked all the same
    EXPECT_EQ(cards[0].at("indicator"), "critical");
}

TEST_F(CdsRoutes, a_call_that_lacks_the_patient_cannot_be_answered) {
    const Login program = with_token("system/Patient.r");
    const Answer answer = post(program, view, call(""));
    EXPECT_EQ(answer.status, 412);
    EXPECT_EQ(code_of(answer), "hook.prefetch");
}

TEST_F(CdsRoutes, wrong_calls_are_refused_with_what_to_do) {
    const Login program = with_token("system/Patient.r");
    EXPECT_EQ(post(program, view, "{").status, 400);
    EXPECT_EQ(code_of(post(program, view, "{}")), "hook.missing");
    const std::string order = "/cds-services/needling-safety-order"; // of another hook
    EXPECT_EQ(code_of(post(program, order, call(patient()))), "hook.hook");
    EXPECT_EQ(post(program, "/cds-services/nothing", call(patient())).status, 404);
    EXPECT_EQ(post({}, view, call(patient())).status, 401);
    EXPECT_EQ(post(as(Role::Reception), view, call(patient())).status, 403);
    EXPECT_EQ(post(as(Role::Patient), view, call(patient())).status, 403);
}

TEST_F(CdsRoutes, what_became_of_a_card_is_kept) {
    const Login program = with_token("system/Patient.r");
    const std::string feedback =
        R"({"feedback":[{"card":"4e0a3a1e-3283-4575-ab82-028d55fe2719","outcome":"overridden",)"
        R"("overrideReason":{"reason":{"code":"seen","display":"Seen already"},)"
        R"("userComment":"INR checked"},"outcomeTimestamp":"2026-11-29T10:00:00Z"}]})";
    const Answer answer = post(program, std::string(view) + "/feedback", feedback);
    EXPECT_EQ(answer.status, 200) << answer.body;
    ASSERT_TRUE(store_->audit().settle());
    store::AuditQuery query;
    query.action = "hook_overridden";
    const auto rows = store_->audit().find(query);
    ASSERT_EQ(rows->size(), 1U);
    EXPECT_EQ(rows->front().entry, "4e0a3a1e-3283-4575-ab82-028d55fe2719");
    EXPECT_EQ(rows->front().reason,
              "needling-safety-view: overridden; seen; Seen already; INR checked");
    EXPECT_EQ(post(program, std::string(view) + "/feedback", R"({"feedback":[]})").status, 400);
    EXPECT_EQ(post(program, "/cds-services/nothing/feedback", feedback).status, 404);
}

} // namespace filiform::server
