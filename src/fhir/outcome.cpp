// SPDX-License-Identifier: Apache-2.0
#include "fhir/outcome.h"

#include <algorithm>
#include <array>
#include <utility>

#include "base/expects.h"
#include "fhir/addresses.h"
#include "fhir/tree.h"

namespace filiform::fhir {

namespace {

using Known = std::pair<std::string_view, std::string_view>;
constexpr std::array known{
    Known{"fhir.syntax", "structure"},
    Known{"fhir.repeated", "structure"},
    Known{"fhir.empty", "structure"},
    Known{"fhir.too_deep", "structure"},
    Known{"fhir.type", "structure"},
    Known{"fhir.too_large", "too-long"},
    Known{"fhir.unknown_type", "not-supported"},
    Known{"fhir.read_only_type", "not-supported"},
    Known{"fhir.unholdable", "not-supported"},
    Known{"fhir.search_parameter", "not-supported"},
    Known{"fhir.value", "value"},
    Known{"fhir.reference", "value"},
    Known{"fhir.search_value", "value"},
    Known{"fhir.code", "code-invalid"},
    Known{"fhir.missing", "required"},
    Known{"fhir.disagrees", "invariant"},
    Known{"fhir.too_costly", "too-costly"},
    Known{"fhir.many", "multiple-matches"},
    Known{"fhir.format", "not-supported"},
    Known{"fhir.bundle", "structure"},
    Known{"request.not_found", "not-found"},
    Known{"request.forbidden", "forbidden"},
    Known{"request.restricted", "suppressed"},
    Known{"request.if_match", "required"},
    Known{"request.many", "throttled"},
    Known{"request.json", "structure"},
    Known{"login.needed", "login"},
    Known{"record.gone", "deleted"},
    Known{"record.missing", "required"},
    Known{"record.type", "structure"},
    Known{"record.value", "value"},
    Known{"record.rule", "business-rule"},
    Known{"record.conflict", "conflict"},
    Known{"record.taken", "conflict"},
    Known{"record.exists", "duplicate"},
    Known{"record.signed", "business-rule"},
    Known{"record.orphan", "not-found"},
    Known{"store.full", "no-store"},
    Known{"store.read_only", "no-store"},
    Known{"store.failed", "exception"},
};

constexpr std::string_view word_of(Severity severity) {
    switch (severity) {
    case Severity::Error:
        return "error";
    case Severity::Warning:
        return "warning";
    case Severity::Information:
        break;
    }
    return "information";
}

} // namespace

std::string_view issue_type(std::string_view code) {
    const auto* const found = std::find_if(known.begin(), known.end(),
                                           [&](const Known& one) { return one.first == code; });
    return found == known.end() ? "processing" : found->second;
}

std::string operation_outcome(const base::Problems& problems, Severity severity) {
    base::expects(!problems.empty(), "an outcome tells something");
    json::array issues;
    for (const base::Problem& problem : problems) {
        json::object issue{{"severity", word_of(severity)}, {"code", issue_type(problem.code)}};
        json::array codings;
        codings.push_back(
            json::object{{"system", own_system("problem")}, {"code", write_token(problem.code)}});
        issue["details"] = json::object{{"coding", std::move(codings)}, {"text", problem.what}};
        if (!problem.hint.empty())
            issue["diagnostics"] = problem.hint;
        if (!problem.where.empty())
            issue["expression"] = json::array{problem.where};
        issues.push_back(std::move(issue));
    }
    return write_tree(json::object{{"resourceType", "OperationOutcome"}, {"issue", issues}});
}

} // namespace filiform::fhir
