// SPDX-License-Identifier: Apache-2.0
#include "base/json_writer.h"
#include "chart/case.h"

namespace filiform::chart {

namespace {

using base::JsonWriter;

constexpr int decimals = 6;

void write_answer(JsonWriter& json, const Answer& answer) {
    if (const auto* is_so = std::get_if<bool>(&answer)) {
        json.flag(*is_so);
    } else if (const auto* number = std::get_if<double>(&answer)) {
        json.number(*number, decimals);
    } else if (const auto* word = std::get_if<std::string>(&answer)) {
        json.text(*word);
    } else {
        json.begin_array();
        for (const std::string& one : std::get<std::vector<std::string>>(answer))
            json.text(one);
        json.end_array();
    }
}

void write_measure(JsonWriter& json, std::string_view key, const std::optional<double>& measure) {
    if (measure)
        json.field(key, *measure, decimals);
}

void write_decisions(JsonWriter& json, std::string_view key,
                     const std::vector<Decision>& decisions) {
    if (decisions.empty())
        return;
    json.key(key).begin_array();
    for (const Decision& decision : decisions)
        json.begin_object()
            .field("rule", decision.rule.text())
            .field("by", decision.by)
            .field("on", base::text(decision.on))
            .field("reason", decision.reason)
            .end_object();
    json.end_array();
}

void write_consultation(JsonWriter& json, const Consultation& consultation) {
    const Patient& patient = consultation.patient;
    json.key("consultation").begin_object().field("on", base::text(consultation.on));
    json.key("patient").begin_object();
    if (patient.birth_date)
        json.field("birthDate", base::text(*patient.birth_date));
    write_measure(json, "ageYears", patient.age_years);
    if (patient.is_male)
        json.field("sex", *patient.is_male ? "m" : "f");
    write_measure(json, "heightCm", patient.height_cm);
    write_measure(json, "weightKg", patient.weight_kg);
    json.end_object();
    json.key("findings").begin_object();
    for (const auto& [id, answer] : consultation.answers)
        write_answer(json.key(id.text()), answer);
    json.end_object();
    write_decisions(json, "clearances", consultation.clearances);
    write_decisions(json, "overrides", consultation.overrides);
    if (consultation.is_after_needling)
        json.field("afterNeedling", true);
    json.end_object();
}

void write_person(JsonWriter& json, const BodyPerson& person) {
    json.key("person").begin_object();
    json.field("sex", person.is_male ? "m" : "f");
    json.field("ageYears", person.age_years, decimals);
    json.field("heightCm", person.height_cm, decimals);
    json.field("weightKg", person.weight_kg, decimals);
    if (!person.girths_cm.empty()) {
        json.key("girthsCm").begin_object();
        for (const auto& [name, cm] : person.girths_cm)
            json.field(name, cm, decimals);
        json.end_object();
    }
    if (!person.measured.empty()) {
        json.key("measured").begin_object();
        for (const auto& [name, measured] : person.measured) {
            json.key(name).begin_object().field("mm", measured.mm, decimals);
            if (measured.sd_mm > 0)
                json.field("sdMm", measured.sd_mm, decimals);
            json.end_object();
        }
        json.end_object();
    }
    json.field("posture", person.posture).field("ancestry", person.ancestry);
    if (person.may_extrapolate)
        json.field("extrapolate", true);
    json.end_object().field("gridMm", person.grid_mm, decimals);
}

void write_scan(JsonWriter& json, const BodyScan& scan) {
    json.key("labels").begin_array();
    for (const BodyScan::Labels& labels : scan.labels)
        json.begin_object().field("file", labels.path).field("scheme", labels.scheme).end_object();
    json.end_array();
    if (!scan.image.empty())
        json.field("image", scan.image);
    json.field("gridMm", scan.grid_mm, decimals);
}

void write_body(JsonWriter& json, const BodyWanted& body) {
    json.key("body").begin_object();
    if (const auto* person = std::get_if<BodyPerson>(&body))
        write_person(json, *person);
    else if (const auto* scan = std::get_if<BodyScan>(&body))
        write_scan(json, *scan);
    else if (const auto* file = std::get_if<BodyFile>(&body))
        json.field("file", file->path);
    else
        json.field("phantom", true);
    json.end_object();
}

} // namespace

std::string write_case(const Case& wanted) {
    JsonWriter json;
    json.begin_object().field("schema", "filiform.case/1");
    if (wanted.consultation)
        write_consultation(json, *wanted.consultation);
    if (wanted.body)
        write_body(json, *wanted.body);
    if (!wanted.targets.empty()) {
        json.key("targets").begin_array();
        for (const TargetRequest& target : wanted.targets)
            json.text(target.id());
        json.end_array();
    }
    if (!wanted.variants.empty()) {
        json.key("variants").begin_object();
        for (const auto& [name, kind] : wanted.variants)
            json.field(name, kind);
        json.end_object();
    }
    if (!wanted.needles.empty()) {
        json.key("needles").begin_array();
        for (const std::string& needle : wanted.needles)
            json.text(needle);
        json.end_array();
    }
    if (wanted.most_paths != Case{}.most_paths)
        json.field("mostPaths", wanted.most_paths);
    if (wanted.seed)
        json.key("seed").integer(static_cast<std::int64_t>(*wanted.seed));
    json.end_object();
    return std::move(json).finish();
}

} // namespace filiform::chart
