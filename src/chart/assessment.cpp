// SPDX-License-Identifier: Apache-2.0
#include "chart/assessment.h"

#include <array>

#include "chart/write_ids.h"

namespace filiform::chart {

namespace {

using base::JsonWriter;

void write_items(JsonWriter& json, std::string_view key,
                 const std::vector<CauseNote::Item>& items) {
    json.key(key).begin_array();
    for (const CauseNote::Item& item : items) {
        json.begin_object().field("what", item.what).field("holds", item.holds);
        json.field("ratio", item.ratio);
        json.field("low", item.low).field("high", item.high).field("counts", item.counts);
        if (!item.why.empty())
            json.field("why", item.why);
        json.field("source", item.source.text()).field("mark", item.mark);
        write_ids(json, "answers", item.answers);
        json.end_object();
    }
    json.end_array();
}

void write_cause(JsonWriter& json, const CauseNote& cause) {
    json.begin_object().field("id", cause.id).field("name", cause.name);
    json.field("probability", cause.probability).field("low", cause.low).field("high", cause.high);
    json.field("mayLead", cause.may_lead);
    if (!cause.leads_why.empty())
        json.field("leadsOnly", cause.leads_why);
    write_items(json, "for", cause.speaks_for);
    write_items(json, "against", cause.speaks_against);
    json.key("notTested").begin_array();
    for (const CauseNote::Open& open : cause.not_tested) {
        json.begin_object().field("what", open.what);
        write_ids(json, "missing", open.missing);
        json.field("couldChangeLead", open.could_change_lead).end_object();
    }
    json.end_array().field("next", cause.what_next);
    write_ids(json, "sources", cause.sources);
    json.end_object();
}

void write_next(JsonWriter& json, const NextStepNote& next) {
    json.begin_object().field("what", next.what).field("cause", next.cause);
    write_ids(json, "missing", next.missing);
    json.field("expectedChange", next.expected_change);
    json.field("couldChangeLead", next.could_change_lead);
    json.field("source", next.source.text()).field("mark", next.mark).end_object();
}

void write_guidelines(JsonWriter& json, const CareNote& care) {
    json.key("guidelines").begin_array();
    for (const CareNote::Position& position : care.positions)
        json.begin_object()
            .field("body", position.body)
            .field("dated", position.dated)
            .field("about", position.about)
            .field("onSciatica", position.is_on_sciatica)
            .field("stance", position.stance)
            .field("says", position.says)
            .field("source", position.source.text())
            .field("mark", position.mark)
            .end_object();
    json.end_array();
}

void write_care(JsonWriter& json, const CareNote& care) {
    json.begin_object().field("id", care.id).field("name", care.name);
    json.field("needling", care.is_needling).field("standing", care.standing);
    json.field("certainty", care.certainty).field("certaintyWhy", care.certainty_why);
    json.field("because", care.because).field("do", care.what_to_do);
    write_guidelines(json, care);
    write_ids(json, "missing", care.missing);
    write_ids(json, "sources", care.sources);
    json.field("mark", care.mark).end_object();
}

/// Why this muscle, and how: members of a target or of a proposal.
void write_reasons(JsonWriter& json, const TargetNote& target) {
    json.field("because", target.because).key("technique").begin_object();
    for (const auto& [what, how] : target.technique)
        json.field(what, how);
    json.end_object();
    write_ids(json, "answers", target.answers);
}

void write_target(JsonWriter& json, const TargetNote& target) {
    json.begin_object().field("id", target.id).field("target", target.target);
    json.field("plain", target.in_plain_words);
    write_reasons(json, target);
    write_ids(json, "sources", target.sources);
    json.field("mark", target.mark).end_object();
}

void write_advice(JsonWriter& json, const AdviceNote& advice) {
    json.begin_object().field("id", advice.id);
    if (!advice.asked.empty())
        json.field("asked", advice.asked);
    json.field("text", advice.text);
    if (advice.per_thousand) {
        constexpr int decimals = 4; // the rarest are below one in a million
        json.key("perThousand").begin_object().field("value", *advice.per_thousand, decimals);
        if (advice.low)
            json.field("low", *advice.low, decimals);
        if (advice.high)
            json.field("high", *advice.high, decimals);
        json.field("of", advice.counted).end_object();
    }
    write_ids(json, "sources", advice.sources);
    json.field("mark", advice.mark).end_object();
}

/// A part of the sheet, and its member of a plan.
constexpr std::array<std::pair<std::string_view, std::string_view>, 9> parts{
    {{"course", "course"},
     {"expect", "expectations"},
     {"risk", "risks"},
     {"aftercare", "aftercare"},
     {"call", "whenToCall"},
     {"emergency", "whenToGoToHospital"},
     {"consent", "consentPoints"},
     {"follow_up", "followUp"},
     {"question", "questions"}}};

/// A part of the list for a visit, and its member of `checklist`.
constexpr std::array<std::pair<std::string_view, std::string_view>, 5> list_parts{
    {{"before", "before"},
     {"skin", "skin"},
     {"during", "during"},
     {"after", "after"},
     {"event", "ifItHappens"}}};

void write_part(JsonWriter& json, std::string_view key, const std::vector<AdviceNote>& all,
                std::string_view part) {
    json.key(key).begin_array();
    for (const AdviceNote& advice : all)
        if (advice.part == part)
            write_advice(json, advice);
    json.end_array();
}

} // namespace

void write_assessment(JsonWriter& json, const Assessment& assessment) {
    json.key("causes").begin_array();
    for (const CauseNote& cause : assessment.causes)
        write_cause(json, cause);
    json.end_array().key("examineNext").begin_array();
    for (const NextStepNote& next : assessment.next)
        write_next(json, next);
    json.end_array().key("alternatives").begin_array();
    for (const CareNote& care : assessment.care)
        write_care(json, care);
    json.end_array().key("targets").begin_array();
    for (const TargetNote& target : assessment.targets)
        write_target(json, target);
    json.end_array();
    write_ids(json, "notExamined", assessment.not_examined);
    for (const auto& [part, key] : parts)
        write_part(json, key, assessment.advice, part);
    write_part(json, "dose", assessment.visit, "dose");
    json.key("checklist").begin_object();
    for (const auto& [part, key] : list_parts)
        write_part(json, key, assessment.visit, part);
    json.end_object();
}

std::vector<SourceId> write_needling(JsonWriter& json, const Assessment& assessment,
                                     const std::string& target) {
    std::vector<SourceId> sources;
    for (const TargetNote& note : assessment.targets)
        if (note.target == target) {
            write_reasons(json, note);
            sources.insert(sources.end(), note.sources.begin(), note.sources.end());
        }
    for (const CareNote& care : assessment.care)
        if (care.is_needling) {
            json.field("certainty", care.certainty);
            write_guidelines(json, care);
        }
    json.key("dose").begin_array();
    for (const AdviceNote& advice : assessment.visit)
        if (advice.part == "dose")
            json.text(advice.id);
    json.end_array();
    return sources;
}

} // namespace filiform::chart
