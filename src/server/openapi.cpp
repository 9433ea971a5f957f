// SPDX-License-Identifier: Apache-2.0
#include "server/openapi.h"

#include <algorithm>

#include "base/expects.h"
#include "server/json_parts.h"

namespace filiform::server {

namespace {

json::value parsed(const std::string& schema) {
    json::error_code error;
    json::parse_options options;
    options.max_depth = most_json_depth;
    json::value value = json::parse(schema, error, {}, options);
    base::expects(!error.failed(), "the schemas of the routes are JSON");
    return value;
}

constexpr const char* problem_schema = R"({
  "type": "object",
  "required": ["type", "title", "status", "detail", "instance", "code"],
  "properties": {
    "type": {"type": "string"}, "title": {"type": "string"}, "status": {"type": "integer"},
    "detail": {"type": "string"}, "instance": {"type": "string"}, "code": {"type": "string"},
    "pointer": {"type": "string"}, "hint": {"type": "string"},
    "problems": {"type": "array", "items": {
      "type": "object", "required": ["code", "detail"], "additionalProperties": false,
      "properties": {"code": {"type": "string"}, "detail": {"type": "string"},
                     "pointer": {"type": "string"}, "hint": {"type": "string"}}}}
  }
})";

constexpr const char* problem_type = "application/problem+json";
constexpr const char* fhir_type = "application/fhir+json";

/// What FHIR itself describes further.
constexpr const char* resource_schema = R"({
  "type": "object", "required": ["resourceType"],
  "properties": {"resourceType": {"type": "string"}}
})";

bool is_fhir(const Route& route) {
    return route.pattern.starts_with("/fhir");
}

json::object named_schema(const char* name) {
    return {{"$ref", std::string("#/components/schemas/") + name}};
}

json::object reply_of(const Reply& reply) {
    json::object out{{"description", reply.about}};
    json::object schema{{"type", "string"}};
    if (!reply.schema.empty())
        schema = parsed(reply.schema).as_object();
    else if (reply.media_type == problem_type)
        schema = named_schema("problem");
    else if (reply.media_type == fhir_type)
        schema = named_schema("resource");
    else if (reply.media_type == "application/json")
        return out;
    out["content"] = {{reply.media_type, {{"schema", std::move(schema)}}}};
    return out;
}

/// The refusals that the gate itself, or what stands behind it, may answer.
std::vector<int> refusals_of(const Route& route) {
    std::vector<int> all{400, 429, 500, 503};
    const bool has_place = route.pattern.find('{') != std::string::npos;
    if (!route.is_public)
        all.insert(all.end(), {401, 403});
    if (has_place)
        all.push_back(404);
    if (!route.takes.empty())
        all.insert(all.end(), {401, 409, 413, 415, 422, 507});
    if (!is_safe(route.method))
        all.insert(all.end(), {403, 404, 409, 412, 422, 428, 507});
    return all;
}

json::array parameters_of(const Route& route) {
    json::array out;
    for (const std::string& segment : segments_of(route.pattern))
        if (segment.starts_with('{'))
            out.push_back({{"name", segment.substr(1, segment.size() - 2)},
                           {"in", "path"},
                           {"required", true},
                           {"schema", {{"type", "string"}}}});
    for (const Told& told : route.told)
        out.push_back({{"name", told.name},
                       {"in", told.is_header ? "header" : "query"},
                       {"description", told.about},
                       {"required", told.is_required},
                       {"schema", parsed(told.schema)}});
    return out;
}

std::string roles_text(const Route& route) {
    if (route.is_public)
        return "everybody";
    std::string out;
    for (const record::Role role : route.who)
        out += (out.empty() ? "" : ", ") + std::string(record::text(role));
    return out;
}

json::object operation_of(const Route& route) {
    json::object responses;
    for (const auto& [status, reply] : route.replies)
        responses[std::to_string(status)] = reply_of(reply);
    for (const int status : refusals_of(route))
        if (!responses.contains(std::to_string(status)))
            responses[std::to_string(status)] = {
                {"$ref",
                 (is_fhir(route) ? "#/components/responses/fhir-" : "#/components/responses/") +
                     std::to_string(status)}};
    json::object out{{"summary", route.about},
                     {"description", "For: " + roles_text(route) + "."},
                     {"responses", std::move(responses)}};
    if (json::array parameters = parameters_of(route); !parameters.empty())
        out["parameters"] = std::move(parameters);
    if (!route.takes.empty()) {
        json::object content{{route.takes_media, {{"schema", parsed(route.takes)}}}};
        if (is_fhir(route) && route.takes_media == "application/json")
            content[fhir_type] = content.at(route.takes_media);
        out["requestBody"] = {{"required", true}, {"content", std::move(content)}};
    }
    out["security"] = route.is_public
                          ? json::array{}
                          : json::array{{{"session", json::array{}}}, {{"token", json::array{}}}};
    return out;
}

std::string lower(std::string_view word) {
    std::string out(word);
    std::transform(out.begin(), out.end(), out.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
    return out;
}

json::object components(const std::map<std::string, std::string>& schemas) {
    json::object named{{"problem", parsed(problem_schema)}, {"resource", parsed(resource_schema)}};
    for (const auto& [name, schema] : schemas)
        named[name] = parsed(schema);
    json::object responses;
    for (const int status :
         {400, 401, 403, 404, 409, 412, 413, 415, 422, 428, 429, 500, 501, 503, 507}) {
        const std::string number = std::to_string(status);
        responses[number] = {{"description", phrase(status)},
                             {"content", {{problem_type, {{"schema", named_schema("problem")}}}}}};
        responses["fhir-" + number] = {
            {"description", phrase(status)},
            {"content", {{fhir_type, {{"schema", named_schema("resource")}}}}}};
    }
    return {{"schemas", std::move(named)},
            {"responses", std::move(responses)},
            {"securitySchemes",
             {{"session", {{"type", "apiKey"}, {"in", "cookie"}, {"name", "__Host-filiform"}}},
              {"token", {{"type", "http"}, {"scheme", "bearer"}}}}}};
}

} // namespace

std::string openapi(const std::vector<Route>& routes,
                    const std::map<std::string, std::string>& schemas) {
    json::object paths;
    for (const Route& route : routes) {
        json::value& path = paths[route.pattern];
        if (!path.is_object())
            path = json::object();
        path.get_object()[lower(text(route.method))] = operation_of(route);
    }
    const json::object document{
        {"openapi", "3.1.0"},
        {"info",
         {{"title", "Filiform record"},
          {"version", "1"},
          {"license", {{"name", "Apache-2.0"}, {"identifier", "Apache-2.0"}}}}},
        {"paths", std::move(paths)},
        {"components", components(schemas)}};
    return json::serialize(document);
}

std::string api_page(const std::vector<Route>& routes) {
    std::string out = "# The server's routes\n\n"
                      "Made from the table of routes; a test holds this page to it. Schemas and "
                      "parameters: `/api/v1/openapi.json` of a running server.\n\n"
                      "| route | what it does | for |\n| --- | --- | --- |\n";
    for (const Route& route : routes)
        out += "| `" + name_of(route) + "` | " + route.about + " | " + roles_text(route) + " |\n";
    return out;
}

} // namespace filiform::server
