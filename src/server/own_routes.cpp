// SPDX-License-Identifier: Apache-2.0
#include <memory>

#include "record/noun.h"
#include "record/rights.h"
#include "server/access.h"
#include "server/carried_schemas.h"
#include "server/desk.h"
#include "server/entry_json.h"
#include "server/json_parts.h"
#include "server/openapi.h"
#include "server/quality_routes.h"

namespace filiform::server {

namespace {

const std::vector<record::Role> everybody{record::Role::Clinician, record::Role::Reception,
                                          record::Role::Lead, record::Role::Patient,
                                          record::Role::Integrator};

constexpr const char* status_schema =
    R"({"type":"object","required":["status"],"additionalProperties":false,"properties":{
"status":{"enum":["running","ready"]},"version":{"type":"string"}}})";

template <class Enum>
json::array every_word(Enum) {
    json::array all;
    for (const std::string_view word : words(Enum{}))
        all.emplace_back(json::string_view(word.data(), word.size()));
    return all;
}

/// Of who asks: what they may do with each kind of entry, where it is anything.
std::string me_schema() {
    json::object reaches;
    for (const record::Action action :
         {record::Action::See, record::Action::Create, record::Action::Change, record::Action::Sign,
          record::Action::Erase}) {
        json::array reach = every_word(record::Reach{});
        reach.erase(reach.begin()); // what they may not do is left out
        reaches[std::string(words(action)[static_cast<std::size_t>(action)])] = {
            {"enum", std::move(reach)}};
    }
    json::object kinds;
    for (const record::Kind kind : record::every_kind())
        kinds[std::string(record::text(kind))] = {
            {"type", "object"}, {"additionalProperties", false}, {"properties", reaches}};
    json::array roles;
    for (const record::Role role : everybody)
        roles.emplace_back(std::string(record::text(role)));
    json::array kind_names;
    for (const auto& one : kinds)
        kind_names.emplace_back(one.key());
    const json::object text{{"type", "string"}};
    return json::serialize(json::object{{"type", "object"},
                                        {"required", {"account", "login", "role", "rights"}},
                                        {"additionalProperties", false},
                                        {"properties",
                                         {{"account", text},
                                          {"login", text},
                                          {"role", {{"enum", std::move(roles)}}},
                                          {"person", text},
                                          {"csrfToken", text},
                                          {"rights",
                                           {{"type", "object"},
                                            {"additionalProperties", false},
                                            {"required", std::move(kind_names)},
                                            {"properties", std::move(kinds)}}}}}});
}

Answer said(std::string json) {
    Answer answer;
    answer.body = std::move(json);
    return answer;
}

/// Whether the request comes from the server's own machine.
bool is_here(const Call& call) {
    return call.request.from == "127.0.0.1" || call.request.from == "::1";
}

Answer ready(const Desk& desk, const Call& call) {
    if (const auto pinged = desk.store.ping(); !pinged)
        return refusal(
            call.request, 503,
            {{"request.busy", "", "The store does not answer.", "Look at the server's log."}});
    return said(R"({"status":"ready"})");
}

/// Which version runs is for those who look after it, not for strangers.
Answer health(const Desk& desk, const Call& call) {
    json::object out{{"status", "running"}};
    if (is_here(call) || call.caller.is_somebody())
        out["version"] = desk.workshop.version;
    return said(json::serialize(out));
}

/// Counts tell nothing of patients, but something of the clinic: they are for this machine, or for
/// whoever holds a token.
Answer metrics(const Desk& desk, const Call& call) {
    if (!is_here(call) && !call.caller.is_somebody())
        return refusal(call.request, base::Problem{"login.needed", "", "This is not for everybody.",
                                                   "Ask from the server's own machine, or send a "
                                                   "token."});
    Answer answer = said(desk.metrics.page());
    answer.media_type = "text/plain; version=0.0.4; charset=utf-8";
    return answer;
}

