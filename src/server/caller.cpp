// SPDX-License-Identifier: Apache-2.0
#include "server/caller.h"

#include <algorithm>
#include <array>
#include <set>

namespace filiform::server {

namespace {

constexpr std::array<std::string_view, 22> fhir_names{"Organization",
                                                      "Practitioner",
                                                      "Patient",
                                                      "EpisodeOfCare",
                                                      "QuestionnaireResponse",
                                                      "CarePlan",
                                                      "Consent",
                                                      "Procedure",
                                                      "AdverseEvent",
                                                      "Questionnaire",
                                                      "Observation",
                                                      "Task",
                                                      "Location",
                                                      "Schedule",
                                                      "Appointment",
                                                      "ServiceRequest",
                                                      "Communication",
                                                      "DocumentReference",
                                                      "Device",
                                                      "Basic",
                                                      "Basic",
                                                      "RiskAssessment"};

tl::unexpected<base::Problem> bad_scope(std::string_view scope) {
    return tl::unexpected(base::Problem{"people.scope", "#/scopes",
                                        "\"" + std::string(scope) + "\" is no scope known here.",
                                        "Write them like system/Patient.rs, with the letters "
                                        "c, r, u, d, s in this order."});
}

/// The letters of version 1's words; the text itself otherwise.
std::string letters_of(std::string_view text) {
    if (text == "read")
        return "rs";
    if (text == "write")
        return "cud";
    return text == "*" ? "cruds" : std::string(text);
}

bool are_letters(std::string_view text) {
    constexpr std::string_view order = "cruds";
    std::size_t from = 0;
    for (const char c : text) {
        const std::size_t place = order.find(c, from);
        if (place == std::string_view::npos)
            return false;
        from = place + 1;
    }
    return !text.empty();
}

base::Result<Scope> read_scope(std::string_view text) {
    constexpr std::string_view context = "system/";
    const std::size_t point = text.rfind('.');
    if (!text.starts_with(context) || point == std::string_view::npos)
        return bad_scope(text);
    Scope scope{std::string(text.substr(context.size(), point - context.size())),
                letters_of(text.substr(point + 1))};
    const bool is_known =
        scope.resource == "*" || scope.resource == figures_scope ||
        std::find(fhir_names.begin(), fhir_names.end(), scope.resource) != fhir_names.end();
    if (!is_known || !are_letters(scope.letters))
        return bad_scope(text);
    return scope;
}

} // namespace

base::Result<std::vector<Scope>> read_scopes(std::string_view text) {
    std::vector<Scope> scopes;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find(' '), text.size());
        if (end > 0) {
            const auto scope = read_scope(text.substr(0, end));
            if (!scope)
                return tl::unexpected(scope.error());
            scopes.push_back(*scope);
        }
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    if (scopes.empty())
        return bad_scope("");
    return scopes;
}

std::string_view fhir_name(record::Kind kind) {
    return fhir_names.at(static_cast<std::size_t>(kind));
}

} // namespace filiform::server
