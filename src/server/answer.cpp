// SPDX-License-Identifier: Apache-2.0
#include "server/answer.h"

#include <algorithm>
#include <array>

#include "fhir/outcome.h"
#include "server/json_parts.h"

namespace filiform::server {

namespace {

struct Fit {
    std::string_view code; ///< or the beginning of one, when it ends in a point
    int status;
};

/// The first that fits holds.
constexpr std::array fits{
    Fit{"record.missing", 404},
    Fit{"record.gone", 410},
    Fit{"record.conflict", 412},
    Fit{"record.exists", 409},
    Fit{"record.taken", 409},
    Fit{"record.signed", 409},
    Fit{"record.orphan", 422},
    Fit{"record.", 422},
    Fit{"account.missing", 404},
    Fit{"account.conflict", 409},
    Fit{"account.exists", 409},
    Fit{"store.query", 400},
    Fit{"store.full", 507},
    Fit{"store.read_only", 503},
    Fit{"store.busy", 503},
    Fit{"request.forbidden", 403},
    Fit{"request.restricted", 403},
    Fit{"login.wait", 429},
    Fit{"request.not_found", 404},
    Fit{"request.if_match", 428},
    Fit{"request.busy", 503},
    Fit{"request.many", 429},
    Fit{"request.", 400},
    Fit{"login.", 401},
    Fit{"people.", 422},
    Fit{"fhir.unknown_type", 404},
    Fit{"fhir.read_only_type", 405},
    Fit{"fhir.search_parameter", 400},
    Fit{"fhir.search_value", 400},
    Fit{"fhir.syntax", 400},
    Fit{"fhir.empty", 400},
    Fit{"fhir.repeated", 400},
    Fit{"fhir.too_deep", 400},
    Fit{"fhir.bundle", 400},
    Fit{"fhir.format", 406},
    Fit{"fhir.many", 412},
    Fit{"fhir.", 422},
    Fit{"hook.missing_service", 404},
    Fit{"hook.prefetch", 412},
    Fit{"hook.", 400},
    Fit{"body.not_ready", 409},
    Fit{"case.", 422},
    Fit{"course.", 422},
    Fit{"review.no_score", 409},
    Fit{"job.many", 503},
    Fit{"job.missing", 404},
    Fit{"job.unavailable", 501},
    Fit{"job.", 422},
};

void add_problem(json::object& to, const base::Problem& problem) {
    to["code"] = problem.code;
    if (const std::string pointer = pointer_of(problem.where); !pointer.empty())
        to["pointer"] = pointer;
    if (!problem.hint.empty())
        to["hint"] = problem.hint;
    else if (problem.code.ends_with(".missing") && problem.where.find("#/") == std::string::npos)
        to["hint"] =
            "Look for it in the list of all, or by searching."; // the store knows no routes
}

bool is_fhir(const Request& request) {
    return !request.path.empty() && request.path.front() == "fhir";
}

/// The same in FHIR's words. What is not there is no element that is missing.
std::string outcome(int status, base::Problems problems) {
    for (base::Problem& problem : problems) {
        if (status == 404 && problem.code == "record.missing")
            problem.code = "request.not_found";
        if (status == 500)
            problem = {problem.code, "", "The server could not do this; it is noted.", ""};
    }
    return fhir::operation_outcome(problems);
}

} // namespace

int status_of(const base::Problem& problem) {
    // A place in what was sent: something is missing there, not what was asked for.
    if (problem.code == "record.missing" && problem.where.find("#/") != std::string::npos)
        return 422;
    const auto* const found = std::find_if(fits.begin(), fits.end(), [&](const Fit& fit) {
        return fit.code.ends_with('.') ? problem.code.starts_with(fit.code)
                                       : problem.code == fit.code;
    });
    return found == fits.end() ? 500 : found->status;
}

std::string pointer_of(const std::string& where) {
    const std::size_t hash = where.find('#');
    return hash == std::string::npos ? where : where.substr(hash + 1);
}

std::string_view phrase(int status) {
    struct Phrase {
        int status;
        std::string_view words;
    };
    constexpr std::array phrases{
        Phrase{100, "Continue"},
        Phrase{200, "OK"},
        Phrase{201, "Created"},
        Phrase{202, "Accepted"},
        Phrase{204, "No Content"},
        Phrase{304, "Not Modified"},
        Phrase{400, "Bad Request"},
        Phrase{401, "Unauthorized"},
        Phrase{403, "Forbidden"},
        Phrase{404, "Not Found"},
        Phrase{405, "Method Not Allowed"},
        Phrase{406, "Not Acceptable"},
        Phrase{408, "Request Timeout"},
        Phrase{409, "Conflict"},
        Phrase{410, "Gone"},
        Phrase{412, "Precondition Failed"},
        Phrase{413, "Content Too Large"},
        Phrase{415, "Unsupported Media Type"},
        Phrase{417, "Expectation Failed"},
        Phrase{422, "Unprocessable Content"},
        Phrase{428, "Precondition Required"},
        Phrase{429, "Too Many Requests"},
        Phrase{431, "Request Header Fields Too Large"},
        Phrase{500, "Internal Server Error"},
        Phrase{501, "Not Implemented"},
        Phrase{503, "Service Unavailable"},
        Phrase{507, "Insufficient Storage"},
    };
    const auto* const found = std::find_if(phrases.begin(), phrases.end(),
                                           [&](const Phrase& one) { return one.status == status; });
    return found == phrases.end() ? "Other" : found->words;
}

Answer refusal(const Request& request, int status, const base::Problems& problems) {
    json::object out;
    const base::Problem& first = problems.front();
    out["type"] = "urn:filiform:problem:" + first.code;
    out["title"] = json::string_view(phrase(status).data(), phrase(status).size());
    out["status"] = status;
    // What went wrong inside is for the log, not for the one who asked.
    out["detail"] = status == 500 ? "The server could not do this; it is noted." : first.what;
    out["instance"] = "urn:filiform:request:" + request.id;
    add_problem(out, first);
    if (problems.size() > 1) {
        json::array all;
        for (const base::Problem& problem : problems) {
            json::object one;
            add_problem(one, problem);
            one["detail"] = problem.what;
            all.push_back(std::move(one));
        }
        out["problems"] = std::move(all);
    }
    Answer answer;
    answer.status = status;
    answer.media_type = is_fhir(request) ? "application/fhir+json" : "application/problem+json";
    answer.body = is_fhir(request) ? outcome(status, problems) : json::serialize(out);
    if (status == 401)
        answer.headers.push_back({"www-authenticate", "Bearer realm=\"filiform\""});
    if (status == 503 || status == 429)
        answer.headers.push_back({"retry-after", "5"});
    return answer;
}

Answer refusal(const Request& request, const base::Problems& problems) {
    return refusal(request, status_of(problems.front()), problems);
}

Answer refusal(const Request& request, const base::Problem& problem) {
    return refusal(request, base::Problems{problem});
}

} // namespace filiform::server
