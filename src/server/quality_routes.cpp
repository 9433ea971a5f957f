// SPDX-License-Identifier: Apache-2.0
#include "server/quality_routes.h"

#include <charconv>

#include "quality/asked.h"
#include "quality/cohort_of.h"
#include "quality/figures_json.h"
#include "server/json_parts.h"
#include "server/stored.h"

namespace filiform::server {

namespace {

struct Asked {
    quality::Wanted wanted;
    base::Zone zone;
};

std::string parameter(const Call& call, const char* name) {
    return std::string(call.request.parameter(name).value_or(""));
}

/// Problems: those of quality::read_wanted as request.parameter, and of the store.
base::Result<Asked> read_asked(const Desk& desk, const Call& call) {
    auto zone = clinic_zone(desk.store);
    if (!zone)
        return tl::unexpected(zone.error());
    const auto wanted = quality::read_wanted(
        {parameter(call, "from"), parameter(call, "to"), parameter(call, "grouping")}, desk.clock(),
        *zone);
    if (!wanted) {
        base::Problem problem = wanted.error();
        problem.code = "request.parameter";
        return tl::unexpected(problem);
    }
    return Asked{*wanted, *zone};
}

Answer show(const Desk& desk, const Call& call) {
    const auto asked = read_asked(desk, call);
    if (!asked)
        return refusal(call.request, asked.error());
    const auto figures = desk.figures.of(asked->wanted);
    if (!figures)
        return refusal(call.request, figures.error());
    note_figures(desk, call, "read_figures");
    Answer answer;
    answer.body = quality::figures_json(*figures, asked->zone);
    return answer;
}

base::Result<std::size_t> read_k(const Call& call) {
    constexpr std::size_t usual = 5;
    constexpr std::size_t most = 100;
    const auto text = call.request.parameter("k");
    if (!text)
        return usual;
    std::size_t k = 0;
    const auto read = std::from_chars(text->data(), text->data() + text->size(), k);
    if (read.ec != std::errc() || read.ptr != text->data() + text->size() || k < usual || k > most)
        return tl::unexpected(base::Problem{"request.parameter", "k",
                                            "This is not how many persons must be alike.",
                                            "Give a whole number from 5 to 100."});
    return k;
}

Answer give_cohort(const Desk& desk, const Call& call) {
    const auto asked = read_asked(desk, call);
    const auto k = read_k(call);
    if (!asked)
        return refusal(call.request, asked.error());
    if (!k)
        return refusal(call.request, k.error());
    Answer answer;
    const auto looked = desk.figures.look([&](const quality::Ledger& ledger) {
        answer.body =
            quality::told_csv(quality::release(quality::cohort_of(ledger, asked->wanted), *k));
    });
    if (!looked)
        return refusal(call.request, looked.error());
    note_figures(desk, call, "export_cohort");
    answer.media_type = "text/csv; charset=utf-8";
    answer.headers.push_back({"content-disposition", "attachment; filename=\"cohort.csv\""});
    return answer;
}

std::vector<Told> period_parameters() {
    constexpr const char* day = R"({"type":"string","format":"date",
"pattern":"^[0-9]{4}-[0-9]{2}-[0-9]{2}$","examples":["2026-01-01"]})";
    return {{"from", "The first day, by the clinic's clocks; else a year before the last.", day,
             false, false},
            {"to", "The last day; else today.", R"({"type":"string","format":"date",
"pattern":"^[0-9]{4}-[0-9]{2}-[0-9]{2}$","examples":["2026-12-31"]})",
             false, false}};
}

} // namespace

void note_figures(const Desk& desk, const Call& call, const char* action) {
    store::AuditRow row;
    row.at = desk.clock();
    row.by = call.caller.account;
    row.action = action;
    row.outcome = "done";
    row.from = call.request.from;
    desk.store.audit().note(row);
}

void add_quality_routes(Routes& routes, const Desk& desk) {
    const std::vector<record::Role> lead{record::Role::Lead};
    std::vector<Told> told = period_parameters();
    told.push_back({"grouping", "What outcomes are grouped by.",
                    R"({"type":"string","enum":["none","cause","technique","dose"]})", false,
                    false});
    routes.push_back(
        {Method::Get,
         "/api/v1/quality",
         "Says what the clinic counted in a period: adverse events against published rates, "
         "consent, checks, outcomes; each with its uncertainty, and no patient.",
         false,
         lead,
         "",
         told,
         {{200, {"The figures.", R"({"$ref":"#/components/schemas/clinic_figures"})"}}},
         [desk](const Call& call) { return show(desk, call); }});
    std::vector<Told> of_cohort = period_parameters();
    of_cohort.push_back({"k", "Among how many persons alike everybody has to stand; else 5.",
                         R"({"type":"integer","minimum":5,"maximum":100})", false, false});
    routes.push_back(
        {Method::Get,
         "/api/v1/quality/cohort",
         "Gives away the courses of treatment of a period without anybody's name or day, coarse "
         "enough that nobody stands alone; lines that begin with # say what was left out.",
         false,
         lead,
         "",
         of_cohort,
         {{200, {"A table.", "", "text/csv; charset=utf-8"}}},
         [desk](const Call& call) { return give_cohort(desk, call); }});
}

} // namespace filiform::server
