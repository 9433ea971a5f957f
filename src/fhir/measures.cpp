// SPDX-License-Identifier: Apache-2.0
#include "fhir/measures.h"

#include <algorithm>
#include <array>

#include "base/expects.h"
#include "fhir/addresses.h"
#include "fhir/element_writer.h"
#include "fhir/shelf.h"

namespace filiform::fhir {

namespace {

using Better = MeasureFacts::Better;

constexpr std::array all_measures{
    MeasureFacts{"adverse-events-per-treatment", "AdverseEventsPerTreatment",
                 "Adverse events per treatment",
                 "Treatments of the period: signed sessions in which a needle went in.",
                 "Those with at least one such event.", Better::NotSaid, "perTreatment"},
    MeasureFacts{"adverse-events-per-patient", "AdverseEventsPerPatient",
                 "Adverse events per patient", "Patients treated in the period.",
                 "Those with at least one such event.", Better::NotSaid, "perPatient"},
    MeasureFacts{
        "consent-complete", "ConsentComplete", "Consent before the treatment",
        "Treatments of the period.",
        "Those with a consent to that plan that was given, signed, before the session, and "
        "not withdrawn by then.",
        Better::Higher, "consent"},
    MeasureFacts{"checked-after-48-hours", "CheckedAfter48Hours", "Asked again after 48 hours",
                 "Treatments of the period that are at least 48 hours old.",
                 "Those whose task is done or that an assessment checks.", Better::Higher,
                 "checks"},
    MeasureFacts{"needle-counts-disagree", "NeedleCountsDisagree", "Needle counts that disagree",
                 "Treatments of the period.",
                 "Those whose list in, list out or counts by hand disagree.", Better::Lower,
                 "needleCounts"},
    MeasureFacts{"red-flags-answered", "RedFlagsAnswered", "Red flags answered in writing",
                 "Assessments of the period that say today or urgently.",
                 "Those after which a letter of referral went out or a task was done.",
                 Better::Higher, "referrals"},
    MeasureFacts{"outcomes-improved", "OutcomesImproved", "Better by an important change",
                 "Courses with a treatment in the period, and a score at the start and later.",
                 "Those better by the instrument's important change.", Better::Higher, "outcomes"}};

json::object population(std::string_view code) {
    return {{"code", concept_with_text(coding(hl7_system("measure-population"), code), "")}};
}

json::object counted(std::string_view code, std::int64_t count) {
    json::object made = population(code);
    made["count"] = count;
    return made;
}

json::object notation(Better better) {
    const bool is_higher = better == Better::Higher;
    return concept_with_text(
        coding(hl7_system("measure-improvement-notation"), is_higher ? "increase" : "decrease"),
        "");
}

/// Into a group or a stratum, which have the same elements.
void set_share(json::object& made, const ReportedShare& share) {
    json::array populations;
    if (share.all)
        populations.push_back(counted("initial-population", *share.all));
    populations.push_back(counted("denominator", share.denominator));
    if (share.all)
        populations.push_back(counted("denominator-exclusion", *share.all - share.denominator));
    populations.push_back(counted("numerator", share.numerator));
    made["population"] = std::move(populations);
    if (!share.share) {
        made["extension"] = json::array{json::object{
            {"url", own_extension("measure-report-tooFewToSay")}, {"valueBoolean", true}}};
        return;
    }
    made["measureScore"] = quantity_of(*share.share, "1");
    made["extension"] = json::array{json::object{
        {"url", own_extension("measure-report-interval")},
        {"extension", json::array{json::object{{"url", "low"}, {"valueDecimal", share.low}},
                                  json::object{{"url", "high"}, {"valueDecimal", share.high}}}}}};
}

json::object group_of_report(const ReportedGroup& group) {
    json::object made;
    made["code"] = concept_with_text(coding(own_system("figure"), group.code), group.words);
    set_share(made, group.share);
    json::array stratifiers;
    for (const auto& [by, strata] : group.strata) {
        json::array all;
        for (const ReportedGroup::Stratum& one : strata) {
            json::object stratum{{"value", json::object{{"text", one.value}}}};
            set_share(stratum, one.share);
            all.push_back(std::move(stratum));
        }
        if (!all.empty())
            stratifiers.push_back(json::object{
                {"code", json::array{concept_with_text(coding(own_system("grouping"), by), by)}},
                {"stratum", std::move(all)}});
    }
    if (!stratifiers.empty())
        made["stratifier"] = std::move(stratifiers);
    return made;
}

json::object criteria(std::string_view code, std::string_view words) {
    json::object made = population(code);
    made["criteria"] = json::object{{"language", "text/plain"}, {"expression", words}};
    return made;
}

} // namespace

std::span<const MeasureFacts> every_measure() {
    return all_measures;
}

const MeasureFacts* find_measure_facts(std::string_view id) {
    const auto found = std::find_if(all_measures.begin(), all_measures.end(),
                                    [&](const MeasureFacts& one) { return one.id == id; });
    return found == all_measures.end() ? nullptr : &*found;
}

std::string measure_address(const MeasureFacts& measure) {
    return std::string(own_base) + "/Measure/" + std::string(measure.id);
}

Resource measure_of(const MeasureFacts& measure) {
    json::object made{{"resourceType", text(ResourceType::Measure)}, {"id", measure.id}};
    made["url"] = measure_address(measure);
    made["name"] = measure.name;
    made["title"] = measure.title;
    made["status"] = "active";
    made["scoring"] = concept_with_text(coding(hl7_system("measure-scoring"), "proportion"), "");
    if (measure.better != Better::NotSaid)
        made["improvementNotation"] = notation(measure.better);
    made["group"] = json::array{
        json::object{{"population", json::array{criteria("denominator", measure.denominator),
                                                criteria("numerator", measure.numerator)}}}};
    return {ResourceType::Measure, std::string(measure.id), write_tree(made)};
}

Resource measure_report_of(const ReportFact& fact, const Context& context) {
    base::expects(fact.measure != nullptr, "a report is of a measure");
    const std::string from = base::text(fact.from);
    const std::string to = base::text(fact.to);
    const std::string id = std::string(fact.measure->id) + "." + from + "." + to;
    json::object made{{"resourceType", text(ResourceType::MeasureReport)}, {"id", id}};
    if (!fact.is_not_for.empty())
        made["extension"] = json::array{json::object{
            {"url", own_extension("measure-report-isNotFor")}, {"valueString", fact.is_not_for}}};
    made["status"] = "complete";
    made["type"] = "summary";
    made["measure"] = measure_address(*fact.measure);
    made["date"] = base::text(fact.made);
    if (!context.clinic.is_empty())
        made["reporter"] = reference_to(ResourceType::Organization, context.clinic);
    made["period"] = json::object{{"start", from}, {"end", to}};
    if (fact.measure->better != Better::NotSaid)
        made["improvementNotation"] = notation(fact.measure->better);
    json::array groups;
    for (const ReportedGroup& group : fact.groups)
        groups.push_back(group_of_report(group));
    if (!groups.empty())
        made["group"] = std::move(groups);
    return {ResourceType::MeasureReport, id, write_tree(made)};
}

std::optional<ReportName> read_report_id(std::string_view id) {
    const std::size_t last = id.rfind('.');
    if (last == std::string_view::npos || last == 0)
        return std::nullopt;
    const std::size_t first = id.rfind('.', last - 1);
    if (first == std::string_view::npos)
        return std::nullopt;
    const MeasureFacts* measure = find_measure_facts(id.substr(0, first));
    if (measure == nullptr)
        return std::nullopt;
    return ReportName{measure, std::string(id.substr(first + 1, last - first - 1)),
                      std::string(id.substr(last + 1))};
}

} // namespace filiform::fhir
