// SPDX-License-Identifier: Apache-2.0
#include "server/server_fixture.h"

namespace filiform::server {

using record::Kind;
using record::Role;

class JobRoutes : public Clinic {};

TEST_F(JobRoutes, a_plan_is_made_as_a_job_and_kept_as_a_draft) {
    put_patient("p1", "Planned");
    put(Kind::Episode, "e1", R"({"patient":"p1","status":"active","began":"2026-01-01"})");
    put(Kind::Assessment, "a1",
        R"({"patient":"p1","episode":"e1","practitioner":"d1","on":"2026-01-02"})");
    put(Kind::Practitioner, "d1", R"({"family":"Invented","profession":"doctor","isActive":true})");
    const Login ada = as(Role::Clinician, "d1");
    const Answer begun = post(ada, "/api/v1/jobs", R"({"kind":"plan","assessment":"a1","seed":7})");
    ASSERT_EQ(begun.status, 202) << begun.body;
    const std::string place = "/api/v1/jobs/" + std::string(body_of(begun).at("id").as_string());
    json::object job;
    do
        job = body_of(get(ada, place));
    while (job.at("state") == "waiting" || job.at("state") == "running");
    ASSERT_EQ(job.at("state"), "done") << json::serialize(job);
    const std::string plan(job.at("result").at("plan").as_string());
    const json::object entry = body_of(get(ada, "/api/v1/plans/" + plan));
    EXPECT_EQ(entry.at("state"), "open");
    EXPECT_EQ(entry.at("patient"), "p1");
    EXPECT_EQ(entry.at("body").at("assessment"), "a1");
    EXPECT_EQ(entry.at("body").at("note"), "Planned, 7");
    EXPECT_EQ(get(as(Role::Clinician), place).status, 404);
    EXPECT_EQ(post(ada, "/api/v1/jobs", R"({"kind":"plan","assessment":"a2"})").status, 422);
}

TEST_F(JobRoutes, a_needle_is_judged_at_once_for_whoever_may_see_the_patient) {
    put_patient("p1", "Judged");
    put(Kind::Assessment, "a1",
        R"({"patient":"p1","episode":"e1","practitioner":"d1","on":"2026-01-02"})");
    put(Kind::Plan, "plan1",
        R"({"patient":"p1","episode":"e1","assessment":"a1","practitioner":"d1",)"
        R"("madeAt":"2026-01-02T10:00:00Z","decision":"go","needlingAllowed":false,)"
        R"("provenance":{"program":"filiform","seed":"42"}})");
    const Login ada = as(Role::Clinician);
    const auto judged = [&](const std::string& entry, const std::string& more) {
        return post(ada, "/api/v1/needle",
                    R"({"needle":"0.30x40","depthMm":20,"entry":)" + entry + more + "}");
    };
    const std::string of = R"(,"assessment":"a1")";
    const auto told = [&](const std::string& more, const char* member) {
        return body_of(judged(R"("psis.right")", more)).at(member);
    };
    EXPECT_EQ(told(of, "landmarkInstruction"), "Judged, 1");
    // Of a plan: the body of its assessment, and its seed unless another is asked for.
    const std::string plan = R"(,"plan":"plan1")";
    EXPECT_EQ(told(plan, "landmarkInstruction"), "Judged, 42");
    EXPECT_EQ(told(plan + R"(,"seed":3)", "landmarkInstruction"), "Judged, 3");
    EXPECT_EQ(told(of + R"(,"direction":{"x":0,"y":0.6,"z":-0.8})", "stopRule"),
              "0.000000000, 0.600000000, -0.800000000");
    const Answer wrong = judged(R"("nowhere")", of);
    EXPECT_EQ(wrong.status, 422);
    EXPECT_EQ(body_of(wrong).at("pointer"), "/entry");
    EXPECT_EQ(judged(R"("far")", of).status, 409);
    EXPECT_EQ(judged(R"("psis.right")", R"(,"assessment":"a9")").status, 422);
    EXPECT_EQ(judged(R"("psis.right")", "").status, 400);
    EXPECT_EQ(post(as(Role::Reception), "/api/v1/needle", R"({"assessment":"a1"})").status, 403);
}

TEST_F(JobRoutes, a_job_is_of_a_known_kind_and_takes_what_its_kind_takes) {
    const Login ada = as(Role::Clinician);
    const auto pointer_of_job = [&](const char* body) {
        return std::string(body_of(post(ada, "/api/v1/jobs", body)).at("pointer").as_string());
    };
    EXPECT_EQ(pointer_of_job(R"({"assessment":"a1"})"), "/kind");
    EXPECT_EQ(pointer_of_job(R"({"kind":"dance","assessment":"a1"})"), "/kind");
    EXPECT_EQ(pointer_of_job(R"({"kind":"plan"})"), "/assessment");
    EXPECT_EQ(pointer_of_job(R"({"kind":"plan","assessment":"a1","seed":-1})"), "/seed");
    EXPECT_EQ(pointer_of_job(R"({"kind":"plan","assessment":"a1","seed":1.5})"), "/seed");
    EXPECT_EQ(pointer_of_job(R"({"kind":"plan","assessment":"a1","study":"x"})"), "/study");
    // What this server was not opened with answers 501.
    EXPECT_EQ(post(ada, "/api/v1/jobs", R"({"kind":"study","study":"x"})").status, 501);
}

} // namespace filiform::server
