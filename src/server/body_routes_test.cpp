// SPDX-License-Identifier: Apache-2.0
#include "server/read_notes.h"
#include "server/server_fixture.h"

namespace filiform::server {

using record::Kind;
using record::Role;

/// A clinic with one patient, whose assessment is "a1" and whose draft of a plan is "plan1".
class BodyRoutes : public Clinic {
  public:
    static constexpr const char* needle =
        R"({"assessment":"a1","entry":"psis.right","needle":"0.30x60","depthMm":20})";

    BodyRoutes() {
        put_patient("p1", "Invented");
        put(Kind::Episode, "e1", R"({"patient":"p1","status":"active","began":"2026-01-01"})");
        put(Kind::Practitioner, "d1",
            R"({"title":"Dr","family":"Invented","given":["Ada"],"profession":"doctor",)"
            R"("isActive":true})");
        put(Kind::Assessment, "a1",
            R"({"patient":"p1","episode":"e1","practitioner":"d1","on":"2026-01-02"})");
        put(Kind::Plan, "plan1", plan());
        ada = as(Role::Clinician, "d1");
    }
    static std::string plan(const std::string& allowed = "true") {
        const std::string path =
            allowed == "true"
                ? R"("path":{"index":1,"entryMm":{"x":0,"y":0,"z":0},)"
                  R"("direction":{"x":0,"y":1,"z":0},"depthMm":30,"diameterMm":0.3,"lengthMm":60,)"
                  R"("instruction":"old","verdict":"safe"})"
                : R"("noPath":"none")";
        return R"({"patient":"p1","episode":"e1","assessment":"a1","practitioner":"d1",)"
               R"("madeAt":"2026-01-02T10:00:00Z","decision":"go","needlingAllowed":)" +
               allowed + R"(,"targets":[{"target":"piriformis.right","technique":"still",)" + path +
               R"(},{"target":"multifidus.left","level":"l4","noPath":"too deep"}],)"
               R"("overrides":[{"rule":"other.rule","by":"Dr B","reason":"why","on":"2026-01-02"}],)"
               R"("provenance":{"program":"filiform","seed":"42","body":"abc"}})";
    }
    std::size_t rows_of(const std::string& action) {
        (void)store_->audit().settle();
        store::AuditQuery query;
        query.most = 1000;
        const auto rows = store_->audit().find(query);
        return static_cast<std::size_t>(
            std::count_if(rows->begin(), rows->end(), [&](const store::AuditRow& row) {
                return row.action == action && (row.entry == "a1" || row.entry == "p1");
            }));
    }
    Answer set_path(const std::string& body, const std::string& tag = "\"1\"",
                    const std::string& id = "plan1") {
        return post(ada, "/api/v1/plans/" + id + "/paths", body, {{"if-match", tag}});
    }
    static std::string path(const std::string& more) {
        return R"({"entry":"psis.right","needle":"0.30x60","depthMm":20)" + more + "}";
    }

