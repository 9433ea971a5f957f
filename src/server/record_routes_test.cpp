// SPDX-License-Identifier: Apache-2.0
#include "server/server_fixture.h"

#include "base/percent.h"
#include "record/record_fixture.h"

namespace filiform::server {

using record::Kind;
using record::Role;

class RecordRoutes : public Clinic {
  public:
    /// A session in a state that shows a patient theirs.
    std::string new_patient(const Login& who, const std::string& family) {
        const Answer made =
            post(who, "/api/v1/patients", R"({"body":{"family":")" + family + R"("}})");
        EXPECT_EQ(made.status, 201) << made.body;
        return std::string(body_of(made).at("id").as_string());
    }
    std::vector<std::string> families(const Answer& page) {
        std::vector<std::string> out;
        const json::object body = body_of(page);
        for (const json::value& entry : body.at("entries").as_array())
            out.emplace_back(entry.at("body").at("family").as_string());
        return out;
    }
};

TEST_F(RecordRoutes, what_is_made_is_read_back_with_its_version) {
    const Login ada = as(Role::Clinician);
    const Answer made =
        post(ada, "/api/v1/patients", R"({"body":{"family":"García"},"reason":"new"})");
    ASSERT_EQ(made.status, 201) << made.body;
    EXPECT_EQ(header_of(made, "etag"), "\"1\"");
    const std::string place = header_of(made, "location");
    const Answer read = get(ada, place);
    EXPECT_EQ(read.body, made.body);
    const json::object entry = body_of(read);
    EXPECT_EQ(entry.at("body").at("family"), "García");
    EXPECT_EQ(entry.at("state"), "open");
    EXPECT_EQ(entry.at("by").as_string(), ada.account);
    EXPECT_EQ(entry.at("reason"), "new");
    EXPECT_EQ(get(ada, place, {{"if-none-match", "\"1\""}}).status, 304);
}

TEST_F(RecordRoutes, a_change_has_to_say_which_version_it_follows) {
    const Login ada = as(Role::Clinician);
    const Answer empty = post(ada, "/api/v1/patients", R"({"body":{}})");
    EXPECT_EQ(empty.status, 422); // a missing field is no missing entry
    const std::string place = "/api/v1/patients/" + new_patient(ada, "First");
    const auto change = [&](std::vector<Named> headers, const char* family) {
        return send(ada, Method::Put, place,
                    R"({"body":{"family":")" + std::string(family) + R"("}})", std::move(headers));
    };
    EXPECT_EQ(change({}, "Second").status, 428);
    EXPECT_EQ(change({{"if-match", "1"}}, "Second").status, 428);
    EXPECT_EQ(change({{"if-match", "\"1\""}}, "Second").status, 200);
    const Answer late = change({{"if-match", "\"1\""}}, "Third");
    EXPECT_EQ(late.status, 412);
    EXPECT_EQ(code_of(late), "record.conflict");
    const json::object history = body_of(get(ada, place + "/history"));
    ASSERT_EQ(history.at("entries").as_array().size(), 2U);
    EXPECT_EQ(history.at("entries").at(0).at("body").at("family"), "Second");
    EXPECT_EQ(body_of(get(ada, place + "/versions/1")).at("body").at("family"), "First");
    EXPECT_EQ(get(ada, place + "/versions/3").status, 404);
    EXPECT_EQ(get(ada, place + "/versions/one").status, 404);
}

TEST_F(RecordRoutes, what_is_wrong_with_a_body_is_said_with_its_place) {
    const Login ada = as(Role::Clinician);
    const Answer answer = post(ada, "/api/v1/patients",
                               R"({"body":{"family":5,"birthDate":"1980-02-30","extra":true}})");
    EXPECT_EQ(answer.status, 422);
    std::vector<std::string> places;
    const json::object body = body_of(answer);
    for (const json::value& problem : body.at("problems").as_array())
        places.emplace_back(problem.at("pointer").as_string());
    std::sort(places.begin(), places.end());
    EXPECT_EQ(places, (std::vector<std::string>{"/body/birthDate", "/body/extra", "/body/family"}));
}

TEST_F(RecordRoutes, nobody_is_born_or_dies_after_today) {
    const Login ada = as(Role::Clinician);
    const auto made = [&](const char* field, const char* day) {
        return post(ada, "/api/v1/patients",
                    R"({"body":{"family":"Early",")" + std::string(field) + R"(":")" + day +
                        R"("}})");
    };
    for (const char* field : {"birthDate", "deceasedOn"}) {
        EXPECT_EQ(made(field, "2024-10-04").status, 201);
        const Answer refused = made(field, "2024-10-05");
        EXPECT_EQ(refused.status, 422);
        EXPECT_EQ(std::string(body_of(refused).at("pointer").as_string()),
                  std::string("/body/") + field);
    }
}

