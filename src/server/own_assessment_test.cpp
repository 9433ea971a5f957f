// SPDX-License-Identifier: Apache-2.0

// What a patient begins before a visit or answers after a session, and where that ends.

#include <gtest/gtest.h>

#include "record/record_fixture.h"
#include "server/server_fixture.h"

namespace filiform::server {

using record::Kind;
using record::Role;
using record::State;
namespace fixture = record::fixture;

/// Two patients in treatment; what is asked of them is everything but the leg raise.
class OwnAssessment : public Clinic {
  public:
    OwnAssessment() : Clinic(asking()) {
        now_ = fixture::moment("2026-11-04T20:00:00Z");
        put_noun("clinic-1", fixture::clinic());
        put_noun("practitioner-1", fixture::practitioner());
        put_noun("practitioner-2", fixture::practitioner());
        for (const std::string who : {"1", "2"}) {
            put_noun("patient-" + who, fixture::patient());
            record::Episode episode = fixture::episode();
            episode.patient = record::EntryId("patient-" + who);
            put_noun("episode-" + who, episode);
            record::Session session = fixture::session();
            session.patient = episode.patient;
            session.episode = record::EntryId("episode-" + who);
            put_noun("session-" + who, session, State::Signed);
        }
        patient_ = as(Role::Patient, "patient-1");
        other_ = as(Role::Patient, "patient-2");
        clinician_ = as(Role::Clinician, "practitioner-1");
    }
    static Workshop asking() {
        Workshop shop = workshop();
        shop.is_asked = [](std::string_view finding) { return finding != "slr.right"; };
        return shop;
    }
    static json::object begun() {
        return {{"patient", "patient-1"},
                {"episode", "episode-1"},
                {"practitioner", "practitioner-1"},
                {"on", "2026-11-04"},
                {"answers", {{"bladder_change", false}}},
                {"pain", {{"leg", 6}}}};
    }
    static std::string sent(json::object body, const char* id = "") {
        json::object whole{{"body", std::move(body)}};
        if (*id != '\0')
            whole["id"] = id;
        return json::serialize(whole);
    }
    Answer begin(const json::object& body, const char* id = "draft-1") {
        return post(patient_, "/api/v1/assessments", sent(body, id));
    }
    Answer change(const Login& who, const json::object& body, int follows) {
        return send(who, Method::Put, "/api/v1/assessments/draft-1", sent(body),
                    {{"if-match", '"' + std::to_string(follows) + '"'}});
    }
    std::size_t seen(const Login& who, const std::string& more = "") {
        const json::object page = body_of(get(who, "/api/v1/assessments?limit=50" + more));
        return page.at("entries").as_array().size();
    }

