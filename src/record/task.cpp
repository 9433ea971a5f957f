// SPDX-License-Identifier: Apache-2.0
#include "record/task.h"

#include "record/choice.h"
#include "record/kinds.h"

namespace filiform::record {

std::span<const std::string_view> words(Task::What) {
    static constexpr auto all = worded<Task::What::Other>(
        "check_after_session", "reassess", "overdue_review", "emergency_question", "urgent_answer",
        "report_event", "follow_event", "offer_another_time", "fill_in_form", "call", "write",
        "other");
    return all;
}

std::span<const std::string_view> words(Task::Status) {
    static constexpr auto all =
        worded<Task::Status::Cancelled>("waiting", "in_progress", "done", "cancelled");
    return all;
}

std::span<const std::string_view> words(Task::Priority) {
    static constexpr auto all = worded<Task::Priority::Urgent>("routine", "soon", "urgent");
    return all;
}

void describe(Fields& fields, Task& task) {
    fields.reference(Field{"patient", "Whom it is about."}.found_by("patient"), task.patient,
                     one_of<Kind::Patient>);
    fields.choice(Field{"what", "What is to be done."}.required().found_by("what"), task.what);
    fields.text(Field{"text", "The same in words."}.identifying(), task.text, text_length);
    fields.reference(Field{"about", "What brought it up."}.found_by("about"), task.about,
                     every_kind());
    fields.reference({"instrument", "That is to be filled in."}, task.instrument,
                     one_of<Kind::Instrument>);
    fields.instant(Field{"due", "Until when."}.required().found_by("due"), task.due);
    fields.choice({"priority", "How much it presses."}, task.priority);
    fields.choice(Field{"status", "How far it has come."}.required().found_by("status"),
                  task.status);
    fields.reference(Field{"assignedTo", "Who is to do it."}.found_by("assigned_to"),
                     task.assigned_to, one_of<Kind::Practitioner, Kind::Patient>);
    fields.reference({"doneBy", "Who did it."}, task.done_by,
                     one_of<Kind::Practitioner, Kind::Patient>);
    fields.instant({"doneAt", "When it was done."}, task.done_at);
    fields.text(Field{"result", "What came of it."}.identifying(), task.result, text_length);
}

} // namespace filiform::record
