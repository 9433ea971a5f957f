// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include "base/base64.h"
#include "fhir/outcome.h"
#include "fhir/resource.h"

namespace {

using namespace filiform;

/// "code where" of every problem, one a line.
std::string refusal(std::string_view json, const fhir::Context& context = {}) {
    const auto read = fhir::read_resource(json, context);
    if (read)
        return "taken";
    std::string text;
    for (const base::Problem& problem : read.error())
        text += problem.code + " " + problem.where + "\n";
    return text;
}

constexpr std::string_view anna =
    R"({"resourceType":"Patient","name":[{"family":"García","given":["Anna","María"]}],)"
    R"("gender":"female","birthDate":"1980-05-02","telecom":[{"system":"phone","value":"612"}],)"
    R"("identifier":[{"system":"urn:oid:1.2.3","value":"77"}]})";

TEST(ReadResource, a_patient_of_another_system_is_taken) {
    const auto read = fhir::read_resource(anna, {});
    ASSERT_TRUE(read.has_value()) << base::sentence(read.error().front());
    const auto& patient = std::get<record::Patient>(read->noun);
    EXPECT_EQ(patient.family, "García");
    EXPECT_EQ(patient.given, (std::vector<std::string>{"Anna", "María"}));
    EXPECT_EQ(patient.sex, record::Patient::Sex::Female);
    EXPECT_EQ(base::text(*patient.birth_date), "1980-05-02");
    EXPECT_EQ(patient.phone, "612");
    EXPECT_EQ(patient.identifiers.at(0).value, "77");
    EXPECT_EQ(read->id, "");
    EXPECT_FALSE(read->version.has_value());
}

TEST(ReadResource, what_the_record_has_no_place_for_is_refused_with_its_path) {
    EXPECT_EQ(
        refusal(
            R"({"resourceType":"Patient","name":[{"family":"A"}],"maritalStatus":{"text":"x"}})"),
        "fhir.unholdable Patient.maritalStatus\n");
    EXPECT_EQ(
        refusal(
            R"({"resourceType":"Patient","name":[{"family":"A"},{"use":"maiden","family":"B"}]})"),
        "fhir.unholdable Patient.name[1]\n");
    EXPECT_EQ(refusal(R"({"resourceType":"Patient","name":[{"family":"A","suffix":["Jr"]}]})"),
              "fhir.unholdable Patient.name[0].suffix\n");
    EXPECT_EQ(refusal(R"({"resourceType":"Patient","name":[{"family":"A"}],)"
                      R"("extension":[{"url":"http://example.org/x","valueString":"y"}]})"),
              "fhir.unholdable Patient.extension\n");
    EXPECT_EQ(
        refusal(R"({"resourceType":"Patient","name":[{"family":"A"}],"_birthDate":{"id":"b"}})"),
        "fhir.unholdable Patient._birthDate\n");
}

TEST(ReadResource, a_value_the_record_cannot_keep_is_refused) {
    EXPECT_EQ(refusal(R"({"resourceType":"Patient","name":[{"family":"A"}],"birthDate":"1980"})"),
              "fhir.value Patient.birthDate\n");
    EXPECT_EQ(refusal(R"({"resourceType":"Patient","name":[{"family":"A"}],"gender":"other"})"),
              "fhir.code Patient.gender\n");
    EXPECT_EQ(refusal(R"({"resourceType":"Patient","name":[{"family":7}]})"),
              "fhir.type Patient.name[0].family\n");
    EXPECT_EQ(refusal(R"({"resourceType":"Patient","name":[{"family":"A"}],"active":false})"),
              "fhir.disagrees Patient.active\n");
}

TEST(ReadResource, what_is_missing_is_named_by_its_element) {
    EXPECT_EQ(refusal(R"({"resourceType":"Patient","gender":"male"})"),
              "record.missing Patient.name.where(use='official').family\n");
}

TEST(ReadResource, nothing_may_be_empty_and_nothing_said_twice) {
    EXPECT_EQ(
        refusal(R"({"resourceType":"Patient","name":[],"gender":null,"telecom":[{}]})"),
        "fhir.empty Resource.name\nfhir.empty Resource.gender\nfhir.empty Resource.telecom[0]\n");
    EXPECT_EQ(refusal(R"({"resourceType":"Patient","gender":"male","gender":"female"})"),
              "fhir.repeated Resource\n");
    EXPECT_EQ(refusal("[]"), "fhir.syntax Resource\n");
    EXPECT_EQ(refusal("{"), "fhir.syntax Resource\n");
}

TEST(ReadResource, a_type_that_is_only_read_or_unknown_is_refused) {
    EXPECT_EQ(refusal(R"({"resourceType":"CarePlan","status":"active"})"),
              "fhir.read_only_type CarePlan\n");
    EXPECT_EQ(refusal(R"({"resourceType":"Basic"})"), "fhir.unknown_type resourceType\n");
    EXPECT_EQ(refusal(R"({"a":1})"), "fhir.unknown_type resourceType\n");
}

TEST(ReadResource, a_generated_narrative_follows_from_the_data_and_another_does_not) {
    const std::string head =
        R"({"resourceType":"Patient","name":[{"family":"A"}],"text":{"status":")";
    const std::string tail = R"(","div":"<div xmlns=\"http://www.w3.org/1999/xhtml\">A</div>"}})";
    EXPECT_EQ(refusal(head + "generated" + tail), "taken");
    EXPECT_EQ(refusal(head + "additional" + tail), "fhir.unholdable Patient.text\n");
}

