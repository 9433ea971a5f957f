// SPDX-License-Identifier: Apache-2.0
#include "record/consent.h"

#include "record/choice.h"
#include "record/kinds.h"

namespace filiform::record {

std::span<const std::string_view> words(Consent::Answer) {
    static constexpr auto all = worded<Consent::Answer::Refused>("given", "refused");
    return all;
}

std::span<const std::string_view> words(Consent::Giver) {
    static constexpr auto all =
        worded<Consent::Giver::Attorney>("patient", "parent", "guardian", "attorney");
    return all;
}

std::span<const std::string_view> words(Consent::Way) {
    static constexpr auto all = worded<Consent::Way::Spoken>("on_screen", "on_paper", "spoken");
    return all;
}

void describe(Fields& fields, Consent::Point& point) {
    fields.text(Field{"id", "The sentence shown, as the library names it."}.required(), point.id,
                line_length);
    fields.text(Field{"version", "Digest of the words it had."}.required(), point.version, 64);
}

namespace {

void describe_answer(Fields& fields, Consent& consent) {
    fields.choice(Field{"answer", "What was said to it."}.required().found_by("answer"),
                  consent.answer);
    fields.choice(Field{"givenBy", "Who said it."}.required(), consent.given_by);
    fields.text(Field{"giverName", "Their name, unless it is the patient."}.identifying(),
                consent.giver_name, line_length);
    fields.choice(Field{"way", "How it was signed."}.required(), consent.way);
    fields.instant(Field{"at", "When."}.required().found_by("date"), consent.at);
    fields.flag({"copyGiven", "Whether a copy was handed over."}, consent.copy_given);
    fields.text(Field{"refusedWhy", "Why it was refused."}.identifying(), consent.refused_why,
                text_length);
}

} // namespace

void describe(Fields& fields, Consent& consent) {
    fields.reference(Field{"patient", "Whose it is."}.required().found_by("patient"),
                     consent.patient, one_of<Kind::Patient>);
    fields.reference(Field{"plan", "What is consented to."}.required().found_by("plan"),
                     consent.plan, one_of<Kind::Plan>);
    fields.reference(Field{"practitioner", "Who explained."}.required().found_by("practitioner"),
                     consent.practitioner, one_of<Kind::Practitioner>);
    fields.text(Field{"textVersion", "Digest or name of the whole text."}.required(),
                consent.text_version, 64);
    fields.text(Field{"language", "It was explained in, BCP 47."}.required(), consent.language, 35);
    fields.text(Field{"interpreter", "Who interpreted."}.identifying(), consent.interpreter,
                line_length);
    fields.objects(Field{"points", "The sentences that were shown."}.required(), consent.points,
                   200);
    fields.text(Field{"questions", "What was asked, and the answer."}.identifying(),
                consent.questions, text_length);
    describe_answer(fields, consent);
    fields.objects(Field{"documents", "The signature, the scanned sheet."}.identifying(),
                   consent.documents, 10);
}

} // namespace filiform::record
