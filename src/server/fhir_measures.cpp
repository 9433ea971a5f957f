// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "fhir/measures.h"
#include "quality/asked.h"
#include "quality/cautions.h"
#include "quality/figures_json.h"
#include "server/fhir_made.h"
#include "server/quality_routes.h"
#include "server/stored.h"

namespace filiform::server {

namespace {

/// The lead, or a token that was given this by name: what opens entries opens no figures.
base::Result<void> may_see_figures(const FhirDesk& at, char letter) {
    const Caller& caller = at.call().caller;
    const bool is_given =
        std::any_of(caller.scopes.begin(), caller.scopes.end(), [&](const Scope& scope) {
            return scope.resource == figures_scope &&
                   scope.letters.find(letter) != std::string::npos;
        });
    if (caller.role == record::Role::Lead || (caller.role == record::Role::Integrator && is_given))
        return {};
    return tl::unexpected(base::Problem{"request.forbidden", "",
                                        "The clinic's figures are for its lead.",
                                        "Ask the clinic's lead."});
}

fhir::ReportedShare reported(const quality::Share& share) {
    fhir::ReportedShare made{share.count.events, share.count.of, {}, 0, 1, {}};
    if (share.is_too_few())
        return made;
    made.share = static_cast<double>(share.count.events) / static_cast<double>(share.count.of);
    made.low = share.interval.low;
    made.high = share.interval.high;
    return made;
}

std::string code_of(std::string words) {
    std::replace(words.begin(), words.end(), ' ', '_');
    return words;
}

fhir::ReportedGroup group(const std::string& words, const quality::Share& share) {
    return {code_of(words), words, reported(share), {}};
}

fhir::ReportedShare reported(const quality::OutcomeFigure& outcome) {
    fhir::ReportedShare made = reported(*outcome.improved);
    made.all = outcome.courses;
    return made;
}

/// The outcomes of everybody by instrument, and of groups as strata of these.
std::vector<fhir::ReportedGroup> outcome_groups(const quality::Figures& all,
                                                const std::vector<quality::Figures>& grouped) {
    std::vector<fhir::ReportedGroup> groups;
    for (const quality::OutcomeFigure& one : all.outcomes) {
        if (!one.improved) // nobody knows what change is important
            continue;
        fhir::ReportedGroup made{code_of(one.instrument), one.instrument, reported(one), {}};
        for (const quality::Figures& by : grouped) {
            std::vector<fhir::ReportedGroup::Stratum> strata;
            for (const quality::OutcomeFigure& part : by.outcomes)
                if (part.instrument == one.instrument && part.improved)
                    strata.push_back({part.group, reported(part)});
            made.strata.emplace_back(text(by.wanted.grouping), std::move(strata));
        }
        groups.push_back(std::move(made));
    }
    return groups;
}

std::vector<fhir::ReportedGroup> groups_of(const fhir::MeasureFacts& measure,
                                           const quality::Figures& figures,
                                           const std::vector<quality::Figures>& grouped) {
    std::vector<fhir::ReportedGroup> groups;
    if (measure.figure == "perTreatment" || measure.figure == "perPatient")
        for (const quality::EventFigure& one : figures.events)
            groups.push_back(group(one.what, measure.figure == "perPatient" ? one.per_patient
                                                                            : one.per_treatment));
    else if (measure.figure == "referrals")
        for (const quality::ReferralFigure& one : figures.referrals)
            groups.push_back(group(one.what, one.answered));
    else if (measure.figure == "consent")
        groups.push_back(group("complete", figures.care.consent));
    else if (measure.figure == "checks")
        groups.push_back(group("came back", figures.care.checked));
    else if (measure.figure == "needleCounts")
        groups.push_back(group("disagree", figures.care.needle_counts));
    else
        groups = outcome_groups(figures, grouped);
    return groups;
}

/// Reports of one period, some or all of the measures.
base::Result<Resources> reports_of(FhirDesk& at, const quality::Wanted& wanted,
                                   const base::Zone& zone,
                                   const std::vector<const fhir::MeasureFacts*>& measures) {
    const auto all = at.desk().figures.of(wanted);
    if (!all)
        return tl::unexpected(all.error());
    std::vector<quality::Figures> grouped;
    const bool has_outcomes =
        std::any_of(measures.begin(), measures.end(),
                    [](const fhir::MeasureFacts* one) { return one->figure == "outcomes"; });
    for (const auto by : {quality::Wanted::Grouping::Cause, quality::Wanted::Grouping::Technique,
                          quality::Wanted::Grouping::Dose}) {
        if (!has_outcomes)
            break;
        quality::Wanted part = wanted;
        part.grouping = by;
        auto made = at.desk().figures.of(part);
        if (!made)
            return tl::unexpected(made.error());
        grouped.push_back(*std::move(made));
    }
    note_figures(at.desk(), at.call(), "read_figures");
    Resources reports;
    for (const fhir::MeasureFacts* measure : measures) {
        fhir::ReportFact fact{measure,
                              quality::day_of(wanted.from, zone),
                              quality::day_of(wanted.before - 1, zone),
                              at.desk().clock(),
                              std::string(quality::caution(measure->figure)),
                              groups_of(*measure, *all, grouped)};
        reports.push_back(fhir::measure_report_of(fact, at.context()));
    }
    return reports;
}

std::string day_text(base::Instant at) {
    return base::text(base::Date(std::chrono::floor<std::chrono::days>(at)));
}

Seen seen_now(const FhirDesk& at, fhir::Resource resource) {
    Seen seen{{}, std::move(resource)};
    seen.entry.at = at.desk().clock();
    return seen;
}

base::Result<Resources> named_reports(FhirDesk& at, const std::vector<std::string>& ids) {
    Resources all;
    for (const std::string& id : ids) {
        auto seen = find_measure_report(at, id);
        if (seen)
            all.push_back(std::move(seen->resource));
        else if (seen.error().code != "record.missing")
            return tl::unexpected(seen.error());
    }
    return all;
}

} // namespace

base::Result<Seen> find_measure(FhirDesk& at, const std::string& id) {
    if (auto may = may_see_figures(at, 'r'); !may)
        return tl::unexpected(may.error());
    const fhir::MeasureFacts* measure = fhir::find_measure_facts(id);
    if (measure == nullptr)
        return tl::unexpected(no_such_entry());
    return seen_now(at, fhir::measure_of(*measure));
}

base::Result<Resources> measures_for(FhirDesk& at) {
    if (auto may = may_see_figures(at, 's'); !may)
        return tl::unexpected(may.error());
    Resources all;
    for (const fhir::MeasureFacts& one : fhir::every_measure())
        all.push_back(fhir::measure_of(one));
    return all;
}

base::Result<Seen> find_measure_report(FhirDesk& at, const std::string& id) {
    if (auto may = may_see_figures(at, 'r'); !may)
        return tl::unexpected(may.error());
    const auto name = fhir::read_report_id(id);
    if (!name || name->from.empty() || name->to.empty())
        return tl::unexpected(no_such_entry());
    const auto zone = clinic_zone(at.desk().store);
    if (!zone)
        return tl::unexpected(zone.error());
    const auto wanted = quality::read_wanted({name->from, name->to, ""}, at.desk().clock(), *zone);
    if (!wanted)
        return tl::unexpected(no_such_entry());
    auto reports = reports_of(at, *wanted, *zone, {name->measure});
    if (!reports)
        return tl::unexpected(reports.error());
    return seen_now(at, std::move(reports->front()));
}

base::Result<Resources> measure_reports_for(FhirDesk& at, const fhir::Search& search) {
    if (auto may = may_see_figures(at, 's'); !may)
        return tl::unexpected(may.error());
    if (!search.ids.empty())
        return named_reports(at, search.ids);
    const auto zone = clinic_zone(at.desk().store);
    if (!zone)
        return tl::unexpected(zone.error());
    const fhir::AskedTime asked = fhir::time_asked(search, "period");
    const auto wanted = quality::read_wanted(
        {asked.from ? day_text(*asked.from) : "",
         asked.before ? day_text(*asked.before - std::chrono::milliseconds(1)) : "", ""},
        at.desk().clock(), *zone);
    if (!wanted) {
        base::Problem problem = wanted.error();
        problem.code = "fhir.search_value";
        problem.where = "period";
        return tl::unexpected(problem);
    }
    std::vector<const fhir::MeasureFacts*> measures;
    for (const fhir::MeasureFacts& one : fhir::every_measure())
        measures.push_back(&one);
    return reports_of(at, *wanted, *zone, measures);
}

} // namespace filiform::server
