// SPDX-License-Identifier: Apache-2.0
#include "chart/screening.h"

#include "chart/write_ids.h"

namespace filiform::chart {

namespace {

void write_questions(base::JsonWriter& json, std::string_view key,
                     const std::vector<Screening::Question>& questions) {
    json.key(key).begin_array();
    for (const Screening::Question& question : questions)
        json.begin_object()
            .field("finding", question.finding.text())
            .field("ask", question.ask)
            .end_object();
    json.end_array();
}

void write_note(base::JsonWriter& json, const ScreeningNote& note) {
    json.begin_object().field("ruleId", note.rule.text()).field("what", note.what);
    json.field("known", note.is_known).field("level", note.level).field("needling", note.needling);
    json.field("because", note.because).field("do", note.what_to_do);
    if (!note.tell_patient.empty())
        json.field("tellPatient", note.tell_patient);
    json.field("mark", note.mark);
    write_ids(json, "sources", note.sources);
    write_ids(json, "answers", note.answers);
    write_ids(json, "missing", note.missing);
    if (!note.decided.empty())
        json.field("decided", note.decided);
    json.end_object();
}

} // namespace

void write_screening(base::JsonWriter& json, const Screening& screening) {
    json.field("decision", screening.decision).field("mayNeedle", screening.may_needle);
    if (!screening.unfinished.empty())
        json.field("unfinished", screening.unfinished);
    write_questions(json, "toAsk", screening.to_ask);
    write_questions(json, "notAsked", screening.not_asked);
    json.key("restraint").begin_array();
    for (const Screening::HeldBack& one : screening.restraint) {
        json.begin_object().field("text", one.text);
        write_ids(json, "rules", one.rules);
        json.end_object();
    }
    json.end_array();
    json.key("answered").begin_array();
    for (const Screening::Answered& one : screening.answered)
        json.begin_object()
            .field("finding", one.finding.text())
            .field("group", one.group)
            .field("answer", one.answer)
            .end_object();
    json.end_array().key("findings").begin_array();
    for (const ScreeningNote& note : screening.notes)
        write_note(json, note);
    json.end_array();
}

} // namespace filiform::chart
