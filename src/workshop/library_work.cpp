// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>
#include <set>

#include "anatomy/label_scheme.h"
#include "atlas/population.h"
#include "base/digest.h"
#include "base/json_writer.h"
#include "care/make_plan.h"
#include "chart/write_ids.h"
#include "knowledge/consultation_json.h"
#include "knowledge/library_json.h"
#include "knowledge/question.h"
#include "knowledge/screening_notes.h"
#include "record/kept_screening.h"
#include "workshop/consultation.h"
#include "workshop/screened_case.h"
#include "workshop/tools.h"

namespace filiform::workshop {

namespace {

using knowledge::Shelf;

struct NamedShelf {
    std::string_view name;
    Shelf shelf;
};
constexpr std::array<NamedShelf, 9> shelves{{{"questions", Shelf::Questions},
                                             {"rules", Shelf::Rules},
                                             {"causes", Shelf::Causes},
                                             {"care", Shelf::Care},
                                             {"targets", Shelf::Targets},
                                             {"claims", Shelf::Claims},
                                             {"sources", Shelf::Sources},
                                             {"advice", Shelf::Advice},
                                             {"regions", Shelf::Regions}}};

/// Of the data that the program carries; its files do not change while it runs.
const std::string& carried_digest() {
    static const std::string digest = care::knowledge_digest();
    return digest;
}

knowledge::Reader reader_of(server::Reader reader) {
    return reader == server::Reader::Patient ? knowledge::Reader::Patient
                                             : knowledge::Reader::Clinician;
}

/// The drawer is the planner's and not the library's; it is read like a shelf all the same.
std::string write_needles(const needle::Drawer& drawer) {
    base::JsonWriter json;
    json.begin_object().field("schema", "filiform.library/1").field("knowledge", carried_digest());
    json.key("items").begin_array();
    for (const chart::NeedleProduct& product : drawer.needles)
        json.begin_object()
            .field("id", product.id)
            .field("diameterMm", product.diameter_mm)
            .field("lengthMm", product.length_mm)
            .field("usableMm", drawer.usable_mm(product))
            .end_object();
    json.end_array().end_object();
    return std::move(json).finish();
}

/// What a body can be made from besides, and what the labels of a scan can mean.
std::string write_measures() {
    base::JsonWriter json;
    json.begin_object().field("schema", "filiform.library/1").field("knowledge", carried_digest());
    json.key("items").begin_array();
    for (const atlas::Parameter& parameter : atlas::population().parameters) {
        if (parameter.unit != "mm")
            continue;
        json.begin_object().field("id", parameter.id).field("what", parameter.what);
        json.field("isGirth", parameter.id.ends_with("_girth")).field("mark", parameter.mark);
        chart::write_ids(json, "sources", parameter.sources);
        json.end_object();
    }
    json.end_array().key("schemes").begin_array();
    for (const anatomy::LabelScheme& scheme : anatomy::label_schemes())
        json.begin_object().field("id", scheme.name).field("title", scheme.title).end_object();
    json.end_array().end_object();
    return std::move(json).finish();
}

/// A screening of the record begins with who the patient is, which the entry of the assessment does
/// not hold. What cannot be there is taken as not known, so that a slip in it is asked for and
/// keeps nobody from saving what was answered.
void drop_impossible_particulars(chart::Consultation& consultation) {
    const auto& library = knowledge::library();
    if (!library)
        return;
    chart::Consultation alone = consultation;
    alone.answers.clear();
    const auto fits = [&] {
        return knowledge::check_answers(library->findings, alone, "").has_value();
    };
    if (fits())
        return;
    chart::Patient& patient = alone.patient;
    const chart::Patient said = patient;
    patient.birth_date.reset();
    if (!fits()) {
        patient.birth_date = said.birth_date;
        patient.height_cm.reset();
        patient.weight_kg.reset();
    }
    if (!fits())
        patient.birth_date.reset();
    consultation.patient = patient;
}

std::string digest_of(const chart::Consultation& consultation) {
    chart::Case inputs;
    inputs.consultation = consultation;
    return base::sha256(chart::write_case(inputs));
}

} // namespace

base::Checked<std::string> read_shelf(const Tools& tools, const std::string& name,
                                      server::Reader reader) {
    if (name == "needles")
        return write_needles(tools.rules.drawer);
    if (name == "measures")
        return write_measures();
    const auto& library = knowledge::library();
    if (!library)
        return tl::unexpected(library.error());
    const auto* const found = std::find_if(shelves.begin(), shelves.end(),
                                           [&](const NamedShelf& one) { return one.name == name; });
    if (found == shelves.end())
        return tl::unexpected(
            base::Problems{{"request.not_found", "", "The library has no such shelf.",
                            "See /api/v1/openapi.json."}});
    return knowledge::write_shelf(*library, found->shelf, reader_of(reader), carried_digest());
}

base::Checked<std::string> weigh_consultation(const server::WeighWanted& wanted) {
    chart::Consultation consultation = consultation_of(wanted.who);
    if (!consultation.patient.birth_date)
        consultation.patient.age_years = wanted.age_years;
    const auto screened = screen_consultation(consultation, "#");
    if (!screened)
        return tl::unexpected(at_members(screened.error()));
    return knowledge::write_consultation(*screened->library, consultation, screened->answers,
                                         screened->screening, reader_of(wanted.reader));
}

base::Checked<record::ScreeningResult>
conclude_visit(const server::Examined& ground, const std::map<std::string, chart::Answer>& today,
               base::Instant at) {
    const auto& library = knowledge::library();
    if (!library)
        return tl::unexpected(library.error());
    server::Examined who = ground;
    who.assessment.checks = {};
    std::set<std::string> again;
    for (const knowledge::Question& question : knowledge::questions_of(*library))
        if (knowledge::is_asked_again(question))
            again.insert(question.finding->id.text());
    std::erase_if(who.assessment.answers,
                  [&](const auto& one) { return again.contains(chart::without_side(one.first)); });
    for (const auto& [finding, answer] : today)
        who.assessment.answers[finding] = answer;
    auto concluded = conclude(who, at);
    if (!concluded)
        return tl::unexpected(concluded.error());
    return std::move(concluded->screening);
}

base::Checked<server::Conclusion> conclude(const server::Examined& who, base::Instant at) {
    chart::Consultation consultation = consultation_of(who);
    drop_impossible_particulars(consultation);
    const auto screened = screen_consultation(consultation, "#");
    if (!screened)
        return tl::unexpected(at_members(screened.error()));
    server::Conclusion concluded;
    concluded.screening = record::kept_screening(
        knowledge::notes_of(*screened->library, screened->answers, screened->screening));
    concluded.screening.inputs = digest_of(consultation);
    concluded.screening.knowledge = carried_digest();
    concluded.screening.at = at;
    if (consultation.is_after_needling)
        return concluded; // it asks too little to say what is behind the pain
    for (const knowledge::WeighedCause& weighed :
         knowledge::weigh(screened->library->causes, screened->answers))
        concluded.causes.push_back({weighed.cause->id, weighed.probability.value,
                                    weighed.probability.low, weighed.probability.high});
    return concluded;
}

} // namespace filiform::workshop
