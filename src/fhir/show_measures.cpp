// SPDX-License-Identifier: Apache-2.0
#include "fhir/addresses.h"
#include "fhir/shelf.h"
#include "record/choice.h"

namespace filiform::fhir {

namespace {

/// What every Observation of a visit has.
json::object measured_at_visit(const Shelf& shelf, const Measured& measured, json::object code,
                               std::string_view category) {
    json::object made;
    made["status"] = shelf.entry().state == record::State::Mistaken ? "entered-in-error"
                     : shelf.entry().state == record::State::Open   ? "preliminary"
                                                                    : "final";
    made["category"] =
        json::array{concept_with_text(coding(hl7_system("observation-category"), category), "")};
    made["code"] = std::move(code);
    set_reference(made, "subject", ResourceType::Patient, measured.patient);
    set_reference(made, "encounter", ResourceType::Encounter, shelf.entry().id);
    set_text(made, "effectiveDateTime", measured.at);
    return made;
}

std::string part_of(const Measured& measured, std::string_view name) {
    std::string part(name);
    if (!measured.when.empty())
        part += "-" + std::string(measured.when);
    return part;
}

json::object sign_of(const Shelf& shelf, const Measured& measured, const record::NeuroSign& sign) {
    const std::string_view test = sign.test ? record::word_of(*sign.test) : "sign";
    json::object made = measured_at_visit(shelf, measured, concept_of("neurology", test), "exam");
    std::string words;
    if (sign.level)
        words = record::word_of(*sign.level);
    if (sign.side) {
        made["bodySite"] = concept_of("side", record::word_of(*sign.side));
        words += " " + std::string(record::word_of(*sign.side));
    }
    if (!words.empty() && sign.side)
        made["bodySite"].as_object()["text"] = words;
    else
        set_text(made["code"].as_object(), "text", words);
    if (sign.grade)
        made["valueInteger"] = *sign.grade;
    else
        made["dataAbsentReason"] =
            concept_with_text(coding(hl7_system("data-absent-reason"), "not-performed"), "");
    set_note(made, sign.note);
    record::NeuroSign copy = sign;
    json::array own = extensions_of(
        "neurology", [&](record::Fields& fields) { describe(fields, copy); },
        {{"grade", "valueInteger"}, {"note", "note"}}, shelf.context());
    if (!own.empty())
        made["extension"] = std::move(own);
    return made;
}

} // namespace

void show_number(Shelf& shelf, const Measured& measured, const std::string& part,
                 std::string_view code, double value, std::string_view unit) {
    const bool is_body = code == "height" || code == "weight";
    json::object made = measured_at_visit(shelf, measured, concept_of("measure", code),
                                          is_body ? "vital-signs" : "survey");
    made["valueQuantity"] = quantity_of(value, unit);
    shelf.put(ResourceType::Observation, part_of(measured, part), std::move(made));
}

void show_pain(Shelf& shelf, const Measured& measured, const record::Pain& pain) {
    if (pain.leg)
        show_number(shelf, measured, "pain-leg", "pain_leg", *pain.leg, "{score}");
    if (pain.back)
        show_number(shelf, measured, "pain-back", "pain_back", *pain.back, "{score}");
}

void show_neurology(Shelf& shelf, const Measured& measured,
                    const std::vector<record::NeuroSign>& signs) {
    int number = 0;
    for (const record::NeuroSign& sign : signs)
        shelf.put(ResourceType::Observation, part_of(measured, "sign" + std::to_string(++number)),
                  sign_of(shelf, measured, sign));
}

} // namespace filiform::fhir
