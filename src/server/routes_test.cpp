// SPDX-License-Identifier: Apache-2.0
#include "server/server_fixture.h"

#include <set>

#include "base/file.h"
#include "record/rights.h"
#include "server/openapi.h"

namespace filiform::server {

using record::Action;
using record::Kind;
using record::Role;

/// Facts about every route of the table.
class EveryRoute : public Clinic {
  public:
    static constexpr const char* mine = "p-mine";
    static constexpr const char* other = "p-other";

    /// A drawn noun that belongs to this patient.
    static std::string body_for(Kind kind, const std::string& patient) {
        base::RandomStream random(5, static_cast<std::uint64_t>(kind));
        json::object body =
            json::parse(record::write_noun(record::drawn_noun(kind, random))).as_object();
        const auto properties = json::parse(record::noun_schema(kind)).at("properties").as_object();
        if (kind != Kind::Patient && properties.contains("patient"))
            body["patient"] = patient;
        body.erase("isRestricted");
        body.erase("mergedInto");
        return json::serialize(body);
    }
    static std::string id_of(Kind kind, const std::string& patient) {
        return kind == Kind::Patient ? patient : std::string(record::text(kind)) + "." + patient;
    }
    void put_every_kind(const std::string& patient) {
        for (const Kind kind : record::every_kind())
            put(kind, id_of(kind, patient), body_for(kind, patient));
    }
    /// The route's address with the places filled in, and the parameters that it cannot do without;
    /// of a kind's route, with that entry's id.
    static std::string address(const Route& route, const std::string& id) {
        static const std::map<std::string, std::string> needed{
            {"practitioner", id_of(Kind::Practitioner, mine)},
            {"start", "2026-11-09T09:00:00Z"},
            {"end", "2026-11-09T10:00:00Z"}};
        std::string out;
        for (const std::string& segment : segments_of(route.pattern))
            out += '/' + (segment == "{id}"        ? id
                          : segment == "{type}"    ? "Patient"
                          : segment == "{version}" ? "1"
                          : segment == "{digest}"  ? std::string(64, '0')
                          : segment == "{file}"    ? "app.js"
                                                   : segment);
        if (out.empty())
            out = "/";
        char sign = '?';
        for (const Told& one : route.told)
            if (one.is_required && !one.is_header) {
                out += sign + one.name + '=' + needed.at(one.name);
                sign = '&';
            }
        return out;
    }
    static std::string with_parameter(const std::string& address, const std::string& parameter) {
        return address + (address.find('?') == std::string::npos ? '?' : '&') + parameter;
    }
    static bool is_fhir(const Route& route) { return route.pattern.starts_with("/fhir"); }
    static std::optional<Kind> kind_of(const Route& route) {
        const auto segments = segments_of(route.pattern);
        return segments.size() > 2 && segments[1] == "v1" ? record::kind_of_collection(segments[2])
                                                          : std::nullopt;
    }
    /// What the table of rights calls what a kind's route does.
    static Action action_of(const Route& route) {
        const std::string last = last_segment(route);
        if (route.method == Method::Get)
            return Action::See;
        if (last == "sign" || last == "supersede" || last == "mistake")
            return Action::Sign;
        if (last == "erase")
            return Action::Erase;
        return route.method == Method::Post && last != "withdraw" && last != "merge"
                   ? Action::Create
                   : Action::Change;
    }
    void expect_by_rights(const Route& route, Kind kind, Role role, const Login& login,
                          const std::string& patient);
    void expect_documented(const json::object& document, const Route& route, const Answer& answer) {
        std::string method(text(route.method));
        std::transform(method.begin(), method.end(), method.begin(), ::tolower);
        const auto& responses = document.at("paths").at(route.pattern).at(method).at("responses");
        EXPECT_TRUE(responses.as_object().contains(std::to_string(answer.status)))
            << name_of(route) << " answered " << answer.status << ' ' << answer.body;
    }
};

TEST_F(EveryRoute, is_refused_without_a_login_unless_it_is_public) {
    const Login nobody;
    for (const Route& route : server_->routes()) {
        if (route.is_public)
            continue;
        const Answer answer =
            send(nobody, route.method, address(route, "x"), route.takes.empty() ? "" : "{}");
        EXPECT_EQ(answer.status, 401) << name_of(route);
    }
}

TEST_F(EveryRoute, is_refused_to_roles_that_its_row_does_not_name) {
    put_every_kind(mine);
    const std::map<Role, Login> people{{Role::Clinician, as(Role::Clinician)},
                                       {Role::Reception, as(Role::Reception)},
                                       {Role::Lead, as(Role::Lead)},
                                       {Role::Patient, as(Role::Patient, mine)},
                                       {Role::Integrator, with_token("system/*.cruds")}};
    std::set<std::string> closed_to_somebody;
    for (const Route& route : server_->routes())
        for (const auto& [role, login] : people) {
            const bool may = route.is_public ||
                             std::find(route.who.begin(), route.who.end(), role) != route.who.end();
            if (may)
                continue;
            const Answer answer =
                send(login, route.method, address(route, "x"), route.takes.empty() ? "" : "{}");
            EXPECT_EQ(answer.status, 403) << name_of(route) << ' ' << record::text(role);
            closed_to_somebody.insert(route.pattern);
        }
    for (const char* pattern : {"/api/v1/waiting", "/api/v1/calendar", "/api/v1/audit"})
        EXPECT_TRUE(closed_to_somebody.contains(pattern)) << pattern;
}

/// One request of somebody for an entry, held against the table of rights.
void EveryRoute::expect_by_rights(const Route& route, Kind kind, Role role, const Login& login,
                                  const std::string& patient) {
    const Action action = action_of(route);
    const bool is_one = segments_of(route.pattern).size() > 3;
    const std::string noun = body_for(kind, patient);
    const bool is_own = patient == mine && role == Role::Patient &&
                        (kind == Kind::Patient || noun.find(patient) != std::string::npos);
    const auto& rights = record::carried_rights();
    const bool may =
        rights.allow(role, kind, action,
                     {is_own ? record::Whose::Own : record::Whose::Others, record::State::Open});
    const Answer answer =
        send(login, route.method, address(route, id_of(kind, patient)),
             route.takes.empty() ? "" : R"({"body":)" + noun + "}", {{"if-match", "\"99\""}});
    const std::string what = name_of(route) + " by " + std::string(record::text(role)) + " of " +
                             patient + ": " + std::to_string(answer.status) + ' ' +
                             answer.body.substr(0, 300);
    const bool is_refused = answer.status == 403 || answer.status == 404;
    EXPECT_NE(answer.status, 401) << what;
    EXPECT_NE(answer.status, 500) << what;
    if (rights.reach(role, kind, action) == record::Reach::None) {
        EXPECT_EQ(answer.status, 403) << what;
    } else if (route.method == Method::Get && !is_one) {
        EXPECT_EQ(answer.status, 200) << what;
    } else if (may) {
        EXPECT_FALSE(is_refused) << what;
    } else if (route.method == Method::Get) {
        EXPECT_EQ(answer.status, 404) << what;
    } else { // 412: of an entry that they may see, an old version; 422: not theirs to write so
        EXPECT_TRUE(is_refused || answer.status == 412 || answer.status == 422) << what;
    }
    if (role == Role::Patient) {
        EXPECT_EQ(answer.body.find(std::string("\"patient\":\"") + other), std::string::npos)
            << what;
    }
}

TEST_F(EveryRoute, lets_each_role_do_what_the_table_of_rights_says_and_no_more) {
    put_every_kind(mine);
    put_every_kind(other);
    const std::map<Role, Login> people{{Role::Clinician, as(Role::Clinician)},
                                       {Role::Reception, as(Role::Reception)},
                                       {Role::Lead, as(Role::Lead)},
                                       {Role::Patient, as(Role::Patient, mine)},
                                       {Role::Integrator, with_token("system/*.cruds")}};
    int checked = 0;
    for (const Route& route : server_->routes()) {
        const auto kind = kind_of(route);
        // Steps and erasure would spoil the entries for those who come after.
        const bool is_step = route.method == Method::Post && segments_of(route.pattern).size() > 3;
        // Of an assessment's body and of an episode's course the table says nothing: they are for
        // those who needle.
        const bool is_worked_out =
            route.pattern.find("/body") != std::string::npos || route.pattern.ends_with("/course");
        if (!kind || is_step || is_worked_out || last_segment(route) == "{digest}")
            continue;
        for (const auto& [role, login] : people)
            for (const char* patient : {mine, other}) {
                expect_by_rights(route, *kind, role, login, patient);
                ++checked;
            }
    }
    EXPECT_GT(checked, 1000);
}

TEST_F(EveryRoute, refuses_wrong_input_with_a_problem_that_says_what_to_do) {
    const Login lead = as(Role::Lead);
    const json::object document = body_of(ask({Method::Get, "/api/v1/openapi.json", "", {}}));
    for (const Route& route : server_->routes()) {
        if (route.takes.empty())
            continue;
        for (const char* wrong : {"", "{", "[]", "{\"nonsense\":1}", "{\"body\":5,\"reason\":5}"}) {
            const Answer answer = ask({route.method,
                                       address(route, "x"),
                                       wrong,
                                       {{"content-type", "application/json"},
                                        lead.headers[0],
                                        lead.headers[1],
                                        {"if-match", "\"1\""}}});
            EXPECT_EQ(answer.status / 100, 4) << name_of(route) << ' ' << wrong << answer.body;
            EXPECT_EQ(answer.media_type,
                      is_fhir(route) ? "application/fhir+json" : "application/problem+json");
            const json::object problem = body_of(answer);
            EXPECT_TRUE(is_fhir(route) || problem.contains("hint"))
                << name_of(route) << ' ' << wrong << answer.body;
            expect_documented(document, route, answer);
        }
        const Answer plain = ask({route.method, address(route, "x"), "", lead.headers});
        EXPECT_TRUE(plain.status == 415 || plain.status == 403) << name_of(route);
    }
}

TEST_F(EveryRoute, knows_its_parameters_and_refuses_others) {
    const Login lead = as(Role::Lead);
    for (const Route& route : server_->routes()) {
        if (!route.takes.empty() || is_fhir(route) ||
            route.pattern == "/api/v1/logout-everywhere" || route.pattern == "/api/v1/logout")
            continue;
        const Answer answer = send(lead, route.method,
                                   with_parameter(address(route, "x"), "no-such-parameter=1"), "");
        EXPECT_TRUE(answer.status == 400 || answer.status == 403)
            << name_of(route) << answer.status;
    }
}

TEST_F(EveryRoute, that_reads_answers_as_it_is_described) {
    put_every_kind(mine);
    const Login lead = as(Role::Lead);
    const json::object document = body_of(ask({Method::Get, "/api/v1/openapi.json", "", {}}));
    EXPECT_EQ(document.at("openapi"), "3.1.0");
    for (const Route& route : server_->routes()) {
        if (route.method != Method::Get)
            continue;
        if (route.pattern == "/api/v1/jobs/{id}")
            continue; // there is none; RecordRoutes begins one
        const auto kind = kind_of(route);
        const std::string id = kind ? id_of(*kind, mine) : is_fhir(route) ? mine : lead.account;
        const Answer answer = get(lead, address(route, id));
        expect_documented(document, route, answer);
        const std::string last = last_segment(route);
        const bool is_there = last != "{digest}" && last != "{feed}" &&
                              route.pattern.find("{question}") == std::string::npos;
        EXPECT_EQ(answer.status, is_there ? 200 : 404) << name_of(route) << answer.body;
    }
}

TEST_F(EveryRoute, has_a_sentence_and_a_place_on_the_page) {
    const std::string page = api_page(server_->routes());
    const char* path = std::getenv("FILIFORM_WRITE_API_PAGE"); // how docs/api.md is made
    if (path != nullptr) {
        ASSERT_TRUE(base::save_file(path, page));
    }
    const auto kept = base::load_file(FILIFORM_SOURCE_DIR "/docs/api.md", 1U << 20U);
    ASSERT_TRUE(kept);
    EXPECT_EQ(*kept, page) << "FILIFORM_WRITE_API_PAGE=docs/api.md server_test writes it anew";
    for (const Route& route : server_->routes()) {
        EXPECT_TRUE(route.about.ends_with('.')) << name_of(route);
        EXPECT_NE(page.find("`" + name_of(route) + "`"), std::string::npos);
        EXPECT_TRUE(route.is_public || !route.who.empty()) << name_of(route);
    }
}

class GateTest : public Clinic {};

TEST_F(GateTest, says_what_a_path_answers_to) {
    const Answer wrong = ask({Method::Delete, "/health", "", {}});
    EXPECT_EQ(wrong.status, 405);
    EXPECT_EQ(header_of(wrong, "allow"), "GET, HEAD, OPTIONS");
    EXPECT_EQ(ask({Method::Options, "/health", "", {}}).status, 204);
    EXPECT_EQ(ask({Method::Head, "/health", "", {}}).status, 200);
    EXPECT_EQ(ask({Method::Get, "/nowhere", "", {}}).status, 404);
}

TEST_F(GateTest, protects_every_answer) {
    for (const char* target : {"/health", "/nowhere", "/api/v1/me"}) {
        const Answer answer = ask({Method::Get, target, "", {}});
        EXPECT_EQ(header_of(answer, "x-content-type-options"), "nosniff");
        EXPECT_EQ(header_of(answer, "referrer-policy"), "no-referrer");
        EXPECT_EQ(header_of(answer, "cache-control"), "no-store");
        const std::string policy = header_of(answer, "content-security-policy");
        EXPECT_NE(policy.find("frame-ancestors 'none'"), std::string::npos);
        EXPECT_EQ(policy.find("unsafe-inline"), std::string::npos);
    }
}

TEST_F(GateTest, is_ready_when_the_store_answers_and_counts_what_it_does) {
    EXPECT_EQ(ask({Method::Get, "/ready", "", {}}).status, 200);
    const Answer metrics = ask({Method::Get, "/metrics", "", {}});
    EXPECT_NE(metrics.body.find("route=\"GET /ready\",status=\"200\"} 1"), std::string::npos);
}

TEST(Router, prefers_what_is_written_to_what_may_stand_there) {
    std::vector<Route> routes(3);
    routes[0].pattern = "/a/{id}";
    routes[1].pattern = "/a/b";
    routes[2].pattern = "/{x}/b/c";
    const Router router(std::move(routes));
    EXPECT_EQ(router.find(Method::Get, {"a", "b"}).route->pattern, "/a/b");
    const auto match = router.find(Method::Get, {"a", "z"});
    EXPECT_EQ(match.route->pattern, "/a/{id}");
    EXPECT_EQ(match.places, (std::vector<Named>{{"id", "z"}}));
    EXPECT_EQ(router.find(Method::Get, {"a", "b", "c"}).route->pattern, "/{x}/b/c");
    EXPECT_EQ(router.find(Method::Get, {"a"}).route, nullptr);
    EXPECT_EQ(router.find(Method::Post, {"a", "b"}).route, nullptr);
    EXPECT_FALSE(router.find(Method::Post, {"a", "b"}).allowed.empty());
}

} // namespace filiform::server