/// Who asks, and what they may do, so that a page need not offer what would be refused.
Answer me(const Call& call) {
    json::object rights;
    for (const record::Kind kind : record::every_kind()) {
        json::object of_kind;
        for (const record::Action action :
             {record::Action::See, record::Action::Create, record::Action::Change,
              record::Action::Sign, record::Action::Erase}) {
            const auto reach = reach_of(call.caller, {kind, action, false});
            if (reach != record::Reach::None)
                of_kind[std::string(words(action)[static_cast<std::size_t>(action)])] =
                    std::string(words(reach)[static_cast<std::size_t>(reach)]);
        }
        rights[std::string(record::text(kind))] = std::move(of_kind);
    }
    json::object out{{"account", call.caller.account},
                     {"login", call.caller.login},
                     {"role", std::string(record::text(call.caller.role))},
                     {"rights", std::move(rights)}};
    if (!call.caller.person.is_empty())
        out["person"] = call.caller.person.text();
    if (call.caller.proof == Caller::Proof::Session)
        out["csrfToken"] = People::csrf_token(call.request);
    return said(json::serialize(out));
}

} // namespace

void add_own_routes(Routes& routes, const Desk& desk) {
    routes.push_back({Method::Get,
                      "/health",
                      "Says that the server runs, and to its own machine which version.",
                      true,
                      {},
                      "",
                      {},
                      {{200, {"It runs.", status_schema}}},
                      [desk](const Call& call) { return health(desk, call); }});
    routes.back().is_quick = true;
    routes.push_back({Method::Get,
                      "/ready",
                      "Says whether the store answers.",
                      true,
                      {},
                      "",
                      {},
                      {{200, {"It does.", status_schema}}},
                      [desk](const Call& call) { return ready(desk, call); }});
    routes.back().is_quick = true;
    routes.push_back({Method::Get,
                      "/metrics",
                      "Counts for Prometheus; from elsewhere, only with a token.",
                      true,
                      {},
                      "",
                      {},
                      {{200, {"The counts.", "", "text/plain; version=0.0.4; charset=utf-8"}}},
                      [desk](const Call& call) { return metrics(desk, call); }});
    routes.push_back(
        {Method::Get,
         "/api/v1/me",
         "Says who asks and what they may do.",
         false,
         everybody,
         "",
         {},
         {{200,
           {"Who asks; in a session, with the token for what changes anything.", me_schema()}}},
         me});
    routes.back().is_quick = true;
}

Routes every_route(const Desk& desk) {
    Routes routes;
    add_own_routes(routes, desk);
    add_page_routes(routes, desk);
    add_login_routes(routes, desk);
    add_user_routes(routes, desk);
    add_audit_routes(routes, desk);
    add_quality_routes(routes, desk);
    add_event_routes(routes, desk);
    add_job_routes(routes, desk);
    add_needle_route(routes, desk);
    add_library_routes(routes, desk);
    add_evidence_routes(routes, desk);
    add_consultation_route(routes, desk);
    add_body_routes(routes, desk);
    add_plan_path_route(routes, desk);
    add_progress_routes(routes, desk);
    add_slot_routes(routes, desk);
    add_calendar_routes(routes, desk);
    add_change_routes(routes, desk);
    add_record_routes(routes, desk);
    add_fhir_routes(routes, desk);
    add_cds_routes(routes, desk);
    routes.push_back({Method::Get,
                      "/api/v1/openapi.json",
                      "Describes every route.",
                      true,
                      {},
                      "",
                      {},
                      {{200, {"OpenAPI 3.1.", R"({"type":"object"})"}}},
                      {}});
    // Written once, of the whole table: it describes itself too.
    const auto text = std::make_shared<const std::string>(described(routes));
    routes.back().handler = [text](const Call&) { return said(*text); };
    return routes;
}

std::string described(const Routes& routes) {
    std::map<std::string, std::string> schemas = carried_schemas();
    for (const record::Kind kind : record::every_kind()) {
        schemas[std::string(record::text(kind))] = record::noun_schema(kind);
        schemas[entry_name(kind)] = entry_definition(kind);
    }
    return openapi(routes, schemas);
}

} // namespace filiform::server
