// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include "server/server_fixture.h"

namespace filiform::server {

namespace {

using record::Kind;
using record::Role;

/// A patient with an episode, and one score of a pain in the leg.
class ProgressRoutes : public Clinic {
  protected:
    ProgressRoutes() {
        put(Kind::Practitioner, "d1",
            R"({"family":"Invented","profession":"doctor","isActive":true})");
        put(Kind::Patient, "p1", R"({"family":"Vale"})");
        put(Kind::Episode, "e1", R"({"patient":"p1","status":"active","began":"2026-11-01"})");
        doctor = as(Role::Clinician, "d1");
    }
    void score() {
        put(Kind::Outcome, "o1",
            R"({"patient":"p1","episode":"e1","instrument":"i1","code":"nprs_leg","version":"1",)"
            R"("on":"2026-11-02T09:00:00.000Z","score":7,"givenBy":"patient"})",
            record::State::Signed);
    }
    Answer asked(const std::string& body, const std::string& what = "progress") {
        return post(doctor, "/api/v1/episodes/e1/" + what, body);
    }
    std::string given(const std::string& body) {
        const Answer answer = asked(body);
        EXPECT_EQ(answer.status, 200) << answer.body;
        return std::string(body_of(answer).at("tooLittle").as_string());
    }

    Login doctor;
};

TEST_F(ProgressRoutes, WhatTheRecordHasAndWhatIsSaidIsReviewed) {
    score();
    EXPECT_EQ(given("{}"), "1 scores, 0 sessions, ");
    EXPECT_EQ(given(R"({"follow":"nprs_back","goal":{"value":2,"on":"2026-12-24"},)"
                    R"("findings":{"disabling":false,"neuro_worse":true}})"),
              "1 scores, 0 sessions, nprs_back, 2 by 2026-12-24, disabling no, neuro_worse yes");
}

TEST_F(ProgressRoutes, EveryFormHasItsType) {
    score();
    EXPECT_EQ(asked("{}").media_type, "application/json");
    EXPECT_EQ(asked("{}", "progress/graph").media_type, "image/svg+xml");
    EXPECT_EQ(asked("{}", "progress/letter").media_type, "application/pdf");
    const Answer course = get(doctor, "/api/v1/episodes/e1/course");
    EXPECT_EQ(body_of(course).at("schema"), "filiform.course/1");
}

TEST_F(ProgressRoutes, WithoutAScoreItIsSaidWhatIsMissing) {
    const Answer answer = asked("{}");
    EXPECT_EQ(answer.status, 409);
    EXPECT_EQ(code_of(answer), "review.no_score");
}

TEST_F(ProgressRoutes, WrongInputIsToldAtItsMember) {
    score();
    const auto pointer = [&](const std::string& body) {
        const Answer answer = asked(body);
        EXPECT_EQ(answer.status, 400) << answer.body;
        return std::string(body_of(answer).at("pointer").as_string());
    };
    EXPECT_EQ(pointer(R"({"goal":3})"), "/goal");
    EXPECT_EQ(pointer(R"({"goal":{"value":11}})"), "/goal/value");
    EXPECT_EQ(pointer(R"({"goal":{"on":"2026-12-24"}})"), "/goal/value");
    EXPECT_EQ(pointer(R"({"findings":{"disabling":"no"}})"), "/findings/disabling");
    EXPECT_EQ(pointer(R"({"goal":{"value":3,"on":"soon"}})"), "/goal/on");
    EXPECT_EQ(pointer(R"({"follow":"odi"})"), "/follow");
    EXPECT_EQ(pointer(R"({"follows":"nprs_leg"})"), "/follows");
    EXPECT_EQ(asked("[").status, 400);
}

TEST_F(ProgressRoutes, OnlyThoseWhoTreatSeeItAndTheLookIsKept) {
    score();
    for (const Role role : {Role::Reception, Role::Integrator, Role::Patient})
        EXPECT_EQ(post(as(role, "p1"), "/api/v1/episodes/e1/progress", "{}").status, 403);
    EXPECT_EQ(post(doctor, "/api/v1/episodes/none/progress", "{}").status, 404);
    EXPECT_EQ(post(doctor, "/api/v1/episodes/p1/progress", "{}").status, 404) << "of another kind";
    EXPECT_EQ(asked("{}").status, 200);
    const auto looks = body_of(get(as(Role::Lead, "d1"), "/api/v1/audit?action=read&patient=p1"));
    EXPECT_EQ(looks.at("rows").as_array().size(), 1U);
}

} // namespace

} // namespace filiform::server
