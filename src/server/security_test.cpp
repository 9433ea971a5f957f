// SPDX-License-Identifier: Apache-2.0
#include <filesystem>
#include <regex>
#include <set>

#include "base/file.h"
#include "server/answer_client.h"
#include "server/router.h"
#include "server/server_fixture.h"

namespace filiform::server {

using record::Role;

namespace {

/// "Suite.name" of every test in the sources.
std::set<std::string> every_test() {
    std::set<std::string> all;
    const std::regex test(R"(\bTEST(_F|_P)?\(\s*(\w+),\s*(\w+)\))");
    const std::filesystem::path root = FILIFORM_SOURCE_DIR;
    for (const char* folder : {"src", "tests"})
        for (const auto& file : std::filesystem::recursive_directory_iterator(root / folder)) {
            if (!file.path().string().ends_with("_test.cpp"))
                continue;
            const auto text = base::load_file(file.path().string(), 1U << 20U);
            for (std::sregex_iterator at(text->begin(), text->end(), test), end; at != end; ++at)
                all.insert((*at)[2].str() + "." + (*at)[3].str());
        }
    return all;
}

/// The rows of the page's tables, as their cells.
std::vector<std::vector<std::string>> rows_of(const std::string& page) {
    std::vector<std::vector<std::string>> rows;
    std::istringstream lines(page);
    for (std::string line; std::getline(lines, line);) {
        if (!line.starts_with("| ") || line.size() < 3 || std::isdigit(line[2]) == 0)
            continue;
        std::vector<std::string> cells;
        for (std::size_t at = 2, end = 0; (end = line.find(" |", at)) != std::string::npos;
             at = end + 3)
            cells.push_back(line.substr(at, end - at));
        rows.push_back(std::move(cells));
    }
    return rows;
}

} // namespace

TEST(SecurityPage, names_a_test_that_exists_for_all_that_it_says_is_met) {
    const auto page = base::load_file(FILIFORM_SOURCE_DIR "/docs/security.md", 1U << 20U);
    ASSERT_TRUE(page);
    const auto tests = every_test();
    ASSERT_GT(tests.size(), 500U);
    std::set<std::string> told;
    std::size_t met = 0;
    const std::regex id(R"(\d+\.\d+\.\d+)");
    const std::regex quoted(R"(`(\w+\.\w+)`)");
    for (const std::vector<std::string>& row : rows_of(*page)) {
        ASSERT_GE(row.size(), 3U) << row.front();
        EXPECT_TRUE(std::regex_match(row.front(), id)) << row.front();
        EXPECT_TRUE(told.insert(row.front()).second) << row.front() << " is told twice";
        if (row.size() == 3)
            continue; // what is not met, or cannot be tested, and why
        ++met;
        const std::string& names = row.at(3);
        std::size_t named = 0;
        for (std::sregex_iterator at(names.begin(), names.end(), quoted), end; at != end; ++at) {
            EXPECT_TRUE(tests.contains((*at)[1].str())) << row.front() << ": " << (*at)[1];
            ++named;
        }
        EXPECT_GT(named, 0U) << row.front() << " names no test";
    }
    EXPECT_GT(met, 60U);
}

class Security : public Clinic {
  public:
    static Request secure_login() {
        Request request;
        request.method = Method::Post;
        request.path = {"api", "v1", "login"};
        request.headers = {{"content-type", "application/json"}};
        request.body = R"({"login":"ada","password":")" + std::string(good_password) + R"("})";
        request.from = "127.0.0.1";
        request.is_secure = true;
        return request;
    }
};

TEST_F(Security, the_cookie_is_hidden_from_scripts_other_sites_and_plain_http) {
    account("ada", Role::Clinician);
    const Answer answer = server_->answer(secure_login());
    ASSERT_EQ(answer.status, 200) << answer.body;
    const std::string cookie = header_of(answer, "set-cookie");
    EXPECT_TRUE(cookie.starts_with("__Host-filiform=")) << cookie;
    for (const char* part : {"; Path=/", "; HttpOnly", "; SameSite=Strict", "; Secure"})
        EXPECT_NE(cookie.find(part), std::string::npos) << part;
    EXPECT_EQ(cookie.find("Domain"), std::string::npos);
    EXPECT_EQ(cookie.find("Expires"), std::string::npos);
}

TEST_F(Security, a_log_in_ends_the_session_that_the_browser_had) {
    account("ada", Role::Clinician);
    const Login before = log_in("ada");
    const Answer again = ask({Method::Post,
                              "/api/v1/login",
                              R"({"login":"ada","password":")" + std::string(good_password) + "\"}",
                              {before.headers.front()}});
    ASSERT_EQ(again.status, 200) << again.body;
    EXPECT_NE(header_of(again, "set-cookie").find(before.headers.front().value), 0U);
    EXPECT_EQ(get(before, "/api/v1/me").status, 401);
}

TEST_F(Security, a_session_of_128_random_bits_is_in_no_address_and_no_answer) {
    account("ada", Role::Clinician);
    const Answer answer = try_log_in("ada", good_password);
    const std::string cookie = header_of(answer, "set-cookie");
    const std::size_t begin = cookie.find('=') + 1;
    const std::string secret = cookie.substr(begin, cookie.find(';') - begin);
    EXPECT_GE(secret.size() * 6, 128U); // six bits a letter
    EXPECT_EQ(answer.body.find(secret), std::string::npos);
    EXPECT_EQ(get({"", {}}, "/api/v1/me?session=" + secret).status, 401);
    EXPECT_EQ(get({"", {{"authorization", "Bearer " + secret}}}, "/api/v1/me").status, 401);
}

