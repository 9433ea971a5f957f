// SPDX-License-Identifier: Apache-2.0
#include "fhir/cds_hooks.h"

#include <gtest/gtest.h>

#include "fhir/cds_table.h"
#include "fhir/codes.h"

namespace {

using namespace filiform;

const fhir::HookService& view() {
    return *fhir::find_hook_service("needling-safety-view");
}
const fhir::HookService& order() {
    return *fhir::find_hook_service("needling-safety-order");
}

const std::string head =
    R"({"hook":"patient-view","hookInstance":"i-1","context":{"userId":"Practitioner/1",)"
    R"("patientId":"p1"},"prefetch":{"patient":{"resourceType":"Patient","gender":"male",)"
    R"("birthDate":"1950-01-02"})";

std::string condition(const std::string& system, const std::string& code,
                      const std::string& more = "") {
    return R"({"resource":{"resourceType":"Condition","id":"c1","code":{"coding":[{"system":")" +
           system + R"(","code":")" + code + R"(","display":"As told"}]})" + more + "}}";
}

std::string with(const std::string& key, const std::string& entries) {
    return head + R"(,")" + key + R"(":{"resourceType":"Bundle","entry":[)" + entries + "]}}}";
}

fhir::HookRequest read(const fhir::HookService& service, const std::string& json) {
    const auto request = fhir::read_hook_request(service, json);
    EXPECT_TRUE(request.has_value()) << base::sentence(request.error().front()) << json;
    return request.value_or(fhir::HookRequest());
}

std::string refusal(const fhir::HookService& service, const std::string& json) {
    const auto request = fhir::read_hook_request(service, json);
    std::string text;
    if (!request)
        for (const base::Problem& one : request.error())
            text += one.code + " " + one.where + "\n";
    return text;
}

constexpr const char* icd10 = "http://hl7.org/fhir/sid/icd-10";

TEST(CdsHooks, a_call_tells_who_is_seen_and_what_was_not_handed_over) {
    const fhir::HookRequest request = read(view(), head + "}}");
    EXPECT_EQ(request.patient, "p1");
    EXPECT_EQ(request.is_male, true);
    EXPECT_EQ(base::text(*request.birth_date), "1950-01-02");
    EXPECT_EQ(request.missing,
              (std::vector<std::string>{"conditions", "medications", "observations"}));
    EXPECT_FALSE(fhir::unmet_need(request).has_value());
}

TEST(CdsHooks, without_the_patient_nothing_can_be_answered) {
    const fhir::HookRequest request = read(
        view(), R"({"hook":"patient-view","hookInstance":"i","context":{"userId":"Practitioner/1",)"
                R"("patientId":"p1"}})");
    ASSERT_TRUE(fhir::unmet_need(request).has_value());
    EXPECT_EQ(fhir::unmet_need(request)->code, "hook.prefetch");
}

TEST(CdsHooks, a_call_that_lacks_what_it_must_have_is_refused_with_its_place) {
    EXPECT_EQ(refusal(view(), "{}"),
              "hook.missing hook\nhook.missing hookInstance\nhook.missing context\n");
    EXPECT_EQ(refusal(order(), head + "}}"), "hook.hook hook\nhook.missing context\n");
    EXPECT_EQ(refusal(view(), "[1]"), "fhir.syntax call\n");
    EXPECT_EQ(refusal(view(), head + R"(,"conditions":7}})"), "hook.type prefetch.conditions\n");
}

TEST(CdsHooks, a_code_says_that_something_is_there_and_never_that_it_is_not) {
    const auto known =
        fhir::known_answers(read(view(), with("conditions", condition(icd10, "D66"))));
    ASSERT_EQ(known.size(), 1U);
    EXPECT_EQ(std::get<std::vector<std::string>>(known.at(chart::FindingId("bleeding_conditions"))),
              std::vector<std::string>{"haemophilia"});
    for (const auto& [finding, answer] : known)
        EXPECT_FALSE(std::holds_alternative<bool>(answer)) << finding;
}

