// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "knowledge/question.h"
#include "workshop/consultation.h"
#include "workshop/workshop_fixture.h"

namespace filiform::workshop {
namespace {

using server::body_of;
using server::JobProgress;

std::string first_code(const json::object& job) {
    return std::string(job.at("problems").as_array()[0].at("code").as_string());
}

TEST_F(WorkingClinic, MakesAPlanThatIsKeptAsADraftWithItsPages) {
    const json::object job = done({{"kind", "plan"}, {"assessment", "a1"}, {"seed", 7}});
    ASSERT_EQ(job.at("state"), "done") << json::serialize(job);
    const std::string address =
        "/api/v1/plans/" + std::string(job.at("result").at("plan").as_string());
    const json::object entry = body_of(get(doctor, address));
    EXPECT_EQ(entry.at("state"), "open");
    const json::object& plan = entry.at("body").as_object();
    EXPECT_EQ(plan.at("patient"), "p1");
    EXPECT_EQ(plan.at("assessment"), "a1");
    EXPECT_EQ(plan.at("practitioner"), "d1");
    EXPECT_TRUE(plan.at("needlingAllowed").as_bool());
    ASSERT_EQ(plan.at("targets").as_array().size(), 1U);
    const json::object& target = plan.at("targets").as_array()[0].as_object();
    EXPECT_EQ(target.at("target"), "gluteus_medius.right"); // the muscle that was found
    EXPECT_NE(target.at("because").as_string().find("familiar pain"), json::string::npos);
    ASSERT_TRUE(target.contains("path")) << json::serialize(target);
    EXPECT_FALSE(target.at("path").at("instruction").as_string().empty());
    EXPECT_EQ(plan.at("stopRules").as_array().size(), 2U);
    EXPECT_FALSE(plan.at("alternatives").as_array().empty());
    EXPECT_EQ(plan.at("provenance").at("program"), program);
    EXPECT_EQ(plan.at("provenance").at("seed"), "7");
    for (const char* digest : {"knowledge", "body", "inputs"})
        EXPECT_EQ(plan.at("provenance").at(digest).as_string().size(), 64U) << digest;
    std::map<std::string, json::object> documents;
    for (const json::value& one : plan.at("documents").as_array())
        documents.emplace(one.at("name").as_string(), one.as_object());
    for (const char* name :
         {"plan.json", "plan.pdf", "patient.pdf", "scene.glb", "maps/gluteus_medius.right.json",
          "figures/gluteus_medius.right-skin.png"})
        EXPECT_TRUE(documents.contains(name)) << name;
    const auto bytes_of = [&](const char* name) {
        return get(doctor,
                   address + "/documents/" + std::string(documents.at(name).at("blob").as_string()))
            .body;
    };
    EXPECT_EQ(bytes_of("plan.pdf").substr(0, 5), "%PDF-");
    const json::object whole = json::parse(bytes_of("plan.json")).as_object();
    EXPECT_EQ(whole.at("schema"), "filiform.plan/1");
    // The record's own path is that of the plan.
    const json::object& path =
        whole.at("proposals").as_array()[0].at("paths").as_array()[0].as_object();
    EXPECT_NEAR(path.at("depthMm").to_number<double>(),
                target.at("path").at("depthMm").to_number<double>(), 0.001);
}

TEST_F(WorkingClinic, ScreensAVisitByTodaysAnswersWhateverIsSaidOfThem) {
    const json::object job = done({{"kind", "plan"}, {"assessment", "a1"}});
    ASSERT_EQ(job.at("state"), "done") << json::serialize(job);
    const std::string plan(job.at("result").at("plan").as_string());
    record::Consent consent;
    consent.patient = record::EntryId("p1");
    consent.plan = record::EntryId(plan);
    consent.practitioner = record::EntryId("d1");
    consent.language = "en";
    consent.text_version = "1";
    consent.points = {{"consent.what", std::string(64, '0')}};
    consent.answer = record::Consent::Answer::Given;
    consent.given_by = record::Consent::Giver::Patient;
    consent.way = record::Consent::Way::Spoken;
    consent.at = base::read_instant("2026-11-25T09:00:00Z").value();
    put_noun("c1", consent);
    json::object today;
    for (const knowledge::Question& one : knowledge::questions_of(*knowledge::library()))
        if (knowledge::is_asked_again(one))
            for (const char* side : {".right", ".left"}) {
                const std::string key =
                    one.finding->id.text() + (one.finding->has_sides ? side : "");
                const json::object kept =
                    json::parse(record::write_noun(record::Noun(well_but_sore()))).as_object();
                if (kept.at("answers").as_object().contains(key))
                    today[key] = kept.at("answers").at(key);
            }
    ASSERT_FALSE(today.empty());
    const auto screened = [&](const json::object& answers) {
        json::object body{{"patient", "p1"},
                          {"episode", "e1"},
                          {"plan", plan},
                          {"consent", "c1"},
                          {"practitioner", "d1"},
                          {"began", "2026-11-25T10:00:00Z"},
                          {"screening",
                           {{"decision", "go"},
                            {"mayNeedle", true},
                            {"inputs", std::string(64, '0')},
                            {"at", "2026-11-25T10:00:00Z"}}}};
        if (!answers.empty())
            body["answers"] = answers;
        const server::Answer made =
            post(doctor, "/api/v1/sessions", json::serialize(json::object{{"body", body}}));
        EXPECT_EQ(made.status, 201) << made.body;
        return body_of(made).at("body").at("screening").as_object();
    };
    EXPECT_TRUE(screened(today).at("mayNeedle").as_bool()) << json::serialize(screened(today));
    json::object alarming = today;
    alarming["bladder_change"] = true;
    EXPECT_EQ(screened(alarming).at("decision"), "emergency_today");
    EXPECT_FALSE(screened(alarming).at("mayNeedle").as_bool());
    json::object silent =
        today; // asked again, and not answered: the assessment's no does not count
    silent.erase("saddle_numbness");
    EXPECT_EQ(screened(silent).at("decision"), "ask");
    EXPECT_FALSE(screened(silent).at("mayNeedle").as_bool());
    EXPECT_EQ(screened({}).at("decision"), "ask") << "nothing was asked today";
}

TEST_F(WorkingClinic, MakesAPlanWithoutANeedleOfAPatientWhoMustNotBeNeedled) {
    record::Assessment assessment = well_but_sore();
    assessment.answers["bladder_change"] = true;
    put_noun("a2", assessment);
    const json::object job = done({{"kind", "plan"}, {"assessment", "a2"}});
    ASSERT_EQ(job.at("state"), "done") << json::serialize(job);
    const json::object plan =
        body_of(
            get(doctor, "/api/v1/plans/" + std::string(job.at("result").at("plan").as_string())))
            .at("body")
            .as_object();
    EXPECT_EQ(plan.at("decision"), "emergency_today");
    EXPECT_FALSE(plan.at("needlingAllowed").as_bool());
    EXPECT_FALSE(plan.contains("targets"));
    EXPECT_FALSE(plan.contains("dose"));
    std::vector<std::string> names;
    for (const json::value& one : plan.at("documents").as_array())
        names.emplace_back(one.at("name").as_string());
    EXPECT_EQ(names, (std::vector<std::string>{"plan.json", "plan.pdf", "patient.pdf"}));
}

TEST_F(WorkingClinic, TakesNoMissingAnswerForANo) {
    record::Assessment assessment = well_but_sore();
    assessment.answers.erase("saddle_numbness");
    put_noun("a2", assessment);
    const json::object job = done({{"kind", "plan"}, {"assessment", "a2"}});
    ASSERT_EQ(job.at("state"), "done") << json::serialize(job);
    const json::object plan =
        body_of(
            get(doctor, "/api/v1/plans/" + std::string(job.at("result").at("plan").as_string())))
            .at("body")
            .as_object();
    EXPECT_EQ(plan.at("decision"), "ask");
    EXPECT_FALSE(plan.at("needlingAllowed").as_bool());
}

TEST_F(WorkingClinic, RefusesAPlanOfSomebodyOfWhomTooLittleIsKnownAndSaysWhat) {
    record::Patient patient = grown_woman();
    patient.sex.reset();
    put_noun("p2", patient);
    record::Assessment assessment = well_but_sore();
    assessment.patient = record::EntryId("p2");
    assessment.episode = record::EntryId("e2");
    assessment.weight_kg.reset();
    put(record::Kind::Episode, "e2", R"({"patient":"p2","status":"active","began":"2026-11-01"})");
    put_noun("a2", assessment);
    const json::object job = done({{"kind", "plan"}, {"assessment", "a2"}});
    EXPECT_EQ(job.at("state"), "failed");
    const json::object& problem = job.at("problems").as_array()[0].as_object();
    EXPECT_EQ(problem.at("code"), "plan.person");
    EXPECT_EQ(problem.at("detail"), "Of the patient this is not known: sex, weight.");
    EXPECT_NE(problem.at("hint").as_string().find("weightKg"), json::string::npos);
    EXPECT_EQ(get(doctor, "/api/v1/plans?patient=p2").body.find("\"decision\""), std::string::npos);
}

TEST_F(WorkingClinic, RefusesAnswersThatTheLibraryDoesNotKnowAndTargetsThatAreNone) {
    record::Assessment assessment = well_but_sore();
    assessment.answers["sadle_numbness"] = true;
    put_noun("a2", assessment);
    const json::object job = done({{"kind", "plan"}, {"assessment", "a2"}});
    EXPECT_EQ(job.at("state"), "failed");
    EXPECT_EQ(first_code(job), "case.finding");
    EXPECT_EQ(job.at("problems").as_array()[0].at("pointer"), "/assessment/answers/sadle_numbness");
    const json::object other =
        done({{"kind", "plan"},
              {"assessment", "a1"},
              {"targets", json::array{"gluteus_medius.right", "piriformus.right"}}});
    EXPECT_EQ(first_code(other), "plan.target");
    EXPECT_EQ(other.at("problems").as_array()[0].at("pointer"), "/targets/1");
    EXPECT_NE(other.at("problems").as_array()[0].at("hint").as_string().find("piriformis.right"),
              json::string::npos);
}

TEST_F(WorkingClinic, PlansWithoutABodyWhereNobodyLikeThatWasMeasured) {
    record::Assessment assessment = well_but_sore();
    assessment.weight_kg = 135; // 47.8 kg/m2
    put_noun("a2", assessment);
    const json::object job = done({{"kind", "plan"}, {"assessment", "a2"}});
    ASSERT_EQ(job.at("state"), "done") << json::serialize(job);
    const json::object plan =
        body_of(
            get(doctor, "/api/v1/plans/" + std::string(job.at("result").at("plan").as_string())))
            .at("body")
            .as_object();
    EXPECT_FALSE(plan.at("needlingAllowed").as_bool());
    EXPECT_NE(plan.at("targets").as_array()[0].at("noPath").as_string().find("47.8"),
              json::string::npos);
}

TEST(PlanJob, ThatIsCancelledMakesNoBodyAndKeepsNothing) {
    const auto shop = open_workshop(coarse());
    JobProgress progress;
    progress.cancel();
    const auto made = shop->make_plan({{well_but_sore(), grown_woman()}, {}, 1}, progress);
    ASSERT_FALSE(made);
    EXPECT_EQ(made.error().front().code, "plan.cancelled");
    server::NeedleWanted needle;
    needle.who = {well_but_sore(), grown_woman()};
    needle.entry = "psis.right";
    needle.needle = "0.30x40";
    needle.depth_mm = 20;
    EXPECT_EQ(shop->judge_needle(needle).error().front().code, "body.not_ready");
}

TEST(PlanJob, SaysHowFarItIs) {
    const auto shop = open_workshop(coarse());
    JobProgress progress;
    ASSERT_TRUE(shop->make_plan({{well_but_sore(), grown_woman()}, {}, 1}, progress));
    EXPECT_EQ(progress.last().first, "Writing pages and pictures");
    EXPECT_GT(progress.last().second, 0.5);
}

TEST(Consultation, HasWhatTheRecordHasAndNothingElse) {
    record::Assessment assessment = well_but_sore();
    assessment.answers = {{"pregnancy", "none"}};
    assessment.height_cm.reset();
    assessment.overrides = {{"contraindication.x", "Dr A", "why", std::nullopt}};
    record::Patient patient = grown_woman();
    patient.birth_date.reset();
    const chart::Consultation consultation = consultation_of(assessment, patient);
    EXPECT_EQ(consultation.patient.is_male, false);
    EXPECT_FALSE(consultation.patient.birth_date);
    EXPECT_FALSE(consultation.patient.height_cm);
    EXPECT_EQ(consultation.patient.weight_kg, 74);
    EXPECT_EQ(consultation.answers.size(), 1U);
    ASSERT_EQ(consultation.overrides.size(), 1U);
    EXPECT_EQ(consultation.overrides[0].on, *assessment.on); // its own day was not kept
}

} // namespace
} // namespace filiform::workshop
