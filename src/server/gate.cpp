// SPDX-License-Identifier: Apache-2.0
#include "server/gate.h"

#include <algorithm>
#include <chrono>
#include <exception>
#include <optional>
#include <set>

namespace filiform::server {

/// What became known of a request on its way.
struct Gate::Passage {
    Router::Match match;
    Caller caller;
};

namespace {

base::Problem too_many() {
    return {"request.many", "", "Too much is asked at once.", "Ask again in a moment."};
}

std::string joined_methods(const std::vector<Method>& methods) {
    std::string out;
    for (const Method method : methods)
        out += (out.empty() ? "" : ", ") + std::string(text(method));
    return out;
}

/// A page of another site has no business here, even where a browser sends our cookie along.
bool is_from_elsewhere(const Request& request) {
    const auto site = request.header("sec-fetch-site");
    return site && *site != "same-origin" && *site != "none";
}

/// Whatever its parameters are.
bool is_of_type(std::string_view media_type, std::string_view type) {
    return media_type.substr(0, media_type.find(';')) == type;
}

bool is_json(std::string_view media_type) {
    return is_of_type(media_type, "application/json") ||
           is_of_type(media_type, "application/fhir+json");
}

/// What is wrong with the form of a request that its route can tell without a handler.
std::optional<Answer> misfit(const Request& request, const Route& route) {
    std::set<std::string_view> seen;
    if (!route.has_open_parameters)
        for (const Named& one : request.query) {
            if (!seen.insert(one.name).second)
                return refusal(request,
                               base::Problem{"request.parameter", one.name,
                                             "This parameter is there twice.", "Give it once."});
            const bool is_known =
                std::any_of(route.told.begin(), route.told.end(), [&](const Told& told) {
                    return !told.is_header && told.name == one.name;
                });
            if (!is_known)
                return refusal(request, base::Problem{"request.parameter", one.name,
                                                      "There is no parameter of this name here.",
                                                      "/api/v1/openapi.json has them all."});
        }
    if (route.takes.empty()) {
        if (!request.body.empty() && !is_safe(request.method))
            return refusal(
                request, base::Problem{"request.json", "", "No body is taken here.", "Send none."});
        return std::nullopt;
    }
    const auto type = request.header("content-type");
    const bool takes_json = is_json(route.takes_media);
    const bool is_taken =
        type && (takes_json ? is_json(*type) : is_of_type(*type, route.takes_media));
    if (!is_taken)
        return refusal(request, 415,
                       {{"request.media_type", "",
                         takes_json ? "The body is not said to be JSON."
                                    : "The body is not said to be a form.",
                         "Send it with Content-Type: " + route.takes_media + "."}});
    return std::nullopt;
}

} // namespace

Gate::Gate(const Parts& parts, const GateOptions& options)
    : parts_(parts), options_(options), addresses_(options.address_rate),
      accounts_(options.account_rate) {}

Answer Gate::answer(Request request) {
    const auto began = std::chrono::steady_clock::now();
    request.at = parts_.clock();
    Passage passage;
    Answer answer = pass(request, passage);
    protect(answer, request);
    const std::chrono::duration<double> took = std::chrono::steady_clock::now() - began;
    const std::string route =
        passage.match.route != nullptr ? name_of(*passage.match.route) : "none";
    parts_.metrics.answered(route, answer.status, took.count());
    parts_.log.say(answer.status >= 500 ? "error" : "info", "request",
                   {{"id", request.id},
                    {"route", route},
                    {"status", static_cast<std::int64_t>(answer.status)},
                    {"ms", took.count() * 1000},
                    {"account", passage.caller.account},
                    {"from", request.from}},
                   request.at);
    return answer;
}

bool Gate::is_quick(const Request& request) const {
    const Route* route = parts_.router.find(request.method, request.path).route;
    return route != nullptr && route->is_quick &&
           parts_.people.is_remembered(request, parts_.clock());
}

Answer Gate::pass(const Request& request, Passage& passage) {
    if (!addresses_.take(request.from, request.at))
        return refusal(request, too_many());
    passage.match = parts_.router.find(request.method, request.path);
    const Route* route = passage.match.route;
    if (passage.match.allowed.empty())
        return refusal(request, base::Problem{"request.not_found", "", "There is nothing here.",
                                              "/api/v1/openapi.json has what there is."});
    if (route == nullptr) {
        Answer answer;
        if (request.method == Method::Options)
            answer.status = 204;
        else
            answer = refusal(request, 405,
                             {{"request.method", "", "This cannot be done here.",
                               "Use " + joined_methods(passage.match.allowed) + "."}});
        answer.headers.push_back({"allow", joined_methods(passage.match.allowed)});
        return answer;
    }
    auto caller = parts_.people.recognise(request);
    if (!caller)
        return refusal(request, caller.error());
    passage.caller = std::move(*caller);
    return call(request, passage);
}

Answer Gate::call(const Request& request, const Passage& passage) {
    const Route& route = *passage.match.route;
    const Caller& caller = passage.caller;
    if (!route.is_public) {
        if (!caller.is_somebody())
            return refusal(request, base::Problem{"login.needed", "", "This is not for everybody.",
                                                  "Log in, or send a token that still holds."});
        if (std::find(route.who.begin(), route.who.end(), caller.role) == route.who.end()) {
            parts_.audit.note({0, request.at, caller.account, name_of(route), "", "", 0, "",
                               "refused", "", request.from, ""});
            return refusal(request,
                           base::Problem{"request.forbidden", "", "This is not for your role.",
                                         "Ask the clinic's lead."});
        }
        if (!accounts_.take(caller.account, request.at))
            return refusal(request, too_many());
    }
    const bool is_by_cookie = caller.proof == Caller::Proof::Session;
    if (!is_safe(request.method) && (is_by_cookie || route.is_public) && is_from_elsewhere(request))
        return refusal(request, 403,
                       {{"request.origin", "", "This came from another site.",
                         "Do it on the clinic's own pages."}});
    if (is_by_cookie && !is_safe(request.method) && !route.is_public &&
        !parts_.people.is_guarded(request, caller))
        return refusal(request, 403,
                       {{"request.csrf", "X-CSRF-Token", "The CSRF token is missing or wrong.",
                         "Send what the log-in answered as csrfToken."}});
    if (auto wrong = misfit(request, route))
        return *std::move(wrong);
    try {
        return route.handler(Call{request, caller, passage.match.places});
    } catch (const std::exception& error) {
        parts_.log.say("error", "a mistake of the program",
                       {{"id", request.id}, {"thrown", std::string(error.what())}}, request.at);
        return refusal(request, 500, {{"request.mistake", "", "", ""}});
    }
}

void Gate::protect(Answer& answer, const Request& request) const {
    const auto set = [&](std::string name, std::string value) {
        const bool is_there = std::any_of(answer.headers.begin(), answer.headers.end(),
                                          [&](const Named& one) { return one.name == name; });
        if (!is_there)
            answer.headers.push_back({std::move(name), std::move(value)});
    };
    set("x-request-id", request.id);
    set("x-content-type-options", "nosniff");
    set("referrer-policy", "no-referrer");
    set("x-frame-options", "DENY");
    set("cross-origin-resource-policy", "same-origin");
    set("cross-origin-opener-policy", "same-origin");
    set("content-security-policy",
        "default-src 'self'; img-src 'self' data: blob:; object-src 'none'; base-uri 'none'; "
        "form-action 'self'; frame-ancestors 'none'");
    set("cache-control", "no-store");
    if (answer.media_type.find("json") != std::string::npos) // never a page, whatever is in it
        set("content-disposition", "attachment; filename=\"api.json\"");
    if (options_.says_hsts)
        set("strict-transport-security", "max-age=31536000");
}

} // namespace filiform::server