    Login ada;
};

TEST_F(BodyRoutes, a_body_says_what_it_is_to_those_who_needle) {
    const std::string place = "/api/v1/assessments/a1/body";
    EXPECT_EQ(body_of(get(ada, place)).at("name"), "Invented");
    EXPECT_EQ(get(as(Role::Reception), place).status, 403);
    EXPECT_EQ(get(as(Role::Patient, "p1"), place).status, 403);
    EXPECT_EQ(get(ada, "/api/v1/assessments/a9/body").status, 404);
    EXPECT_EQ(get(ada, "/api/v1/assessments/p1/body").status, 404);
    EXPECT_EQ(get(ada, place + "?of=x").status, 400);
}

TEST_F(BodyRoutes, a_body_that_is_not_at_hand_is_a_conflict) {
    put_patient("p2", "Bodiless");
    put(Kind::Assessment, "a2",
        R"({"patient":"p2","episode":"e1","practitioner":"d1","on":"2026-01-02"})");
    for (const char* what : {"", "/scene.glb"}) {
        const Answer answer = get(ada, "/api/v1/assessments/a2/body" + std::string(what));
        EXPECT_EQ(answer.status, 409);
        EXPECT_EQ(code_of(answer), "body.not_ready");
    }
}

TEST_F(BodyRoutes, a_scene_is_kept_by_the_browser_until_it_is_another) {
    const std::string place = "/api/v1/assessments/a1/body/scene.glb";
    const Answer scene = get(ada, place);
    EXPECT_EQ(scene.media_type, "model/gltf-binary");
    EXPECT_EQ(scene.body, "glTF of a body");
    EXPECT_EQ(header_of(scene, "etag"), "\"digest\"");
    EXPECT_EQ(header_of(scene, "cache-control"), "private, no-cache");
    const Answer again = get(ada, place, {{"if-none-match", "\"digest\""}});
    EXPECT_EQ(again.status, 304);
    EXPECT_EQ(again.body, "");
    EXPECT_EQ(get(ada, place, {{"if-none-match", "\"other\""}}).status, 200);
}

TEST_F(BodyRoutes, a_section_is_a_picture_of_the_size_that_was_asked_for) {
    const auto drawn = [&](const std::string& more) {
        std::string body = needle;
        body.insert(1, more);
        return post(ada, "/api/v1/needle/section", body);
    };
    const Answer picture = drawn(R"("view":"along",)");
    EXPECT_EQ(picture.media_type, "image/png");
    EXPECT_EQ(picture.body, "picture of 500");
    EXPECT_EQ(drawn(R"("view":"target","widthPx":800,"isDark":true,)").body,
              "picture of 800 in the dark");
    const auto pointer = [&](const std::string& more) {
        return std::string(body_of(drawn(more)).at("pointer").as_string());
    };
    EXPECT_EQ(pointer(R"("view":"above",)"), "/view");
    EXPECT_EQ(pointer(""), "/view");
    EXPECT_EQ(pointer(R"("view":"along","widthPx":199,)"), "/widthPx");
    EXPECT_EQ(pointer(R"("view":"along","widthPx":1201,)"), "/widthPx");
    EXPECT_EQ(pointer(R"("view":"along","isDark":"yes",)"), "/isDark");
    EXPECT_EQ(post(as(Role::Reception), "/api/v1/needle/section", needle).status, 403);
}

TEST_F(BodyRoutes, a_dragged_needle_is_one_row_of_the_audit_a_minute) {
    const auto drag = [&](const Login& who) {
        for (int i = 0; i < 20; ++i)
            EXPECT_EQ(post(who, "/api/v1/needle", needle).status, 200);
    };
    drag(ada);
    EXPECT_EQ(rows_of("read"), 1U);
    now_ += std::chrono::seconds(60);
    drag(ada);
    EXPECT_EQ(rows_of("read"), 2U);
    drag(as(Role::Clinician, "d1")); // somebody else has a row of their own
    EXPECT_EQ(rows_of("read"), 3U);
}

TEST_F(BodyRoutes, a_glass_that_is_broken_while_dragging_is_one_row_a_minute) {
    put(Kind::Patient, "p2", R"({"family":"Invented","isRestricted":true})");
    put(Kind::Episode, "e2",
        R"({"patient":"p2","status":"active","began":"2026-01-01","practitioner":"d2"})");
    put(Kind::Assessment, "a2",
        R"({"patient":"p2","episode":"e2","practitioner":"d2","on":"2026-01-02"})");
    const std::string other =
        R"({"assessment":"a2","entry":"psis.right","needle":"0.30x60","depthMm":20})";
    EXPECT_EQ(code_of(post(ada, "/api/v1/needle", other)), "request.restricted");
    for (int i = 0; i < 20; ++i)
        EXPECT_EQ(
            post(ada, "/api/v1/needle", other, {{"x-break-glass", "she fainted here"}}).status,
            200);
    (void)store_->audit().settle();
    store::AuditQuery query;
    query.most = 1000;
    const auto rows = store_->audit().find(query);
    EXPECT_EQ(std::count_if(rows->begin(), rows->end(),
                            [](const auto& row) { return row.action == "break_glass"; }),
              1);
}

TEST(ReadNotes, forget_the_oldest_and_then_note_it_again) {
    ReadNotes notes(2);
    const base::Instant noon(std::chrono::hours(12));
    EXPECT_TRUE(notes.is_due("a", noon));
    EXPECT_FALSE(notes.is_due("a", noon + std::chrono::seconds(59)));
    EXPECT_TRUE(notes.is_due("a", noon + std::chrono::seconds(60)));
    EXPECT_TRUE(notes.is_due("b", noon + std::chrono::seconds(60)));
    EXPECT_TRUE(notes.is_due("c", noon + std::chrono::seconds(60)));
    EXPECT_TRUE(notes.is_due("a", noon + std::chrono::seconds(60)));
}

TEST_F(BodyRoutes, a_needle_set_by_hand_becomes_the_next_version_of_the_draft) {
    const Answer answer = set_path(path(R"(,"target":0)"));
    ASSERT_EQ(answer.status, 200) << answer.body;
    EXPECT_EQ(header_of(answer, "etag"), "\"2\"");
    const json::object plan = body_of(answer).at("body").as_object();
    const json::object& target = plan.at("targets").as_array()[0].as_object();
    EXPECT_EQ(target.at("technique"), "still");
    const json::object& set = target.at("path").as_object();
    EXPECT_FALSE(set.contains("index")); // set by hand
    EXPECT_EQ(set.at("instruction"), "piriformis.right, 42");
    EXPECT_EQ(set.at("depthMm").to_number<double>(), 20);
    EXPECT_EQ(plan.at("overrides").as_array().size(), 1U); // that of another rule stays
    const json::object& document = plan.at("documents").as_array()[0].as_object();
    EXPECT_EQ(document.at("name"), "figures/piriformis.right-along.png");
    EXPECT_EQ(
        get(ada, "/api/v1/plans/plan1/documents/" + std::string(document.at("blob").as_string()))
            .body,
        "picture");
}

TEST_F(BodyRoutes, a_target_without_a_path_gets_one_by_hand_at_its_level) {
    const Answer answer = set_path(path(R"(,"target":1)"));
    ASSERT_EQ(answer.status, 200) << answer.body;
    const json::value target = body_of(answer).at("body").at("targets").as_array()[1];
    EXPECT_FALSE(target.as_object().contains("noPath"));
    EXPECT_EQ(target.at("path").at("instruction"), "multifidus.left@l4, 42");
}

TEST_F(BodyRoutes, a_caution_is_set_for_a_reason_which_the_plan_keeps) {
    const std::string careful = R"(,"direction":"careful","target":0)";
    const Answer without = set_path(path(careful));
    EXPECT_EQ(without.status, 422);
    EXPECT_EQ(code_of(without), "path.reason");
    const Answer with = set_path(path(careful + R"(,"reason":"an old scar bars the other way")"));
    ASSERT_EQ(with.status, 200) << with.body;
    const json::array overrides = body_of(with).at("body").at("overrides").as_array();
    ASSERT_EQ(overrides.size(), 2U);
    EXPECT_EQ(overrides[1].at("rule"), "needle.caution.piriformis.right");
    EXPECT_EQ(overrides[1].at("by"), "Dr Ada Invented");
    EXPECT_EQ(overrides[1].at("reason"), "an old scar bars the other way");
    // Another needle in its place needs no such word any more.
    const Answer safe = set_path(path(R"(,"target":0)"), "\"2\"");
    EXPECT_EQ(body_of(safe).at("body").at("overrides").as_array().size(), 1U) << safe.body;
}

TEST_F(BodyRoutes, a_needle_is_set_in_the_version_that_was_read_and_no_other) {
    EXPECT_EQ(set_path(path(R"(,"target":0)"), "\"9\"").status, 412);
    EXPECT_EQ(set_path(path(R"(,"target":0)"), "one").status, 428);
    EXPECT_EQ(post(ada, "/api/v1/plans/plan1/paths", path(R"(,"target":0)")).status, 428);
    ASSERT_EQ(set_path(path(R"(,"target":0)")).status, 200);
    EXPECT_EQ(set_path(path(R"(,"target":0)")).status, 412);
}

TEST_F(BodyRoutes, a_needle_is_not_set_where_the_plan_is_signed_or_lets_nobody_needle) {
    put(Kind::Plan, "signed", plan(), record::State::Signed);
    const Answer late = set_path(path(R"(,"target":0)"), "\"1\"", "signed");
    EXPECT_EQ(late.status, 409);
    EXPECT_EQ(code_of(late), "record.signed");
    put(Kind::Plan, "barred", plan("false"));
    const Answer barred = set_path(path(R"(,"target":0)"), "\"1\"", "barred");
    EXPECT_EQ(barred.status, 422);
    EXPECT_EQ(code_of(barred), "path.barred");
}

TEST_F(BodyRoutes, a_needle_that_is_none_or_of_no_target_is_refused_at_its_member) {
    const auto refused = [&](const std::string& body, int status, const std::string& pointer) {
        const Answer answer = set_path(body);
        EXPECT_EQ(answer.status, status) << answer.body;
        EXPECT_EQ(std::string(body_of(answer).at("pointer").as_string()), pointer) << answer.body;
    };
    refused(path(R"(,"target":2)"), 422, "/target");
    refused(path(R"(,"target":64)"), 400, "/target");
    refused(path(R"(,"target":-1)"), 400, "/target");
    refused(path(""), 400, "/target");
    refused(path(R"(,"target":0,"entry":"x")"), 400, "/entry"); // said twice
    refused(R"({"target":0,"needle":"0.30x60","depthMm":20})", 400, "/entry");
    refused(R"({"target":0,"entry":"nowhere","needle":"0.30x60","depthMm":20})", 422, "/entry");
    refused(R"({"target":0,"entry":"far","needle":"0.30x60"})", 409, "/assessment");
    refused(path(R"(,"target":0,"assessment":"a1")"), 400, "/assessment"); // the plan says whose
    EXPECT_EQ(set_path(path(R"(,"target":0)"), "\"1\"", "none").status, 404);
    EXPECT_EQ(post(as(Role::Reception), "/api/v1/plans/plan1/paths", path(R"(,"target":0)"),
                   {{"if-match", "\"1\""}})
                  .status,
              403);
}

} // namespace filiform::server