TEST_F(RecordRoutes, an_outcome_gets_the_score_of_its_answers_whoever_writes_it) {
    put_noun("practitioner-1", record::fixture::practitioner());
    put_noun("patient-1", record::fixture::patient());
    put_noun("episode-1", record::fixture::episode());
    put_noun("instrument-1", record::fixture::instrument());
    record::Outcome filled_in = record::fixture::outcome();
    filled_in.score = {};
    for (const Login& who : {as(Role::Clinician), as(Role::Patient, "patient-1")}) {
        const Answer made =
            post(who, "/api/v1/outcomes", R"({"body":)" + record::write_noun(filled_in) + "}");
        ASSERT_EQ(made.status, 201) << made.body;
        EXPECT_EQ(body_of(made).at("body").at("score").to_number<double>(), 7); // 3 + 4
    }
}

TEST_F(RecordRoutes, searches_fold_page_and_sort) {
    const Login ada = as(Role::Clinician);
    for (const char* family : {"García", "Garrido", "Łęcki", "de la Cruz"})
        new_patient(ada, family);
    const std::string all = "/api/v1/patients";
    EXPECT_EQ(families(get(ada, all + "?family=gar&sort=family")),
              (std::vector<std::string>{"García", "Garrido"}));
    EXPECT_EQ(families(get(ada, all + "?family=LECKI")), (std::vector<std::string>{"Łęcki"}));
    EXPECT_EQ(families(get(ada, all + "?family=cruz")), (std::vector<std::string>{"de la Cruz"}));
    const Answer first = get(ada, all + "?sort=-family&limit=3&total=true");
    EXPECT_EQ(families(first).size(), 3U);
    EXPECT_EQ(body_of(first).at("total"), 4);
    const Answer second =
        get(ada, all + "?sort=-family&limit=3&after=" +
                     base::percent_encoded(std::string(body_of(first).at("next").as_string())));
    EXPECT_EQ(families(second).size(), 1U);
    EXPECT_FALSE(body_of(second).contains("next"));
}

TEST_F(RecordRoutes, a_search_that_cannot_be_read_says_which_parameter_is_wrong) {
    const Login ada = as(Role::Clinician);
    for (const auto& [query, name] :
         {std::pair{"nonsense=1", "nonsense"}, std::pair{"limit=0", "limit"},
          std::pair{"birthdate=soon", "birthdate"}, std::pair{"sort=nonsense", "sort"},
          std::pair{"state=shut", "state"}, std::pair{"patient=%20", "patient"},
          std::pair{"changed=gtyesterday", "changed"}, std::pair{"total=maybe", "total"},
          std::pair{"limit=1&limit=2", "limit"}}) {
        const Answer answer = get(ada, "/api/v1/patients?" + std::string(query));
        EXPECT_EQ(answer.status, 400) << query;
        EXPECT_EQ(body_of(answer).at("pointer"), name) << query;
        EXPECT_TRUE(body_of(answer).contains("hint")) << query;
    }
}

TEST_F(RecordRoutes, days_and_moments_are_found_by_their_bounds) {
    const Login ada = as(Role::Clinician);
    put_patient("p1", "Old", R"(,"birthDate":"1950-06-15")");
    put_patient("p2", "Young", R"(,"birthDate":"2000-01-01")");
    const auto found = [&](const std::string& query) {
        return families(get(ada, "/api/v1/patients?" + query)).size();
    };
    EXPECT_EQ(found("birthdate=1950-06-15"), 1U);
    EXPECT_EQ(found("birthdate=ge1950-06-15"), 2U);
    EXPECT_EQ(found("birthdate=gt1950-06-15"), 1U);
    EXPECT_EQ(found("birthdate=lt1950-06-15"), 0U);
    EXPECT_EQ(found("birthdate=le1950-06-15"), 1U);
    EXPECT_EQ(found("birthdate=ge1990-01-01&birthdate=lt2000-01-02"), 1U);
    EXPECT_EQ(found("changed=ge2024-10-04"), 2U);
    EXPECT_EQ(found("changed=lt2024-10-04"), 0U);
}

