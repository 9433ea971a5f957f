// SPDX-License-Identifier: Apache-2.0
#include "server/server_fixture.h"

namespace filiform::server {

using record::Kind;
using record::Role;

class LibraryRoutes : public Clinic {};

TEST_F(LibraryRoutes, give_each_role_its_shelves) {
    const Login clinician = as(Role::Clinician), patient = as(Role::Patient, "p1"),
                reception = as(Role::Reception), program = with_token("system/Patient.rs");
    for (const char* name : {"questions", "care", "advice", "sources"}) {
        const std::string address = std::string("/api/v1/library/") + name;
        EXPECT_EQ(get(clinician, address).status, 200) << name;
        EXPECT_EQ(get(patient, address).status, 200) << name;
        EXPECT_EQ(get(program, address).status, 200) << name;
        EXPECT_EQ(get(reception, address).status, 403) << name;
    }
    for (const char* name : {"rules", "causes", "targets", "claims", "regions", "needles"}) {
        const std::string address = std::string("/api/v1/library/") + name;
        EXPECT_EQ(get(clinician, address).status, 200) << name;
        EXPECT_EQ(get(patient, address).status, 403) << name;
    }
    EXPECT_EQ(get(clinician, "/api/v1/library/secrets").status, 404);
}

TEST_F(LibraryRoutes, tell_patients_what_is_theirs_and_never_each_others) {
    const auto reader = [&](const Login& who) {
        return body_of(get(who, "/api/v1/library/sources"))
            .at("items")
            .as_array()[0]
            .at("reference");
    };
    const Login clinician = as(Role::Clinician), patient = as(Role::Patient, "p1");
    for (int again = 0; again < 2; ++again) { // the second time it is kept
        EXPECT_EQ(reader(clinician), "clinician");
        EXPECT_EQ(reader(patient), "patient");
    }
}

TEST_F(LibraryRoutes, are_sent_once_to_whom_keeps_them) {
    const Login lead = as(Role::Lead);
    const Answer first = get(lead, "/api/v1/library/rules");
    const std::string tag = header_of(first, "etag");
    ASSERT_FALSE(tag.empty());
    EXPECT_EQ(header_of(first, "cache-control"), "private, no-cache");
    EXPECT_EQ(get(lead, "/api/v1/library/rules", {{"if-none-match", tag}}).status, 304);
    EXPECT_EQ(get(lead, "/api/v1/library/rules", {{"if-none-match", "\"other\""}}).status, 200);
    // What a clinician has is not what a patient may keep.
    const std::string sources = header_of(get(lead, "/api/v1/library/sources"), "etag");
    EXPECT_EQ(get(as(Role::Patient, "p1"), "/api/v1/library/sources", {{"if-none-match", sources}})
                  .status,
              200);
}

class ConsultationRoute : public Clinic {
  public:
    Answer weighed(const Login& who, const std::string& body) {
        return post(who, "/api/v1/consultations", body);
    }
    /// "born=1980-05-02 …": what the workshop was asked.
    std::string asked(const Login& who, const std::string& body) {
        const Answer answer = weighed(who, body);
        std::string all;
        if (answer.status != 200)
            return answer.body;
        const json::object told = body_of(answer);
        for (const json::value& one : told.at("screening").at("answered").as_array())
            all += std::string(one.at("finding").as_string()) + "=" +
                   std::string(one.at("answer").as_string()) + " ";
        return all;
    }
    std::string pointer(const Login& who, const std::string& body) {
        const Answer answer = weighed(who, body);
        EXPECT_EQ(answer.status / 100, 4) << body;
        const json::object problem = body_of(answer);
        return problem.contains("pointer") ? std::string(problem.at("pointer").as_string()) : "";
    }
};

TEST_F(ConsultationRoute, hands_over_what_was_answered_so_far_and_keeps_nothing) {
    now_ = base::read_instant("2026-11-03T12:00:00Z").value();
    const Login ada = as(Role::Clinician);
    EXPECT_EQ(asked(ada, R"({"on":"2026-11-25","answers":{"a":true,"b":2,"c":"d","e":["f"]}})"),
              "on=2026-11-25 a=0 b=1 c=2 e=3 ");
    EXPECT_EQ(asked(ada, R"({"on":"2026-11-25","heightCm":170,"answers":{},"clearances":[],)"
                         R"("overrides":[{"rule":"r","by":"Ada","reason":"why"}]})"),
              "on=2026-11-25 height=170.000000 r=why ");
    // The day is the clinic's, unless it is said.
    EXPECT_EQ(asked(ada, R"({"answers":{}})"), "on=2026-11-03 ");
    EXPECT_EQ(body_of(get(ada, "/api/v1/assessments")).at("entries").as_array().size(), 0U);
}

TEST_F(ConsultationRoute, takes_particulars_from_the_record_unless_they_are_said) {
    put_patient("p1", "Weighed", R"(,"birthDate":"1980-05-02","sex":"female")");
    const Login ada = as(Role::Clinician);
    const std::string rest = R"("on":"2026-11-25","answers":{}})";
    EXPECT_EQ(asked(ada, R"({"patient":"p1",)" + rest), "born=1980-05-02 sex=f on=2026-11-25 ");
    EXPECT_EQ(asked(ada, R"({"patient":"p1","particulars":{"sex":"male"},)" + rest),
              "born=1980-05-02 sex=m on=2026-11-25 ");
    EXPECT_EQ(asked(ada, R"({"patient":"p1","particulars":{"ageYears":30},)" + rest),
              "sex=f age=30.000000 on=2026-11-25 ");
    EXPECT_EQ(asked(ada, R"({"particulars":{"birthDate":"1990-01-01","sex":"male"},)" + rest),
              "born=1990-01-01 sex=m on=2026-11-25 ");
    EXPECT_EQ(asked(ada, "{" + rest), "on=2026-11-25 ");
}

TEST_F(ConsultationRoute, names_the_member_that_is_wrong) {
    const Login ada = as(Role::Clinician);
    EXPECT_EQ(pointer(ada, R"({})"), "/answers");
    EXPECT_EQ(pointer(ada, R"({"answers":["a"]})"), "/answers");
    EXPECT_EQ(pointer(ada, R"({"answers":{"a":{}}})"), "/answers/a");
    EXPECT_EQ(pointer(ada, R"({"answers":{"a":null}})"), "/answers/a");
    EXPECT_EQ(pointer(ada, R"({"answers":{"no_such_finding":true}})"), "/answers/no_such_finding");
    EXPECT_EQ(pointer(ada, R"({"answers":{},"on":"yesterday"})"), "/on");
    EXPECT_EQ(pointer(ada, R"({"answers":{},"heightCm":12})"), "/heightCm");
    EXPECT_EQ(pointer(ada, R"({"answers":{},"heightCm":"170"})"), "/heightCm");
    EXPECT_EQ(pointer(ada, R"({"answers":{},"patient":"nobody"})"), "/patient");
    EXPECT_EQ(pointer(ada, R"({"answers":{},"patient":"a b"})"), "/patient");
    EXPECT_EQ(pointer(ada, R"({"answers":{},"particulars":5})"), "/particulars");
    EXPECT_EQ(pointer(ada, R"({"answers":{},"particulars":{"sex":"both"}})"), "/particulars/sex");
    EXPECT_EQ(pointer(ada, R"({"answers":{},"particulars":{"birthDate":"x"}})"),
              "/particulars/birthDate");
    EXPECT_EQ(pointer(ada, R"({"answers":{},"particulars":{"ageYears":121}})"),
              "/particulars/ageYears");
    EXPECT_EQ(pointer(ada, R"({"answers":{},"particulars":{"ageYears":30,)"
                           R"("birthDate":"1990-01-01"}})"),
              "/particulars/ageYears");
    EXPECT_EQ(pointer(ada, R"({"answers":{},"particulars":{"name":"x"}})"), "/particulars/name");
    EXPECT_EQ(pointer(ada, R"({"answers":{},"overrides":[{"rule":"r"}]})"), "/overrides/0/by");
}

TEST_F(ConsultationRoute, tells_a_patient_of_themselves_alone_and_no_more_than_is_theirs) {
    put_patient("p1", "Weighed", R"(,"birthDate":"1980-05-02","sex":"female")");
    put_patient("p2", "Other", R"(,"birthDate":"1990-05-02","sex":"female")");
    const Login patient = as(Role::Patient, "p1");
    const Answer answer = weighed(patient, R"({"patient":"p1","answers":{"a":true}})");
    ASSERT_EQ(answer.status, 200) << answer.body;
    std::string members;
    for (const auto& one : body_of(answer))
        members += std::string(one.key()) + ' ';
    EXPECT_EQ(members, "isEmergency tell spared tally ");
    EXPECT_EQ(pointer(patient, R"({"patient":"p2","answers":{}})"), "/patient");
    EXPECT_EQ(weighed(as(Role::Reception), R"({"answers":{}})").status, 403);
    EXPECT_EQ(weighed(with_token("system/*.cruds"), R"({"answers":{}})").status, 403);
}

/// A server whose workshop concludes from the number of answers, and from who the patient is.
class Conclusions : public Clinic {
  public:
    Conclusions() : Clinic(concluding()) {
        put_patient("p1", "Concluded", R"(,"birthDate":"1980-05-02")");
        put(Kind::Practitioner, "d1",
            R"({"family":"Invented","profession":"doctor","isActive":true})");
        put(Kind::Episode, "e1", R"({"patient":"p1","status":"active","began":"2026-01-01"})");
        doctor = as(Role::Clinician, "d1");
    }
    static Workshop concluding() {
        Workshop shop = workshop();
        shop.conclude = [](const Examined& who, base::Instant at) -> base::Checked<Conclusion> {
            if (who.assessment.answers.contains("no_such_finding"))
                return tl::unexpected(
                    base::Problems{{"case.finding", "#/answers/no_such_finding",
                                    "Nothing of this name is asked.", "Ask less."}});
            Conclusion concluded;
            concluded.screening.decision = record::ScreeningDecision::Ask;
            concluded.screening.may_needle = false;
            concluded.screening.inputs =
                base::sha256(std::to_string(who.assessment.answers.size()));
            concluded.screening.knowledge = base::sha256("the library");
            concluded.screening.restraint = {
                who.patient.birth_date ? base::text(*who.patient.birth_date) : "nobody known"};
            concluded.screening.at = at;
            concluded.causes.push_back(
                {"cause.test", 0.1 * static_cast<double>(who.assessment.answers.size()), 0, 1});
            return concluded;
        };
        return shop;
    }
    static std::string assessment(const std::string& answers, const std::string& more = "") {
        return R"({"patient":"p1","episode":"e1","practitioner":"d1","on":"2026-01-02",)"
               R"("answers":)" +
               answers + more + "}";
    }
    Answer created(const std::string& body, const std::string& more = "") {
        return post(doctor, "/api/v1/assessments", R"({"body":)" + body + more + "}");
    }
    static const json::object& screening_of(const json::object& entry) {
        return entry.at("body").at("screening").as_object();
    }
    Login doctor;
};

TEST_F(Conclusions, are_drawn_by_the_server_whatever_was_sent) {
    const std::string bogus = R"(,"screening":{"decision":"go","mayNeedle":true,"inputs":"00"},)"
                              R"("causes":[{"id":"cause.mine","probability":1}])";
    const Answer answer = created(assessment(R"({"a":true,"b":1})", bogus));
    ASSERT_EQ(answer.status, 201) << answer.body;
    const json::object entry = body_of(answer);
    EXPECT_EQ(screening_of(entry).at("decision"), "ask");
    EXPECT_EQ(screening_of(entry).at("mayNeedle"), false);
    EXPECT_EQ(screening_of(entry).at("restraint").as_array()[0], "1980-05-02");
    const json::array& causes = entry.at("body").at("causes").as_array();
    ASSERT_EQ(causes.size(), 1U);
    EXPECT_EQ(causes[0].at("id"), "cause.test");
    EXPECT_EQ(causes[0].at("probability"), 0.2);
}

TEST_F(Conclusions, follow_the_answers_and_keep_their_time_while_nothing_changes) {
    const json::object first = body_of(created(assessment(R"({"a":true})")));
    const std::string address = "/api/v1/assessments/" + std::string(first.at("id").as_string());
    const auto changed = [&](const std::string& answers, const char* version) {
        now_ += std::chrono::minutes(1);
        return body_of(send(doctor, Method::Put, address, R"({"body":)" + assessment(answers) + "}",
                            {{"if-match", version}}));
    };
    const json::object same = changed(R"({"a":false})", "\"1\"");
    EXPECT_EQ(screening_of(same).at("at"), screening_of(first).at("at"));
    const json::object more = changed(R"({"a":false,"b":true})", "\"2\"");
    EXPECT_NE(screening_of(more).at("at"), screening_of(first).at("at"));
    EXPECT_NE(screening_of(more).at("inputs"), screening_of(first).at("inputs"));
}

TEST_F(Conclusions, are_drawn_as_it_is_signed_and_then_no_more) {
    put(Kind::Assessment, "a1", assessment(R"({"a":true})")); // of before there was a workshop
    const auto step = [&](const std::string& word, const char* version) {
        return post(doctor, "/api/v1/assessments/a1/" + word, R"({"reason":"as a test asks"})",
                    {{"if-match", version}});
    };
    const Answer signed_one = step("sign", "\"1\"");
    ASSERT_EQ(signed_one.status, 200) << signed_one.body;
    EXPECT_EQ(screening_of(body_of(signed_one)).at("decision"), "ask");
    const Answer superseded = step("supersede", "\"2\"");
    ASSERT_EQ(superseded.status, 200) << superseded.body;
    EXPECT_EQ(body_of(superseded).at("body"), body_of(signed_one).at("body"));
    // What is a mistake is not read again, and may have answers that nobody knows any more.
    put(Kind::Assessment, "a2", assessment(R"({"no_such_finding":true})"));
    EXPECT_EQ(post(doctor, "/api/v1/assessments/a2/mistake", R"({"reason":"as a test asks"})",
                   {{"if-match", "\"1\""}})
                  .status,
              200);
}

TEST_F(Conclusions, name_the_answer_they_cannot_be_drawn_from) {
    const Answer answer = created(assessment(R"({"no_such_finding":true})"));
    EXPECT_EQ(answer.status, 422);
    EXPECT_EQ(code_of(answer), "case.finding");
    EXPECT_EQ(body_of(answer).at("pointer"), "/body/answers/no_such_finding");
}

TEST_F(Conclusions, know_a_patient_who_is_written_in_the_same_change) {
    const Answer answer = post(
        doctor, "/api/v1/changes",
        R"({"writes":[{"kind":"patient","id":"p9","body":{"family":"New","birthDate":"1999-09-09"}},)"
        R"({"kind":"episode","id":"e9","body":{"patient":"p9","status":"active","began":"2026-01-01"}},)"
        R"({"kind":"assessment","body":{"patient":"p9","episode":"e9","practitioner":"d1",)"
        R"("on":"2026-01-02","answers":{"a":true}}}]})");
    ASSERT_EQ(answer.status, 200) << answer.body;
    const json::object entry = body_of(answer).at("entries").as_array()[2].as_object();
    EXPECT_EQ(screening_of(entry).at("restraint").as_array()[0], "1999-09-09");
}

TEST_F(LibraryRoutes, without_a_workshop_keep_what_was_sent) {
    put_patient("p1", "Kept");
    put(Kind::Practitioner, "d1", R"({"family":"Invented","profession":"doctor","isActive":true})");
    put(Kind::Episode, "e1", R"({"patient":"p1","status":"active","began":"2026-01-01"})");
    const Answer answer =
        post(as(Role::Clinician, "d1"), "/api/v1/assessments",
             R"({"body":{"patient":"p1","episode":"e1","practitioner":"d1","on":"2026-01-02",)"
             R"("screening":{"decision":"caution","mayNeedle":true,"inputs":"00"}}})");
    ASSERT_EQ(answer.status, 201) << answer.body;
    EXPECT_EQ(body_of(answer).at("body").at("screening").at("decision"), "caution");
}

} // namespace filiform::server
