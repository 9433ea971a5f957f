// SPDX-License-Identifier: Apache-2.0
#include <utility>

#include "fhir/capability.h"
#include "server/fhir_desk.h"

namespace filiform::server {

namespace {

using Interaction = Answer (*)(const Desk&, const Call&);

constexpr const char* media_type = "application/fhir+json";
constexpr const char* any_object = R"({"type":"object"})";

Told header(std::string name, std::string about) {
    return {std::move(name), std::move(about), R"({"type":"string"})", true, false};
}

/// Refuses what wants another format than the one there is.
Handler as_json(const Desk& desk, Interaction interaction) {
    return [desk, interaction](const Call& call) {
        const auto format = call.request.parameter("_format");
        if (format && format->find("json") == std::string_view::npos)
            return refusal(call.request,
                           base::Problem{"fhir.format", "_format", "Only JSON is spoken here.",
                                         "Ask for application/fhir+json."});
        return interaction(desk, call);
    };
}

Route route(Method method, std::string pattern, std::string about, Handler handler) {
    using record::Role;
    Route made;
    made.method = method;
    made.pattern = "/fhir/R4" + std::move(pattern);
    made.about = std::move(about);
    made.who = {Role::Clinician, Role::Reception, Role::Lead, Role::Patient, Role::Integrator};
    made.told = {header("X-Break-Glass", "Why a restricted patient's record has to be seen.")};
    made.replies = {{200, {"FHIR R4 as JSON.", "", media_type}},
                    {405, {"This type is only read.", "", media_type}},
                    {406, {"Another format than JSON was asked for.", "", media_type}},
                    {410, {"It was erased.", "", media_type}}};
    made.handler = std::move(handler);
    made.has_open_parameters = true;
    return made;
}

Answer metadata(const Desk& desk, const Call& call) {
    fhir::Context context;
    context.base = fhir_base(desk, call.request);
    // The statement changes with the program alone.
    const base::Instant at(std::chrono::sys_days(base::Date(std::chrono::year(2026) / 11 / 29)));
    return fhir_answer(200, fhir::capability_statement({desk.workshop.version, at}, context));
}

} // namespace

void add_fhir_routes(Routes& routes, const Desk& desk) {
    Route statement = route(Method::Get, "/metadata", "Says what of FHIR is understood here.",
                            as_json(desk, metadata));
    statement.is_public = true;
    statement.who.clear();
    routes.push_back(std::move(statement));
    routes.push_back(route(Method::Get, "/{type}",
                           "Searches resources by the parameters of the CapabilityStatement.",
                           as_json(desk, fhir_search)));
    routes.back().told.push_back(
        header("Prefer", "handling=strict refuses parameters that are not known."));
    routes.push_back(
        route(Method::Get, "/{type}/{id}", "Reads one resource.", as_json(desk, fhir_read)));
    routes.back().replies[304] = {"It is unchanged.", ""};
    routes.push_back(route(Method::Get, "/{type}/{id}/_history",
                           "Reads every version, the newest first.", as_json(desk, fhir_history)));
    routes.push_back(route(Method::Get, "/{type}/{id}/_history/{version}", "Reads one version.",
                           as_json(desk, fhir_read_version)));
    routes.push_back(route(Method::Get, "/Patient/{id}/$everything",
                           "Reads all that the caller may see of a patient, page by page.",
                           as_json(desk, fhir_everything)));
    Route create =
        route(Method::Post, "/{type}", "Makes one from a resource.", as_json(desk, fhir_create));
    create.takes = any_object;
    create.told.push_back(header("If-None-Exist", "A search: made only if it finds nothing."));
    create.replies[201] = {"The resource as it stands.", "", media_type};
    routes.push_back(std::move(create));
    Route search = route(Method::Post, "/{type}/_search",
                         "Searches with parameters in a form, which no log of addresses keeps.",
                         as_json(desk, fhir_search_form));
    search.takes = any_object;
    search.takes_media = "application/x-www-form-urlencoded";
    search.told.push_back(
        header("Prefer", "handling=strict refuses parameters that are not known."));
    routes.push_back(std::move(search));
    Route update = route(Method::Put, "/{type}/{id}", "Writes the next version from a resource.",
                         as_json(desk, fhir_update));
    update.takes = any_object;
    update.told.push_back(header("If-Match", "The ETag of the resource as it was read."));
    routes.push_back(std::move(update));
    Route batch = route(Method::Post, "", "Carries out a Bundle: a batch, or a transaction.",
                        as_json(desk, fhir_batch));
    batch.takes = any_object;
    routes.push_back(std::move(batch));
}

} // namespace filiform::server