TEST_F(RecordRoutes, a_patient_sees_their_own_record_and_knows_of_no_other) {
    put_patient("p1", "Mine");
    put_patient("p2", "Yours");
    const Login mine = as(Role::Patient, "p1");
    EXPECT_EQ(get(mine, "/api/v1/patients/p1").status, 200);
    EXPECT_EQ(get(mine, "/api/v1/patients/p2").status, 404);
    EXPECT_EQ(get(mine, "/api/v1/patients/p3").body, get(mine, "/api/v1/patients/p2").body);
    EXPECT_EQ(families(get(mine, "/api/v1/patients")), (std::vector<std::string>{"Mine"}));
    EXPECT_EQ(get(mine, "/api/v1/patients?patient=p2").status, 403);
}

TEST_F(RecordRoutes, a_patient_sees_notes_once_they_are_signed) {
    put_patient("p1", "Mine");
    put(Kind::Letter, "draft",
        R"({"patient":"p1","practitioner":"d1","type":"report","subject":"a","text":"b"})");
    put(Kind::Letter, "sent",
        R"({"patient":"p1","practitioner":"d1","type":"report","subject":"a","text":"b"})",
        record::State::Signed);
    const Login mine = as(Role::Patient, "p1");
    EXPECT_EQ(get(mine, "/api/v1/letters/draft").status, 404);
    EXPECT_EQ(get(mine, "/api/v1/letters/sent").status, 200);
    EXPECT_EQ(body_of(get(mine, "/api/v1/letters")).at("entries").as_array().size(), 1U);
    EXPECT_EQ(body_of(get(mine, "/api/v1/letters?state=open")).at("entries").as_array().size(), 1U);
}

TEST_F(RecordRoutes, a_patient_changes_how_they_are_reached_and_nothing_else) {
    put_patient("p1", "Mine");
    const Login mine = as(Role::Patient, "p1");
    const Named match{"if-match", "\"1\""};
    EXPECT_EQ(
        send(mine, Method::Put, "/api/v1/patients/p1", R"({"body":{"family":"Other"}})", {match})
            .status,
        422);
    EXPECT_EQ(send(mine, Method::Put, "/api/v1/patients/p1",
                   R"({"body":{"family":"Mine","phone":"600 000 000"}})", {match})
                  .status,
              200);
}

TEST_F(RecordRoutes, reception_sees_names_and_nothing_clinical) {
    put_patient("p1", "Invented");
    put(Kind::Episode, "e1", R"({"patient":"p1","status":"active","began":"2026-01-01"})");
    const Login desk = as(Role::Reception);
    EXPECT_EQ(get(desk, "/api/v1/patients/p1").status, 200);
    EXPECT_EQ(get(desk, "/api/v1/episodes/e1").status, 403);
    EXPECT_EQ(get(desk, "/api/v1/episodes").status, 403);
}

TEST_F(RecordRoutes, a_restricted_patient_is_opened_with_a_reason_which_is_kept) {
    put_patient("p1", "Known", R"(,"isRestricted":true)");
    const Login ada = as(Role::Clinician);
    const Answer closed = get(ada, "/api/v1/patients/p1");
    EXPECT_EQ(closed.status, 403);
    EXPECT_EQ(code_of(closed), "request.restricted");
    const Answer page = get(ada, "/api/v1/patients");
    EXPECT_EQ(page.body.find("Known"), std::string::npos);
    EXPECT_NE(page.body.find("\"withheld\":true"), std::string::npos);
    const std::string why = "collapsed in the waiting room";
    EXPECT_EQ(get(ada, "/api/v1/patients/p1", {{"x-break-glass", why}}).status, 200);
    const Login lead = as(Role::Lead);
    const auto rows =
        body_of(get(lead, "/api/v1/audit?action=break_glass&patient=p1")).at("rows").as_array();
    ASSERT_EQ(rows.size(), 1U);
    EXPECT_EQ(rows[0].at("reason").as_string(), why);
    EXPECT_EQ(rows[0].at("by").as_string(), ada.account);
}

