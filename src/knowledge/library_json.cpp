// SPDX-License-Identifier: Apache-2.0
#include "knowledge/library_json.h"

#include <algorithm>

#include "base/data_files.h"
#include "base/json_writer.h"
#include "chart/citation.h"
#include "chart/write_ids.h"
#include "knowledge/condition_words.h"
#include "knowledge/question.h"
#include "knowledge/screening_notes.h"

namespace filiform::knowledge {

namespace {

using base::JsonWriter;
using chart::write_ids;

/// Of likelihood ratios and probabilities; the rarest rates are below one in a million.
constexpr int decimals = 4;

void write_texts(JsonWriter& json, std::string_view key, const std::vector<std::string>& texts) {
    json.key(key).begin_array();
    for (const std::string& text : texts)
        json.text(text);
    json.end_array();
}

void write_text(JsonWriter& json, std::string_view key, std::string_view text) {
    if (!text.empty())
        json.field(key, text);
}

void write_ranged(JsonWriter& json, std::string_view key, const Ranged& ranged) {
    json.key(key).begin_object().field("value", ranged.value, decimals);
    json.field("low", ranged.low, decimals).field("high", ranged.high, decimals).end_object();
}

/// When a statement holds: in words, and by which findings.
void write_when(JsonWriter& json, const Condition& when) {
    write_text(json, "when", in_words(when));
    write_ids(json, "findings", findings_in(when));
}

// What each kind of statement says, but for whether it was signed and where it stands.

void write_words(JsonWriter& json, const Library& library, const ScreeningRule& rule, Reader) {
    json.field("id", rule.id.text()).field("what", rule.what);
    json.field("level", text(rule.level)).field("needling", text(rule.needling));
    write_when(json, rule.when);
    write_texts(json, "restraint", sentences_of(library, rule.restraint));
    write_text(json, "restrainedBy", rule.restrained_by);
    write_text(json, "clearedBy", rule.cleared_by);
    json.field("because", rule.because).field("whatToDo", rule.what_to_do);
    write_text(json, "tellPatient", rule.tell_patient);
    json.field("isAskedEachVisit", rule.asked_each_visit).field("locks", rule.locks_while_open());
    json.field("isAtCheck", rule.is_at_check);
    json.key("classes").begin_array();
    for (const BodyClass& one : rule.classes)
        json.begin_object()
            .field("body", one.body)
            .field("class", one.class_words)
            .field("source", one.source.text())
            .end_object();
    json.end_array();
    write_ids(json, "sources", rule.sources);
    json.field("mark", rule.mark);
}

void write_evidence(JsonWriter& json, const Evidence& item) {
    json.begin_object().field("what", item.what);
    write_when(json, item.when);
    write_ranged(json, "ifSo", item.if_so);
    if (item.otherwise)
        write_ranged(json, "otherwise", *item.otherwise);
    write_text(json, "why", item.why);
    json.field("source", item.source.text()).field("mark", item.mark).end_object();
}

void write_words(JsonWriter& json, const Library&, const Cause& cause, Reader) {
    json.field("id", cause.id).field("name", cause.name);
    json.field("inPlainWords", cause.in_plain_words);
    write_ranged(json, "start", cause.start);
    json.field("startSource", cause.start_source.text());
    write_text(json, "startWhy", cause.start_why);
    json.field("ceiling", cause.ceiling, decimals).key("groups").begin_array();
    for (const EvidenceGroup& group : cause.groups) {
        json.begin_object().field("id", group.id).field("what", group.what).key("items");
        json.begin_array();
        for (const Evidence& item : group.items)
            write_evidence(json, item);
        json.end_array().end_object();
    }
    json.end_array();
    write_text(json, "leadsIf", in_words(cause.leads_if));
    write_text(json, "leadsWhy", cause.leads_why);
    json.field("whatNext", cause.what_next);
    write_ids(json, "sources", cause.sources);
    json.field("mark", cause.start_mark);
}

void write_words(JsonWriter& json, const Library&, const CareOption& option, Reader reader) {
    json.field("id", option.id).field("name", option.name);
    json.field("inPlainWords", option.in_plain_words);
    json.field("standing", text(standing_of(option))).field("certainty", text(option.certainty));
    json.field("certaintyWhy", option.certainty_why).field("burden", option.burden);
    json.field("isForAll", option.is_for_all).field("isNeedling", option.is_needling);
    if (reader == Reader::Clinician) {
        json.key("evidence").begin_array();
        for (const std::string& question : option.evidence)
            json.text(question);
        json.end_array();
        write_when(json, option.when);
        json.field("because", option.because).field("whatToDo", option.what_to_do);
    }
    write_positions(json, option.positions);
    write_ids(json, "sources", option.sources);
    json.field("mark", option.mark);
}

void write_words(JsonWriter& json, const Library& library, const TargetChoice& choice, Reader) {
    json.field("id", choice.id).field("muscle", choice.muscle);
    json.field("inPlainWords", choice.in_plain_words);
    write_when(json, choice.when);
    write_text(json, "levelFrom", choice.level_from);
    json.field("because", choice.because).key("technique").begin_object();
    for (const auto& [what, how] : choice.technique)
        json.field(what, how);
    json.end_object().key("regions").begin_array();
    for (const Muscle& muscle : library.muscles)
        if (muscle.id == choice.muscle)
            for (const std::string& region : muscle.regions)
                json.text(region);
    json.end_array();
    write_ids(json, "sources", choice.sources);
    json.field("mark", choice.mark);
}

void write_words(JsonWriter& json, const Library&, const Advice& advice, Reader reader) {
    json.field("id", advice.id).field("part", text(advice.part));
    write_text(json, "asked", advice.asked);
    write_text(json, "eventType", advice.event_type);
    json.field("text", advice.text);
    if (advice.rate) {
        json.key("rate").begin_object().field("perThousand", advice.rate->per_thousand, decimals);
        if (advice.rate->low)
            json.field("low", *advice.rate->low, decimals);
        if (advice.rate->high)
            json.field("high", *advice.rate->high, decimals);
        json.field("counted", advice.rate->counted).end_object();
    }
    json.field("isOnNeedling", advice.is_on_needling).field("isOnSheet", advice.is_on_sheet);
    if (reader == Reader::Clinician)
        write_when(json, advice.when);
    write_ids(json, "sources", advice.sources);
    json.field("mark", advice.mark);
}

template <class Statement>
void write_statement(JsonWriter& json, const Library& library, const Statement& statement,
                     Reader reader) {
    json.begin_object();
    write_words(json, library, statement, reader);
    json.field("status", statement.status).field("where", statement.where);
    json.field("digest", statement.digest).end_object();
}

bool is_for(const Advice& advice, Reader reader) {
    return reader == Reader::Clinician || is_for_patient(advice.part);
}
bool is_for(const CareOption&, Reader) {
    return true;
}
template <class Statement>
bool is_for(const Statement&, Reader reader) {
    return reader == Reader::Clinician;
}

template <class Statement>
void write_statements(JsonWriter& json, const Library& library,
                      const std::vector<Statement>& statements, Reader reader) {
    for (const Statement& one : statements)
        if (is_for(one, reader))
            write_statement(json, library, one, reader);
}

std::string_view kind_words(FindingKind kind) {
    switch (kind) {
    case FindingKind::YesNo:
        return "yes_no";
    case FindingKind::Number:
        return "number";
    case FindingKind::Choice:
        return "choice";
    case FindingKind::Choices:
        return "choices";
    }
    return "";
}

/// What a patient is asked: all that has words for them. Particulars the clinic writes down.
bool is_for(const Question& question, Reader reader) {
    return reader == Reader::Clinician || !question.finding->ask.empty();
}

void write_sign(JsonWriter& json, const Library& library, const Sign& sign) {
    json.key("sign").begin_object().field("test", sign.test).field("level", sign.level);
    for (const SignGrading& grading : library.signs)
        if (grading.test == sign.test && !grading.answers.empty())
            write_texts(json, "answers", grading.answers);
    json.end_object();
}

void write_question(JsonWriter& json, const Library& library, const Question& question,
                    Reader reader) {
    const Finding& finding = *question.finding;
    json.begin_object().field("id", finding.id.text()).field("group", finding.group);
    json.field("part", part_of(question));
    write_text(json, "ask", finding.ask);
    if (reader == Reader::Clinician)
        write_text(json, "examine", finding.examine);
    json.field("kind", kind_words(finding.kind));
    write_text(json, "unit", finding.unit);
    if (finding.kind == FindingKind::Number)
        json.field("low", finding.low).field("high", finding.high);
    if (!finding.choices.empty()) {
        json.key("choices").begin_array();
        for (const Finding::Choice& choice : finding.choices)
            json.begin_object().field("id", choice.id).field("text", choice.what).end_object();
        json.end_array();
    }
    json.field("hasSides", finding.has_sides).field("isEmergency", question.is_emergency);
    json.field("locks", question.locks).field("isGiven", finding.is_given);
    json.field("isAskedEachVisit", question.is_asked_each_visit);
    if (finding.sign.is_there() && reader == Reader::Clinician)
        write_sign(json, library, finding.sign);
    json.field("isAtCheck", is_asked_after_needling(library, finding));
    write_ids(json, "sources", finding.sources);
    if (reader == Reader::Clinician)
        write_texts(json, "neededBy", who_needs(library, finding));
    json.end_object();
}

/// How the signs that questions ask for are graded. Patients grade nothing.
void write_signs(JsonWriter& json, const Library& library) {
    json.key("signs").begin_array();
    for (const SignGrading& sign : library.signs) {
        json.begin_object().field("test", sign.test).field("highest", sign.highest);
        json.field("normal", sign.normal);
        write_ids(json, "sources", sign.sources);
        json.end_object();
    }
    json.end_array();
}

void write_claims(JsonWriter& json, const Library& library) {
    for (const CoverageSection& section : library.coverage)
        for (const Claim& claim : section.claims) {
            json.begin_object().field("id", claim.id).field("section", section.title);
            json.field("about", claim.about).field("answer", word(claim.answer));
            write_text(json, "why", claim.why);
            write_texts(json, "livesIn", claim.lives_in);
            write_texts(json, "tests", claim.tests);
            write_ids(json, "sources", claim.sources);
            json.field("where", claim.where).end_object();
        }
}

/// What a patient may read cites these.
std::set<chart::SourceId> cited_to_patients(const Library& library) {
    std::set<chart::SourceId> keys;
    for (const Finding& finding : library.findings)
        if (!finding.ask.empty())
            keys.insert(finding.sources.begin(), finding.sources.end());
    for (const CareOption& option : library.care) {
        keys.insert(option.sources.begin(), option.sources.end());
        for (const Position& position : option.positions)
            keys.insert(position.source);
    }
    for (const Advice& advice : library.advice)
        if (is_for_patient(advice.part))
            keys.insert(advice.sources.begin(), advice.sources.end());
    return keys;
}

void write_sources(JsonWriter& json, const Library& library, Reader reader) {
    const std::set<chart::SourceId> cited = cited_to_patients(library);
    for (const std::string& key : known_sources()) {
        const chart::SourceId id(key);
        if (reader == Reader::Patient && cited.count(id) == 0)
            continue;
        const chart::Citation* citation = chart::find_citation(id);
        if (citation == nullptr)
            continue;
        json.begin_object().field("id", key).field("reference", citation->reference);
        write_text(json, "doi", citation->doi);
        write_text(json, "pmid", citation->pmid);
        json.end_object();
    }
}

void write_regions(JsonWriter& json, const Library& library) {
    for (const Region& region : library.regions) {
        json.begin_object().field("id", region.id).field("what", region.what).key("muscles");
        json.begin_array();
        for (const Muscle& muscle : library.muscles)
            if (muscle.regions.count(region.id) > 0)
                json.text(muscle.id);
        json.end_array().end_object();
    }
}

void write_items(JsonWriter& json, const Library& library, Shelf shelf, Reader reader) {
    switch (shelf) {
    case Shelf::Questions:
        for (const Question& question : questions_of(library))
            if (is_for(question, reader))
                write_question(json, library, question, reader);
        return;
    case Shelf::Rules:
        return write_statements(json, library, library.screening, reader);
    case Shelf::Causes:
        return write_statements(json, library, library.causes, reader);
    case Shelf::Care:
        return write_statements(json, library, library.care, reader);
    case Shelf::Targets:
        return write_statements(json, library, library.targets, reader);
    case Shelf::Claims:
        if (reader == Reader::Clinician)
            write_claims(json, library);
        return;
    case Shelf::Sources:
        return write_sources(json, library, reader);
    case Shelf::Advice:
        return write_statements(json, library, library.advice, reader);
    case Shelf::Regions:
        if (reader == Reader::Clinician)
            write_regions(json, library);
        return;
    }
}

} // namespace

void write_positions(JsonWriter& json, const std::vector<Position>& positions) {
    json.key("positions").begin_array();
    for (const Position& one : positions)
        json.begin_object()
            .field("body", one.body)
            .field("dated", one.dated)
            .field("about", one.about)
            .field("isOnSciatica", one.is_on_sciatica)
            .field("stance", text(one.stance))
            .field("says", one.says)
            .field("source", one.source.text())
            .field("mark", one.mark)
            .end_object();
    json.end_array();
}

std::string write_shelf(const Library& library, Shelf shelf, Reader reader,
                        std::string_view knowledge) {
    JsonWriter json;
    json.begin_object().field("schema", "filiform.library/1").field("knowledge", knowledge);
    json.key(shelf == Shelf::Questions ? "questions" : "items").begin_array();
    write_items(json, library, shelf, reader);
    json.end_array();
    if (shelf == Shelf::Questions && reader == Reader::Clinician)
        write_signs(json, library);
    json.end_object();
    return std::move(json).finish();
}

} // namespace filiform::knowledge