  protected:
    Login patient_, other_, clinician_;
};

TEST_F(OwnAssessment, is_begun_seen_and_changed_by_the_patient) {
    const Answer made = begin(begun());
    ASSERT_EQ(made.status, 201) << made.body;
    EXPECT_EQ(get(patient_, "/api/v1/assessments/draft-1").status, 200);
    EXPECT_EQ(seen(patient_), 1U);
    EXPECT_EQ(seen(patient_, "&state=open"), 1U);
    json::object more = begun();
    more["answers"].as_object()["saddle_numbness"] = true;
    more["medicines"] = "aspirin";
    const Answer changed = change(patient_, more, 1);
    EXPECT_EQ(changed.status, 200) << changed.body;
    for (int i = 0; i < 24; ++i) { // and on the next day, which it then says
        now_ += std::chrono::minutes(14);
        EXPECT_EQ(get(patient_, "/api/v1/me").status, 200);
    }
    EXPECT_EQ(change(patient_, more, 2).status, 422);
    more["on"] = "2026-11-05";
    EXPECT_EQ(change(patient_, more, 2).status, 200);
}

TEST_F(OwnAssessment, is_nobody_elses) {
    ASSERT_EQ(begin(begun()).status, 201);
    EXPECT_EQ(code_of(get(other_, "/api/v1/assessments/draft-1")), "record.missing");
    EXPECT_EQ(code_of(change(other_, begun(), 1)), "record.missing");
    EXPECT_EQ(seen(other_), 0U);
    for (const char* member : {"patient", "episode"}) {
        json::object foreign = begun();
        foreign[member] = std::string(member) + "-2";
        EXPECT_NE(begin(foreign, "draft-2").status, 201) << member;
    }
    EXPECT_EQ(code_of(get(as(Role::Reception), "/api/v1/assessments/draft-1")),
              "request.forbidden");
}

TEST_F(OwnAssessment, has_nothing_that_is_examined_or_decided) {
    json::object examined = begun();
    examined["answers"].as_object()["slr.right"] = true;
    EXPECT_EQ(begin(examined).status, 422);
    json::object impression = begun();
    impression["impression"] = "Fit for anything.";
    EXPECT_EQ(begin(impression).status, 422);
    json::object decided = begun(); // it is not taken, rather than refused
    decided["screening"] = {{"decision", "go"},
                            {"mayNeedle", true},
                            {"inputs", std::string(64, 'a')},
                            {"at", "2026-11-04T20:00:00Z"}};
    decided["causes"] = json::array{json::object{{"id", "cause.root"}, {"probability", 1}}};
    const Answer made = begin(decided);
    ASSERT_EQ(made.status, 201) << made.body;
    const json::object body = body_of(made).at("body").as_object();
    EXPECT_FALSE(body.contains("causes"));
    const json::value* screening = body.if_contains("screening");
    EXPECT_TRUE(screening == nullptr || screening->at("decision") != "go");
}

TEST_F(OwnAssessment, is_not_signed_marked_or_taken_back_by_the_patient) {
    ASSERT_EQ(begin(begun()).status, 201);
    for (const char* step : {"sign", "mistake", "supersede", "withdraw"}) {
        const Answer answer = post(patient_, std::string("/api/v1/assessments/draft-1/") + step,
                                   R"({"reason":"because"})", {{"if-match", "\"1\""}});
        EXPECT_GE(answer.status, 400) << step;
    }
    json::object signed_one{{"id", "draft-2"}, {"state", "signed"}, {"body", begun()}};
    EXPECT_GE(post(patient_, "/api/v1/assessments", json::serialize(signed_one)).status, 400);
    EXPECT_EQ(get(clinician_, "/api/v1/assessments/draft-2").status, 404);
    EXPECT_EQ(body_of(get(clinician_, "/api/v1/assessments/draft-1")).at("state"), "open");
}

TEST_F(OwnAssessment, is_the_clinics_once_somebody_there_goes_on_with_it) {
    ASSERT_EQ(begin(begun()).status, 201);
    json::object examined = begun();
    examined["answers"].as_object()["slr.right"] = true;
    examined["impression"] = "S1.";
    ASSERT_EQ(change(clinician_, examined, 1).status, 200); // the same entry: nothing typed twice
    EXPECT_EQ(code_of(get(patient_, "/api/v1/assessments/draft-1")), "record.missing");
    EXPECT_EQ(code_of(get(patient_, "/api/v1/assessments/draft-1/history")), "record.missing");
    EXPECT_EQ(code_of(get(patient_, "/api/v1/assessments/draft-1/versions/2")), "record.missing");
    EXPECT_EQ(seen(patient_), 0U);
    for (const int follows : {1, 2}) {
        const Answer late = change(patient_, begun(), follows);
        EXPECT_EQ(code_of(late), "request.forbidden");
        EXPECT_NE(late.body.find("what you wrote is kept"), std::string::npos) << late.body;
    }
}

TEST_F(OwnAssessment, belongs_to_the_patients_own_treatment_as_it_is) {
    json::object elsewhere = begun();
    elsewhere["practitioner"] = "practitioner-2";
    EXPECT_EQ(begin(elsewhere).status, 422); // the episode is practitioner-1's
    record::Episode over = fixture::episode();
    over.status = record::Episode::Status::Finished;
    over.ended = fixture::day("2026-11-03");
    put_noun("episode-3", over);
    json::object late = begun();
    late["episode"] = "episode-3";
    EXPECT_EQ(begin(late).status, 422);
}

TEST_F(OwnAssessment, checks_a_session_of_the_same_patient) {
    json::object check = begun();
    check["checks"] = "session-2";
    EXPECT_EQ(begin(check).status, 422);
    EXPECT_EQ(post(clinician_, "/api/v1/assessments", sent(check, "draft-2")).status, 422);
    check["checks"] = "session-1";
    EXPECT_EQ(begin(check).status, 201);
    const json::object page =
        body_of(get(clinician_, "/api/v1/assessments?checks=session-1&limit=5"));
    EXPECT_EQ(page.at("entries").as_array().size(), 1U);
}

TEST_F(OwnAssessment, brings_up_what_must_be_seen_today_and_what_is_over) {
    const auto tasks = [&](const std::string& search) {
        const json::object page =
            body_of(get(clinician_, "/api/v1/tasks?patient=patient-1&sort=due&" + search));
        std::string out;
        for (const json::value& entry : page.at("entries").as_array())
            out += std::string(entry.at("body").at("what").as_string()) + " " +
                   std::string(entry.at("body").at("priority").as_string()) + "\n";
        return out;
    };
    const auto answered = [&](const char* id, record::ScreeningDecision decision) {
        record::Assessment check;
        check.patient = record::EntryId("patient-1");
        check.episode = record::EntryId("episode-1");
        check.practitioner = record::EntryId("practitioner-1");
        check.checks = record::EntryId("session-1");
        check.on = fixture::day("2026-11-04");
        check.screening = record::ScreeningResult();
        check.screening->decision = decision;
        check.screening->at = now_;
        check.screening->inputs = std::string(64, 'a');
        check.screening->may_needle = false;
        ASSERT_TRUE(store_->write(
            {{patient_.account, "create", "", "", now_}, {store::loose_write_of(id, check)}, {}}));
    };
    ASSERT_TRUE(server_->bring_up_tasks());
    EXPECT_EQ(tasks("status=waiting"), "check_after_session soon\n");
    answered("check-1", record::ScreeningDecision::EmergencyToday);
    ASSERT_TRUE(server_->bring_up_tasks());
    EXPECT_EQ(tasks("status=waiting"), "check_after_session urgent\nurgent_answer urgent\n");
    ASSERT_TRUE(server_->bring_up_tasks()); // once
    EXPECT_EQ(tasks(""), "check_after_session urgent\nurgent_answer urgent\n");
}

TEST_F(OwnAssessment, ends_the_check_by_itself_when_all_is_well) {
    record::Assessment check;
    check.patient = record::EntryId("patient-2");
    check.episode = record::EntryId("episode-2");
    check.practitioner = record::EntryId("practitioner-1");
    check.checks = record::EntryId("session-2");
    check.on = fixture::day("2026-11-04");
    check.screening = record::ScreeningResult();
    check.screening->decision = record::ScreeningDecision::Go;
    check.screening->at = now_;
    check.screening->inputs = std::string(64, 'a');
    check.screening->may_needle = false;
    ASSERT_TRUE(server_->bring_up_tasks());
    ASSERT_TRUE(store_->write(
        {{other_.account, "create", "", "", now_}, {store::loose_write_of("check-2", check)}, {}}));
    ASSERT_TRUE(server_->bring_up_tasks());
    const json::object page =
        body_of(get(clinician_, "/api/v1/tasks?patient=patient-2&status=done"));
    ASSERT_EQ(page.at("entries").as_array().size(), 1U);
    const json::object task = page.at("entries").as_array().front().as_object();
    EXPECT_EQ(task.at("by"), "system");
    EXPECT_EQ(task.at("body").at("doneBy"), "patient-2");
}

} // namespace filiform::server
