// SPDX-License-Identifier: Apache-2.0
#include <chrono>

#include "base/json_writer.h"
#include "chart/citation.h"
#include "outcomes/figures.h"
#include "outcomes/progress.h"
#include "outcomes/summary.h"

namespace filiform::outcomes {

namespace {

using base::JsonWriter;

void write_interval(JsonWriter& json, std::string_view key, const Interval& interval) {
    json.key(key).begin_object();
    json.field("low", interval.low).field("middle", interval.middle).field("high", interval.high);
    json.end_object();
}

void write_chance(JsonWriter& json, std::string_view key, const Chance& chance) {
    json.key(key).begin_object();
    json.field("value", chance.value).field("low", chance.low).field("high", chance.high);
    json.end_object();
}

void write_sources(JsonWriter& json, const std::vector<chart::SourceId>& sources) {
    json.key("sources").begin_array();
    for (const chart::SourceId& source : sources)
        json.text(source.text());
    json.end_array();
}

void write_mark(JsonWriter& json, const std::string& mark) {
    json.field("mark", mark).field("isVerified", chart::is_verified(mark));
}

void write_threshold(JsonWriter& json, const Threshold& threshold) {
    json.begin_object();
    json.field("meaning", text(threshold.meaning));
    if (threshold.value)
        json.field("points", *threshold.value);
    if (threshold.percent)
        json.field("percent", *threshold.percent);
    json.field("about", threshold.about).field("source", threshold.source.text());
    write_mark(json, threshold.mark);
    json.end_object();
}

void write_instrument(JsonWriter& json, const InstrumentProgress& one) {
    const Instrument& instrument = *one.instrument;
    json.begin_object();
    json.field("instrument", instrument.code).field("title", instrument.title);
    json.field("scores", static_cast<int>(one.change.scores));
    json.field("isFollowable", instrument.has_forecast);
    json.field("first", one.change.first).field("last", one.change.last);
    if (one.change.verdict != ChangeVerdict::NotYet)
        json.field("gain", one.change.gain);
    if (one.change.percent)
        json.field("percent", *one.change.percent, 1);
    json.field("verdict", text(one.change.verdict)).field("words", words(one.change.verdict));
    if (instrument.noise) {
        json.key("noise");
        write_threshold(json, instrument.thresholds[*instrument.noise]);
    }
    if (instrument.important) {
        json.key("important");
        write_threshold(json, instrument.thresholds[*instrument.important]);
    }
    json.field("why", instrument.why);
    json.key("thresholds").begin_array();
    for (const Threshold& threshold : instrument.thresholds)
        write_threshold(json, threshold);
    json.end_array();
    json.end_object();
}

void write_parts(JsonWriter& json, const Parts& parts) {
    json.key("parts").begin_object();
    write_interval(json, "change", parts.change);
    write_interval(json, "expectedAnyway", parts.expected_anyway);
    write_interval(json, "nature", parts.nature);
    write_interval(json, "context", parts.context);
    write_interval(json, "unexplained", parts.unexplained);
    write_interval(json, "needle", parts.needle);
    json.end_object();
}

void write_goal(JsonWriter& json, const Progress& progress) {
    if (!progress.question.goal)
        return;
    json.key("goal").begin_object();
    json.field("value", *progress.question.goal);
    json.key("chances").begin_array();
    for (std::size_t k = 0; k < progress.goal.size(); ++k) {
        const GoalChance& chance = progress.forecast.goal[k];
        json.begin_object();
        json.field("on", base::text(date_of(progress, chance.day)));
        write_chance(json, "chance", progress.goal[k]);
        json.field("withoutNeedle", chance.without_needle);
        json.end_object();
    }
    json.end_array().end_object();
}

void write_needle(JsonWriter& json, const Progress& progress) {
    json.key("needle").begin_object();
    json.field("isCredited", progress.is_credited);
    json.field("creditProbability", progress.credit);
    json.field("scoresSayLittle", progress.needle_says_little);
    json.end_object();
}

void write_moments(JsonWriter& json, const Progress& progress) {
    json.key("course").begin_array();
    for (const Moment& moment : progress.forecast.moments) {
        json.begin_object();
        json.field("day", moment.day, 2);
        json.field("on", base::text(date_of(progress, moment.day)));
        write_interval(json, "level", moment.level);
        write_interval(json, "half", moment.half);
        write_interval(json, "withoutNeedle", moment.without_needle);
        write_interval(json, "nature", moment.nature);
        json.end_object();
    }
    json.end_array();
}

void write_forecast(JsonWriter& json, const Progress& progress) {
    const Forecast& forecast = progress.forecast;
    json.key("forecast").begin_object();
    write_interval(json, "start", forecast.start);
    write_interval(json, "now", forecast.now);
    write_parts(json, forecast.parts);
    write_chance(json, "important", progress.important);
    write_chance(json, "worse", progress.worse);
    json.key("ahead").begin_object();
    json.field("on", base::text(date_of(progress, progress.question.horizon)));
    write_interval(json, "level", forecast.at_horizon);
    write_interval(json, "withoutNeedle", forecast.at_horizon_without_needle);
    json.end_object();
    write_goal(json, progress);
    write_needle(json, progress);
    json.key("otherBeliefs").begin_array();
    for (const OtherBelief& other : progress.others) {
        json.begin_object();
        json.field("id", other.variant->id).field("about", other.variant->about);
        json.field("important", other.forecast.important);
        write_interval(json, "needle", other.forecast.parts.needle);
        write_interval(json, "ahead", other.forecast.at_horizon);
        if (!other.forecast.goal.empty())
            json.field("goal", other.forecast.goal.back().with_needle);
        json.end_object();
    }
    json.end_array();
    write_moments(json, progress);
    json.end_object();
}

void write_rules(JsonWriter& json, std::string_view key,
                 const std::vector<const AdviceRule*>& rules) {
    json.key(key).begin_array();
    for (const AdviceRule* rule : rules) {
        json.begin_object();
        json.field("id", rule->id).field("step", text(rule->step));
        json.field("because", rule->because).field("do", rule->to_do);
        write_sources(json, rule->sources);
        json.field("certainty", rule->certainty);
        write_mark(json, rule->mark);
        json.field("status", rule->status);
        json.end_object();
    }
    json.end_array();
}

void write_advice(JsonWriter& json, const Progress& progress) {
    json.key("advice").begin_object();
    json.field("step", text(progress.advised.step)).field("words", words(progress.advised.step));
    write_rules(json, "rules", progress.advised.holding);
    write_rules(json, "waiting", progress.advised.waiting);
    json.key("shown").begin_array();
    for (const AdviceRule* rule : reasons_shown(progress.advised))
        json.text(rule->id);
    json.end_array();
    json.key("toAsk").begin_array();
    for (const chart::FindingId& id : progress.advised.to_ask) {
        const knowledge::Finding* finding = knowledge::find_finding(figures(), id.text());
        json.begin_object();
        json.field("finding", id.text());
        json.field("ask", finding == nullptr ? "" : finding->ask);
        json.field("isAnswerable", is_asked_finding(id.text()));
        json.end_object();
    }
    json.end_array().key("answered").begin_array();
    for (const knowledge::Finding& finding : figures()) {
        const auto answer = progress.answers.find(finding.id);
        if (finding.is_given || answer == progress.answers.end())
            continue;
        json.begin_object().field("finding", finding.id.text()).field("ask", finding.ask);
        json.field("is", std::get<bool>(answer->second)).end_object();
    }
    json.end_array().end_object();
}

double day_in(const Progress& progress, base::Instant at) {
    using Days = std::chrono::duration<double, std::ratio<86400>>;
    return Days(at - progress.start).count();
}

/// What a picture of the course needs besides `course`: days since care began.
void write_timeline(JsonWriter& json, const Progress& progress) {
    json.key("timeline").begin_object();
    json.field("now", progress.question.now, 2).field("horizon", progress.question.horizon, 2);
    json.key("scores").begin_array();
    for (const CourseReading& score : progress.scores) {
        const double day = day_in(progress, score.at);
        json.begin_object().field("day", day, 2).field("on", base::text(date_of(progress, day)));
        json.field("value", score.value, 2).field("isDiary", score.period == Period::Day);
        json.end_object();
    }
    json.end_array().key("sessions").begin_array();
    for (std::size_t k = 0; k < progress.sessions.size(); ++k) {
        const double day = progress.sessions[k].day;
        json.begin_object().field("day", day, 2).field("on", base::text(date_of(progress, day)));
        json.field("isPlanned", k >= progress.sessions_done);
        if (k < progress.sore_hours.size() && progress.sore_hours[k])
            json.field("soreHours", *progress.sore_hours[k], 0);
        json.end_object();
    }
    json.end_array().end_object();
}

void write_beliefs(JsonWriter& json, const Progress& progress) {
    json.key("beliefs").begin_array();
    for (const PriorRow& row : progress.beliefs) {
        json.begin_object();
        json.field("id", row.id);
        if (!row.shape.empty())
            json.field("shape", row.shape);
        json.field("centre", row.centre);
        if (!row.shape.empty())
            json.field("sd", row.sd);
        json.field("unit", row.unit).field("about", row.about);
        write_sources(json, row.sources);
        write_mark(json, row.mark);
        json.end_object();
    }
    json.end_array();
}

} // namespace

std::string progress_json(const Progress& progress, const ProgressProvenance& provenance) {
    JsonWriter json;
    json.begin_object();
    json.field("schema", "filiform.progress/1");
    const auto as_of = std::chrono::floor<std::chrono::days>(progress.as_of);
    json.field("asOf", base::text(base::Date(as_of)));
    json.field("careBegan", base::text(date_of(progress, 0)));
    json.field("instrument", progress.followed->code);
    json.field("duration", text(progress.duration));
    json.field("scores", static_cast<int>(progress.scores.size()));
    json.field("fitted", static_cast<int>(progress.fitted));
    json.field("sessionsDone", static_cast<int>(progress.sessions_done));
    json.key("instruments").begin_array();
    for (const InstrumentProgress& one : progress.instruments)
        write_instrument(json, one);
    json.end_array();
    json.key("remeasured").begin_object();
    json.field("first", progress.scores.front().value);
    json.field("expected", progress.remeasured.expected);
    json.field("mean", progress.remeasured.mean);
    json.field("reliability", progress.remeasured.reliability);
    json.end_object();
    json.field("tooLittle", progress.too_little);
    json.key("summary").begin_array();
    for (const std::string& sentence : summary(progress))
        json.text(sentence);
    json.end_array();
    write_timeline(json, progress);
    write_forecast(json, progress);
    write_advice(json, progress);
    write_beliefs(json, progress);
    json.key("provenance").begin_object();
    json.field("program", provenance.program);
    json.field("courseSha256", provenance.course_sha256);
    json.key("seed").integer(static_cast<std::int64_t>(progress.seed));
    json.end_object();
    json.end_object();
    return std::move(json).finish();
}

} // namespace filiform::outcomes