TEST_F(RecordRoutes, whoever_treats_a_restricted_patient_gives_no_reason) {
    put(Kind::Practitioner, "ada",
        R"({"family":"Invented","profession":"physiotherapist","isActive":true})");
    put_patient("p1", "Known", R"(,"isRestricted":true)");
    put(Kind::Episode, "e1",
        R"({"patient":"p1","practitioner":"ada","status":"active","began":"2026-01-01"})");
    EXPECT_EQ(get(as(Role::Clinician, "ada"), "/api/v1/patients/p1").status, 200);
    EXPECT_EQ(get(as(Role::Clinician), "/api/v1/patients/p1").status, 403);
}

TEST_F(RecordRoutes, what_was_entered_in_error_is_kept_and_no_longer_found) {
    const Login lead = as(Role::Lead);
    const std::string place = "/api/v1/patients/" + new_patient(lead, "Double");
    EXPECT_EQ(post(lead, place + "/mistake", "{}", {{"if-match", "\"1\""}}).status, 400);
    const Answer marked =
        post(lead, place + "/mistake", R"({"reason":"typed twice"})", {{"if-match", "\"1\""}});
    EXPECT_EQ(marked.status, 200) << marked.body;
    EXPECT_EQ(body_of(marked).at("state"), "mistaken");
    EXPECT_TRUE(families(get(lead, "/api/v1/patients")).empty());
    EXPECT_EQ(
        send(lead, Method::Put, place, R"({"body":{"family":"Again"}})", {{"if-match", "\"2\""}})
                .status /
            100,
        4);
}

TEST_F(RecordRoutes, a_double_is_found_under_the_patient_that_goes_on) {
    put_patient("p1", "Goes on");
    put_patient("p2", "Double");
    put(Kind::Episode, "e2", R"({"patient":"p2","status":"active","began":"2026-01-01"})");
    const Login ada = as(Role::Clinician);
    const Answer merged = post(ada, "/api/v1/patients/p2/merge",
                               R"({"into":"p1","reason":"same person"})", {{"if-match", "\"1\""}});
    ASSERT_EQ(merged.status, 200) << merged.body;
    const auto found = body_of(get(ada, "/api/v1/episodes?patient=p1")).at("entries").as_array();
    ASSERT_EQ(found.size(), 1U);
    EXPECT_EQ(found[0].at("id"), "e2");
}

TEST_F(RecordRoutes, erasing_a_patient_leaves_no_name_in_any_version) {
    const Login lead = as(Role::Lead);
    const std::string id = new_patient(lead, "Unforgettable");
    put(Kind::Episode, "e1",
        R"({"patient":")" + id +
            R"(","status":"active","began":"2026-01-01","reason":"Unforgettable pain"})");
    const std::string place = "/api/v1/patients/" + id;
    EXPECT_EQ(post(as(Role::Clinician), place + "/erase", R"({"reason":"asked"})").status, 403);
    const Answer erased = post(lead, place + "/erase", R"({"reason":"asked for it"})");
    ASSERT_EQ(erased.status, 204) << erased.body;
    for (const std::string& where : {place, place + "/history", std::string("/api/v1/episodes/e1"),
                                     std::string("/api/v1/episodes/e1/history")})
        EXPECT_EQ(get(lead, where).body.find("Unforgettable"), std::string::npos) << where;
}

TEST_F(RecordRoutes, several_writes_are_all_done_or_none) {
    const Login ada = as(Role::Clinician);
    const auto change = [&](const char* episode_body) {
        return post(ada, "/api/v1/changes",
                    R"({"reason":"first visit","writes":[
                        {"kind":"patient","id":"p1","body":{"family":"Together"}},
                        {"kind":"episode","id":"e1","body":)" +
                        std::string(episode_body) + "}]}");
    };
    const Answer refused = change(R"({"patient":"p1","status":"nonsense"})");
    EXPECT_EQ(refused.status, 422);
    EXPECT_EQ(body_of(refused).at("pointer").as_string().find("/writes/1/body"), 0U);
    EXPECT_EQ(get(ada, "/api/v1/patients/p1").status, 404);
    const Answer done = change(R"({"patient":"p1","status":"active","began":"2026-01-01"})");
    EXPECT_EQ(done.status, 200) << done.body;
    EXPECT_EQ(get(ada, "/api/v1/episodes/e1").status, 200);
}

