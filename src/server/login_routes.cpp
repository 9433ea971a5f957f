// SPDX-License-Identifier: Apache-2.0
#include "server/desk.h"
#include "server/json_parts.h"

namespace filiform::server {

namespace {

constexpr std::size_t most_secret_bytes = 256;

const std::vector<record::Role> people_only{record::Role::Clinician, record::Role::Reception,
                                            record::Role::Lead, record::Role::Patient};

Answer nothing(int status = 204) {
    Answer answer;
    answer.status = status;
    return answer;
}

Named cookie(const Request& request, const std::string& value, const std::string& rest) {
    return {"set-cookie", session_cookie(request.is_secure) + "=" + value +
                              "; Path=/; HttpOnly; SameSite=Strict" +
                              (request.is_secure ? "; Secure" : "") + rest};
}

Answer log_in(const Desk& desk, const Call& call) {
    const auto object = read_object(call.request.body);
    if (!object)
        return refusal(call.request, object.error());
    Members members(*object);
    People::Attempt attempt{members.text("login", 64), members.text("password", most_secret_bytes),
                            members.text_or_none("code", 64), call.request.from, call.request.at};
    if (const auto problems = members.problems(); !problems.empty())
        return refusal(call.request, problems);
    // A session of before is not taken over: a new one begins, the old one ends.
    if (call.caller.proof == Caller::Proof::Session)
        (void)desk.people.log_out(call.caller, call.request.at);
    const auto session = desk.people.log_in(attempt);
    if (!session)
        return refusal(call.request, session.error());
    Answer answer;
    json::object out{{"account", session->account.id},
                     {"login", session->account.login},
                     {"role", std::string(record::text(session->account.role))},
                     {"csrfToken", session->csrf},
                     {"expires", base::text(session->expires)}};
    if (!session->account.person.is_empty())
        out["person"] = session->account.person.text();
    answer.body = json::serialize(out);
    answer.headers = {cookie(call.request, session->cookie, "")};
    return answer;
}

Answer log_out(const Desk& desk, const Call& call) {
    if (call.caller.proof == Caller::Proof::Session)
        if (const auto done = desk.people.log_out(call.caller, call.request.at); !done)
            return refusal(call.request, done.error());
    Answer answer = nothing();
    answer.headers = {cookie(call.request, "", "; Max-Age=0"),
                      {"clear-site-data", "\"cache\", \"storage\""}};
    return answer;
}

Answer log_out_everywhere(const Desk& desk, const Call& call) {
    if (const auto done = desk.people.log_out_everywhere(call.caller.account, call.request.at);
        !done)
        return refusal(call.request, done.error());
    Answer answer = nothing();
    answer.headers = {cookie(call.request, "", "; Max-Age=0")};
    return answer;
}

Answer change_password(const Desk& desk, const Call& call) {
    const auto object = read_object(call.request.body);
    if (!object)
        return refusal(call.request, object.error());
    Members members(*object);
    const std::string present = members.text("present", most_secret_bytes);
    const std::string password = members.text("password", most_secret_bytes);
    if (const auto problems = members.problems(); !problems.empty())
        return refusal(call.request, problems);
    const auto done = desk.people.change_password(call.caller, present, password, call.request);
    return done ? nothing() : refusal(call.request, done.error());
}

Answer accept(const Desk& desk, const Call& call) {
    const auto object = read_object(call.request.body);
    if (!object)
        return refusal(call.request, object.error());
    Members members(*object);
    const std::string ticket = members.text("ticket", most_secret_bytes);
    const std::string password = members.text("password", most_secret_bytes);
    if (const auto problems = members.problems(); !problems.empty())
        return refusal(call.request, problems);
    const auto account = desk.people.choose_password(ticket, password, call.request.at);
    if (!account)
        return refusal(call.request, account.error());
    Answer answer;
    answer.body = json::serialize(json::object{{"login", account->login}});
    return answer;
}

Answer offer_factor(const Call& call) {
    const People::Factor factor = People::offer_factor(call.caller);
    Answer answer;
    answer.body =
        json::serialize(json::object{{"secret", factor.secret}, {"address", factor.address}});
    return answer;
}

Answer confirm_factor(const Desk& desk, const Call& call) {
    const auto object = read_object(call.request.body);
    if (!object)
        return refusal(call.request, object.error());
    Members members(*object);
    const std::string password = members.text("password", most_secret_bytes);
    const std::string secret = members.text("secret", 64);
    const std::string code = members.text("code", 16);
    if (const auto problems = members.problems(); !problems.empty())
        return refusal(call.request, problems);
    const auto codes =
        desk.people.confirm_factor(call.caller, password, secret, code, call.request);
    if (!codes)
        return refusal(call.request, codes.error());
    json::array all;
    for (const std::string& one : *codes)
        all.emplace_back(one);
    Answer answer;
    answer.body = json::serialize(json::object{{"recoveryCodes", std::move(all)}});
    return answer;
}

Answer drop_factor(const Desk& desk, const Call& call) {
    const auto object = read_object(call.request.body);
    if (!object)
        return refusal(call.request, object.error());
    Members members(*object);
    const std::string password = members.text("password", most_secret_bytes);
    if (const auto problems = members.problems(); !problems.empty())
        return refusal(call.request, problems);
    const auto done = desk.people.drop_factor(call.caller, password, call.request);
    return done ? nothing() : refusal(call.request, done.error());
}

/// The schema of an object of texts: the first so many are required.
std::string texts_schema(const std::vector<std::string>& names, std::size_t required) {
    json::object properties;
    json::array needed;
    for (std::size_t i = 0; i < names.size(); ++i) {
        properties[names[i]] = {{"type", "string"}};
        if (names[i] == "role")
            properties[names[i]] = {
                {"enum", {"clinician", "reception", "lead", "patient", "integrator"}}};
        if (i < required)
            needed.emplace_back(names[i]);
    }
    return json::serialize(json::object{{"type", "object"},
                                        {"properties", std::move(properties)},
                                        {"required", std::move(needed)},
                                        {"additionalProperties", false}});
}

} // namespace

void add_login_routes(Routes& routes, const Desk& desk) {
    const auto with = [&desk](Answer (*work)(const Desk&, const Call&)) {
        return [desk, work](const Call& call) { return work(desk, call); };
    };
    const Reply none{"Done.", ""};
    routes.push_back(
        {Method::Post,
         "/api/v1/login",
         "Begins a session: a cookie, and a CSRF token for what changes anything.",
         true,
         {},
         texts_schema({"login", "password", "code"}, 2),
         {},
         {{200,
           {"Who is logged in.",
            texts_schema({"account", "login", "role", "csrfToken", "expires", "person"}, 5)}}},
         with(log_in)});
    routes.push_back({Method::Post,
                      "/api/v1/logout",
                      "Ends the session.",
                      false,
                      people_only,
                      "",
                      {},
                      {{204, none}},
                      with(log_out)});
    routes.push_back({Method::Post,
                      "/api/v1/logout-everywhere",
                      "Ends all one's sessions.",
                      false,
                      people_only,
                      "",
                      {},
                      {{204, none}},
                      with(log_out_everywhere)});
    routes.push_back({Method::Post,
                      "/api/v1/password",
                      "Changes one's password.",
                      false,
                      people_only,
                      texts_schema({"present", "password"}, 2),
                      {},
                      {{204, none}},
                      with(change_password)});
    routes.push_back({Method::Post,
                      "/api/v1/invitations/accept",
                      "Chooses a password by an invitation or a reset, which work once.",
                      true,
                      {},
                      texts_schema({"ticket", "password"}, 2),
                      {},
                      {{200, {"The login it is for.", texts_schema({"login"}, 1)}}},
                      with(accept)});
    routes.push_back({Method::Post,
                      "/api/v1/second-factor",
                      "Offers a secret for an authenticator app.",
                      false,
                      people_only,
                      "",
                      {},
                      {{200, {"The secret.", texts_schema({"secret", "address"}, 2)}}},
                      offer_factor});
    routes.push_back(
        {Method::Post,
         "/api/v1/second-factor/confirm",
         "Adds the second factor by a code of it; tells the recovery codes once.",
         false,
         people_only,
         texts_schema({"password", "secret", "code"}, 3),
         {},
         {{200,
           {"The recovery codes.",
            R"({"type":"object","required":["recoveryCodes"],"additionalProperties":false,)"
            R"("properties":{"recoveryCodes":{"type":"array","items":{"type":"string"}}}})"}}},
         with(confirm_factor)});
    routes.push_back({Method::Post,
                      "/api/v1/second-factor/remove",
                      "Takes it away.",
                      false,
                      people_only,
                      texts_schema({"password"}, 1),
                      {},
                      {{204, none}},
                      with(drop_factor)});
}

} // namespace filiform::server
