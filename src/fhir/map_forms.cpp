// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <variant>

#include "base/percent.h"
#include "fhir/addresses.h"
#include "fhir/maps.h"

namespace filiform::fhir {

namespace {

using record::Instrument;
using record::Outcome;

void map_option(Elements& elements, Instrument::Option& option) {
    elements.token("valueCoding.code", option.code);
    elements.text("valueCoding.display", option.text);
    elements.number("valueCoding.extension[url=http://hl7.org/fhir/StructureDefinition/"
                    "ordinalValue].valueDecimal",
                    option.points);
}

void map_item(Elements& elements, Instrument::Item& item) {
    static constexpr auto types =
        record::worded<Instrument::ItemType::YesNo>("choice", "decimal", "string", "boolean");
    CarriedFields carried{{"linkId", "linkId"}, {"text", "text"},      {"type", "type"},
                          {"low", "extension"}, {"high", "extension"}, {"isRequired", "required"}};
    elements.text("linkId", item.link_id);
    elements.text("text", item.text);
    elements.choice("type", item.type, types);
    elements.flag("required", item.is_required);
    elements.number("extension[url=http://hl7.org/fhir/StructureDefinition/minValue].valueDecimal",
                    item.low);
    elements.number("extension[url=http://hl7.org/fhir/StructureDefinition/maxValue].valueDecimal",
                    item.high);
    // FHIR has options for choices only.
    if (item.type == Instrument::ItemType::Choice) {
        elements.each("answerOption", item.options, map_option);
        carried.push_back({"options", "answerOption"});
    }
    elements.rest_of("", "item", item, carried);
}

/// Whether it is filled in now, as a status; one of an instrument that does not say is unknown.
void map_use(Elements& elements, Instrument& instrument, const Envelope& envelope,
             CarriedFields& carried) {
    static constexpr std::array<std::string_view, 3> codes{"retired", "active", "unknown"};
    if (envelope.state == record::State::Mistaken)
        return elements.fixed("status", "retired");
    std::optional<std::size_t> place = 2;
    if (instrument.is_active)
        place = *instrument.is_active ? 1 : 0;
    elements.code("status", place, codes);
    instrument.is_active.reset();
    if (place && *place != 2)
        instrument.is_active = *place == 1;
    carried.push_back({"isActive", "status"});
}

std::string canonical(std::string_view code) {
    return std::string(own_base) + "/Questionnaire/" + base::percent_encoded(code);
}

} // namespace

CarriedFields map_noun(Elements& elements, Instrument& instrument, Envelope& envelope) {
    CarriedFields carried{
        {"code", "identifier[0].value"},
        {"title", "title"},
        {"version", "version"},
        {"language", "language"},
        {"licence", "copyright"},
        {"about", "description"},
        {"items", "item"},
    };
    elements.token("language", instrument.language);
    const std::string number = "identifier[system=" + own_numbers("instrument") + "].value";
    elements.text(number, instrument.code);
    if (!instrument.code.empty())
        elements.derived("url", canonical(instrument.code));
    elements.text("version", instrument.version);
    elements.text("title", instrument.title);
    map_use(elements, instrument, envelope, carried);
    elements.derived("subjectType[]", "Patient");
    elements.text("description", instrument.about);
    elements.text("copyright", instrument.licence);
    elements.each("item", instrument.items, map_item);
    elements.rest_of("", "instrument", instrument, carried);
    return carried;
}

namespace {

constexpr StatusOfState response_status{"in-progress", "completed", "entered-in-error", "stopped"};
constexpr StatusOfState score_status{"preliminary", "final", "entered-in-error", "cancelled"};

/// One item of a response while it is between the two forms.
struct Answered {
    std::string link_id;
    chart::Answer answer;
    const Instrument::Item* item = nullptr; ///< that was asked, where it is known
};

/// Of a word: a choice of the instrument, or a line somebody wrote.
void map_word(Elements& elements, std::string& word, const Answered& answered) {
    const bool is_choice =
        answered.item != nullptr && answered.item->type == Instrument::ItemType::Choice;
    std::string chosen, written;
    if (elements.is_writing())
        (is_choice ? chosen : written) = word;
    elements.token("valueCoding.code", chosen);
    elements.text("valueString", written);
    if (!chosen.empty() && !written.empty())
        elements.refuse("valueString", "An answer has one value.", "Send one.");
    word = chosen.empty() ? written : chosen;
}

void map_single(Elements& elements, Answered& answered) {
    record::Flag flag;
    record::Number number, whole;
    std::string word;
    if (const bool* yes = std::get_if<bool>(&answered.answer))
        flag = *yes;
    if (const double* given = std::get_if<double>(&answered.answer))
        number = *given;
    if (const std::string* given = std::get_if<std::string>(&answered.answer))
        word = *given;
    elements.flag("valueBoolean", flag);
    elements.number("valueDecimal", number);
    elements.number("valueInteger", whole);
    map_word(elements, word, answered);
    if (flag)
        answered.answer = *flag;
    else if (number || whole)
        answered.answer = number ? *number : *whole;
    else
        answered.answer = word;
}

constexpr std::string_view several_url = "questionnaireresponse-several";

/// Several choices, or one, or none: FHIR's list of answers does not tell one of several from one,
/// so a mark of our own does.
void map_answered(Elements& elements, Answered& answered) {
    elements.text("linkId", answered.link_id);
    const std::string mark = "extension[url=" + own_extension(several_url) + "].valueBoolean";
    record::Flag is_several;
    if (std::holds_alternative<std::vector<std::string>>(answered.answer))
        is_several = true;
    elements.flag(mark, is_several);
    std::vector<Answered> all;
    if (elements.is_writing() && is_several)
        for (const std::string& one : std::get<std::vector<std::string>>(answered.answer))
            all.push_back({"", one, answered.item});
    else if (elements.is_writing())
        all.push_back({"", answered.answer, answered.item});
    elements.each("answer", all, map_single);
    if (elements.is_writing())
        return;
    if (is_several.value_or(false) || all.size() > 1) {
        std::vector<std::string> words;
        for (const Answered& one : all)
            if (const std::string* word = std::get_if<std::string>(&one.answer))
                words.push_back(*word);
            else
                elements.refuse("answer", "Several answers are kept only of words.",
                                "Send one number, or yes or no.");
        answered.answer = words;
    } else if (all.size() == 1) {
        answered.answer = all.front().answer;
    } else {
        elements.refuse("answer", "An item without an answer is not kept.", "Leave the item out.");
    }
}

void map_answers(Elements& elements, Outcome& outcome, const Context& context) {
    std::optional<Instrument> instrument;
    if (context.find_instrument && !outcome.instrument.is_empty())
        instrument = context.find_instrument(outcome.instrument);
    std::vector<Answered> all;
    for (const auto& [link_id, answer] : outcome.answers)
        all.push_back({link_id, answer, nullptr});
    if (instrument)
        for (Answered& one : all)
            for (const Instrument::Item& item : instrument->items)
                if (item.link_id == one.link_id)
                    one.item = &item;
    elements.each("item", all, map_answered);
    if (elements.is_writing())
        return;
    outcome.answers.clear();
    for (const Answered& one : all)
        if (!outcome.answers.emplace(one.link_id, one.answer).second)
            elements.refuse("item", "An item is answered twice.", "Send one of the two.");
}

/// Fills in what the record knows of an instrument by its code.
void complete(Elements& elements, Outcome& outcome, const Context& context) {
    if (elements.is_writing() || !outcome.instrument.is_empty() || !context.find_instrument_of_code)
        return;
    if (const auto known = context.find_instrument_of_code(outcome.code)) {
        outcome.instrument = known->first;
        if (outcome.version.empty())
            outcome.version = known->second;
    }
}

/// Who answered: the patient as a reference, others in an extension.
void map_giver(Elements& elements, std::string_view path, Outcome& outcome,
               CarriedFields& carried) {
    record::EntryId patient;
    if (elements.is_writing() && outcome.given_by == Outcome::Giver::Patient)
        patient = outcome.patient;
    elements.reference(path, ResourceType::Patient, patient);
    if (patient.is_empty())
        return;
    if (patient != outcome.patient)
        elements.refuse(path, "Only the patient themselves is kept here.",
                        "Say who it was in outcome-givenBy.");
    outcome.given_by = Outcome::Giver::Patient;
    carried.push_back({"givenBy", path});
}

} // namespace

CarriedFields map_response(Elements& elements, Outcome& outcome, Envelope& envelope) {
    CarriedFields carried{
        {"patient", "subject"},       {"session", "encounter"}, {"code", "questionnaire"},
        {"version", "questionnaire"}, {"on", "authored"},       {"answers", "item"},
    };
    std::string asked;
    if (elements.is_writing())
        asked = canonical(outcome.code) + "|" + base::percent_encoded(outcome.version);
    elements.text("questionnaire", asked);
    const std::string prefix = canonical("");
    if (!elements.is_writing() && asked.starts_with(prefix)) {
        const std::size_t bar = asked.find('|');
        outcome.code = percent_decoded(
            asked.substr(prefix.size(), bar == std::string::npos ? bar : bar - prefix.size()));
        outcome.version = bar == std::string::npos ? "" : percent_decoded(asked.substr(bar + 1));
    } else if (!elements.is_writing()) {
        elements.refuse("questionnaire", "This is no instrument of the clinic.",
                        "Send \"" + prefix + "CODE|VERSION\".");
    }
    map_state(elements, "status", envelope, response_status);
    elements.reference("subject", ResourceType::Patient, outcome.patient);
    elements.reference("encounter", ResourceType::Encounter, outcome.session);
    elements.moment("authored", outcome.on);
    map_giver(elements, "source", outcome, carried);
    elements.rest_of("", "outcome", outcome, carried);
    complete(elements, outcome, envelope.context);
    map_answers(elements, outcome, envelope.context);
    return carried;
}

CarriedFields map_score(Elements& elements, Outcome& outcome, Envelope& envelope) {
    CarriedFields carried{
        {"patient", "subject"},      {"session", "encounter"},         {"code", "code"},
        {"on", "effectiveDateTime"}, {"score", "valueQuantity.value"}, {"note", "note[0].text"},
        {"answers", "derivedFrom"},
    };
    map_state(elements, "status", envelope, score_status);
    elements.derived("category[].coding[].system", hl7_system("observation-category"));
    elements.derived("category[].coding[].code", "survey");
    elements.open_coded("code", outcome.code, "instrument");
    elements.reference("subject", ResourceType::Patient, outcome.patient);
    elements.reference("encounter", ResourceType::Encounter, outcome.session);
    elements.moment("effectiveDateTime", outcome.on);
    elements.quantity("valueQuantity", outcome.score, "{score}");
    elements.text("note[].text", outcome.note);
    map_giver(elements, "performer[]", outcome, carried);
    if (elements.is_writing() && !outcome.answers.empty())
        elements.fixed("derivedFrom[].reference", "QuestionnaireResponse/" + envelope.id);
    elements.rest_of("", "outcome", outcome, carried);
    complete(elements, outcome, envelope.context);
    return carried;
}

} // namespace filiform::fhir
