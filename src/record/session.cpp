// SPDX-License-Identifier: Apache-2.0
#include "record/session.h"

#include "record/choice.h"
#include "record/kinds.h"

namespace filiform::record {

std::span<const std::string_view> words(Session::Position) {
    static constexpr auto all = worded<Session::Position::Sitting>(
        "prone", "prone_pillow", "side_lying_left", "side_lying_right", "supine", "sitting");
    return all;
}

std::span<const std::string_view> words(Session::Tolerance) {
    static constexpr auto all =
        worded<Session::Tolerance::Stopped>("good", "fair", "poor", "stopped");
    return all;
}

std::span<const std::string_view> words(Session::Aftercare::Way) {
    static constexpr auto all =
        worded<Session::Aftercare::Way::Message>("spoken", "on_paper", "message");
    return all;
}

void describe(Fields& fields, ChecklistItem& item) {
    fields.text(Field{"item", "What is to be done, as the library names it."}.required(), item.item,
                line_length);
    fields.flag(Field{"done", "Whether it was."}.required(), item.done);
    fields.text(Field{"note", "Anything else about it."}.identifying(), item.note, text_length);
}

void describe(Fields& fields, Session::Aftercare& aftercare) {
    fields.texts(Field{"advice", "The sentences given, as the library names them."}.required(),
                 aftercare.advice, 100, line_length);
    fields.text({"language", "BCP 47."}, aftercare.language, 35);
    fields.choices({"ways", "How they were given."}, aftercare.ways);
}

namespace {

void describe_belonging(Fields& fields, Session& session) {
    fields.reference(Field{"patient", "Whose it is."}.required().found_by("patient"),
                     session.patient, one_of<Kind::Patient>);
    fields.reference(Field{"episode", "What it belongs to."}.required().found_by("episode"),
                     session.episode, one_of<Kind::Episode>);
    fields.reference(Field{"plan", "What is carried out."}.required().found_by("plan"),
                     session.plan, one_of<Kind::Plan>);
    fields.reference(Field{"consent", "On whose word."}.required().found_by("consent"),
                     session.consent, one_of<Kind::Consent>);
    fields.reference(Field{"practitioner", "Who needles."}.required().found_by("practitioner"),
                     session.practitioner, one_of<Kind::Practitioner>);
    fields.reference(Field{"room", "Where."}.found_by("room"), session.room, one_of<Kind::Room>);
    fields.reference(Field{"appointment", "The booking it was."}.found_by("appointment"),
                     session.appointment, one_of<Kind::Appointment>);
    fields.reference(Field{"amends", "The session note that this one corrects."}.found_by("amends"),
                     session.amends, one_of<Kind::Session>);
}

void describe_before(Fields& fields, Session& session) {
    fields.objects({"checklist", "What is to be done before."}, session.checklist, 60);
    fields.answers({"answers", "What was asked again today, by finding of the library."},
                   session.answers);
    fields.object({"screening", "What today's answers and those of the assessment make of it."},
                  session.screening);
    fields.text(Field{"medicines", "What changed, with the last INR."}.identifying(),
                session.medicines, text_length);
    fields.choice({"position", "How the patient lies."}, session.position);
    fields.integer({"retentionMinutesPlanned", "How long needles are to stay in; 0: taken out at "
                                               "once."},
                   session.retention_minutes_planned, {0, 60});
}

void describe_after(Fields& fields, Session& session) {
    fields.object({"painBefore", "Pain before the first needle."}, session.pain_before);
    fields.object({"painAfter", "Pain after the last."}, session.pain_after);
    fields.objects({"neurologyBefore", "Signs tested before."}, session.neurology_before, 100);
    fields.objects({"neurologyAfter", "The same tested again after."}, session.neurology_after,
                   100);
    fields.choice({"tolerance", "How the patient bore it."}, session.tolerance);
    fields.text(Field{"stoppedWhy", "Why it ended early."}.identifying(), session.stopped_why,
                text_length);
    fields.object({"aftercare", "Advice for home."}, session.aftercare);
    fields.date({"reviewOn", "When it is looked at next."}, session.review_on);
    fields.text(Field{"note", "Anything else."}.identifying(), session.note, letter_length);
}

} // namespace

void describe(Fields& fields, Session& session) {
    describe_belonging(fields, session);
    fields.instant(Field{"began", "When it began."}.required().found_by("date"), session.began);
    fields.instant({"ended", "When it ended."}, session.ended);
    describe_before(fields, session);
    fields.objects({"needles", "Each needle, in the order in which they were prepared."},
                   session.needles, 60);
    fields.integer({"countedIn", "Needles put in, counted aloud."}, session.counted_in, {0, 60});
    fields.integer({"countedOut", "Needles taken out, counted aloud."}, session.counted_out,
                   {0, 60});
    describe_after(fields, session);
}

} // namespace filiform::record
