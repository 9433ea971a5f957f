// SPDX-License-Identifier: Apache-2.0
#include "base/json_writer.h"
#include "study/report.h"
#include "study/run.h"

namespace filiform::study {

namespace {

void write_texts(base::JsonWriter& json, std::string_view key,
                 const std::vector<std::string>& texts) {
    json.key(key).begin_array();
    for (const std::string& text : texts)
        json.text(text);
    json.end_array();
}

constexpr int decimals = 4;

void write_interval(base::JsonWriter& json, std::string_view key, const Interval& interval) {
    json.key(key).numbers({interval.low, interval.high}, decimals);
}

void write_published(base::JsonWriter& json, const Published& published) {
    json.key("published").begin_object();
    switch (published.kind) {
    case Published::Kind::Count:
        json.field("count", static_cast<int>(published.value));
        break;
    case Published::Kind::Mean:
        json.field("mean", published.value, decimals);
        break;
    case Published::Kind::Explained:
        json.field("rSquared", published.value, decimals);
        break;
    }
    if (published.sd)
        json.field("sd", *published.sd, decimals);
    json.field("of", static_cast<int>(published.of));
    json.field("bodies", static_cast<int>(published.bodies));
    json.field("source", published.source.text());
    json.field("mark", published.mark);
    json.end_object();
}

void write_compared(base::JsonWriter& json, const Answer& answer) {
    const Compared& compared = *answer.compared;
    json.key("compared").begin_object();
    write_interval(json, "predictedCentral50", compared.half);
    write_interval(json, "predictedCentral90", compared.ninety);
    json.field("verdict", word(compared.verdict));
    if (compared.off_sd)
        json.field("offSd", *compared.off_sd, decimals);
    if (is_yes_or_no(answer.outcome->measure))
        write_interval(json, "publishedInterval95", compared.published_exact);
    json.end_object();
}

void write_model(base::JsonWriter& json, const Answer& answer) {
    json.key("model").begin_object();
    json.field("bodies", static_cast<int>(answer.bodies));
    json.field("insertions", static_cast<int>(answer.insertions));
    json.field("nothingToRead", static_cast<int>(answer.missing));
    if (is_yes_or_no(answer.outcome->measure)) {
        json.field("count", static_cast<int>(answer.hits));
        write_interval(json, "interval95", answer.exact);
        json.field("likenessWithinBody", answer.alike, decimals);
    } else {
        json.field("mean", answer.moments.mean, decimals);
        json.field("sd", answer.moments.sd, decimals);
        if (answer.explained)
            json.field("rSquared", *answer.explained, decimals);
    }
    json.end_object();
}

void write_answer(base::JsonWriter& json, const Answer& answer) {
    json.begin_object();
    json.field("id", answer.outcome->id);
    json.field("what", answer.outcome->what);
    if (!answer.not_drawn.empty())
        write_texts(json, "notDrawn", answer.not_drawn);
    else
        write_model(json, answer);
    if (answer.outcome->published)
        write_published(json, *answer.outcome->published);
    if (answer.compared)
        write_compared(json, answer);
    if (!answer.outcome->because.empty())
        json.field("because", answer.outcome->because);
    json.end_object();
}

} // namespace

std::string study_json(const Protocol& protocol, const Findings& findings, std::uint64_t seed,
                       const std::string& program) {
    base::JsonWriter json;
    json.begin_object();
    json.field("schema", "filiform.study/1");
    json.field("study", protocol.id);
    json.field("title", protocol.title);
    write_texts(json, "notes", protocol.notes);
    write_texts(json, "assumed", protocol.cohort.assumed);
    json.field("bodies", static_cast<int>(findings.bodies));
    json.field("men", static_cast<int>(findings.men));
    json.key("arms").begin_array();
    for (const ArmFindings& arm : findings.arms) {
        json.begin_object();
        json.field("id", arm.arm->id);
        json.field("what", arm.arm->what);
        json.field("insertions", static_cast<int>(arm.insertions));
        json.field("entryNotFound", static_cast<int>(arm.not_made));
        json.key("outcomes").begin_array();
        for (const Answer& answer : arm.answers)
            write_answer(json, answer);
        json.end_array().end_object();
    }
    json.end_array();
    json.key("pooled").begin_array();
    for (const Answer& answer : findings.pooled)
        write_answer(json, answer);
    json.end_array();
    json.key("provenance").begin_object();
    json.field("program", program);
    json.field("seed", std::to_string(seed));
    json.field("protocolSha256", protocol.digest);
    json.field("modelSha256", model_digest());
    json.field("spacingMm", protocol.spacing_mm);
    json.end_object();
    json.end_object();
    return std::move(json).finish();
}

} // namespace filiform::study
