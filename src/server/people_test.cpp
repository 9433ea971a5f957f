// SPDX-License-Identifier: Apache-2.0
#include <chrono>

#include "server/server_fixture.h"
#include "server/totp.h"

namespace filiform::server {

using record::Role;
using std::chrono::hours;
using std::chrono::minutes;

class PeopleTest : public Clinic {};

TEST_F(PeopleTest, an_invitation_lets_somebody_choose_a_password_once) {
    const Login lead = as(Role::Lead);
    const Answer invited = post(lead, "/api/v1/users", R"({"login":"Ada","role":"clinician"})");
    ASSERT_EQ(invited.status, 201) << invited.body;
    const std::string ticket(body_of(invited).at("ticket").as_string());
    EXPECT_EQ(code_of(try_log_in("ada", good_password)), "login.refused");
    const auto accept = [&](const std::string& password) {
        return ask({Method::Post,
                    "/api/v1/invitations/accept",
                    json::serialize(json::object{{"ticket", ticket}, {"password", password}}),
                    {}});
    };
    EXPECT_EQ(code_of(accept("short")), "people.password");
    EXPECT_EQ(accept(good_password).status, 200);
    EXPECT_EQ(code_of(accept(good_password)), "people.ticket");
    EXPECT_EQ(try_log_in("ADA", good_password).status, 200);
}

TEST_F(PeopleTest, an_invitation_ends_after_a_week) {
    const auto told = server_->people().invite({"late", Role::Clinician, {}}, "system", now_);
    ASSERT_TRUE(told);
    now_ += hours(24 * 7);
    const auto chosen = server_->people().choose_password(told->secret, good_password, now_);
    EXPECT_EQ(chosen.error().code, "people.ticket");
}

TEST_F(PeopleTest, a_wrong_password_and_an_unknown_login_are_answered_alike) {
    account("ada", Role::Clinician);
    const Answer wrong = try_log_in("ada", "not the password");
    const Answer unknown = try_log_in("nobody", "not the password");
    EXPECT_EQ(wrong.status, 401);
    EXPECT_EQ(wrong.body, unknown.body);
}

TEST_F(PeopleTest, a_session_ends_when_unused_for_a_quarter_of_an_hour) {
    const Login ada = as(Role::Clinician);
    for (int i = 0; i < 3; ++i) {
        now_ += minutes(14);
        EXPECT_EQ(get(ada, "/api/v1/me").status, 200);
    }
    now_ += minutes(15);
    EXPECT_EQ(code_of(get(ada, "/api/v1/me")), "login.needed");
}

TEST_F(PeopleTest, a_session_ends_after_twelve_hours_however_it_is_used) {
    const Login ada = as(Role::Clinician);
    for (int i = 0; i < 71; ++i) {
        now_ += minutes(10);
        ASSERT_EQ(get(ada, "/api/v1/me").status, 200);
    }
    now_ += minutes(10);
    EXPECT_EQ(get(ada, "/api/v1/me").status, 401);
}

TEST_F(PeopleTest, logging_out_ends_this_session_and_everywhere_ends_all) {
    account("ada", Role::Clinician);
    const Login first = log_in("ada");
    const Login second = log_in("ada");
    const Login third = log_in("ada");
    EXPECT_EQ(post(first, "/api/v1/logout", "").status, 204);
    EXPECT_EQ(get(first, "/api/v1/me").status, 401);
    EXPECT_EQ(get(second, "/api/v1/me").status, 200);
    EXPECT_EQ(post(second, "/api/v1/logout-everywhere", "").status, 204);
    EXPECT_EQ(get(second, "/api/v1/me").status, 401);
    EXPECT_EQ(get(third, "/api/v1/me").status, 401);
}

TEST_F(PeopleTest, a_page_that_is_loaded_anew_learns_its_csrf_token_again) {
    const Login ada = as(Role::Clinician);
    const std::string token = ada.headers.back().value;
    EXPECT_NE(get(ada, "/api/v1/me").body.find("\"csrfToken\":\"" + token + "\""),
              std::string::npos);
    const Login program = with_token("system/*.rs");
    EXPECT_EQ(get(program, "/api/v1/me").body.find("csrfToken"), std::string::npos);
}

TEST_F(PeopleTest, what_changes_anything_needs_the_csrf_token_and_our_own_origin) {
    Login ada = as(Role::Clinician);
    const auto csrf = ada.headers.back();
    ada.headers.pop_back();
    EXPECT_EQ(code_of(post(ada, "/api/v1/logout", "")), "request.csrf");
    ada.headers.push_back({"x-csrf-token", "wrong"});
    EXPECT_EQ(code_of(post(ada, "/api/v1/logout", "")), "request.csrf");
    ada.headers.back() = csrf;
    ada.headers.push_back({"sec-fetch-site", "cross-site"});
    EXPECT_EQ(code_of(post(ada, "/api/v1/logout", "")), "request.origin");
    ada.headers.pop_back();
    EXPECT_EQ(post(ada, "/api/v1/logout", "").status, 204);
}

TEST_F(PeopleTest, failures_make_wait_and_a_lead_can_forgive_them) {
    const std::string id = account("ada", Role::Clinician);
    for (int i = 0; i < 5; ++i)
        EXPECT_EQ(code_of(try_log_in("ada", "not the password")), "login.refused");
    const Answer waiting = try_log_in("ada", good_password);
    EXPECT_EQ(waiting.status, 429);
    EXPECT_EQ(code_of(waiting), "login.wait");
    const Login lead = as(Role::Lead);
    const auto shown = body_of(get(lead, "/api/v1/users/" + id));
    EXPECT_TRUE(shown.contains("lockedUntil"));
    EXPECT_EQ(post(lead, "/api/v1/users/" + id + "/unlock", "").status, 204);
    EXPECT_EQ(try_log_in("ada", good_password).status, 200);
}

TEST_F(PeopleTest, failures_forgiven_in_the_store_by_somebody_else_are_forgiven_here) {
    const std::string id = account("ada", Role::Clinician);
    for (int i = 0; i < 5; ++i)
        (void)try_log_in("ada", "not the password");
    EXPECT_EQ(code_of(try_log_in("ada", good_password)), "login.wait");
    auto stored = store_->accounts().find(id);
    stored->failures = 0;
    stored->locked_until.reset();
    ASSERT_TRUE(store_->accounts().save(*stored));
    EXPECT_EQ(try_log_in("ada", good_password).status, 200);
}

TEST_F(PeopleTest, a_second_factor_is_asked_for_and_each_code_works_once) {
    account("ada", Role::Clinician);
    const Login ada = log_in("ada");
    const std::string secret(
        body_of(post(ada, "/api/v1/second-factor", "")).at("secret").as_string());
    const auto code = [&] { return *totp_code(secret, totp_step(now_)); };
    const auto confirm = [&](const std::string& shown) {
        return post(ada, "/api/v1/second-factor/confirm",
                    json::serialize(json::object{
                        {"password", good_password}, {"secret", secret}, {"code", shown}}));
    };
    EXPECT_EQ(code_of(confirm("000000")), "people.code");
    const Answer confirmed = confirm(code());
    ASSERT_EQ(confirmed.status, 200) << confirmed.body;
    const auto codes = body_of(confirmed).at("recoveryCodes").as_array();
    ASSERT_EQ(codes.size(), 10U);
    EXPECT_EQ(code_of(try_log_in("ada", good_password)), "login.second_factor");
    EXPECT_EQ(code_of(try_log_in("ada", good_password, code())), "login.refused"); // used above
    now_ += std::chrono::seconds(30);
    EXPECT_EQ(try_log_in("ada", good_password, code()).status, 200);
    const std::string recovery(codes.front().as_string());
    EXPECT_EQ(try_log_in("ada", good_password, recovery).status, 200);
    EXPECT_EQ(code_of(try_log_in("ada", good_password, recovery)), "login.refused");
}

TEST_F(PeopleTest, changing_a_password_needs_the_present_one_and_ends_other_sessions) {
    account("ada", Role::Clinician);
    const Login here = log_in("ada");
    const Login there = log_in("ada");
    const auto change = [&](const char* present) {
        return post(here, "/api/v1/password",
                    json::serialize(
                        json::object{{"present", present}, {"password", "eight green umbrellas"}}));
    };
    EXPECT_EQ(change("wrong password").status, 401);
    EXPECT_EQ(change(good_password).status, 204);
    EXPECT_EQ(get(here, "/api/v1/me").status, 200);
    EXPECT_EQ(get(there, "/api/v1/me").status, 401);
    EXPECT_EQ(try_log_in("ada", "eight green umbrellas").status, 200);
}

TEST_F(PeopleTest, locking_an_account_ends_its_sessions_and_tokens) {
    const Login lead = as(Role::Lead);
    const Login ada = as(Role::Clinician);
    const Login program = with_token("system/*.rs");
    EXPECT_EQ(get(program, "/api/v1/patients").status, 200);
    for (const Login& one : {ada, program})
        EXPECT_EQ(post(lead, "/api/v1/users/" + one.account + "/lock", "").status, 200);
    EXPECT_EQ(get(ada, "/api/v1/me").status, 401);
    EXPECT_EQ(get(program, "/api/v1/patients").status, 401);
}

TEST_F(PeopleTest, the_last_lead_cannot_be_taken_away) {
    const Login lead = as(Role::Lead);
    EXPECT_EQ(code_of(post(lead, "/api/v1/users/" + lead.account + "/lock", "")),
              "people.last_lead");
    EXPECT_EQ(code_of(send(lead, Method::Put, "/api/v1/users/" + lead.account + "/role",
                           R"({"role":"clinician"})")),
              "people.last_lead");
}

TEST_F(PeopleTest, only_a_lead_invites_others_than_patients) {
    put_patient("p1", "Invented");
    const Login desk = as(Role::Reception);
    EXPECT_EQ(post(desk, "/api/v1/users", R"({"login":"boss","role":"lead"})").status, 403);
    EXPECT_EQ(
        post(desk, "/api/v1/users", R"({"login":"pat1","role":"patient","person":"p1"})").status,
        201);
    EXPECT_EQ(
        post(desk, "/api/v1/users", R"({"login":"pat2","role":"patient","person":"p2"})").status,
        400);
}

TEST_F(PeopleTest, a_token_goes_as_far_as_its_scopes) {
    put_patient("p1", "Invented");
    const Login reader = with_token("system/Patient.r");
    EXPECT_EQ(get(reader, "/api/v1/patients/p1").status, 200);
    EXPECT_EQ(get(reader, "/api/v1/patients").status, 403);
    EXPECT_EQ(get(reader, "/api/v1/sessions").status, 403);
    EXPECT_EQ(post(reader, "/api/v1/patients", R"({"body":{"family":"New"}})").status, 403);
    const Login writer = with_token("system/Patient.cruds");
    EXPECT_EQ(post(writer, "/api/v1/patients", R"({"body":{"family":"New"}})").status, 201);
    now_ += hours(24);
    EXPECT_EQ(get(reader, "/api/v1/patients/p1").status, 401);
}

TEST_F(PeopleTest, neither_log_nor_answers_hold_a_secret) {
    account("ada", Role::Clinician);
    const Login ada = log_in("ada");
    (void)try_log_in("ada", "a wrong and secret word");
    const std::string log = log_.str();
    for (const Named& header : ada.headers)
        EXPECT_EQ(log.find(header.value.substr(header.value.find('=') + 1)), std::string::npos);
    EXPECT_EQ(log.find(good_password), std::string::npos);
    EXPECT_EQ(log.find("a wrong and secret word"), std::string::npos);
}

} // namespace filiform::server
