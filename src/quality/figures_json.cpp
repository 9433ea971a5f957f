// SPDX-License-Identifier: Apache-2.0
#include "quality/figures_json.h"

#include "base/json_writer.h"
#include "quality/cautions.h"

namespace filiform::quality {

namespace {

using base::JsonWriter;

constexpr int decimals = 6; // of shares: a millionth

void write_interval(JsonWriter& json, std::string_view key, const Interval& interval) {
    json.key(key).numbers({interval.low, interval.high}, decimals);
}

void write_share(JsonWriter& json, std::string_view key, const Share& share) {
    json.key(key).begin_object();
    json.key("numerator").integer(share.count.events);
    json.key("denominator").integer(share.count.of);
    json.field("tooFewToSay", share.is_too_few());
    if (!share.is_too_few()) {
        json.field("share",
                   static_cast<double>(share.count.events) / static_cast<double>(share.count.of),
                   decimals);
        write_interval(json, "interval", share.interval);
    }
    json.end_object();
}

void write_counts(JsonWriter& json, std::string_view key,
                  const std::vector<std::pair<std::string, std::int64_t>>& counts,
                  std::string_view name) {
    json.key(key).begin_array();
    for (const auto& [word, count] : counts) {
        json.begin_object().field(name, word);
        json.key("count").integer(count).end_object();
    }
    json.end_array();
}

void write_event(JsonWriter& json, const EventFigure& figure) {
    json.begin_object().field("what", figure.what);
    json.key("events").integer(figure.events);
    write_share(json, "perTreatment", figure.per_treatment);
    write_share(json, "perPatient", figure.per_patient);
    json.key("bySeverity").begin_object();
    constexpr std::array<const char*, 4> severities{"mild", "moderate", "severe", "notSaid"};
    for (std::size_t i = 0; i < severities.size(); ++i)
        json.key(severities[i]).integer(figure.by_severity[i]);
    json.end_object().key("byGrade").begin_object();
    constexpr std::array<const char*, 4> grades{"mildOrNone", "moderate", "major", "serious"};
    for (std::size_t i = 0; i < grades.size(); ++i)
        json.key(grades[i]).integer(figure.by_grade[i]);
    json.end_object().end_object();
}

void write_comparison(JsonWriter& json, const ComparisonFigure& figure) {
    const PublishedRate& published = *figure.published;
    json.begin_object().field("id", published.id).field("what", published.what);
    json.field("per", published.per == PublishedRate::Per::Patient ? "patient" : "treatment");
    json.key("clinic").begin_object();
    json.key("numerator").integer(figure.clinic.events);
    json.key("denominator").integer(figure.clinic.of).end_object();
    json.key("published").begin_object();
    if (published.count) {
        json.key("numerator").integer(published.count->events);
        json.key("denominator").integer(published.count->of);
    }
    json.field("share", published.share, decimals);
    write_interval(json, "interval", published.interval);
    json.field("isDerived", published.is_derived);
    json.field("definition", published.definition).field("population", published.population);
    json.field("differs", published.differs);
    json.field("source", published.source).field("mark", published.mark).end_object();
    json.field("tooFewToSay", !figure.comparison);
    if (figure.comparison) {
        json.field("expected", figure.comparison->expected, 3);
        json.field("ratio", figure.comparison->ratio, 3);
        json.key("ratioInterval")
            .numbers(
                {figure.comparison->ratio_interval.low, figure.comparison->ratio_interval.high}, 3);
        json.field("p", figure.comparison->p, decimals);
        json.field("isBeyondChance", figure.comparison->is_beyond_chance);
    }
    json.end_object();
}

void write_chart(JsonWriter& json, const ChartFigure& figure, const base::Zone& zone) {
    json.begin_object().field("what", figure.what).field("baseline", figure.baseline);
    json.field("source", figure.source).field("oddsRatio", figure.odds_ratio, 3);
    json.field("limit", figure.limit, 3).field("sum", figure.sum, 3);
    json.field("falseAlarmEvery", figure.false_alarm_every, 0);
    json.field("foundAfter", figure.found_after, 0);
    json.key("treatments").integer(figure.treatments);
    json.key("treatmentsBefore").integer(figure.treatments_before);
    json.key("earlierSignals").integer(figure.earlier_signals);
    json.key("signals").begin_array();
    for (const Minute signal : figure.signals)
        json.text(base::text(day_of(signal, zone)));
    json.end_array().key("path").begin_array();
    for (const ChartFigure::Point& point : figure.path) {
        json.begin_object().key("treatments").integer(point.treatments);
        json.field("sum", point.sum, 3).end_object();
    }
    json.end_array().end_object();
}

void write_spread(JsonWriter& json, const SpreadFigure& figure) {
    json.begin_object().field("what", figure.what);
    json.field("mean", figure.share, decimals).field("deviation", figure.deviation, decimals);
    json.field("dispersion", figure.dispersion, 3).field("p", figure.test.p, 4);
    json.field("isSimulated", figure.test.is_simulated);
    json.field("isBeyondChance", figure.test.is_beyond_chance);
    json.key("units").begin_array();
    for (const SpreadFigure::Unit& unit : figure.units) {
        json.begin_object();
        if (!unit.name.empty())
            json.field("name", unit.name);
        json.key("numerator").integer(unit.count.events);
        json.key("denominator").integer(unit.count.of);
        json.field("shrunken", unit.shrunken.share, decimals);
        write_interval(json, "interval", unit.shrunken.interval);
        json.field("ownWeight", unit.shrunken.weight, 3);
        write_interval(json, "funnel95", unit.limits.usual);
        write_interval(json, "funnel998", unit.limits.rare);
        json.end_object();
    }
    json.end_array().end_object();
}

void write_care(JsonWriter& json, const CareFigures& care) {
    json.key("consent").begin_object();
    write_share(json, "complete", care.consent);
    for (const auto& [key, count] : {std::pair{"none", care.no_consent},
                                     {"notGivenOrNotSigned", care.not_given},
                                     {"withdrawnBefore", care.withdrawn},
                                     {"afterBeginning", care.too_late},
                                     {"ofAnotherPlan", care.of_another_plan}})
        json.key(key).integer(count);
    json.end_object().key("checks").begin_object();
    write_share(json, "cameBack", care.checked);
    write_share(json, "within72Hours", care.checked_in_time);
    json.end_object().key("needleCounts").begin_object();
    write_share(json, "disagree", care.needle_counts);
    json.key("notCounted").integer(care.counts_missing);
    json.key("drafts").integer(care.drafts);
    json.key("draftsWithNeedleIn").integer(care.open_with_needle_in).end_object();
}

void write_referral(JsonWriter& json, const ReferralFigure& figure) {
    json.begin_object().field("what", figure.what);
    write_share(json, "answered", figure.answered);
    if (figure.median_hours) {
        json.field("medianHours", *figure.median_hours, 1);
        json.key("quartileHours").numbers({*figure.quarter_hours, *figure.three_quarter_hours}, 1);
    }
    if (figure.answered.count.events < figure.answered.count.of)
        json.field("longestOpenHours", figure.longest_open_hours, 1);
    json.end_object();
}

void write_override(JsonWriter& json, const OverrideFigure& figure) {
    json.begin_object().field("rule", figure.rule);
    json.key("times").integer(figure.times);
    json.key("withoutReason").integer(figure.without_reason);
    write_counts(json, "reasons", figure.reasons, "reason");
    json.key("otherReasons").integer(figure.other_reasons).end_object();
}

void write_outcome(JsonWriter& json, const OutcomeFigure& figure) {
    json.begin_object().field("instrument", figure.instrument).field("group", figure.group);
    json.key("courses").integer(figure.courses);
    json.key("withoutStart").integer(figure.no_start);
    json.key("withoutEnd").integer(figure.no_end);
    const bool is_enough = figure.improved && !figure.improved->is_too_few();
    if (figure.improved) {
        json.field("betterMeans", figure.threshold).field("source", figure.source);
        write_share(json, "improved", *figure.improved);
    }
    if (is_enough) {
        write_interval(json, "boundsWithMissing", figure.bounds);
        write_interval(json, "intervalWithMissing", figure.with_missing);
    }
    const std::int64_t both = figure.courses - figure.no_start - figure.no_end;
    if (figure.mean_change && both >= too_few) {
        json.field("meanChange", *figure.mean_change, 2);
        if (figure.change_deviation)
            json.field("changeDeviation", *figure.change_deviation, 2);
    }
    json.end_object();
}

void write_case_mix(JsonWriter& json, const CaseMix& mix) {
    json.key("caseMix").begin_object();
    json.key("courses").integer(mix.courses);
    write_counts(json, "age", mix.age, "group");
    write_counts(json, "sex", mix.sex, "group");
    write_counts(json, "durationAtStart", mix.duration, "group");
    write_counts(json, "painAtStart", mix.severity, "group");
    write_counts(json, "cause", mix.causes, "group");
    json.end_object();
}

} // namespace

Minute first_minute_of(base::Date day, const base::Zone& zone) {
    return minute_of(zone.instant_of(day, 0));
}

base::Date day_of(Minute minute, const base::Zone& zone) {
    return zone.local_of(base::Instant(std::chrono::minutes(minute))).date;
}

std::string figures_json(const Figures& figures, const base::Zone& zone) {
    JsonWriter json;
    json.begin_object().field("schema", "filiform.clinic_figures/1");
    json.key("period").begin_object();
    json.field("from", base::text(day_of(figures.wanted.from, zone)));
    json.field("to", base::text(day_of(figures.wanted.before - 1, zone))).end_object();
    json.field("asOf", base::text(day_of(figures.wanted.now, zone)));
    json.field("grouping", text(figures.wanted.grouping));
    json.key("tooFewBelow").integer(too_few);
    json.key("treatments").integer(figures.treatments);
    json.key("patients").integer(figures.patients);
    json.key("needles").integer(figures.needles);
    write_case_mix(json, figures.case_mix);
    json.key("adverseEvents").begin_array();
    for (const EventFigure& one : figures.events)
        write_event(json, one);
    json.end_array().key("comparisons").begin_array();
    for (const ComparisonFigure& one : figures.comparisons)
        write_comparison(json, one);
    json.end_array().key("charts").begin_array();
    for (const ChartFigure& one : figures.charts)
        write_chart(json, one, zone);
    json.end_array().key("clinicians").begin_array();
    for (const SpreadFigure& one : figures.spreads)
        write_spread(json, one);
    json.end_array();
    write_care(json, figures.care);
    json.key("referrals").begin_array();
    for (const ReferralFigure& one : figures.referrals)
        write_referral(json, one);
    json.end_array().key("overrides").begin_array();
    for (const OverrideFigure& one : figures.overrides)
        write_override(json, one);
    json.end_array().key("outcomes").begin_array();
    for (const OutcomeFigure& one : figures.outcomes)
        write_outcome(json, one);
    json.end_array().key("notes").begin_array();
    for (const std::string& note : figures.notes)
        json.text(note);
    json.end_array().key("isNotFor").begin_object();
    for (const Caution& one : cautions())
        json.field(one.figure, one.words);
    json.end_object().end_object();
    return std::move(json).finish();
}

} // namespace filiform::quality
