// SPDX-License-Identifier: Apache-2.0
#include <sstream>

#include <gtest/gtest.h>

#include "base/percent.h"
#include "server/answer.h"
#include "server/caller.h"
#include "server/json_parts.h"
#include "server/lockout.h"
#include "server/log.h"
#include "server/metrics.h"
#include "server/password.h"
#include "server/rate_limit.h"
#include "server/request.h"
#include "server/secret.h"
#include "server/target.h"
#include "server/totp.h"

namespace filiform::server {

namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

base::Instant at(milliseconds since) {
    return base::Instant(std::chrono::hours(24 * 20000)) + since;
}

} // namespace

TEST(Target, is_decoded_once) {
    const auto target = read_target("/api/caf%C3%A9/a+b/?q=x+y%26z&empty=&flag");
    ASSERT_TRUE(target);
    EXPECT_EQ(target->path, (std::vector<std::string>{"api", "café", "a+b"}));
    EXPECT_EQ(target->query, (std::vector<Named>{{"q", "x y&z"}, {"empty", ""}, {"flag", ""}}));
    EXPECT_EQ(read_target("/%2541")->path.front(), "%41");
}

TEST(Target, is_refused_when_it_could_mean_two_things) {
    for (const char* text : {"",        "a",          "http://h/a",    "//a",    "/a//b",
                             "/.",      "/a/../b",    "/%2e%2e/b",     "/a%2Fb", "/a%5Cb",
                             "/%",      "/%4",        "/%zz",          "/%00",   "/%0A",
                             "/%C0%AF", "/%ED%A0%80", "/%F4%90%80%80", "/?=x",   "/?a=%FF"})
        EXPECT_FALSE(read_target(text)) << text;
    EXPECT_FALSE(read_target("/" + std::string(9000, 'a')));
    EXPECT_TRUE(read_target("/"));
}

TEST(Target, comes_back_from_its_encoding) {
    const std::string text = "Größe & 100 % / \\ ?";
    EXPECT_EQ(read_parameters("a=" + base::percent_encoded(text))->front().value, text);
}

TEST(Request, finds_its_cookie_among_others) {
    Request request;
    request.headers = {{"cookie", "xfiliform=no; filiform=yes; filiform2=no"}};
    EXPECT_EQ(request.cookie("filiform"), "yes");
    EXPECT_FALSE(request.cookie("other"));
}

TEST(RateLimit, lets_through_what_was_saved_and_then_what_time_brings) {
    RateLimit limit({2, 3});
    for (int i = 0; i < 3; ++i)
        EXPECT_TRUE(limit.take("a", at(seconds(0))));
    EXPECT_FALSE(limit.take("a", at(seconds(0))));
    EXPECT_TRUE(limit.take("b", at(seconds(0))));
    EXPECT_TRUE(limit.take("a", at(milliseconds(500))));
    EXPECT_FALSE(limit.take("a", at(milliseconds(500))));
    EXPECT_FALSE(limit.take("a", at(seconds(-1000))));
}

TEST(RateLimit, forgets_the_key_unused_for_longest) {
    RateLimit limit({1, 1}, 2);
    EXPECT_TRUE(limit.take("a", at(seconds(0))));
    EXPECT_TRUE(limit.take("b", at(seconds(0))));
    EXPECT_TRUE(limit.take("c", at(seconds(0))));
    EXPECT_EQ(limit.keys(), 2U);
    EXPECT_FALSE(limit.take("b", at(seconds(0))));
    EXPECT_TRUE(limit.take("a", at(seconds(0))));
}