TEST_F(Security, a_password_costs_what_the_standard_asks_at_least) {
    const PasswordCost usual;
    EXPECT_GE(usual.memory_bytes, 15U << 20U);
    EXPECT_GE(usual.operations, 2U);
}

TEST_F(Security, no_account_is_there_before_somebody_makes_one) {
    EXPECT_TRUE(server_->people().all()->empty());
    for (const char* login : {"admin", "root", "lead", "administrator"})
        EXPECT_EQ(try_log_in(login, login).status, 401);
}

TEST_F(Security, answers_say_nothing_of_the_program) {
    AnswerClient wire(server_->port());
    for (const char* target : {"/health", "/nowhere", "/api/v1/me", "/api/v1/patients/%zz"}) {
        const Answer answer = wire.ask({Method::Get, target, "", {}});
        for (const char* header : {"server", "x-powered-by", "via"})
            EXPECT_EQ(header_of(answer, header), "") << target;
        for (const char* word : {"Boost", "Beast", "SQLite", "postgres", ".cpp", "0x"})
            EXPECT_EQ(answer.body.find(word), std::string::npos) << target << answer.body;
    }
}

TEST_F(Security, no_other_origin_is_let_in) {
    AnswerClient wire(server_->port());
    for (const Method method : {Method::Get, Method::Options}) {
        const Answer answer = wire.ask(
            {method,
             "/api/v1/me",
             "",
             {{"origin", "https://evil.example"}, {"access-control-request-method", "GET"}}});
        for (const Named& header : answer.headers)
            EXPECT_FALSE(header.name.starts_with("access-control-")) << header.name;
    }
}

TEST_F(Security, json_is_never_a_page_and_text_says_its_letters) {
    AnswerClient wire(server_->port());
    for (const char* target : {"/health", "/nowhere", "/api/v1/openapi.json", "/fhir/R4/metadata"})
        EXPECT_EQ(header_of(wire.ask({Method::Get, target, "", {}}), "content-disposition"),
                  "attachment; filename=\"api.json\"")
            << target;
    EXPECT_TRUE(wire.ask({Method::Get, "/metrics", "", {}}).media_type.ends_with("charset=utf-8"));
}

TEST_F(Security, where_all_is_tls_browsers_are_told_to_stay_there) {
    EXPECT_EQ(header_of(ask({Method::Get, "/health", "", {}}), "strict-transport-security"), "");
    ServerOptions options;
    options.listener.port = 0;
    options.people.cost = {1, 8U << 10U};
    options.gate.says_hsts = true;
    const auto other = Server::open(*store_, options);
    ASSERT_TRUE(other);
    AnswerClient wire((*other)->port());
    EXPECT_EQ(header_of(wire.ask({Method::Get, "/health", "", {}}), "strict-transport-security"),
              "max-age=31536000");
}

TEST_F(Security, who_is_refused_is_in_the_audit_and_in_the_log) {
    const Login desk = as(Role::Reception);
    (void)try_log_in("nobody", "not the password");
    EXPECT_EQ(get(desk, "/api/v1/audit").status, 403);
    ASSERT_TRUE(store_->audit().settle());
    std::vector<std::string> refused;
    const auto rows = store_->audit().find({});
    ASSERT_TRUE(rows);
    for (const store::AuditRow& row : *rows)
        if (row.outcome == "refused")
            refused.push_back(row.by + " " + row.action + " " + row.from);
    EXPECT_EQ(refused, (std::vector<std::string>{"nobody log_in 127.0.0.1",
                                                 desk.account + " GET /api/v1/audit 127.0.0.1"}));
    EXPECT_NE(log_.str().find(R"("route":"POST /api/v1/login","status":401)"), std::string::npos);
    EXPECT_NE(log_.str().find(R"("route":"GET /api/v1/audit","status":403)"), std::string::npos);
}

TEST_F(Security, what_a_log_line_holds_cannot_begin_another) {
    (void)ask({Method::Get, "/nowhere%20%22,%22level%22:%22error", "", {}});
    (void)try_log_in("ada\n{\"level\":\"error\"}", "x");
    std::istringstream lines(log_.str());
    int count = 0;
    for (std::string line; std::getline(lines, line); ++count)
        EXPECT_EQ(json::parse(line).at("level"), "info") << line;
    EXPECT_EQ(count, 2);
}

TEST_F(Security, a_handler_that_throws_is_answered_with_a_number_and_no_word_of_why) {
    std::vector<Route> routes(1);
    routes[0].pattern = "/breaks";
    routes[0].is_public = true;
    routes[0].handler = [](const Call&) -> Answer { throw std::runtime_error("inner words"); };
    const Router router(std::move(routes));
    Metrics metrics;
    std::ostringstream out;
    Log log(&out);
    Gate gate({router, server_->people(), store_->audit(), metrics, log, [this] { return now_; }},
              {});
    Request request;
    request.path = {"breaks"};
    request.id = "r7";
    const Answer answer = gate.answer(std::move(request));
    EXPECT_EQ(answer.status, 500);
    EXPECT_EQ(answer.body.find("inner"), std::string::npos);
    EXPECT_NE(answer.body.find("urn:filiform:request:r7"), std::string::npos);
    EXPECT_NE(out.str().find(R"("id":"r7","thrown":"inner words")"), std::string::npos);
}

TEST_F(Security, what_nobody_declared_is_never_bound_to_an_account_or_an_entry) {
    const Login lead = as(Role::Lead);
    EXPECT_EQ(post(lead, "/api/v1/users",
                   R"({"login":"eve1","role":"reception","isActive":true,"failures":-5})")
                  .status,
              400);
    const Login desk = as(Role::Reception);
    EXPECT_EQ(post(desk, "/api/v1/patients",
                   R"({"body":{"family":"A"},"by":"somebody else","version":7})")
                  .status,
              400);
}

} // namespace filiform::server