constexpr std::string_view booking =
    R"({"resourceType":"Appointment","status":"proposed","start":"2026-12-01T09:00:00+01:00",)"
    R"("end":"2026-12-01T09:30:00+01:00","appointmentType":{"coding":[{"system":)"
    R"("https://filiform.example/fhir/CodeSystem/visit","code":"needling"}]},"participant":[)"
    R"({"actor":{"reference":"Patient/p1"},"status":"accepted"},)"
    R"({"actor":{"reference":"https://clinic.example/fhir/R4/Practitioner/d1"},)"
    R"("status":"needs-action"}]})";

TEST(ReadResource, a_wish_for_an_appointment_is_taken_in_utc_and_by_absolute_reference) {
    const auto read =
        fhir::read_resource(booking, {"https://clinic.example/fhir/R4", {}, false, {}, {}, {}});
    ASSERT_TRUE(read.has_value()) << base::sentence(read.error().front());
    const auto& appointment = std::get<record::Appointment>(read->noun);
    EXPECT_EQ(base::text(*appointment.start), "2026-12-01T08:00:00.000Z");
    EXPECT_EQ(appointment.patient, record::EntryId("p1"));
    EXPECT_EQ(appointment.practitioner, record::EntryId("d1"));
    EXPECT_EQ(appointment.visit, record::Visit::Needling);
    EXPECT_EQ(refusal(booking), "fhir.reference Appointment.participant[1].actor.reference\n"
                                "fhir.unholdable Appointment.participant\n");
}

TEST(ReadResource, a_score_completes_itself_from_the_code_of_its_instrument) {
    fhir::Context context;
    context.find_instrument_of_code = [](const std::string& code) {
        return code == "nprs_leg"
                   ? std::optional(std::pair(record::EntryId("i1"), std::string("1")))
                   : std::nullopt;
    };
    const std::string score =
        R"({"resourceType":"Observation","status":"final","code":{"coding":[{"system":)"
        R"("https://filiform.example/fhir/CodeSystem/instrument","code":"nprs_leg"}]},)"
        R"("subject":{"reference":"Patient/p1"},"effectiveDateTime":"2026-11-29T10:00:00Z",)"
        R"("performer":[{"reference":"Patient/p1"}],)"
        R"("valueQuantity":{"value":6.5,"unit":"{score}"}})";
    const auto read = fhir::read_resource(score, context);
    ASSERT_TRUE(read.has_value()) << base::sentence(read.error().front());
    const auto& outcome = std::get<record::Outcome>(read->noun);
    EXPECT_EQ(outcome.instrument, record::EntryId("i1"));
    EXPECT_EQ(outcome.version, "1");
    EXPECT_EQ(outcome.score, 6.5);
    EXPECT_EQ(outcome.given_by, record::Outcome::Giver::Patient);
    EXPECT_EQ(read->state, record::State::Signed);
    EXPECT_EQ(refusal(score).substr(0, 14), "record.missing");
}