TEST(Lockout, grows_with_every_failure_from_one_address) {
    Lockout lockout;
    std::vector<std::int64_t> waits;
    for (int i = 0; i < 8; ++i) {
        lockout.failed("ada", "1.1.1.1", at(seconds(0)));
        waits.push_back(lockout.wait("ada", "1.1.1.1", at(seconds(0))).count());
    }
    EXPECT_EQ(waits, (std::vector<std::int64_t>{0, 0, 0, 0, 1000, 2000, 4000, 8000}));
    for (int i = 0; i < 40; ++i)
        lockout.failed("ada", "1.1.1.1", at(seconds(0)));
    EXPECT_EQ(lockout.wait("ada", "1.1.1.1", at(seconds(0))), std::chrono::minutes(15));
    EXPECT_EQ(lockout.wait("ada", "1.1.1.1", at(std::chrono::hours(25))), seconds(0));
    lockout.forgive("ada");
    EXPECT_EQ(lockout.wait("ada", "1.1.1.1", at(seconds(0))), seconds(0));
}

TEST(Lockout, of_strangers_does_not_keep_out_who_logged_in_before) {
    Lockout lockout;
    lockout.succeeded("ada", "clinic");
    for (int i = 0; i < 60; ++i)
        lockout.failed("ada", "stranger " + std::to_string(i), at(seconds(0)));
    EXPECT_EQ(lockout.wait("ada", "clinic", at(seconds(0))), seconds(0));
    EXPECT_EQ(lockout.wait("ada", "elsewhere", at(seconds(0))), std::chrono::minutes(1));
}

TEST(Totp, gives_the_codes_of_rfc_6238) {
    // Its secret "12345678901234567890" in base32; the table of its appendix B.
    const std::string secret = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";
    const auto code = [&](std::int64_t second) { return totp_code(secret, second / 30, 8); };
    EXPECT_EQ(code(59), "94287082");
    EXPECT_EQ(code(1111111109), "07081804");
    EXPECT_EQ(code(1234567890), "89005924");
    EXPECT_EQ(code(20000000000), "65353130");
    EXPECT_FALSE(totp_code("not base 32!", 1));
}

TEST(Totp, takes_a_code_once_and_only_near_its_time) {
    const std::string secret = new_base32(32);
    const base::Instant now = at(seconds(0));
    const std::int64_t step = totp_step(now);
    for (const int off : {-1, 0, 1})
        EXPECT_EQ(totp_match(secret, *totp_code(secret, step + off), now, 0), step + off);
    EXPECT_FALSE(totp_match(secret, *totp_code(secret, step + 2), now, 0));
    EXPECT_FALSE(totp_match(secret, *totp_code(secret, step), now, step));
    EXPECT_FALSE(totp_match(secret, "", now, 0));
}

TEST(Password, has_to_be_long_and_uncommon) {
    for (const char* weak : {"short", "aaaaaaaaaaaaaaaa", "Password2026!", "123456789012",
                             "iloveyousomuch", "ada.garcia-ada", "1QAZ2wsx3edc"})
        EXPECT_FALSE(check_password(weak, "ada.garcia")) << weak;
    EXPECT_FALSE(check_password(std::string(300, 'x') + "abcdef", "ada"));
    EXPECT_FALSE(check_password(std::string(124, 'x') + "abcde", "ada"));
    EXPECT_TRUE(check_password(std::string(123, 'x') + "abcde", "ada"));
    EXPECT_FALSE(check_password("invalid utf-8 \xff\xff", "ada"));
    EXPECT_TRUE(check_password("seven grey umbrellas", "ada.garcia"));
    EXPECT_TRUE(check_password("ñandúes y ñoquis", "ada.garcia"));
}

TEST(Password, is_kept_as_argon2id_and_recognised) {
    const PasswordCost cheap{1, 8U << 10U};
    const auto hash = hash_password("seven grey umbrellas", cheap);
    ASSERT_TRUE(hash);
    EXPECT_TRUE(hash->starts_with("$argon2id$"));
    EXPECT_TRUE(is_password(*hash, "seven grey umbrellas"));
    EXPECT_FALSE(is_password(*hash, "seven grey umbrella"));
    EXPECT_FALSE(is_password("", "anything"));
}

