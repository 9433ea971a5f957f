// SPDX-License-Identifier: Apache-2.0
#include "chart/case_reader.h"

namespace filiform::chart {

namespace {

std::optional<base::Date> read_day(CaseReader& reader, const json::object& object,
                                   const std::string& at, const char* key) {
    const std::string text = reader.text(object, at, key);
    if (text.empty())
        return std::nullopt;
    const auto date = base::read_date(text);
    if (date)
        return *date;
    reader.complain("case.value", at + "/" + key, date.error().what, date.error().hint);
    return std::nullopt;
}

std::optional<double> read_measure(CaseReader& reader, const json::object& object,
                                   const std::string& at, const char* key) {
    const json::value* value = object.if_contains(key);
    if (value == nullptr || value->is_null())
        return std::nullopt;
    return reader.number(*value, at + "/" + key, 0, most_number);
}

Patient read_patient(CaseReader& reader, const json::object& consultation) {
    const std::string at = "/consultation/patient";
    Patient patient;
    const json::value* value = consultation.if_contains("patient");
    const json::object* object = value == nullptr ? nullptr : value->if_object();
    if (object == nullptr) {
        reader.complain(value == nullptr ? "case.missing" : "case.type", at,
                        "Who the patient is, is expected here.",
                        "Give birthDate or ageYears, sex, heightCm and weightKg, as far as known.");
        return patient;
    }
    reader.allow_only(*object, at, {"birthDate", "ageYears", "sex", "heightCm", "weightKg"});
    if (object->contains("birthDate"))
        patient.birth_date = read_day(reader, *object, at, "birthDate");
    patient.age_years = read_measure(reader, *object, at, "ageYears");
    if (patient.birth_date && patient.age_years)
        reader.complain("case.value", at + "/ageYears", "The birth date says the age already.",
                        "Keep one of the two.");
    if (object->contains("sex")) {
        const std::string sex = reader.text(*object, at, "sex");
        if (sex == "m" || sex == "f")
            patient.is_male = sex == "m";
        else if (!sex.empty())
            reader.complain("case.value", at + "/sex", "The sex is m or f here.",
                            "It is asked for the body's measures; leave it out when unknown.");
    }
    patient.height_cm = read_measure(reader, *object, at, "heightCm");
    patient.weight_kg = read_measure(reader, *object, at, "weightKg");
    return patient;
}

std::optional<Answer> read_answer(CaseReader& reader, const json::value& value,
                                  const std::string& at) {
    if (value.is_bool())
        return value.get_bool();
    if (value.is_number())
        return value.to_number<double>();
    if (const json::string* word = value.if_string())
        return std::string(*word);
    if (const json::array* list = value.if_array()) {
        std::vector<std::string> words;
        for (const json::value& entry : *list)
            if (const json::string* word = entry.if_string())
                words.emplace_back(*word);
        if (words.size() == list->size() && !words.empty())
            return words;
    }
    reader.complain("case.type", at,
                    "An answer is true, false, a number, a word or a list of words.",
                    "Write null, or leave it out, when it is not known.");
    return std::nullopt;
}

void read_answers(CaseReader& reader, const json::object& consultation, Consultation& read) {
    const std::string at = "/consultation/findings";
    const json::value* value = consultation.if_contains("findings");
    const json::object* object = value == nullptr ? nullptr : value->if_object();
    if (object == nullptr) {
        reader.complain(value == nullptr ? "case.missing" : "case.type", at,
                        "The answers are expected here, each under its name.",
                        "Write {} when nothing has been asked yet.");
        return;
    }
    for (const auto& [key, entry] : *object)
        if (!entry.is_null())
            if (auto answer = read_answer(reader, entry, at + "/" + std::string(key)))
                read.answers[FindingId(std::string(key))] = std::move(*answer);
}

std::vector<Decision> read_decisions(CaseReader& reader, const json::object& consultation,
                                     const char* key, const base::Date& seen_on) {
    constexpr std::size_t most = 64;
    std::vector<Decision> decisions;
    const json::array* list = consultation.contains(key)
                                  ? reader.list(consultation, "/consultation", key, most)
                                  : nullptr;
    if (list == nullptr)
        return decisions;
    for (std::size_t i = 0; i < list->size(); ++i) {
        const std::string at = std::string("/consultation/") + key + "/" + std::to_string(i);
        const json::object* entry = (*list)[i].if_object();
        if (entry == nullptr) {
            reader.complain("case.type", at, "An object with rule, by, on and reason is expected.",
                            see_schema);
            continue;
        }
        reader.allow_only(*entry, at, {"rule", "by", "on", "reason"});
        Decision decision;
        decision.rule = RuleId(reader.text(*entry, at, "rule"));
        decision.by = reader.text(*entry, at, "by");
        decision.reason = reader.text(*entry, at, "reason");
        if (const auto on = read_day(reader, *entry, at, "on")) {
            decision.on = *on;
            if (seen_on.ok() && base::days_between(seen_on, *on) > 0)
                reader.complain("case.value", at + "/on",
                                "This was decided after the patient was seen.",
                                "Write the day of the decision; ask again at the next visit.");
        }
        decisions.push_back(std::move(decision));
    }
    return decisions;
}

} // namespace

std::optional<Consultation> read_consultation(CaseReader& reader, const json::object& root) {
    const json::value* value = root.if_contains("consultation");
    if (value == nullptr)
        return std::nullopt;
    const std::string at = "/consultation";
    Consultation read;
    const json::object* object = value->if_object();
    if (object == nullptr) {
        reader.complain("case.type", at, "An object is expected here.", see_schema);
        return read;
    }
    reader.allow_only(*object, at,
                      {"on", "patient", "findings", "clearances", "overrides", "afterNeedling"});
    if (const auto on = read_day(reader, *object, at, "on"))
        read.on = *on;
    read.patient = read_patient(reader, *object);
    read_answers(reader, *object, read);
    read.clearances = read_decisions(reader, *object, "clearances", read.on);
    read.overrides = read_decisions(reader, *object, "overrides", read.on);
    if (const json::value* after = object->if_contains("afterNeedling")) {
        if (!after->is_bool())
            reader.complain("case.type", at + "/afterNeedling", "true or false is expected here.",
                            see_schema);
        read.is_after_needling = after->is_bool() && after->get_bool();
    }
    return read;
}

} // namespace filiform::chart
