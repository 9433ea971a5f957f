// SPDX-License-Identifier: Apache-2.0
#include "record/message.h"

#include "record/choice.h"
#include "record/kinds.h"

namespace filiform::record {

std::span<const std::string_view> words(Letter::Type) {
    static constexpr auto all =
        worded<Letter::Type::Other>("referral", "report", "certificate", "patient_sheet", "other");
    return all;
}

std::span<const std::string_view> words(Letter::Way) {
    static constexpr auto all =
        worded<Letter::Way::Portal>("printed", "emailed", "handed", "portal");
    return all;
}

void describe(Fields& fields, Message& message) {
    fields.reference(Field{"patient", "Whom it is about."}.required().found_by("patient"),
                     message.patient, one_of<Kind::Patient>);
    fields.reference(Field{"from", "Who wrote it; the clinic unless given."}.found_by("from"),
                     message.from, one_of<Kind::Practitioner, Kind::Patient>);
    fields.reference(
        Field{"to", "Who is to read it; whoever is there unless given."}.found_by("to"), message.to,
        one_of<Kind::Practitioner, Kind::Patient>);
    fields.reference(Field{"answers", "The message it answers."}.found_by("answers"),
                     message.answers, one_of<Kind::Message>);
    fields.reference({"about", "What it speaks of."}, message.about, every_kind());
    fields.text(Field{"subject", "In one line."}.required().identifying(), message.subject,
                line_length);
    fields.text(Field{"text", "What is said."}.required().identifying(), message.text,
                letter_length);
    fields.instant(Field{"sentAt", "When it was written."}.required().found_by("date"),
                   message.sent_at);
    fields.instant(Field{"readAt", "When it was read."}.found_by("read"), message.read_at);
}

void describe(Fields& fields, Letter& letter) {
    fields.reference(Field{"patient", "Whom it is about."}.required().found_by("patient"),
                     letter.patient, one_of<Kind::Patient>);
    fields.reference(Field{"episode", "What it belongs to."}.found_by("episode"), letter.episode,
                     one_of<Kind::Episode>);
    fields.reference(Field{"practitioner", "Who signs it."}.required().found_by("practitioner"),
                     letter.practitioner, one_of<Kind::Practitioner>);
    fields.choice(Field{"type", "What it is."}.required().found_by("type"), letter.type);
    fields.object(Field{"to", "Whom it is for; the patient unless given."}.identifying(),
                  letter.to);
    fields.text(Field{"subject", "In one line."}.required().identifying(), letter.subject,
                line_length);
    fields.text(Field{"text", "What is said."}.required().identifying(), letter.text,
                letter_length);
    fields.objects(Field{"documents", "What goes with it."}.identifying(), letter.documents, 20);
    fields.instant(Field{"sentAt", "When it left."}.found_by("date"), letter.sent_at);
    fields.choice({"way", "How it went."}, letter.way);
}

} // namespace filiform::record