TEST(CdsHooks, what_is_refuted_stopped_or_unknown_says_nothing) {
    const std::string refuted = R"(,"verificationStatus":{"coding":[{"code":"refuted"}]})";
    EXPECT_TRUE(read(view(), with("conditions", condition(icd10, "D66", refuted))).known.empty());
    EXPECT_TRUE(read(view(), with("conditions", condition("http://other", "D66"))).known.empty());
    EXPECT_TRUE(read(view(), with("conditions", condition(icd10, "A00"))).known.empty());
    EXPECT_TRUE(
        read(view(), with("medications",
                          R"({"resource":{"resourceType":"MedicationRequest","status":"stopped",)"
                          R"("medicationCodeableConcept":{"coding":[{"system":)"
                          R"("http://www.whocc.no/atc","code":"B01AA03"}]}}})"))
            .known.empty());
}

TEST(CdsHooks, a_number_is_shown_with_its_day_and_asked_for_again) {
    const fhir::HookRequest request =
        read(view(), with("observations",
                          R"({"resource":{"resourceType":"Observation","status":"final",)"
                          R"("code":{"text":"INR","coding":[{"system":"http://loinc.org",)"
                          R"("code":"6301-6"}]},"effectiveDateTime":"2026-11-20T08:00:00Z",)"
                          R"("valueQuantity":{"value":2.4,"unit":"{INR}"}}})"));
    ASSERT_EQ(request.known.size(), 1U);
    EXPECT_EQ(request.known[0].words, "INR 2.4 {INR} on 2026-11-20");
    EXPECT_TRUE(fhir::known_answers(request).empty());
}

std::string order_call(const std::string& code, const std::string& selected) {
    return R"({"hook":"order-select","hookInstance":"i-2","context":{"userId":"Practitioner/1","patientId":"p1",)"
           R"("selections":[")" +
           selected +
           R"("],"draftOrders":{"resourceType":"Bundle","entry":[{"resource":{"resourceType":"ServiceRequest",)"
           R"("id":"o1","code":{"coding":[{"system":"http://www.ama-assn.org/go/cpt","code":")" +
           code + R"("}]}}}]}},"prefetch":{"patient":{"resourceType":"Patient"}}})";
}

TEST(CdsHooks, only_a_selected_order_for_needling_counts) {
    EXPECT_TRUE(read(order(), order_call("20560", "ServiceRequest/o1")).orders_needling);
    EXPECT_FALSE(read(order(), order_call("97110", "ServiceRequest/o1")).orders_needling);
    EXPECT_FALSE(read(order(), order_call("20560", "ServiceRequest/o2")).orders_needling);
}

chart::ScreeningNote note(const std::string& id, const std::string& needling, bool is_known) {
    chart::ScreeningNote made;
    made.rule = chart::RuleId(id);
    made.what = "What it is";
    made.is_known = is_known;
    made.level = "caution";
    made.needling = needling;
    made.because = "Because.";
    made.mark = "recalled";
    made.answers = {chart::FindingId("bleeding_conditions")};
    return made;
}

fhir::HookScreening screening() {
    fhir::HookScreening made;
    made.held.notes = {note("rule.care", "modify", true), note("rule.open", "stop", false),
                       note("rule.stop", "stop", true)};
    made.asked.to_ask = {{chart::FindingId("f1"), "Do you?"}};
    return made;
}

TEST(CdsHooks, cards_tell_what_holds_the_strictest_first_and_then_what_is_to_be_asked) {
    const std::string cards =
        fhir::write_cards(read(view(), with("conditions", condition(icd10, "D66"))), screening());
    const auto stop = cards.find("No needling: What it is");
    const auto care = cards.find("Needle with care: What it is");
    const auto ask = cards.find("1 question has to be answered");
    EXPECT_LT(stop, care);
    EXPECT_LT(care, ask);
    EXPECT_NE(ask, std::string::npos);
    EXPECT_EQ(cards.find("rule.open"), std::string::npos); // it is not known to hold
    EXPECT_NE(cards.find("As told (Condition/c1), matched by a code that is unverified"),
              std::string::npos);
    EXPECT_NE(cards.find("Its figures are unverified."), std::string::npos);
    EXPECT_EQ(cards, fhir::write_cards(read(view(), with("conditions", condition(icd10, "D66"))),
                                       screening()));
}