TEST_F(RecordRoutes, bytes_are_kept_with_what_speaks_of_them_and_given_to_who_may_see_it) {
    put_patient("p1", "Mine");
    put_patient("p2", "Yours");
    put(Kind::Practitioner, "d1", R"({"family":"Invented","profession":"doctor","isActive":true})");
    const Login ada = as(Role::Clinician);
    // SHA-256 of "hello", and its base64.
    const std::string digest = "2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824";
    const Answer done = post(
        ada, "/api/v1/changes",
        R"({"writes":[{"kind":"letter","id":"l1","body":{"patient":"p1","practitioner":"d1","type":"report","subject":"s",)"
        R"("text":"t","documents":[{"name":"a.txt","mediaType":"text/plain","blob":")" +
            digest +
            R"(","bytes":5}]}}],"blobs":[{"mediaType":"text/plain","base64":"aGVsbG8="}]})");
    ASSERT_EQ(done.status, 200) << done.body;
    const std::string place = "/api/v1/letters/l1/documents/" + digest;
    const Answer bytes = get(ada, place);
    EXPECT_EQ(bytes.body, "hello");
    EXPECT_EQ(bytes.media_type, "text/plain");
    EXPECT_EQ(header_of(bytes, "content-disposition"), "attachment");
    EXPECT_EQ(header_of(bytes, "content-security-policy"), "default-src 'none'; sandbox");
    EXPECT_EQ(get(as(Role::Patient, "p2"), place).status, 404);
    EXPECT_EQ(get(ada, "/api/v1/letters/l1/documents/" + std::string(64, '0')).status, 404);
}

TEST_F(RecordRoutes, every_read_and_write_is_in_the_audit_and_its_chain_holds) {
    put_patient("p1", "Seen");
    const Login ada = as(Role::Clinician);
    get(ada, "/api/v1/patients/p1");
    get(ada, "/api/v1/patients?family=seen");
    const Login lead = as(Role::Lead);
    std::vector<std::string> actions;
    const json::object page = body_of(get(lead, "/api/v1/audit?by=" + ada.account));
    for (const json::value& row : page.at("rows").as_array())
        actions.emplace_back(row.at("action").as_string());
    for (const char* action : {"log_in", "read", "search"})
        EXPECT_NE(std::find(actions.begin(), actions.end(), action), actions.end()) << action;
    EXPECT_EQ(body_of(get(lead, "/api/v1/audit/check")).at("isWhole"), true);
    EXPECT_EQ(get(ada, "/api/v1/audit").status, 403);
}

TEST_F(RecordRoutes, events_tell_of_what_the_listener_may_see) {
    put_patient("p1", "Mine");
    put_patient("p2", "Yours");
    const Login mine = as(Role::Patient, "p1");
    const Answer listening = get(mine, "/api/v1/events", {{"last-event-id", "0"}});
    ASSERT_TRUE(listening.stream);
    const std::string told = *listening.stream();
    EXPECT_NE(told.find("\"id\":\"p1\""), std::string::npos);
    EXPECT_EQ(told.find("\"id\":\"p2\""), std::string::npos);
    EXPECT_EQ(told.find("Mine"), std::string::npos);
    const Answer from_now = get(mine, "/api/v1/events");
    EXPECT_EQ(from_now.stream()->find("p1"), std::string::npos);
    now_ += std::chrono::hours(1); // the session has ended
    EXPECT_FALSE(from_now.stream());
}

TEST_F(RecordRoutes, no_name_of_a_patient_is_in_the_log) {
    const Login ada = as(Role::Clinician);
    new_patient(ada, "Xyzzymarked");
    get(ada, "/api/v1/patients?family=xyzzymarked");
    get(ada, "/api/v1/xyzzymarked");
    post(ada, "/api/v1/patients", R"({"body":{"xyzzymarked":"xyzzymarked"}})");
    std::string log = log_.str();
    std::transform(log.begin(), log.end(), log.begin(), ::tolower);
    EXPECT_EQ(log.find("xyzzymarked"), std::string::npos);
    EXPECT_NE(log.find("get /api/v1/patients"), std::string::npos);
}

} // namespace filiform::server