TEST(Scopes, are_read_in_both_versions_of_smart) {
    const auto scopes = read_scopes("system/Patient.rs  system/*.read system/Procedure.cruds");
    ASSERT_TRUE(scopes);
    EXPECT_EQ(*scopes,
              (std::vector<Scope>{{"Patient", "rs"}, {"*", "rs"}, {"Procedure", "cruds"}}));
    for (const char* wrong : {"", "patient/Patient.r", "system/Patient", "system/Nonsense.r",
                              "system/Patient.sr", "system/Patient."})
        EXPECT_FALSE(read_scopes(wrong)) << wrong;
}

TEST(Members, say_everything_that_is_wrong) {
    const auto object = read_object(R"({"name":5,"extra":1,"age":200})");
    Members members(*object, "/x");
    EXPECT_EQ(members.text("name", 10), "");
    EXPECT_EQ(members.text("missing", 10), "");
    (void)members.number("age", 0, 150);
    std::vector<std::string> places;
    for (const base::Problem& problem : members.problems())
        places.push_back(problem.where);
    EXPECT_EQ(places,
              (std::vector<std::string>{"#/x/name", "#/x/missing", "#/x/age", "#/x/extra"}));
}

TEST(Json, is_refused_beyond_its_depth) {
    EXPECT_TRUE(read_json(std::string(64, '[') + std::string(64, ']')));
    EXPECT_FALSE(read_json(std::string(66, '[') + std::string(66, ']')));
    EXPECT_FALSE(read_object("[]"));
    EXPECT_FALSE(read_object(""));
}

TEST(Refusal, is_a_problem_with_pointer_and_hint) {
    Request request;
    request.id = "r1";
    const Answer answer =
        refusal(request, base::Problems{{"record.value", "name#/body/x", "Wrong.", "Mend it."},
                                        {"record.type", "name#/body/y", "Also wrong.", ""}});
    EXPECT_EQ(answer.status, 422);
    EXPECT_EQ(answer.media_type, "application/problem+json");
    const auto body = json::parse(answer.body).as_object();
    EXPECT_EQ(body.at("type"), "urn:filiform:problem:record.value");
    EXPECT_EQ(body.at("pointer"), "/body/x");
    EXPECT_EQ(body.at("hint"), "Mend it.");
    EXPECT_EQ(body.at("instance"), "urn:filiform:request:r1");
    EXPECT_EQ(body.at("problems").as_array().size(), 2U);
}

TEST(Refusal, of_a_failure_inside_tells_nothing_of_it) {
    const Answer answer =
        refusal(Request{}, base::Problem{"store.failed", "/var/lib/x", "disk I/O error", ""});
    EXPECT_EQ(answer.status, 500);
    EXPECT_EQ(answer.body.find("disk"), std::string::npos);
}

TEST(Metrics, are_told_as_prometheus_reads_them) {
    Metrics metrics;
    metrics.answered("GET /x", 200, 0.002);
    metrics.answered("GET /x", 404, 0.2);
    metrics.watch("queue", "Waiting.", [] { return 3.0; });
    const std::string page = metrics.page();
    for (const char* line :
         {"filiform_requests_total{route=\"GET /x\",status=\"404\"} 1\n",
          "filiform_request_seconds_bucket{route=\"GET /x\",le=\"0.0025\"} 1\n",
          "filiform_request_seconds_bucket{route=\"GET /x\",le=\"+Inf\"} 2\n",
          "filiform_request_seconds_count{route=\"GET /x\"} 2\n", "filiform_queue 3\n"})
        EXPECT_NE(page.find(line), std::string::npos) << line;
}

TEST(Log, writes_one_object_a_line) {
    std::ostringstream out;
    Log log(&out);
    log.say("info", "line\nfeed", {{"n", std::int64_t{5}}}, at(seconds(0)));
    EXPECT_EQ(out.str(), R"({"at":"2024-10-04T00:00:00.000Z","level":"info",)"
                         R"("what":"line\nfeed","n":5})"
                         "\n");
}

} // namespace filiform::server