TEST(CdsHooks, nothing_is_said_at_an_order_for_something_else) {
    EXPECT_EQ(
        fhir::write_cards(read(order(), order_call("97110", "ServiceRequest/o1")), screening()),
        R"({"cards":[]})");
    const std::string cards =
        fhir::write_cards(read(order(), order_call("20560", "ServiceRequest/o1")), screening());
    EXPECT_NE(cards.find(R"("type":"delete","description":"Remove the order for dry needling",)"
                         R"("resourceId":"ServiceRequest/o1")"),
              std::string::npos);
}

TEST(CdsHooks, a_long_summary_is_cut_between_characters) {
    fhir::HookScreening long_one = screening();
    long_one.held.notes[2].what = std::string(120, 'x');
    for (int i = 0; i < 40; ++i)
        long_one.held.notes[2].what += "ß";
    const std::string cards = fhir::write_cards(read(view(), head + "}}"), long_one);
    // "No needling: " is 13 characters, 120 follow, and 5 of two bytes: with the mark 139.
    const std::string summary = "No needling: " + std::string(120, 'x') + "ßßßßß…";
    EXPECT_NE(cards.find(R"("summary":")" + summary + "\""), std::string::npos) << cards;
}

TEST(CdsHooks, feedback_tells_what_became_of_a_card) {
    const auto read_back = fhir::read_feedback(
        R"({"feedback":[{"card":"u1","outcome":"overridden","overrideReason":{"reason":{"code":"benefit",)"
        R"("system":"s"},"userComment":"seen"},"outcomeTimestamp":"2026-01-01T00:00:00Z"},)"
        R"({"card":"u2","outcome":"accepted","acceptedSuggestions":[{"id":"s1"}],)"
        R"("outcomeTimestamp":"2026-01-01T00:00:00Z"}]})");
    ASSERT_TRUE(read_back.has_value());
    EXPECT_EQ(read_back->at(0).reason_code, "benefit");
    EXPECT_EQ(read_back->at(0).comment, "seen");
    EXPECT_EQ(read_back->at(1).accepted_suggestions, std::vector<std::string>{"s1"});
}

TEST(CdsHooks, feedback_that_lacks_what_it_must_have_is_refused) {
    const auto refused = fhir::read_feedback(
        R"({"feedback":[{"card":"u1","outcome":"accepted","outcomeTimestamp":"today"},{"outcome":"ignored",)"
        R"("overrideReason":{},"outcomeTimestamp":"2026-01-01T00:00:00Z"}]})");
    ASSERT_FALSE(refused.has_value());
    std::string text;
    for (const base::Problem& one : refused.error())
        text += one.where + "\n";
    EXPECT_EQ(text, "feedback[0].acceptedSuggestions\nfeedback[0].outcomeTimestamp\n"
                    "feedback[1].card\nfeedback[1].outcome\nfeedback[1].overrideReason\n");
}

TEST(FhirCodes, a_table_names_its_mistakes_with_their_lines) {
    const auto codes = fhir::read_codes(
        "systems: {a: http://a}\nsets:\n  - set: s\n    words:\n"
        "      - {word: w, codes: [{system: b, code: '1', source: X, mark: seen}]}\n"
        "      - {word: w}\n",
        "t");
    ASSERT_FALSE(codes.has_value());
    ASSERT_EQ(codes.error().size(), 2U);
    EXPECT_EQ(codes.error()[0].where, "t:5");
    EXPECT_EQ(codes.error()[1].code, "data.duplicate");
    EXPECT_FALSE(
        fhir::read_finding_table("systems: {}\nfindings: [{finding: f, from: Condition, source: X, "
                                 "mark: seen, codes: ['a|1']}]\norders: []\n",
                                 "t")
            .has_value());
}

TEST(FhirCodes, a_code_of_others_is_read_as_the_one_word_that_has_it) {
    EXPECT_EQ(fhir::word_of_code("adverse-event-type", "http://snomed.info/sct", "36118008"),
              "pneumothorax");
    EXPECT_FALSE(
        fhir::word_of_code("adverse-event-type", "http://loinc.org", "36118008").has_value());
    EXPECT_FALSE(fhir::word_of_code("no-set", "http://snomed.info/sct", "36118008").has_value());
}

} // namespace