TEST(ReadResource, bytes_inside_a_letter_become_a_blob_under_their_digest) {
    const std::string words = base::to_base64("Dear colleague");
    const std::string page = base::to_base64("%PDF-1.7");
    const std::string letter =
        R"({"resourceType":"DocumentReference","status":"current","docStatus":"preliminary",)"
        R"("type":{"coding":[{"system":"https://filiform.example/fhir/CodeSystem/letter-type",)"
        R"("code":"report"}]},"subject":{"reference":"Patient/p1"},)"
        R"("author":[{"reference":"Practitioner/d1"}],"description":"Report","content":[)"
        R"({"attachment":{"contentType":"text/plain; charset=utf-8","data":")" +
        words + R"("}},{"attachment":{"contentType":"application/pdf","title":"a.pdf","data":")" +
        page + R"("}}]})";
    const auto read = fhir::read_resource(letter, {});
    ASSERT_TRUE(read.has_value()) << base::sentence(read.error().front());
    const auto& noun = std::get<record::Letter>(read->noun);
    EXPECT_EQ(noun.text, "Dear colleague");
    ASSERT_EQ(read->blobs.size(), 1U);
    EXPECT_EQ(read->blobs[0].bytes, "%PDF-1.7");
    EXPECT_EQ(read->blobs[0].media_type, "application/pdf");
    EXPECT_EQ(noun.documents.at(0).blob, read->blobs[0].digest);
    EXPECT_EQ(noun.documents.at(0).bytes, 8);
}

TEST(ReadResource, codings_that_mean_different_things_are_refused) {
    const auto event = [](const std::string& codings) {
        return R"({"resourceType":"AdverseEvent","actuality":"actual","subject":{"reference":"Patient/p"},)"
               R"("date":"2026-11-29T10:00:00Z","outcome":{"coding":[{"code":"ongoing"}]},)"
               R"("extension":[{"url":"https://filiform.example/fhir/StructureDefinition/adverse-event-grade",)"
               R"("valueCode":"serious"}],"event":{"coding":[)" +
               codings + "]}}";
    };
    const std::string snomed =
        R"({"system":"http://snomed.info/sct","code":"36118008","display":"Pneumothorax"})";
    const std::string own =
        R"({"system":"https://filiform.example/fhir/CodeSystem/adverse-event-type","code":")";
    EXPECT_EQ(refusal(event(snomed)), "taken");
    EXPECT_EQ(refusal(event(own + "pneumothorax\"}," + snomed)), "taken");
    EXPECT_EQ(refusal(event(own + "bruise\"}," + snomed)),
              "fhir.disagrees AdverseEvent.event.coding[1]\n");
    EXPECT_EQ(refusal(event(R"({"system":"http://snomed.info/sct","code":"1"})")),
              "fhir.code AdverseEvent.event\n");
}

TEST(FhirOutcome, tells_each_problem_with_its_kind_and_its_place) {
    EXPECT_EQ(
        fhir::operation_outcome({{"fhir.code", "Patient.gender", "Not kept.", "Send another."}}),
        R"({"resourceType":"OperationOutcome","issue":[{"severity":"error","code":"code-invalid",)"
        R"("details":{"coding":[{"system":"https://filiform.example/fhir/CodeSystem/problem",)"
        R"("code":"fhir.code"}],"text":"Not kept."},"diagnostics":"Send another.",)"
        R"("expression":["Patient.gender"]}]})");
    EXPECT_EQ(fhir::issue_type("record.conflict"), "conflict");
    EXPECT_EQ(fhir::issue_type("something.else"), "processing");
}

} // namespace
